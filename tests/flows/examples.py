"""Contexts to play flows with: a small project in three languages. Everybody in it is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bot.codesign.project import (
    CONSENT_KEYS,
    Consent,
    ConsentItem,
    FeelingWord,
    FormatNeed,
    LocalText,
    Person,
    Responsible,
    Safeguarding,
    StoryPrompts,
    Touchpoint,
)
from bot.codesign.rating import Rating, Ratings
from bot.codesign.story import Part, Story
from bot.flows.agreeing import AgreeContext
from bot.flows.commenting import CommentContext
from bot.flows.home import HomeContext
from bot.flows.joining import JoinContext
from bot.flows.language import LanguageContext
from bot.flows.mapping import MapContext, RatedRound
from bot.flows.my_data import LeavingContext, MyDataContext, ToldStory
from bot.flows.projects import ProjectsContext
from bot.flows.rating import LowPointsContext, RatingContext, rating_lines
from bot.flows.story import StoryContext, story_lines
from bot.flows.team import KeptFile, ReadingContext, TeamContext
from bot.i18n.texts import Day, Moment, _, lines


def words(en: str, cy: str | None = None, ar: str | None = None) -> LocalText:
    """A project's text, in the languages that are given."""
    return {code: text for code, text in (("en", en), ("cy", cy), ("ar", ar)) if text is not None}


TITLE = words("Better nights on the ward", "Gwell nosweithiau ar y ward", "ليالٍ أفضل في القسم")

TOUCHPOINTS = (
    Touchpoint(id="arriving", name=words("Arriving", "Cyrraedd", "الوصول")),
    Touchpoint(id="the-night", name=words("The night", "Y nos", "الليل")),
    Touchpoint(id="going-home", name=words("Going home", "Mynd adref", "العودة إلى المنزل")),
)

PROMPTS = StoryPrompts(
    tell=words("What happened?", "Beth ddigwyddodd?", "ماذا حدث؟"),
    mattered=words("What mattered most to you?", "Beth oedd bwysicaf i chi?", "ما الأهم بالنسبة إليك؟"),
    better=words("What would have made it better?", "Beth fyddai wedi ei wella?", "ما الذي كان سيجعله أفضل؟"),
    good=words("What was good?", "Beth oedd yn dda?", "ما الذي كان جيدًا؟"),
)

OWN_FEELINGS = (
    FeelingWord(
        key="in-the-way", picture="🚪", pleasant=False, words=words("In the way", "Ar y ffordd", "عبء")
    ),
)

EMERGENCY = words(
    "If a life is in danger, call 999.",
    "Os oes bywyd mewn perygl, ffoniwch 999.",
    "إذا كانت حياة في خطر فاتصل بالرقم 999.",
)

CONSENT = Consent(
    version="1",
    items=tuple(
        ConsentItem(key=key, words=words(en, cy, ar))
        for key, (en, cy, ar) in zip(
            CONSENT_KEYS,
            (
                ("I take part.", "Rwy'n cymryd rhan.", "أشارك."),
                ("You may keep my words.", "Cewch gadw fy ngeiriau.", "يمكنكم حفظ كلماتي."),
                ("You may keep my voice.", "Cewch gadw fy llais.", "يمكنكم حفظ صوتي."),
                ("You may keep my photos.", "Cewch gadw fy lluniau.", "يمكنكم حفظ صوري."),
                (
                    "You may quote me in the workshop.",
                    "Cewch fy nyfynnu yn y gweithdy.",
                    "يمكنكم اقتباسي في الورشة.",
                ),
                (
                    "You may quote me in print.",
                    "Cewch fy nyfynnu mewn print.",
                    "يمكنكم اقتباسي في المطبوعات.",
                ),
                ("You may contact me.", "Cewch gysylltu â mi.", "يمكنكم التواصل معي."),
            ),
            strict=True,
        )
    ),
)

TWO_CONSENTS = Consent(version="1", items=CONSENT.items[:2])

RESPONSIBLE = Responsible(
    controller="Afon Hospital (example)",
    lawful_basis=words(
        "The law lets us do this because it serves the public.",
        "Mae'r gyfraith yn caniatáu hyn.",
        "يسمح القانون بذلك.",
    ),
    article_9_condition=words(
        "Health data are used to make care better.",
        "Defnyddir data iechyd i wella gofal.",
        "تُستخدم بيانات الصحة لتحسين الرعاية.",
    ),
    data_protection_contact="data@hospital.example",
    safeguarding=Safeguarding(
        lead=Person(name="Sian (example)", role=words("Lead nurse"), contact="01632 960001"),
        deputy=Person(name="Omar (example)", role=words("Deputy"), contact="01632 960002"),
        hours=words("Monday to Friday, 9 to 5"),
    ),
    emergency=EMERGENCY,
    readers=words("Two people of the project team.", "Dau o dîm y prosiect.", "شخصان من فريق المشروع."),
    confidentiality_limits=words(
        "If somebody may come to harm, we must tell others.",
        "Os gall rhywun gael niwed, rhaid i ni ddweud wrth eraill.",
        "إذا كان أحد معرضًا للأذى فعلينا إخبار غيرنا.",
    ),
    other_way=words(
        "You can also tell your story by phone.",
        "Gallwch ddweud eich stori dros y ffôn hefyd.",
        "يمكنك أيضًا أن تحكي قصتك بالهاتف.",
    ),
    facilitators_contact="01632 960003",
    complaints_contact="complaints@hospital.example",
)


def _of(kind: type[Any], given: dict[str, Any], changes: dict[str, Any]) -> Any:
    return kind(**(given | changes))


def joining(**changes: Any) -> JoinContext:
    """Somebody joins as a patient."""
    given = {
        "role": "patient",
        "title": TITLE,
        "about": words(
            "We want people to sleep well here.",
            "Rydym am i bobl gysgu'n dda yma.",
            "نريد أن ينام الناس جيدًا هنا.",
        ),
        "reply_days": 14,
        "minimum_age": 18,
        "kept_until": date(2028, 12, 31),
        "research": False,
        "consent": CONSENT,
        "format_needs": (
            FormatNeed(key="large-print", label=words("Large print", "Print bras", "خط كبير")),
            FormatNeed(key="phone-call", label=words("A phone call", "Galwad ffôn", "مكالمة هاتفية")),
        ),
        "responsible": RESPONSIBLE,
    }
    made: JoinContext = _of(JoinContext, given, changes)
    return made


def agreeing(**changes: Any) -> AgreeContext:
    """Two consents have new words."""
    two = Consent(version=CONSENT.version, items=CONSENT.items[:2])
    made: AgreeContext = _of(AgreeContext, {"consent": two}, changes)
    return made


def telling(**changes: Any) -> StoryContext:
    """Somebody who agreed to everything tells a story."""
    given = {
        "touchpoints": TOUCHPOINTS,
        "prompts": PROMPTS,
        "feelings": OWN_FEELINGS,
        "emergency": EMERGENCY,
        "allowed": ("text", "voice", "photo", "video_note", "video", "document"),
        "uses": ("team", "quote_workshop", "quote_publication"),
    }
    made: StoryContext = _of(StoryContext, given, changes)
    return made


def at_home(**changes: Any) -> HomeContext:
    """A patient at rest."""
    given = {
        "title": TITLE,
        "facilitator": False,
        "can_tell": True,
        "waiting_story": False,
        "several_projects": False,
    }
    made: HomeContext = _of(HomeContext, given, changes)
    return made


HALF_PAST_TEN = Moment(datetime(2027, 1, 5, 10, 30, tzinfo=UTC), "Europe/London")

TOLD = Story(
    touchpoint="the-night",
    parts=(Part("p1", "text", 1, "The bins were emptied at four."), Part("p2", "photo", 2, "The lamp", "f2")),
    feelings=("exhausted", "alone"),
    uses=("team", "quote_workshop"),
)

AS_TOLD = lines(*story_lines(TOUCHPOINTS, OWN_FEELINGS, TOLD))
TOLD_IN_SHORT = lines(
    *story_lines(TOUCHPOINTS, OWN_FEELINGS, Story(None, (Part("p1", "voice", 1, "", "f1"),)))
)


AS_RATED = lines(
    _("Round {number}: how the care felt to you", number=2),
    *rating_lines(TOUCHPOINTS, OWN_FEELINGS, Ratings((Rating("the-night", -1, ("alone",)),))),
)


def my_data(**changes: Any) -> MyDataContext:
    """Somebody who told two stories and agreed to all but print."""
    given = {
        "stories": (ToldStory(3, AS_TOLD), ToldStory(5, TOLD_IN_SHORT)),
        "consent": CONSENT,
        "given": {key: key != "quote_publication" for key in CONSENT_KEYS},
    }
    made: MyDataContext = _of(MyDataContext, given, changes)
    return made


def leaving(**changes: Any) -> LeavingContext:
    """Somebody with a story sent and another begun."""
    given = {"stories": 1, "files": 2, "waiting_story": True, "contact": "01632 960003"}
    made: LeavingContext = _of(LeavingContext, given, changes)
    return made


def choosing_language(**changes: Any) -> LanguageContext:
    """Three languages on offer."""
    given = {"languages": (("en", "English"), ("cy", "Cymraeg"), ("ar", "العربية"))}
    made: LanguageContext = _of(LanguageContext, given, changes)
    return made


def choosing_project(**changes: Any) -> ProjectsContext:
    """Somebody in two projects."""
    given = {"memberships": (("m1", TITLE), ("m2", words("A kinder arrival")))}
    made: ProjectsContext = _of(ProjectsContext, given, changes)
    return made


def team_at_work(**changes: Any) -> TeamContext:
    """A project with something new."""
    given = {"title": TITLE, "unread": 2, "stories": 5, "people": 4, "overdue": 1}
    made: TeamContext = _of(TeamContext, given, changes)
    return made


def reading(**changes: Any) -> ReadingContext:
    """A story with hard feelings and a picture."""
    given = {
        "story": "s3",
        "number": 3,
        "version": 1,
        "membership": "m1",
        "teller": _("{role} {number}", role=_("patient"), number=2),
        "reply_due": Day(date(2027, 1, 19)),
        "words": AS_TOLD,
        "hard_feelings": (_("Exhausted"), _("Alone")),
        "files": (KeptFile("f2", "photo", _("[{kind}]", kind=_("Photo"))),),
        "missing": 0,
        "reread": False,
    }
    made: ReadingContext = _of(ReadingContext, given, changes)
    return made


def comment(**changes: Any) -> CommentContext:
    """What somebody said of one touchpoint, with hard feelings and a voice message."""
    given = {
        "rating": "g1",
        "round": 2,
        "membership": "m1",
        "teller": _("{role} {number}", role=_("patient"), number=2),
        "sent": Day(date(2027, 1, 19)),
        "said": AS_TOLD,
        "hard_feelings": (_("Exhausted"), _("Alone")),
        "files": (KeptFile("f2", "voice", _("[{kind}]", kind=_("Voice message"))),),
        "missing": 0,
    }
    made: CommentContext = _of(CommentContext, given, changes)
    return made


def rating(**changes: Any) -> RatingContext:
    """Somebody who agreed to everything is asked how three touchpoints felt."""
    given = {
        "round": "r1",
        "text": words("How did each part feel to you?", "Sut oedd pob rhan i chi?", "كيف كان كل جزء؟"),
        "touchpoints": TOUCHPOINTS,
        "feelings": OWN_FEELINGS,
        "emergency": EMERGENCY,
        "allowed": ("text", "voice"),
    }
    made: RatingContext = _of(RatingContext, given, changes)
    return made


def low_points(**changes: Any) -> LowPointsContext:
    """Two touchpoints felt bad."""
    made: LowPointsContext = _of(LowPointsContext, {"touchpoints": TOUCHPOINTS[1:]}, changes)
    return made


def asking_for_map(**changes: Any) -> MapContext:
    """A round that is open and one that is over."""
    given = {
        "rounds": (
            RatedRound(2, Day(date(2027, 2, 1)), over=False),
            RatedRound(1, Day(date(2027, 1, 19)), over=True),
        )
    }
    made: MapContext = _of(MapContext, given, changes)
    return made
