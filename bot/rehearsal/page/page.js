// Shows what the rehearsal's server says is on each phone and what its clock shows.
import { showChoice } from "./choosing.js";
import { showPhone } from "./phones.js";
import { complain, post } from "./server.js";

const clock = { ahead: 0, shown: document.getElementById("now") };

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
  showChoice();
});
events.addEventListener("open", () => complain(""));
events.addEventListener("error", () => complain("The connection to the rehearsal is lost. Trying again…"));
