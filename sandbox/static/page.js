// The page of phones: fetches the state, follows the events, and starts afresh whenever the stream was interrupted.

import { refreshClock, showClock, showNow } from "./clock.js";
import { h } from "./dom.js";
import { ask } from "./net.js";
import { Phone } from "./phone.js";

const KINDS = ["message", "edited", "deleted", "typing", "answer", "menu", "blocked", "taken", "interface", "reaction"];
const CLOCK_MS = 10000;
const main = document.querySelector("main");
const tabs = document.querySelector(".tabs");
const lost = document.querySelector(".lost");
const phones = new Map();
let botId = null;
let number = -1; // of the last event that is in the picture; -1 while the state is being fetched
let early = [];

async function fetchState() {
  number = -1;
  early = [];
  const state = await ask("/sandbox/state");
  botId = state.bot.id;
  showClock(state.clock);
  for (const phone of state.phones) {
    if (phones.has(phone.user_id)) phones.get(phone.user_id).redraw(phone, state.bot);
    else addPhone(phone, state.bot);
  }
  number = state.number;
  for (const event of early) apply(event);
  lost.hidden = true;
  document.body.dataset.ready = "true";
}

function addPhone(state, bot) {
  const tab = h("button", { type: "button", role: "tab", "aria-controls": `phone-${state.user_id}`, "aria-selected": "false", onclick: () => select(state.user_id) },
    h("span", { class: "who", title: state.name }, givenName(state.name)), h("span", { class: "what" }, state.title), h("span", { class: "dot", hidden: true }));
  const phone = new Phone(state, bot, () => {
    const dot = tab.querySelector(".dot");
    dot.hidden = phone.unread === 0;
    dot.textContent = phone.unread > 9 ? "9+" : phone.unread;
    dot.setAttribute("aria-label", `${phone.unread} tin mới`);
  });
  phone.tab = tab;
  phones.set(state.user_id, phone);
  tabs.append(tab);
  main.append(phone.node);
  phone.toEnd("instant");
  if (phones.size === 1) select(state.user_id);
}

// In a Vietnamese name the last words tell people apart.
function givenName(name) {
  return name.trim().split(/\s+/).slice(-2).join(" ");
}

// Only on a narrow screen: one phone at a time.
function select(id) {
  for (const [other, phone] of phones) {
    phone.tab.setAttribute("aria-selected", String(other === id));
    phone.node.classList.toggle("selected", other === id);
  }
  phones.get(id).toEnd("instant");
}

function apply(event) {
  if (number < 0) {
    early.push(event);
    return;
  }
  if (event.number <= number) return;
  number = event.number;
  if (event.kind === "clock") showClock(event.data);
  else if (event.kind === "profile") for (const phone of phones.values()) phone.describe(event.data);
  else if (event.data.bot === botId || event.data.channel) phones.get(event.data.user_id)?.handle(event.kind, event.data);
}

async function fetchAgain() {
  try {
    await fetchState();
  } catch {
    lost.hidden = false;
    setTimeout(fetchAgain, 2000);
  }
}

function follow() {
  const source = new EventSource("/sandbox/events");
  source.onopen = fetchAgain;
  source.onerror = () => {
    lost.hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(follow, 2000);
  };
  for (const kind of [...KINDS, "clock", "profile"]) {
    source.addEventListener(kind, (event) => apply({ kind, number: Number(event.lastEventId), data: JSON.parse(event.data) }));
  }
  source.addEventListener("tick", (event) => showNow(JSON.parse(event.data).now));
}

document.addEventListener("visibilitychange", () => {
  for (const phone of phones.values()) if (phone.isShown() && phone.isAtEnd()) phone.markRead();
});
setInterval(() => document.hidden || refreshClock(), CLOCK_MS);
follow();
