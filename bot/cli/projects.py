"""Commands about projects: check, open, list, invite into them, export from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.working import Problem, in_house, settings

if TYPE_CHECKING:
    from bot.services.house import House


@click.group()
def project() -> None:
    """Check, open and list projects."""


@project.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def project_check(file: Path) -> None:
    """Say what is wrong with a project FILE, and where."""
    from bot.services.files import project_files, toml_files

    found, problems = project_files.check(file)
    if problems:
        click.echo(toml_files.described(file, problems), err=True)
    if found is None:
        raise Problem(f"{file}: this project cannot open yet.")
    click.echo(f"{file}: project “{found.key}” can open.")


@project.command("add")
@click.argument("file", type=click.Path(path_type=Path))
def project_add(file: Path) -> None:
    """Open the project in FILE, or change the one with its key."""
    from bot.services import projects
    from bot.services.files import project_files

    async def work(house: House) -> None:
        found = project_files.read(file)
        new = await projects.add(house, found)
        click.echo(f"Project “{found.key}” is {'open' if new else 'changed'}.")

    in_house(work)


@project.command("list")
def project_list() -> None:
    """List the projects."""
    from bot.services import projects

    async def work(house: House) -> None:
        found = await projects.every(house)
        for each in found:
            click.echo(f"{each.key}\t{next(iter(each.title.values()))}\tends {each.ends_on}")
        if not found:
            click.echo("There is no project yet; “in-the-room project add FILE” opens one.", err=True)

    in_house(work)


@project.command("example")
@click.argument("name", type=click.Choice(["stroke", "intensive-care"]))
def project_example(name: str) -> None:
    """Print a complete example to start from: NAME is stroke or intensive-care."""
    from importlib.resources import files

    source = files("bot.rehearsal") / "examples" / f"{name}.toml"
    click.echo(source.read_text(encoding="utf-8"), nl=False)


@click.command()
@click.argument("project")
@click.argument(
    "role",
    type=click.Choice(["patient", "carer", "staff", "facilitator", "safeguarding", "sponsor"]),
    metavar="ROLE",
)
@click.option(
    "--uses",
    default=1,
    show_default=True,
    type=click.IntRange(1, 500),
    help="How many people can use the link.",
)
@click.option(
    "--days", default=14, show_default=True, type=click.IntRange(1, 365), help="Days after which it runs out."
)
def invite(project: str, role: str, uses: int, days: int) -> None:
    """Make an invitation into PROJECT as ROLE: patient, carer, staff, facilitator, safeguarding or sponsor.

    The last line printed is the link.
    """
    from bot.app import username
    from bot.services import projects

    async def work(house: House) -> None:
        token = await projects.invite(house, project, role, uses=uses, days=days)
        name = await username(settings())
        click.echo(f"For {uses} {'person' if uses == 1 else 'people'}, for {days} days, as {role}.")
        click.echo(f"https://t.me/{name}?start={token}")

    in_house(work)


@click.command()
@click.argument("project")
def invitations(project: str) -> None:
    """List the invitations of PROJECT. Their links are not kept and cannot be shown again."""
    from bot.services import projects

    async def work(house: House) -> None:
        now = house.clock.now()
        for each in await projects.invitations(house, project):
            state = (
                "revoked" if each.revoked else "over" if each.expires_at <= now else f"{each.uses_left} left"
            )
            click.echo(f"{each.id}\t{each.role}\t{state}\tuntil {each.expires_at:%Y-%m-%d}")

    in_house(work)


@click.command()
@click.argument("project")
@click.argument("invitation")
def revoke(project: str, invitation: str) -> None:
    """Make an INVITATION of PROJECT worthless; “invitations” lists them."""
    from bot.services import projects

    async def work(house: House) -> None:
        await projects.revoke(house, project, invitation)
        click.echo("The link no longer works.")

    in_house(work)


@click.command()
@click.argument("project")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--to-share", is_flag=True, help="What may leave the team: small numbers hidden, fresh codes.")
@click.option("--language", help="Language of the pages, such as cy. The project's first one if left out.")
def export(project: str, folder: Path, to_share: bool, language: str | None) -> None:
    """Write a workshop pack of PROJECT, as the consents allow today, into a new FOLDER and FOLDER.zip."""
    from bot.exporting import export_pack

    in_house(lambda house: export_pack(house, project, folder, "share" if to_share else "team", language))
