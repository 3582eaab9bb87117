// One message as it stands on a phone: its file, its words, its buttons.
// Texts reach the page as text only (textContent), never as markup: what people write is hostile.
import { act, element } from "./server.js";
import { fill } from "./words.js";

const enlarged = document.getElementById("enlarged");

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
  if (kind === "photo") return picture(message, words);
  if (kind === "voice") {
    const sound = element("audio");
    Object.assign(sound, { src: file.address, controls: true, preload: "metadata" });
    sound.setAttribute("aria-label", words.aVoice);
    return sound;
  }
  return link(file, words);
}

// What a browser shows by itself opens beside the page; everything else is saved.
function link(file, words) {
  const opens = file.inline;
  const made = element("a", "file");
  Object.assign(made, { href: file.address }, opens ? { target: "_blank", rel: "noopener" } : { download: file.name });
  made.setAttribute("aria-label", fill(opens ? words.openFile : words.download, { name: file.name }));
  made.append(element("bdi", "", file.name), element("small", "", size(file.bytes)));
  return made;
}

// Its caption stands under it, so the picture itself is announced as a picture only.
function picture(message, words) {
  const [width, height] = message.size;
  const shown = element("img");
  Object.assign(shown, { src: message.file.address, alt: words.aPhoto, width, height, loading: "lazy" });
  const button = element("button", "picture");
  Object.assign(button, { type: "button" });
  button.setAttribute("aria-label", words.enlarge);
  button.append(shown);
  button.addEventListener("click", () => enlarge(message, words));
  return button;
}

function enlarge(message, words) {
  const find = (selector) => enlarged.querySelector(selector);
  Object.assign(find("img"), { src: message.file.address, alt: message.text ? "" : words.aPhoto });
  Object.assign(find("figcaption"), { textContent: message.text, hidden: !message.text, dir: "auto" });
  find("a").href = message.file.address;
  enlarged.showModal();
}

enlarged.querySelector("button").addEventListener("click", () => enlarged.close());

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

export function render(phone, message, item) {
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
