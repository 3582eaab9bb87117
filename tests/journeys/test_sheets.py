"""Voting sheets from paper: typed in, counted with the votes from phones, taken out, and never too late."""

from __future__ import annotations

from bot.services.safety import auditing
from bot.services.votes import vote_report
from storage import paper_ballots
from storage.paper_ballots import StoredSheet
from tests.journeys.stored import all_well, place_of, question, said
from tests.room import Room
from tests.votes import polling, sheets
from tests.votes.test_results_on_phones import people, puts_first, read_on

WHY = "Nobody told me which bus to take home."
CARER = "carer or family member"
OVER = "The time of this vote is over, so no sheet can be entered"


async def typed_in(room: Room, round_id: str) -> list[StoredSheet]:
    """The sheets as they are stored."""
    async with room.house.database.snapshot() as tx:
        return await paper_ballots.of_round(tx, round_id)


async def test_two_sheets_and_two_phones_end_in_one_count(room: Room) -> None:
    ann, ben = await people(room, patient=1, staff=1)
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    round_ = await polling.open_vote(room, "ranking", 3)
    one, two, three = round_.ask.candidates
    await puts_first(room, ann, one.words["en"])
    await puts_first(room, ben, two.words["en"])
    await sheets.desk(room, fay)
    assert "No sheet is entered yet." in question(fay)
    await room.press(fay, sheets.ENTER)
    await sheets.ranked(room, fay, round_, three.id, role=CARER, why=WHY, then="Keep it, next sheet")
    assert said(fay, "Please write 1 on it") == 1
    await sheets.ranked(room, fay, round_, three.id, letter="A")
    assert said(fay, "Please write 2 on it") == 1
    assert "Patients: 1\nCarers and family: 1" in question(fay)
    assert await vote_report.sheets(room.house, room.project.key, 1) == (
        "2 voting sheets are entered from paper.\nPatients: 1\nCarers and family: 1"
    )
    await room.write(fay, "/team")
    await room.press(fay, "Vote 1: how many have voted")
    assert "4 of 4 people who could vote did so." in question(fay)
    assert "2 of the votes are from paper." in question(fay)

    result = await polling.frozen(room, round_)
    assert result.standings[0].candidate == three.id
    assert (result.voted, result.paper) == (4, 2)
    assert polling.figures(result) == {one.id: 3.5, two.id: 3.5, three.id: 5.0}
    await room.write(fay, "/team")
    await room.press(fay, "Vote 1: the result")
    told = await read_on(room, fay)
    assert "2 of the votes are from paper." in told
    assert told.count(WHY) == 1
    await room.write(ann, "/start")
    await room.press(ann, "Vote 1: the result")
    heard = await read_on(room, ann)
    assert "Fewer than 8 people voted." in heard
    assert "paper" not in heard
    assert WHY not in heard
    all_well(room)


async def test_a_sheet_that_is_taken_out_counts_no_more_and_its_number_is_not_given_again(
    room: Room,
) -> None:
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    round_ = await polling.open_vote(room, "ranking", 3)
    one, two, _three = round_.ask.candidates
    await sheets.desk(room, fay)
    await room.press(fay, sheets.ENTER)
    for _sheet in range(3):
        await sheets.ranked(room, fay, round_, one.id, then="Keep it, next sheet")
    await sheets.ranked(room, fay, round_, two.id)
    await room.press(fay, "Take out a sheet")
    await room.write(fay, "9")
    assert "There is no sheet with this number." in question(fay)
    await room.write(fay, "2")
    await room.press(fay, "No, leave it")
    assert "Patients: 4" in question(fay)
    await room.press(fay, "Take out a sheet")
    await room.write(fay, "2")
    await room.press(fay, "Yes, take it out")
    assert said(fay, "Sheet 2 is taken out.") == 1
    assert "Patients: 3" in question(fay)
    await room.press(fay, sheets.ENTER)
    await sheets.ranked(room, fay, round_, two.id)
    assert [each.number for each in await typed_in(room, round_.stored.id)] == [1, 3, 4, 5]
    result = await polling.frozen(room, round_)
    assert polling.figures(result)[one.id] == polling.figures(result)[two.id]
    _zone, record = await auditing.of_project(room.house, room.project.key)
    deeds = [each.kind for each in record if each.kind.startswith("sheet")]
    assert deeds == ["sheets_entered", "sheet_taken_out"], "one line for all that one facilitator types in"
    all_well(room)


async def test_a_sheet_that_comes_after_the_count_is_refused_with_one_sentence(room: Room) -> None:
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    round_ = await polling.open_vote(room, "ranking", 3)
    first = round_.ask.candidates[0].id
    await sheets.desk(room, fay)
    await room.press(fay, sheets.ENTER)
    await sheets.ranked(room, fay, round_, first, then="")
    over = await polling.over(room, round_)
    await room.press(fay, "Keep it, that is all")
    assert said(fay, OVER) == 1
    assert await typed_in(room, round_.stored.id) == []
    assert (await polling.now(room, round_)).stored.result == over.stored.result
    await room.write(fay, "/team")
    await room.press(fay, "Rounds")
    await room.press(fay, "Round 1: waits for its outcome")
    assert sheets.SHEETS not in fay.buttons()
    all_well(room)


async def test_what_was_typed_does_not_stay_with_who_typed_it(room: Room) -> None:
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    round_ = await polling.open_vote(room, "ranking", 3)
    await sheets.desk(room, fay)
    await room.press(fay, sheets.ENTER)
    await sheets.ranked(room, fay, round_, round_.ask.candidates[0].id, why=WHY)
    place = await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        mine = await tx.all("runs_of_membership", membership_id=place.membership_id)
        typed = [each["id"] for each in mine if each["flow"] == "enter_sheet"]
        assert len(typed) == 1
        assert await tx.all("answers_of", run_id=typed[0]) == []
    all_well(room)


async def test_no_role_or_nothing_on_it_is_not_counted_and_a_sheet_can_be_let_go(room: Room) -> None:
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    round_ = await polling.open_vote(room, "ranking", 3)
    await sheets.desk(room, fay)
    for button in (sheets.ENTER, "None, or more than one; or the sheet is empty", "Next sheet"):
        await room.press(fay, button)
    await sheets.ranked(room, fay, round_, round_.ask.candidates[0].id, then="Do not keep this sheet")
    assert "No sheet is entered yet." in question(fay)
    assert await typed_in(room, round_.stored.id) == []
    all_well(room)
