// How somebody writes, speaks, sends a picture or a command on their phone.
import { act, element } from "./server.js";

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

export function wire(phone) {
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

export function showCommands(phone, news) {
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
