"""The words that the rules for finding people in a text go by, in English, Welsh and Arabic.

Written for this program. They are lists to look by, not lists of what is true: see docs/moderating.md for
what they find and what they miss.
"""

from __future__ import annotations

from collections.abc import Mapping

LATIN = ("en", "cy")
"""Languages whose names begin with a capital. Their rules look at every text in Latin letters."""

INSTEAD: Mapping[str, Mapping[str, str]] = {
    "en": {
        "person": "somebody", "email": "an email address", "link": "a link", "phone": "a phone number",
        "number": "a number", "day": "one day", "month": "one month", "time": "at a certain time",
        "address": "an address", "postcode": "a postcode", "somewhere": "a place",
    },
    "cy": {
        "person": "rhywun", "email": "cyfeiriad e-bost", "link": "dolen", "phone": "rhif ffôn",
        "number": "rhif", "day": "un diwrnod", "month": "un mis", "time": "ar ryw adeg",
        "address": "cyfeiriad", "postcode": "cod post", "somewhere": "rhywle",
    },
    "ar": {
        "person": "شخص ما", "email": "عنوان بريد إلكتروني", "link": "رابط", "phone": "رقم هاتف",
        "number": "رقم", "day": "في أحد الأيام", "month": "في أحد الأشهر", "time": "في وقت ما",
        "address": "عنوان", "postcode": "رمز بريدي", "somewhere": "مكان ما",
    },
}  # fmt: skip
"""What is put in place of what was found."""

TITLES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "dr": "a doctor", "doctor": "a doctor", "prof": "a doctor", "professor": "a doctor",
        "mr": "somebody", "mrs": "somebody", "ms": "somebody", "miss": "somebody", "mx": "somebody",
        "sir": "somebody", "lady": "somebody", "rev": "a chaplain", "reverend": "a chaplain",
    },
    "cy": {
        "meddyg": "meddyg", "doctor": "meddyg", "dr": "meddyg", "athro": "meddyg", "prof": "meddyg",
        "parch": "caplan", "mistar": "rhywun", "mr": "rhywun", "mrs": "rhywun", "ms": "rhywun",
        "miss": "rhywun",
    },
}  # fmt: skip
"""What stands before a name and nowhere else, with what is said instead."""

JOBS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "nurse", "student nurse", "staff nurse", "ward sister", "matron", "midwife", "consultant", "surgeon",
        "registrar", "junior doctor", "gp", "doctor", "anaesthetist", "physiotherapist", "physio",
        "occupational therapist", "speech therapist", "speech and language therapist", "therapist",
        "dietitian", "psychologist", "counsellor", "pharmacist", "radiographer", "healthcare assistant",
        "health care assistant", "care assistant", "carer", "porter", "cleaner", "domestic", "receptionist",
        "ward clerk", "secretary", "paramedic", "ambulance driver", "social worker", "chaplain", "volunteer",
        "manager", "ward manager", "interpreter", "support worker", "technician", "cook",
    ),
    "cy": (
        "nyrs", "fydwraig", "metron", "ymgynghorydd", "llawfeddyg", "meddyg teulu", "ffisiotherapydd",
        "ffisio", "therapydd galwedigaethol", "therapydd lleferydd", "therapydd", "dietegydd", "seicolegydd",
        "cwnselydd", "fferyllydd", "radiograffydd", "cynorthwyydd gofal iechyd", "gofalwr", "gofalwraig",
        "porthor", "glanhawr", "glanhawraig", "derbynnydd", "clerc y ward", "ysgrifenyddes", "parafeddyg",
        "gweithiwr cymdeithasol", "gweithwraig gymdeithasol", "caplan", "gwirfoddolwr", "rheolwr",
        "rheolwraig", "cyfieithydd", "gweithiwr cymorth",
    ),
    "ar": (
        "طبيب", "طبيبة", "دكتور", "دكتورة", "ممرض", "ممرضة", "جراح", "استشاري", "استشارية", "معالج",
        "معالجة", "صيدلي", "صيدلانية", "مسعف", "مسعفة", "عامل", "عاملة", "موظف", "موظفة", "مترجم", "مترجمة",
        "بروفيسور", "أخصائي", "أخصائية", "قابلة", "حكيم", "حكيمة",
    ),
}  # fmt: skip
"""Jobs by which named staff are spoken of instead: "nurse Kelly" becomes "a nurse"."""

RELATIVES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "husband", "wife", "partner", "son", "daughter", "child", "boy", "girl", "brother", "sister",
        "mother", "father", "mum", "mam", "mom", "dad", "nan", "gran", "grandmother", "grandfather",
        "grandson", "granddaughter", "aunt", "uncle", "cousin", "niece", "nephew", "friend", "neighbour",
        "boyfriend", "girlfriend", "mother-in-law", "father-in-law", "carer",
    ),
    "cy": (
        "gŵr", "ngŵr", "ŵr", "gwraig", "ngwraig", "wraig", "partner", "mhartner", "bartner", "mab", "fab",
        "merch", "ferch", "brawd", "mrawd", "frawd", "chwaer", "mam", "fam", "tad", "nhad", "dad", "nain",
        "taid", "mam-gu", "tad-cu", "ŵyr", "wyres", "ffrind", "cymydog", "nghymydog", "cymdoges",
    ),
}  # fmt: skip
"""People of whom the text goes on to say only what they are: "my husband Dafydd" becomes "my husband"."""

MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov",
        "dec",
    ),
    "cy": (
        "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref",
        "tachwedd", "rhagfyr", "fawrth", "fehefin", "orffennaf", "fedi", "dachwedd", "ragfyr",
    ),
    "ar": (
        "يناير", "فبراير", "مارس", "أبريل", "ابريل", "إبريل", "مايو", "يونيو", "يونية", "يوليو", "يولية",
        "أغسطس", "اغسطس", "سبتمبر", "أكتوبر", "اكتوبر", "نوفمبر", "ديسمبر", "كانون الثاني", "شباط", "آذار",
        "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
        "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان",
        "شوال", "ذو القعدة", "ذو الحجة",
    ),
}  # fmt: skip

ROOMS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "side room": "a side room", "bed": "a bed", "bay": "a bay", "room": "a room", "ward": "a ward",
        "cubicle": "a cubicle", "theatre": "a theatre", "floor": "a floor", "level": "a floor",
        "clinic": "a clinic", "unit": "a unit", "chair": "a chair",
    },
    "cy": {
        "ystafell": "ystafell", "gwely": "gwely", "wely": "gwely", "bae": "bae", "ward": "ward",
        "ciwbicl": "ciwbicl", "theatr": "theatr", "llawr": "llawr", "clinig": "clinig", "uned": "uned",
    },
    "ar": {
        "سرير": "سرير", "غرفة": "غرفة", "جناح": "جناح", "طابق": "طابق", "عيادة": "عيادة", "قسم": "قسم",
    },
}  # fmt: skip
"""Places of a service that a number or letter makes the one place in the world."""

BUILDINGS: Mapping[str, str] = {
    "ward": "a ward", "unit": "a unit", "clinic": "a clinic", "hospital": "a hospital",
    "infirmary": "a hospital", "hospice": "a hospice", "surgery": "a surgery",
    "practice": "a surgery", "house": "a building", "court": "a building", "school": "a school",
    "church": "a church", "centre": "a centre",
}  # fmt: skip
"""What follows a name and makes it the name of a building: "Cedar Ward" becomes "a ward"."""

BUILDINGS_WELSH: Mapping[str, str] = {
    "ysbyty": "ysbyty",
    "meddygfa": "meddygfa",
    "ysgol": "ysgol",
    "capel": "capel",
}

STREETS = (
    "street", "st", "road", "rd", "avenue", "ave", "lane", "close", "drive", "terrace", "crescent", "court",
    "gardens", "way", "place", "square", "hill", "row", "grove", "mews", "parade",
)  # fmt: skip
STREETS_WELSH = ("heol", "stryd", "ffordd", "rhodfa", "clos", "lôn", "maes", "rhes", "tai", "teras")
