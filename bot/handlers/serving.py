"""Listens on an address of this machine: what the webhook and the pages of health have in common.

Answers say a status and nothing else: no version, no reason, no words of an error. Who is slow is let go of.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.config import Listen
from bot.handlers.stopping import CannotListen
from bot.logs import described

log = structlog.get_logger()

IDLE_SECONDS = 30.0
"""After these a connection is closed on which no whole request has come, the first or the next."""

LINGERING_SECONDS = 5.0
"""Seconds in which the rest of a request that was refused may still come, so that its answer is heard."""

STOPPING_SECONDS = 5.0
"""Seconds that requests under way have to come to an end when the program stops."""


class _Quiet(web.RequestHandler):
    """A connection. What is no HTTP at all is answered without quoting it, and without naming a version."""

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """A bare answer, after which the connection is closed."""
        answer = web.Response(status=status, headers={hdrs.SERVER: "-"})
        answer.force_close()
        return answer


@asynccontextmanager
async def listening(app: web.Application, where: Listen, setting: str) -> AsyncIterator[int]:
    """Serve ``app`` until the end of the block; gives the port. Raises CannotListen naming ``setting``."""
    app.middlewares.append(_plain)
    app.on_response_prepare.append(_nameless)
    runner = web.AppRunner(app, shutdown_timeout=STOPPING_SECONDS)
    await runner.setup()
    try:
        server = await _listening(runner, where, setting)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
    finally:
        await runner.cleanup()


async def _listening(runner: web.AppRunner, where: Listen, setting: str) -> asyncio.Server:
    manager, loop = runner.server, asyncio.get_running_loop()
    assert manager is not None

    def connection() -> _Quiet:
        return _Quiet(
            manager,
            loop=loop,
            access_log=None,  # type: ignore[arg-type]  # what it is for
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=LINGERING_SECONDS,
        )

    try:
        return await loop.create_server(connection, where.host, where.port)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise CannotListen(
            f"{setting} cannot be listened on ({reason}); stop what listens on {where}, or name another port"
        ) from None


@web.middleware
async def _plain(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as refused:
        allowed = {name: refused.headers[name] for name in (hdrs.ALLOW,) if name in refused.headers}
        return web.Response(status=refused.status, headers=allowed)
    except (ConnectionError, web.RequestPayloadError):
        return web.Response(status=400)
    except Exception as problem:
        log.error("request.failed", problem=described(problem))
        return web.Response(status=500)


async def _nameless(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.popall(hdrs.SERVER, None)
