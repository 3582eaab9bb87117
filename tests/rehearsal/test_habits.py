"""What people of the cast press by habit, whatever language is on the buttons."""

import pytest

from bot.rehearsal.habits import Rating, Voting, agreeing, ending_a_story, meaning, meanings
from bot.rehearsal.view import Button

HELP = "!help"


def test_a_button_means_its_action_at_a_question() -> None:
    assert meaning(Button("Ydw", "q:mark:=yes")) == "=yes"
    assert meaning(Button("Ydw", "q:mark:#an-option:3")) == "#an-option:3"
    assert meaning(Button("Elsewhere", "x:mark:=yes")) == ""
    assert meaning(Button("A link", url="https://example.org")) == ""
    assert meanings([Button("A link", url="https://example.org"), Button("b", "q:m:=b")]) == ["=b"]


def test_the_way_in_leads_through_pages_and_consents_to_the_menu() -> None:
    assert agreeing(["=on", "!back", HELP]) == "=on"
    assert agreeing(["=yes", "=no", HELP]) == "=yes"
    assert agreeing(["+large-print", "!done", HELP]) == "!done"
    assert agreeing(["=story", "=my_data", HELP]) is None


def test_a_story_may_be_quoted_in_the_workshop() -> None:
    assert ending_a_story(["+proud", "!done", HELP]) == "!done"
    assert ending_a_story(["!skip", HELP]) == "!skip"
    assert ending_a_story(["+quote_workshop", "+quote_publication", "!done"]) == "+quote_workshop"
    assert ending_a_story(["-quote_workshop", "+quote_publication", "!done"]) == "!done"
    assert ending_a_story(["=send", "=change:told"]) == "=send"
    assert ending_a_story(["=story", "=my_data"]) is None


def test_a_rating_goes_from_the_newest_round_to_sending() -> None:
    scale = ["=very-good", "=good", "=in-between", "=bad", "=very-bad", "=did-not-happen", "=skip"]
    habit = Rating(["1", "-", "."])
    assert habit(["=round:9", "=round:10", "=story"]) == "=round:10"
    assert habit(scale) == "=very-bad"
    assert habit(["+proud", "!done"]) == "!done"
    assert habit(["!skip", "!back"]) == "!skip"
    assert habit(scale) == "=did-not-happen"
    assert habit(scale) == "=skip"
    assert habit(["=send", "=change:point1"]) == "=send"
    assert habit(["=nights", "=not_now"]) == "=not_now"
    assert habit(["=round:10", "=story"]) is None


def test_dots_are_given_one_by_one_in_the_order_at_first() -> None:
    habit = Voting(["2", "0", "1"])
    assert habit(["#a:1", "#b:1", "#c:1"]) == "#a:1"
    assert habit(["#a:0", "#a:2", "#b:1", "#c:1", "!done"]) == "#a:2"
    assert habit(["#a:1", "#a:3", "#b:1", "#c:1", "!done"]) == "#c:1"
    assert habit(["#a:1", "#c:0", "!done"]) == "!done"
    assert habit(["!skip"]) == "!skip"
    assert habit(["=cast", "=change:dots"]) == "=cast"
    assert habit(["=round:1"]) is None


def test_a_ranking_places_by_the_numbers_at_first() -> None:
    habit = Voting(["3", "1"])
    assert habit(["+a", "+b", "+c"]) == "+c"
    assert habit(["+a", "+b", "!done", "-c"]) == "+a"
    assert habit(["+b", "!done", "-a"]) == "!done"


def test_agreeing_disagreeing_and_passing_stay_apart() -> None:
    habit = Voting(["+", "-", "."])
    stances = ["=agree", "=disagree", "=pass"]
    assert [habit(stances) for _stance in stances] == stances


def test_pairs_end_when_the_line_does() -> None:
    habit = Voting(["2", "-"])
    pair = ["=left", "=right", "=cannot", "=enough"]
    assert [habit(pair) for _pair in range(3)] == ["=right", "=cannot", "=enough"]


def test_a_line_with_too_few_values_is_no_answer() -> None:
    with pytest.raises(LookupError):
        Voting([])(["=agree", "=disagree", "=pass"])
