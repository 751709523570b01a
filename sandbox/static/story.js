// The guided story: which step is shown, whether it has been done, and doing it for the reader.
// The address names the step (#buoc-3), so that a step can be linked to; what was done is read from the phones.

import { h } from "./dom.js";
import { tell } from "./net.js";

const ANSWER_MS = 10000;
const guide = document.querySelector(".guide");
const dots = guide.querySelector(".dots");
const title = guide.querySelector("h2");
const words = guide.querySelector(".what-to-do");
const back = guide.querySelector(".back");
const help = guide.querySelector(".help");
const next = guide.querySelector(".next");
const restart = guide.querySelector(".restart");
let steps = [];
let current = 1;
let isPlaying = false;
let stage; // what the page lends: its phones, its clock, and how a phone is brought into view

// Without accents and slashes, so that "gia hạn 17", "giahan 17" and "/giahan 17" are one.
function folded(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/^\//, "").trim();
}

function isOf(deed, text) {
  const parts = folded(deed.key).split(/\s+/);
  return new RegExp(`^${parts.join("\\s*")}(?!\\d)`).test(folded(text));
}

function isDeedDone(deed) {
  const phone = stage.phone(deed.user_id);
  return Boolean(phone) && phone.deeds().some((text) => isOf(deed, text));
}

function isDone(step) {
  return (!step.at || stage.now() >= new Date(step.at)) && step.deeds.every(isDeedDone);
}

export function showStory(state, lent) {
  stage = lent;
  steps = state.story;
  guide.hidden = steps.length === 0;
  restart.hidden = !state.resettable;
  dots.replaceChildren(...steps.map((step) => h("li", {}, h("a", { href: `#buoc-${step.number}`, title: step.title, "aria-label": `Bước ${step.number}: ${step.title}` }, String(step.number)))));
  current = stepOf(location.hash);
  draw();
}

function stepOf(hash) {
  const number = Number(/^#buoc-(\d+)$/.exec(hash)?.[1] ?? 1);
  return Math.min(Math.max(number, 1), Math.max(steps.length, 1));
}

export function draw() {
  if (!steps.length) return;
  const step = steps[current - 1];
  const done = isDone(step);
  const isLast = current === steps.length;
  title.textContent = `Bước ${current}/${steps.length}: ${step.title}`;
  words.textContent = step.text;
  guide.classList.toggle("done", done);
  help.textContent = done ? "Đã xong" : "Làm giúp";
  help.disabled = done || isPlaying;
  back.disabled = current === 1 || isPlaying;
  next.disabled = isLast || isPlaying;
  next.textContent = done ? "Bước tiếp" : "Bỏ qua";
  for (const [index, dot] of [...dots.querySelectorAll("a")].entries()) {
    dot.classList.toggle("was-done", isDone(steps[index]));
    if (index + 1 === current) dot.setAttribute("aria-current", "step");
    else dot.removeAttribute("aria-current");
  }
  stage.point(step.deeds.filter((deed) => !isDeedDone(deed)).map((deed) => deed.user_id));
}

function go(number) {
  history.replaceState(null, "", `#buoc-${number}`);
  current = stepOf(location.hash);
  draw();
  const first = steps[current - 1].deeds[0];
  if (first) stage.show(first.user_id);
}

async function play(step) {
  if (step.at && stage.now() < new Date(step.at)) {
    await stage.moveClock(step.at);
    await stage.anyNews(ANSWER_MS);
  }
  for (const deed of step.deeds) {
    if (isDeedDone(deed)) continue;
    stage.show(deed.user_id);
    const phone = stage.phone(deed.user_id);
    const answered = phone.nextFromBot(ANSWER_MS);
    await phone.send(deed.text);
    await answered;
  }
}

async function playing(doing) {
  if (isPlaying) return;
  isPlaying = true;
  guide.setAttribute("aria-busy", "true");
  draw();
  try {
    await doing();
  } catch (error) {
    words.textContent = error.message;
  } finally {
    isPlaying = false;
    guide.removeAttribute("aria-busy");
    draw();
  }
}

// A link to a step shows the story as it stands before that step. A reload plays nothing.
export async function playUpTo() {
  const isReload = performance.getEntriesByType("navigation")[0]?.type === "reload";
  if (!steps.length || isReload || current === 1) return;
  await playing(async () => {
    for (const step of steps.slice(0, current - 1)) if (!isDone(step)) await play(step);
  });
  go(current);
}

help.addEventListener("click", () => playing(() => play(steps[current - 1])));
back.addEventListener("click", () => go(current - 1));
next.addEventListener("click", () => go(current + 1));
restart.addEventListener("click", async () => {
  restart.disabled = true;
  try {
    await tell("/sandbox/reset");
    history.replaceState(null, "", "#buoc-1");
    stage.startedAgain();
  } catch (error) {
    words.textContent = error.message;
  } finally {
    restart.disabled = false;
  }
});
addEventListener("hashchange", () => go(stepOf(location.hash)));
