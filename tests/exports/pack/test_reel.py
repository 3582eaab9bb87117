"""The reel: whose recordings are played in the workshop, in which order, and how long they are."""

from __future__ import annotations

import io

import msgspec
from pypdf import PdfReader

from bot.codesign.packs import Kind
from bot.codesign.shared_wording import SharedPart
from bot.codesign.story import Story, Use
from bot.exports.names import Names
from bot.exports.pack.reel import reel
from bot.rehearsal.media import example_voice
from bot.services.moderation import wordings
from bot.services.packs import calling_back, making
from bot.services.packs.making import Pack
from storage import stories
from storage import wordings as stored_wordings
from tests.exports.world import Somebody, World, filed, text

PLAYED: tuple[Use, ...] = ("team", "play_workshop")
SAID = "Nobody told me why I had to wait so long in the corridor that night."


async def spoke(
    world: World,
    who: Somebody,
    seconds: float = 2,
    *,
    touchpoint: str | None = None,
    uses: tuple[Use, ...] = PLAYED,
) -> int:
    """Somebody told a story in a voice message of this length; its number."""
    voice = await world.keep(who, "voice", example_voice(seconds), "audio/ogg")
    return await world.tell(who, Story(touchpoint, (text("Hello."), filed("voice", voice)), uses=uses))


async def wrote_down(world: World, who: Somebody, number: int, status: str = "accepted") -> None:
    """The team wrote down what was said, or found that it cannot be used."""
    keys = world.house.keys
    async with world.house.database.transaction() as tx:
        told = next(
            each for each in await stories.of_membership(tx, keys, who.place.id) if each.number == number
        )
        story = msgspec.json.decode(told.content, type=Story)
        parts = tuple(SharedPart(part.id, SAID) for part in story.parts if part.file)
        content: wordings.Content = wordings.Wording(parts)
        if status == "declined":
            content = wordings.Declined("It names a nurse.")
        await stored_wordings.add(
            tx,
            keys,
            told,
            reader=who.place.id,
            status=status,
            content=wordings.encode(content),
            now=world.clock.now(),
        )


async def made(world: World, kind: Kind = "team") -> Pack:
    return await making.make(world.house, world.project_id, kind, "en")


async def files(world: World, pack: Pack) -> dict[str, bytes]:
    names = Names(world.house.translator, "en")
    return {file.path: file.content async for file in reel(world.house, pack, names)}


async def test_recordings_come_in_the_order_of_the_pathway_with_their_list(world: World) -> None:
    ann, ben = await world.person(), await world.person("carer")
    first, second = (point.id for point in world.project.touchpoints[:2])
    await spoke(world, ann, 3, touchpoint=second)
    number = await spoke(world, ben, 65, touchpoint=first)
    await wrote_down(world, ben, number)
    found = await files(world, await made(world))
    assert list(found) == [f"reel/{number}-part-2.ogg", "reel/1-part-2.ogg", "print/reel.pdf"]
    read = PdfReader(io.BytesIO(found["print/reel.pdf"])).pages[0].extract_text()
    assert read.index(f"{number}-part-2.ogg") < read.index("1-part-2.ogg")
    for words in ("1:05", "1:08", "Nobody told me why", "nobody has written it down"):
        assert words in read
    assert "that night" not in read, "only the words it begins with"


async def test_a_recording_is_played_by_its_own_yes_alone(world: World) -> None:
    ann = await world.person()
    await spoke(world, ann, uses=("team", "quote_workshop", "quote_publication"))
    assert (await made(world)).clips == ()
    await spoke(world, ann)
    assert len((await made(world)).clips) == 1
    await world.decide(ann, {"keep_voice": False})
    assert (await made(world)).clips == ()


async def test_to_share_is_only_what_somebody_listened_to_and_wrote_down(world: World) -> None:
    ann = await world.person()
    number = await spoke(world, ann)
    assert (await made(world, "share")).clips == ()
    await wrote_down(world, ann, number)
    (clip,) = (await made(world, "share")).clips
    assert (clip.role, clip.language) == (None, None)
    assert str(number) not in clip.code
    await wrote_down(world, ann, number, "declined")
    assert (await made(world, "share")).clips == (await made(world)).clips == ()


async def test_a_recording_that_may_not_be_played_any_more_is_called_back(world: World) -> None:
    ann = await world.person()
    number = await spoke(world, ann)
    await wrote_down(world, ann, number)
    pack = await made(world, "share")
    async with world.house.database.snapshot() as tx:
        (found,) = await calling_back.about(world.house, tx, world.project_id)
    assert found.codes == ()
    await world.decide(ann, {"keep_voice": False})
    async with world.house.database.snapshot() as tx:
        (found,) = await calling_back.about(world.house, tx, world.project_id)
    assert found.codes == (pack.clips[0].code,)


async def test_without_recordings_there_is_no_reel(world: World) -> None:
    assert await files(world, await made(world)) == {}


async def test_a_file_that_cannot_be_played_is_left_out(world: World) -> None:
    ann = await world.person()
    voice = await world.keep(ann, "voice", b"not a recording", "audio/ogg")
    await world.tell(ann, Story(None, (filed("voice", voice),), uses=PLAYED))
    assert await files(world, await made(world)) == {}
