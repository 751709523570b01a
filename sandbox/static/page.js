// The page of phones: fetches the state, follows the events, and starts afresh whenever the stream was interrupted.

import { hideBoard, openBoard, placeBoard } from "./board.js";
import { move, nowShown, refreshClock, showClock, showNow } from "./clock.js";
import { h } from "./dom.js";
import { ask } from "./net.js";
import { forgetNews, showNews } from "./news.js";
import { Phone } from "./phone.js";
import { draw as drawStory, playUpTo, showStory } from "./story.js";

const KINDS = ["message", "edited", "deleted", "typing", "answer", "menu", "blocked", "taken", "interface", "reaction", "press"];
const CLOCK_MS = 10000;
const main = document.querySelector("main");
const tabs = document.querySelector(".tabs");
const lost = document.querySelector(".lost");
const phones = new Map();
let botId = null;
let number = -1; // of the last event that is in the picture; -1 while the state is being fetched
let early = [];
let hasPlayed = false;
let boardOf = null; // the start of the program whose pages are shown: another one knows no session of the one before
let newsWaits = []; // who waits for the next message of the bot on any phone

// What the guided story needs of this page.
const stage = {
  phone: (id) => phones.get(id),
  now: nowShown,
  moveClock: move,
  anyNews: (milliseconds) => new Promise((resolve) => {
    newsWaits.push(resolve);
    setTimeout(resolve, milliseconds);
  }),
  show,
  point: (ids) => {
    for (const [id, phone] of phones) phone.node.classList.toggle("next-to-act", ids.includes(id));
  },
  startedAgain: () => {
    forgetNews();
    lost.hidden = false;
  },
};

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
  showStory(state, stage);
  if (boardOf !== state.started) {
    boardOf = state.started;
    placeBoard(main, tabs);
    openBoard();
  }
  document.body.dataset.ready = "true";
  if (!hasPlayed) {
    hasPlayed = true;
    playUpTo();
  }
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

// Brings a phone into view: to the front on a narrow screen, by scrolling on a wide one.
function show(id) {
  select(id);
  phones.get(id).node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "smooth" });
}

// Only on a narrow screen: one phone at a time.
function select(id) {
  hideBoard(main, tabs);
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
  const phone = phones.get(event.data.user_id);
  if (phone || event.kind === "clock") showNews(event.kind, event.data, phone, show);
  if (event.kind === "message" && event.data.message.from.is_bot) for (const resolve of newsWaits.splice(0)) resolve();
  drawStory();
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
  source.addEventListener("tick", (event) => {
    showNow(JSON.parse(event.data).now);
    if (number >= 0) drawStory();
  });
}

document.addEventListener("visibilitychange", () => {
  for (const phone of phones.values()) if (phone.isShown() && phone.isAtEnd()) phone.markRead();
});
// Letters that arrive late change every line; whoever was at the end stays there.
document.fonts.ready.then(() => {
  for (const phone of phones.values()) phone.keepEnd();
});
setInterval(() => document.hidden || refreshClock(), CLOCK_MS);
follow();
