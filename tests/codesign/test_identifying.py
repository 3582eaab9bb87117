"""What the rules find and what they miss, in three languages. Everybody named is invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.identifying import found
from bot.codesign.spans import marked, replaced


def without(text: str, language: str) -> str:
    """The text with everything taken out that was found."""
    spans = found(text, language)
    return replaced(text, spans, spans)


@pytest.mark.parametrize(
    ("told", "shared"),
    [
        # named staff become their jobs
        ("Nurse Kelly was kind.", "A nurse was kind."),
        ("nurse kelly was kind.", "a nurse was kind."),
        ("I asked Dr Jones.", "I asked a doctor."),
        ("then dr. patel came", "then a doctor came"),
        ("I saw a physio called Tom.", "I saw a physio."),
        ("Our ward sister, Mrs Price, rang.", "Our ward sister, rang."),
        ("Kelly the nurse helped.", "The nurse helped."),
        ("She is an occupational therapist named Osian.", "She is an occupational therapist."),
        ("An occupational therapist came.", "An occupational therapist came."),
        ("the consultant said no", "the consultant said no"),
        # relatives, names in a sentence, and at its beginning
        ("My husband Dafydd rang.", "My husband rang."),
        ("my sister, Sarah Evans, came", "my sister, came"),
        ("and Sarah Evans-Puw came", "and somebody came"),
        ("Kelly's hands were warm.", "Somebody's hands were warm."),
        ("I asked O'Connor twice", "I asked somebody twice"),
        ("We moved to Llanelli.", "We moved to a place."),
        ("I was in Cedar Ward", "I was in a ward"),
        # what has a form
        ("Ring 01632 960123!", "Ring a phone number!"),
        ("Ring +44 (0)1632 960123", "Ring a phone number"),
        ("me@example.org", "an email address"),
        ("see www.example.org/me", "see a link"),
        ("my number is 943 476 5919", "my number is a number"),
        ("I live at 12 Mill Lane, AB1 2CD", "I live at an address, a postcode"),
        # days and times
        ("I fell on 3 March 2026.", "I fell one day."),
        ("on the 21st of june", "one day"),
        ("On March 3rd it rained", "One day it rained"),
        ("on 03/04/2026", "one day"),
        ("2026-04-03", "one day"),
        ("In March 2026 I fell", "One month I fell"),
        ("at 3:40 am", "at a certain time"),
        ("it was 11pm", "it was at a certain time"),
        # beds and rooms
        ("I lay in bed 12", "I lay in a bed"),
        ("the side room 4B was cold", "the side room was cold"),
        ("Ward 7 was loud.", "A ward was loud."),
    ],
)
def test_english(told: str, shared: str) -> None:
    assert without(told, "en") == shared


@pytest.mark.parametrize(
    ("told", "shared"),
    [
        ("Roedd Nyrs Cerys yn garedig.", "Roedd nyrs yn garedig."),
        ("Daeth Dr Puw ddoe.", "Daeth meddyg ddoe."),
        ("Roedd y ffisio o'r enw Tomos yn dda.", "Roedd y ffisio yn dda."),
        ("Fy ngŵr Dafydd oedd yno.", "Fy ngŵr oedd yno."),
        ("ar 3 Mawrth 2026", "un diwrnod"),
        ("daeth am 3 y bore", "daeth ar ryw adeg"),
        ("es i i wely 12", "es i i wely"),
        ("yn Ysbyty Glangwili", "yn ysbyty"),
        ("Es i at Sioned wedyn", "Es i at rhywun wedyn"),
        ("dw i'n byw yn 14 Heol y Bont", "dw i'n byw yn cyfeiriad"),
    ],
)
def test_welsh(told: str, shared: str) -> None:
    assert without(told, "cy") == shared


@pytest.mark.parametrize(
    ("told", "shared"),
    [
        ("قالت الممرضة سارة", "قالت الممرضة"),
        ("جاء الدكتور أحمد الخطيب", "جاء الدكتور"),
        ("قال د. منير", "قال طبيب"),
        ("اسمها منى", "اسمها شخص ما"),
        ("كان محمد معي", "كان شخص ما معي"),
        ("في 3 مارس 2026", "في أحد الأيام"),
        ("في ٣ مارس", "في أحد الأيام"),
        ("الساعة 3 صباحًا", "في وقت ما"),
        ("سرير رقم 12", "سرير"),
        ("الغرفة ٧", "الغرفة"),
        ("اتصلت بالرقم ٠١٦٣٢ ٩٦٠١٢٣", "اتصلت بالرقم رقم هاتف"),
    ],
)
def test_arabic(told: str, shared: str) -> None:
    assert without(told, "ar") == shared


@pytest.mark.parametrize(
    "told",
    [
        "The nurse said it would be fine. I waited for two hours.",
        "On Tuesday the NHS was busy. I'm Welsh, and Mum came.",
        "They gave me 2.50 mg. My blood pressure was 120/80. It took 3 weeks.",
        "- Nobody came\n- Nothing helped",
        "“Nobody came,” I said. “Why?”",
        "الطبيب قال إنني بخير. الممرضة الجديدة كانت لطيفة.",
        "Doedd y nyrs ddim yno. Roedd hi'n nos Fawrth.",
    ],
)
def test_what_names_nobody_stays(told: str) -> None:
    assert found(told, "en") == ()


@pytest.mark.parametrize(
    "missed",
    [
        "Osgar held my hand.",  # a name that begins its sentence and stands on no list
        "osgar held my hand.",  # a name without its capital
        "I am the only man here with this illness.",  # what happened says who it was
        "زوجي نزار كان معي",  # an Arabic name without a title and on no list
        "the week after Easter",  # a day by what it is near
    ],
)
def test_what_the_page_says_is_missed_is_missed(missed: str) -> None:
    assert found(missed, "en") == ()


def test_the_letters_of_a_text_say_in_which_language_its_replacements_are() -> None:
    assert without("اسمها منى", "en") == "اسمها شخص ما"
    assert without("I asked Dr Jones", "ar") == "I asked a doctor"


def test_what_is_marked_is_what_would_be_taken_out() -> None:
    told = "Nurse Kelly came at 3 am."
    spans = found(told, "en")
    assert marked(told, spans) == "⟦Nurse Kelly⟧ came ⟦at 3 am⟧."
    assert replaced(told, spans, spans[1:]) == "Nurse Kelly came at a certain time."
    assert replaced(told, spans, ()) == told


@given(
    st.text(alphabet="AaBb zZ.,'’-1290@+/:()\n#ناالدسمحp", max_size=120),
    st.sampled_from(["en", "cy", "ar", "xx"]),
)
def test_spans_stand_in_order_within_the_text_and_do_not_overlap(told: str, language: str) -> None:
    spans = found(told, language)
    places = [place for span in spans for place in (span.start, span.end)]
    assert places == sorted(places)
    assert all(0 <= span.start < span.end <= len(told) and span.instead for span in spans)
    assert replaced(told, spans, ()) == told


@pytest.mark.parametrize(
    "piece", ["Ab ", "a", "\n", "Ab-", "1 ", "12 Ab ", "@", "nurse ", "my wife, ", "ال", "(0 "]
)
def test_the_longest_message_takes_no_time_to_speak_of(piece: str) -> None:
    told = (piece * 4096)[:4096]
    began = time.process_time()
    found(told, "en")
    assert time.process_time() - began < 2
