// The phones: made once, then told what is new.
import { showChoice } from "./choosing.js";
import { showCommands, wire } from "./composer.js";
import { render } from "./messages.js";
import { element } from "./server.js";
import { fill, wordsFor } from "./words.js";

export const phones = new Map();

// How many phones stand on the page at first: the cast's first ones, whom the documents introduce.
const FAMILIAR = 4;

const sight = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    const phone = [...phones.values()].find(({ root }) => root === target);
    phone.inSight = isIntersecting;
    if (isIntersecting) phone.news = 0;
    showChoice();
  }
});

function build(news) {
  // Not every browser has every language; without this one it would fall back to the browser's own.
  const locale = news.language === "en" ? "en-GB" : [news.language, "en-GB"];
  const root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
  const words = wordsFor(news.language);
  const phone = {
    id: news.id, key: news.name.split(" ")[0].toLowerCase(), name: news.name, role: news.role,
    language: news.language, early: phones.size < FAMILIAR, news: 0, inSight: false,
    root, words, items: new Map(), notices: news.notices.length, commands: "", day: "",
    follows: true,
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
  sight.observe(root);
  return phone;
}

// Stays at the newest message, also when a picture grows in late, unless somebody has scrolled up.
function follow(phone) {
  const { chat } = phone;
  const toNewest = () => { if (phone.follows) chat.scrollTop = chat.scrollHeight; };
  // A message that loses its buttons moves the view too, so only a person's own hand counts as scrolling up:
  // a wheel, a finger, or keys and the scroll bar on the chat itself. Pressing a button leads on, to the newest.
  let touched = -Infinity;
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    chat.addEventListener(kind, ({ target }) => {
      if (target === chat || kind === "wheel" || kind === "touchmove") touched = performance.now();
    }, { passive: true });
  }
  chat.addEventListener("click", ({ target }) => {
    if (!target.closest(".key")) return;
    phone.follows = true;
    touched = -Infinity;
  });
  chat.addEventListener("scroll", () => {
    const near = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 60;
    if (near) phone.follows = true;
    else if (performance.now() - touched < 1000) phone.follows = false;
  });
  const observer = new ResizeObserver(toNewest);
  observer.observe(chat);
  observer.observe(phone.list);
}

function place(phone, message, isNews) {
  let item = phone.items.get(message.id);
  if (!item) {
    if (isNews && !message.mine && !phone.inSight) phone.news += 1;
    const day = phone.days.format(new Date(message.time));
    if (day !== phone.day) phone.list.append(element("li", "day", day));
    phone.day = day;
    item = element("li");
    phone.items.set(message.id, item);
    phone.list.append(item);
  }
  render(phone, message, item);
}

// Takes in what is new on one phone; `all` when everything on it was sent.
export function showPhone(news, all) {
  const known = phones.get(news.id);
  const phone = known ?? build(news);
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
  for (const message of news.messages) place(phone, message, known);
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
