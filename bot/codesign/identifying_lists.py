"""Names to look for, and words that only look like names, in English, Welsh and Arabic. Lists to look by."""

from __future__ import annotations

_NO_NAMES = """
i i'm i've i'd i'll ok nhs tv english welsh arabic british scottish irish wales england scotland britain
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december christmas easter ramadan eid diwali god gp icu itu a&e
telegram covid llun mawrth fawrth
wener mercher iau gwener sadwrn sul ionawr chwefror ebrill mai mehefin gorffennaf
awst medi hydref tachwedd rhagfyr nadolig pasg cymraeg saesneg cymru lloegr prydain duw
"""

NO_NAMES = frozenset(_NO_NAMES.split())
"""Words with a capital in the middle of a sentence that are nobody's name."""

_GIVEN_NAMES = """
aaron abdul adam adrian ahmed aisha alan alex alice alison alun amanda amina amy andrea andrew angela
angharad anita ann anna anne anthony anwen arthur barbara ben beth bethan betty brenda brian bronwen
bryn callum carol caroline carys catherine ceri cerys charlotte chloe christine christopher claire colin
craig daniel dafydd dai david deborah delyth derek dewi diane donna dorothy dylan edward eileen eirlys
eleri elin elizabeth ellen elsie emily emma emyr eric erin fatima ffion fiona gareth gary gemma geoffrey
george georgina geraint gethin gillian glenys gordon graham gwen gwenda gwyn gwyneth hannah harry hassan
helen helena hywel ian ibrahim ieuan ifan imran iolo irene isabel iwan jack jacqueline james jane janet
jason jean jennifer jenny jessica joan joanne john jonathan joseph joshua joyce julia julie karen kate
kathleen katie keith kelly kenneth kevin kimberly laura lauren leanne lewis liam linda lisa llinos
louise lowri lucy luke lynne mair mandy marc margaret maria marian marie marion martin mary matthew
maureen megan mererid michael michelle mohamed mohammed mohammad muhammad morgan myfanwy nathan neil
nerys nia nicola nigel olivia omar oliver olwen owain pamela patricia patrick paul pauline peter philip
rachel rebecca rhian rhiannon rhodri rhys richard robert roger rosemary ruth ryan samantha samuel sandra
sara sarah sharon sheila shirley sian simon sioned siwan sophie stephen steven stuart susan suzanne
sylvia teresa thomas tim timothy tomos tracey tracy valerie vera veronica victoria wendy william yasmin
yusuf zainab zoe osian
"""

GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())
"""Given names that are no other word: found where a sentence begins with them, and small after a job."""

_GIVEN_NAMES_ARABIC = """
محمد أحمد احمد محمود مصطفى يوسف إبراهيم ابراهيم خالد عمر عثمان حسن حسين عبدالله عبدالرحمن ياسر طارق سمير
هشام وليد زياد مازن فاطمة عائشة خديجة زينب مريم ليلى سارة هدى نادية سعاد رانيا ياسمين آمنة أسماء سلمى
نورة هالة دينا لمياء ريم
"""

GIVEN_NAMES_ARABIC = frozenset(_GIVEN_NAMES_ARABIC.split())
"""Arabic names that are rarely another word. Arabic has no capitals, so there is no other sign of a name."""

_AFTER_A_TITLE_ARABIC = """
قال قالت جاء جاءت كان كانت كانوا لم لا لن ما في من على إلى عن مع الذي التي هو هي ثم وقال وكان وكانت وجاء
عند قبل بعد كل هذا هذه ذلك تلك هناك هنا جدا جدًا أيضا أيضًا كما لكن لكنه لكنها لأن لأنه لأنها حين عندما
إن أن أنا نحن يقول تقول أخبرني أخبرتني سألني سألتني رأى رأت طلب طلبت أعطاني أعطتني كتب كتبت ذهب ذهبت وهو
وهي ولم ولا أو و ف بي لي به بها له لها عندي لدي دخل دخلت خرج خرجت شرح شرحت ساعدني ساعدتني
"""

AFTER_A_TITLE_ARABIC = frozenset(_AFTER_A_TITLE_ARABIC.split())
"""Words that go on with the sentence after "the doctor": no name follows there."""
