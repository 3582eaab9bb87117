// The words of a phone's own controls, in the language of the person who holds it.
export const WORDS = {
  en: {
    language: "English",
    patient: "patient", carer: "carer", staff: "nurse", facilitator: "facilitator",
    safeguarding: "safeguarding lead", sponsor: "sponsor",
    conversation: "Conversation of {name}",
    invited: "{name} has an invitation.",
    open: "Open the invitation", again: "Open the invitation again",
    message: "Message", send: "Send",
    commands: "Commands", voice: "Voice", photo: "Photo",
    record: "Record", stop: "Stop and send", exampleVoice: "Send an example recording",
    choose: "Choose a photo", examplePhoto: "Send an example photo", attach: "Choose a file",
    block: "Block the bot", unblock: "Unblock the bot",
    sending: "Sending…", recording: "Recording…", busy: "In the Room is writing…",
    noMicrophone: "The microphone is not available. The example recording works without it.",
    edited: "edited", aPhoto: "Photo", aVoice: "Voice message", download: "Download {name}",
    openFile: "Open {name}", enlarge: "Enlarge the picture",
    other: "({kind})",
  },
  cy: {
    language: "Cymraeg",
    patient: "claf", carer: "gofalwr", staff: "nyrs", facilitator: "hwylusydd",
    safeguarding: "arweinydd diogelu", sponsor: "noddwr",
    conversation: "Sgwrs {name}",
    invited: "Mae gan {name} wahoddiad.",
    open: "Agor y gwahoddiad", again: "Agor y gwahoddiad eto",
    message: "Neges", send: "Anfon",
    commands: "Gorchmynion", voice: "Llais", photo: "Llun",
    record: "Recordio", stop: "Stopio ac anfon", exampleVoice: "Anfon recordiad enghreifftiol",
    choose: "Dewis llun", examplePhoto: "Anfon llun enghreifftiol", attach: "Dewis ffeil",
    block: "Rhwystro’r bot", unblock: "Dadrwystro’r bot",
    sending: "Yn anfon…", recording: "Yn recordio…", busy: "Mae In the Room yn ysgrifennu…",
    noMicrophone: "Nid yw’r meicroffon ar gael. Mae’r recordiad enghreifftiol yn gweithio hebddo.",
    edited: "golygwyd", aPhoto: "Llun", aVoice: "Neges lais", download: "Lawrlwytho {name}",
    openFile: "Agor {name}", enlarge: "Chwyddo’r llun",
    other: "({kind})",
  },
  ar: {
    language: "العربية",
    patient: "مريضة", carer: "مقدّمة رعاية", staff: "ممرضة", facilitator: "ميسّرة",
    safeguarding: "مسؤولة الحماية", sponsor: "راعية المشروع",
    conversation: "محادثة {name}",
    invited: "لدى {name} دعوة.",
    open: "فتح الدعوة", again: "فتح الدعوة مرة أخرى",
    message: "رسالة", send: "إرسال",
    commands: "الأوامر", voice: "صوت", photo: "صورة",
    record: "تسجيل", stop: "إيقاف وإرسال", exampleVoice: "إرسال تسجيل كمثال",
    choose: "اختيار صورة", examplePhoto: "إرسال صورة كمثال", attach: "اختيار ملف",
    block: "حظر البوت", unblock: "إلغاء حظر البوت",
    sending: "جارٍ الإرسال…", recording: "جارٍ التسجيل…", busy: "In the Room يكتب…",
    noMicrophone: "الميكروفون غير متاح. يعمل التسجيل النموذجي بدونه.",
    edited: "معدّلة", aPhoto: "صورة", aVoice: "رسالة صوتية", download: "تنزيل {name}",
    openFile: "فتح {name}", enlarge: "تكبير الصورة",
    other: "({kind})",
  },
};

export function wordsFor(language) {
  return WORDS[language.split("-")[0]] ?? WORDS.en;
}

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
