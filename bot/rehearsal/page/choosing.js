// Which phones stand on the page: the familiar ones, those of some roles or languages, or chosen people.
// The choice stands in the address, so that a reload or a bookmark brings it back.
import { phones } from "./phones.js";
import { element } from "./server.js";
import { wordsFor } from "./words.js";

const ROLES = {
  patient: "Patients", carer: "Carers", staff: "Staff", facilitator: "Facilitators", safeguarding: "Safeguarding",
  sponsor: "Sponsors",
};

const find = (id) => document.getElementById(id);
const choice = fromAddress();
let drawn = "";

function fromAddress() {
  const asked = new URLSearchParams(location.search);
  const several = (name) => new Set((asked.get(name) ?? "").toLowerCase().split(",").filter(Boolean));
  const people = several("phones");
  return { everybody: people.has("all"), people, roles: several("roles"), languages: several("languages") };
}

function choose(change) {
  Object.assign(choice, { everybody: false, people: new Set(), roles: new Set(), languages: new Set() }, change);
  const asked = [["phones", choice.everybody ? ["all"] : choice.people], ["roles", choice.roles], ["languages", choice.languages]]
    .map(([name, several]) => [name, [...several].join(",")])
    .filter(([, several]) => several)
    .map(([name, several]) => `${name}=${several}`);
  history.replaceState(null, "", `${location.pathname}${asked.length ? `?${asked.join("&")}` : ""}${location.hash}`);
  showChoice();
}

function isChosen(phone) {
  if (choice.everybody) return true;
  if (choice.people.size) return choice.people.has(phone.key);
  if (!choice.roles.size && !choice.languages.size) return phone.early;
  return (!choice.roles.size || choice.roles.has(phone.role))
    && (!choice.languages.size || choice.languages.has(phone.language));
}

// --- the boxes to tick ---------------------------------------------------------------------

function box(label, ticked, onTick) {
  const whole = element("label", "box");
  const input = element("input");
  Object.assign(input, { type: "checkbox", checked: ticked });
  input.addEventListener("change", () => onTick(input.checked));
  whole.append(input, label);
  return whole;
}

function filterBoxes(kind, label) {
  const values = new Set([...phones.values()].map((phone) => phone[kind]));
  const set = choice[`${kind}s`];
  return [...values].map((value) => box(label(value), set.has(value), (ticked) => {
    const wanted = new Set(set);
    ticked ? wanted.add(value) : wanted.delete(value);
    choose({ roles: choice.roles, languages: choice.languages, [`${kind}s`]: wanted });
  }));
}

function language(code) {
  const name = element("bdi", "", wordsFor(code).language);
  name.lang = code;
  return name;
}

function personBox(phone) {
  const label = element("span", "whom");
  const about = element("small");
  about.append(`${ROLES[phone.role] ? phone.role : ""} · `, language(phone.language));
  label.append(element("bdi", "", phone.name), about);
  if (phone.news) label.append(element("small", "news", newMessages(phone.news)));
  return box(label, isChosen(phone), (ticked) => {
    const people = new Set([...phones.values()].filter(isChosen).map(({ key }) => key));
    ticked ? people.add(phone.key) : people.delete(phone.key);
    choose({ people });
  });
}

const newMessages = (count) => `${count} new ${count === 1 ? "message" : "messages"}`;

// --- what is seen of the choice ------------------------------------------------------------

export function showChoice() {
  for (const phone of phones.values()) phone.root.hidden = !isChosen(phone);
  const all = [...phones.values()];
  const key = JSON.stringify(all.map((phone) => [phone.id, phone.news, isChosen(phone)])) + location.search;
  if (key === drawn) return;
  drawn = key;
  const shown = all.filter(isChosen);
  find("shown").textContent = `${shown.length} of ${all.length} phones are here.`;
  const told = all.filter(({ news, root }) => news && root.hidden);
  find("elsewhere").textContent = told.length ? `New messages for ${names(told)}.` : "";
  find("nobody").hidden = shown.length > 0;
  redraw(find("roles"), filterBoxes("role", (role) => ROLES[role] ?? role));
  redraw(find("languages"), filterBoxes("language", language));
  redraw(find("people"), all.map(personBox));
  redraw(find("jumps"), shown.length > 1 ? shown.map(jump) : []);
}

function names(told) {
  const first = told.slice(0, 3).map(({ name }) => name.split(" ")[0]);
  const rest = told.length - first.length;
  return rest ? `${first.join(", ")} and ${rest} more` : first.join(", ");
}

function jump(phone) {
  const link = element("a", "", phone.name.split(" ")[0]);
  link.href = `#${phone.root.id}`;
  if (phone.news) link.append(element("small", "", newMessages(phone.news)));
  return link;
}

// The boxes are made anew, so whoever ticks by keys keeps their place among them.
function redraw(whole, boxes) {
  const held = [...whole.querySelectorAll("input, a")].indexOf(document.activeElement);
  whole.replaceChildren(...boxes);
  if (held >= 0) whole.querySelectorAll("input, a")[held]?.focus();
}

find("choose").addEventListener("click", ({ currentTarget }) => {
  const open = currentTarget.getAttribute("aria-expanded") === "false";
  currentTarget.setAttribute("aria-expanded", String(open));
  find("choosing").hidden = !open;
});
find("familiar").addEventListener("click", () => choose({}));
find("everybody").addEventListener("click", () => choose({ everybody: true }));
