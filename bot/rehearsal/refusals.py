"""How the stand says no, in Telegram's own form and, wherever it has some, Telegram's own words."""

from typing import Any


class Refusal(Exception):
    """A request answered with `"ok": false`: an HTTP status, a description, perhaps parameters."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body Telegram would send."""
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refusal:
    """400, in Telegram's form."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """403, in Telegram's form."""
    return Refusal(403, f"Forbidden: {reason}")


def stricter(reason: str) -> Refusal:
    """400 for what only this stand refuses; Telegram would let it pass or has no such words."""
    return Refusal(400, f"Bad Request: {reason} (the stand is stricter than Telegram here)")


def too_many(seconds: int) -> Refusal:
    """429: come back in so many seconds."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
