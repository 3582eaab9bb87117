// Shows what the rehearsal's server says is on each phone, and sends back what a person does.
// Texts reach the page as text only (textContent), never as markup: what people write is hostile.
import { fill, wordsFor } from "./words.js";

const phones = new Map();
const trouble = document.getElementById("trouble");
const clock = { ahead: 0, shown: document.getElementById("now") };

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function complain(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

async function post(address, body, type = "application/json") {
  const response = await fetch(address, { method: "POST", body, headers: { "Content-Type": type } })
    .catch(() => null);
  if (response?.ok) return complain("");
  const answer = response && await response.json().catch(() => null);
  complain(answer?.error ?? "The rehearsal does not answer. Nothing was sent.");
}

// --- one message ---------------------------------------------------------------------------

const STYLES = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "code" };

// Offsets of entities are UTF-16 units, which is how strings count here too.
function styled(text, entities) {
  const whole = element("p", "text");
  whole.dir = "auto";
  const edges = new Set([0, text.length]);
  for (const { offset, length } of entities) edges.add(offset).add(offset + length);
  const points = [...edges].sort((a, b) => a - b);
  points.slice(0, -1).forEach((start, index) => {
    let piece = document.createTextNode(text.slice(start, points[index + 1]));
    for (const entity of entities) {
      if (entity.offset > start || entity.offset + entity.length <= start || !STYLES[entity.type]) continue;
      const style = element(STYLES[entity.type]);
      style.append(piece);
      piece = style;
    }
    whole.append(piece);
  });
  return whole;
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} kB`
    : `${(bytes / 1048576).toFixed(1)} MB`;
}

function attachment(message, words) {
  const { file, kind } = message;
  if (!file) return kind === "text" ? null : element("p", "other", fill(words.other, { kind }));
  if (kind === "photo") {
    const picture = element("img");
    const [width, height] = message.size;
    Object.assign(picture, { src: file.address, alt: message.text || words.aPhoto, width, height });
    return picture;
  }
  if (kind === "voice") {
    const sound = element("audio");
    Object.assign(sound, { src: file.address, controls: true, preload: "metadata" });
    sound.setAttribute("aria-label", words.aVoice);
    return sound;
  }
  const link = element("a", "file");
  Object.assign(link, { href: file.address, download: file.name });
  link.setAttribute("aria-label", fill(words.download, { name: file.name }));
  const name = element("bdi", "", file.name);
  link.append(name, element("small", "", size(file.bytes)));
  return link;
}

function keyboard(phone, message) {
  const rows = element("div", "keyboard");
  for (const row of message.rows) {
    const line = element("div", "row");
    for (const { label, data, url } of row) {
      const key = url ? element("a", "key", label) : element("button", "key", label);
      key.dir = "auto";
      if (url) {
        Object.assign(key, { href: url, target: "_blank", rel: "noopener noreferrer" });
      } else {
        key.type = "button";
        key.addEventListener("click", () => {
          phone.wantsFocus = true;
          act(phone, "press", { message: message.id, data });
        });
      }
      line.append(key);
    }
    rows.append(line);
  }
  return rows;
}

function render(phone, message, item) {
  const { words } = phone;
  item.className = message.mine ? "message mine" : "message";
  const bubble = element("div", "bubble");
  const file = attachment(message, words);
  if (file) bubble.append(file);
  if (message.text) bubble.append(styled(message.text, message.entities));
  const meta = element("p", "meta");
  const time = element("time", "", phone.hours.format(new Date(message.time)));
  time.dateTime = message.time;
  if (message.edited) meta.append(`${words.edited} · `);
  meta.append(time);
  bubble.append(meta);
  item.replaceChildren(bubble);
  if (message.rows.length) item.append(keyboard(phone, message));
}

// --- one phone -----------------------------------------------------------------------------

async function act(phone, name, body) {
  const file = body instanceof Blob;
  phone.say(phone.words.sending);
  const address = `/phones/${phone.id}/${name}${file && body.name ? `?name=${encodeURIComponent(body.name)}` : ""}`;
  await post(address, file ? body : JSON.stringify(body ?? {}), file ? body.type || undefined : undefined);
  phone.say("");
}

function togglePanel(phone, name) {
  for (const button of phone.root.querySelectorAll("[data-panel]")) {
    const open = button.dataset.panel === name && button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(open));
    const panel = phone.root.querySelector(`.panel.${button.dataset.panel}`);
    panel.hidden = !open;
    if (open) panel.querySelector("button")?.focus();
  }
}

function closePanels(phone, focus) {
  const open = phone.root.querySelector("[data-panel][aria-expanded=true]");
  togglePanel(phone, "");
  if (open && focus) open.focus();
}

async function record(phone, button) {
  if (phone.recorder) return phone.recorder.stop();
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => null);
  if (!stream) return phone.say(phone.words.noMicrophone);
  const pieces = [];
  phone.recorder = new MediaRecorder(stream);
  phone.recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  phone.recorder.addEventListener("stop", () => {
    for (const track of stream.getTracks()) track.stop();
    phone.recorder = null;
    button.textContent = phone.words.record;
    act(phone, "voice", new Blob(pieces, { type: "audio/webm" }));
  });
  phone.recorder.start();
  button.textContent = phone.words.stop;
  phone.say(phone.words.recording);
}

function submit(phone, area) {
  if (!area.value.trim()) return;
  act(phone, "write", { text: area.value });
  area.value = "";
}

function wire(phone) {
  const { root, words } = phone;
  const find = (selector) => root.querySelector(selector);
  const area = find("textarea");
  area.id = `text-${phone.id}`;
  Object.assign(find(".words label"), { textContent: words.message, htmlFor: area.id });
  area.placeholder = words.message;
  find(".words .main").textContent = words.send;
  for (const button of root.querySelectorAll("[data-panel]")) {
    const name = button.dataset.panel;
    const panel = find(`.panel.${name}`);
    panel.id = `${name}-${phone.id}`;
    button.textContent = words[name];
    button.setAttribute("aria-controls", panel.id);
    button.addEventListener("click", () => togglePanel(phone, name));
  }
  const press = (selector, text, action) => {
    find(selector).textContent = text;
    find(selector).addEventListener("click", () => action(find(selector)));
  };
  const done = (...action) => { closePanels(phone, true); act(phone, ...action); };
  press(".invitation .main", words.open, () => { phone.wantsFocus = true; act(phone, "open"); });
  press(".record", words.record, (button) => record(phone, button));
  press(".voice .example", words.exampleVoice, () => done("voice", new Blob([])));
  press(".photo .example", words.examplePhoto, () => done("photo", new Blob([])));
  press(".choose", words.choose, () => find(".photo-file").click());
  press(".attach", words.attach, () => find(".any-file").click());
  find(".photo-file").addEventListener("change", ({ target }) => done("photo", target.files[0]));
  find(".any-file").addEventListener("change", ({ target }) => done("document", target.files[0]));
  find("form").addEventListener("submit", (event) => { event.preventDefault(); submit(phone, area); });
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit(phone, area);
  });
  find("form").addEventListener("keydown", (event) => { if (event.key === "Escape") closePanels(phone, true); });
}

function build(news) {
  const locale = news.language === "en" ? "en-GB" : news.language;
  const root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
  const words = wordsFor(news.language);
  const phone = {
    id: news.id, root, words, items: new Map(), notices: news.notices.length, commands: "", day: "", follows: true,
    hours: new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    days: new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }),
    chat: root.querySelector(".chat"), list: root.querySelector(".messages"),
    say: (text) => { root.querySelector(".status").textContent = text; },
  };
  Object.assign(root, { lang: news.language, dir: news.direction, id: `phone-${news.id}` });
  root.querySelector(".name").append(element("bdi", "", news.name));
  root.querySelector(".name").id = `name-${news.id}`;
  root.setAttribute("aria-labelledby", `name-${news.id}`);
  root.querySelector(".portrait").textContent = news.name[0];
  root.querySelector(".about").textContent = [words[news.role] ?? news.role, words.language].join(" · ");
  phone.chat.setAttribute("aria-label", fill(words.conversation, { name: news.name }));
  root.querySelector(".invitation p").textContent = fill(words.invited, { name: news.name });
  wire(phone);
  follow(phone);
  document.getElementById("phones").append(root);
  phones.set(news.id, phone);
  return phone;
}

// Stays at the newest message, also when a picture grows in late, unless somebody has scrolled up.
function follow(phone) {
  const { chat } = phone;
  const toNewest = () => { if (phone.follows) chat.scrollTop = chat.scrollHeight; };
  // A message that loses its buttons moves the view too, so only a person's own hand counts as scrolling up.
  let touched = -Infinity;
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    chat.addEventListener(kind, () => { touched = performance.now(); }, { passive: true });
  }
  chat.addEventListener("scroll", () => {
    const near = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 60;
    if (near) phone.follows = true;
    else if (performance.now() - touched < 1000) phone.follows = false;
  });
  const observer = new ResizeObserver(toNewest);
  observer.observe(chat);
  observer.observe(phone.list);
}

function showCommands(phone, news) {
  const key = JSON.stringify([news.commands, news.started, news.blocked]);
  if (key === phone.commands) return;
  phone.commands = key;
  const { words } = phone;
  const entry = (label, note, action) => {
    const button = element("button");
    button.type = "button";
    button.append(element("bdi", "", label));
    if (note) button.append(element("small", "", note));
    button.addEventListener("click", () => { closePanels(phone, true); action(); });
    return button;
  };
  phone.root.querySelector(".panel.commands").replaceChildren(
    ...news.commands.map(({ command, description }) =>
      entry(`/${command}`, description, () => act(phone, "write", { text: `/${command}` }))),
    ...(news.started ? [entry(words.again, "", () => act(phone, "open"))] : []),
    entry(news.blocked ? words.unblock : words.block, "", () => act(phone, "block")),
  );
}

function place(phone, message) {
  let item = phone.items.get(message.id);
  if (!item) {
    const day = phone.days.format(new Date(message.time));
    if (day !== phone.day) phone.list.append(element("li", "day", day));
    phone.day = day;
    item = element("li");
    phone.items.set(message.id, item);
    phone.list.append(item);
  }
  render(phone, message, item);
}

function showPhone(news, all) {
  const phone = phones.get(news.id) ?? build(news);
  const { chat } = phone;
  const focused = chat.contains(document.activeElement) && document.activeElement !== chat;
  if (all) {
    const ids = new Set(news.messages.map(({ id }) => id));
    for (const id of phone.items.keys()) if (!ids.has(id)) news.gone.push(id);
  }
  for (const id of news.gone) {
    phone.items.get(id)?.remove();
    phone.items.delete(id);
  }
  for (const message of news.messages) place(phone, message);
  phone.root.querySelector(".invitation").hidden = news.started;
  showBusy(phone, news.busy);
  showCommands(phone, news);
  if (news.notices.length > phone.notices) phone.say(news.notices.at(-1));
  phone.notices = news.notices.length;
  keepFocus(phone, news, focused);
}

function showBusy(phone, busy) {
  const shown = phone.root.querySelector(".busy");
  Object.assign(shown, { hidden: !busy, textContent: phone.words.busy });
  clearTimeout(phone.fading);
  if (busy) phone.fading = setTimeout(() => { shown.hidden = true; }, 5000);
}

// A pressed button goes with its keyboard; whoever uses keys only goes on at the next question.
function keepFocus(phone, news, wasInside) {
  const lost = wasInside && !phone.chat.contains(document.activeElement);
  const active = document.activeElement;
  const idle = active === document.body || active === phone.chat || active?.getClientRects().length === 0;
  if (!lost && !(phone.wantsFocus && idle)) return;
  const asked = news.messages.filter(({ mine, rows }) => !mine && rows.length).at(-1);
  const next = asked && phone.items.get(asked.id).querySelector(".key");
  (next ?? phone.chat).focus({ preventScroll: true });
  phone.wantsFocus = !next;
}

// --- the clock and the connection ----------------------------------------------------------

const CLOCK = new Intl.DateTimeFormat("en-GB", {
  weekday: "short", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

function showClock() {
  const now = new Date(Date.now() + clock.ahead);
  const text = CLOCK.format(now);
  if (clock.shown.textContent !== text) clock.shown.textContent = text;
  clock.shown.dateTime = now.toISOString();
}

for (const button of document.querySelectorAll("[data-hours]")) {
  button.addEventListener("click", () => post("/clock", JSON.stringify({ hours: Number(button.dataset.hours) })));
}

setInterval(showClock, 1000);

const events = new EventSource("/events");
events.addEventListener("message", ({ data }) => {
  const news = JSON.parse(data);
  clock.ahead = new Date(news.now) - Date.now();
  showClock();
  for (const phone of news.phones) showPhone(phone, news.all);
});
events.addEventListener("open", () => complain(""));
events.addEventListener("error", () => complain("The connection to the rehearsal is lost. Trying again…"));
