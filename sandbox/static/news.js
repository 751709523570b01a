// The strip that says what just happened and who was told of it.

import { summaryOf } from "./bubbles.js";
import { dayAndTime } from "./dates.js";
import { h } from "./dom.js";

const CALM_MS = 8000; // a message of the bot later than this after the last deed came by itself: it was time
const strip = document.querySelector(".news");
const deedText = strip.querySelector(".deed");
const toldText = strip.querySelector(".told");
let deed = null;
let told = new Set();

function start(words, phone) {
  deed = { words, phone, at: performance.now() };
  told = new Set();
}

// `show` brings a phone into view.
export function showNews(kind, data, phone, show) {
  if (kind === "clock") start(`Đồng hồ chuyển đến ${dayAndTime(new Date(data.now))}`);
  else if (kind === "press") start(`${phone.name} bấm “${data.label}”`, phone);
  else if (kind === "message" && !data.message.from.is_bot) start(`${phone.name} nhắn “${summaryOf(data.message)}”`, phone);
  else if (kind === "message" || kind === "edited" || kind === "reaction") tellOf(kind, data, phone);
  else return;
  draw(show);
}

function tellOf(kind, data, phone) {
  const isLate = !deed || performance.now() - deed.at > CALM_MS;
  if (isLate && kind === "message") start(`Đến giờ: ${dayAndTime(new Date(data.message.date * 1000))}`);
  if (!deed) return;
  deed.at = performance.now();
  told.add(phone);
}

function draw(show) {
  if (!deed) return;
  strip.hidden = false;
  deedText.textContent = deed.words;
  const others = [...told].filter((phone) => phone !== deed.phone);
  const parts = [];
  if (told.has(deed.phone)) parts.push("Đã trả lời. ");
  if (others.length) parts.push("Đã báo: ", ...names(others, show));
  toldText.replaceChildren(...(parts.length ? parts : ["Chưa báo cho ai khác."]));
}

function names(phones, show) {
  return phones.flatMap((phone, index) => [
    index ? ", " : "",
    h("button", { type: "button", onclick: () => show(phone.id) }, phone.name),
  ]);
}

export function forgetNews() {
  deed = null;
  told = new Set();
  strip.hidden = true;
}
