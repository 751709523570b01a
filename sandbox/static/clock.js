// The top bar: the program's time, the jumps on offer, any other moment.

import { dayAndTime, isoOfTyped, typedForm, useZone } from "./dates.js";
import { h } from "./dom.js";
import { ask, tell } from "./net.js";

const face = document.querySelector(".clock");
const group = document.querySelector(".jumps");
const offered = document.querySelector(".offered");
const form = document.querySelector(".other");
const field = form.querySelector("input");
let shownMinute = "";
let shownNow = new Date(0);

export function nowShown() {
  return shownNow;
}

export function showNow(iso) {
  shownNow = new Date(iso);
  const text = dayAndTime(shownNow);
  if (text === shownMinute) return;
  shownMinute = text;
  face.textContent = text;
  face.setAttribute("datetime", iso);
}

export function showClock(clock) {
  useZone(clock.timezone);
  showNow(clock.now);
  group.hidden = !clock.movable;
  if (document.activeElement !== field) field.value = typedForm(new Date(clock.now));
  offered.replaceChildren(...clock.jumps.map((jump) => {
    const at = dayAndTime(new Date(jump.at));
    return h("button", { type: "button", "data-testid": "jump", title: at, "data-at": jump.at, onclick: () => move(jump.at) }, jump.label);
  }));
}

// The jumps change with the program's state, so they are asked again now and then.
export async function refreshClock() {
  try {
    showClock(await ask("/sandbox/clock"));
  } catch {
    // the page says elsewhere that the connection is lost
  }
}

export async function move(iso) {
  group.classList.add("moving");
  form.classList.remove("wrong");
  try {
    showClock(await tell("/sandbox/clock", { to: iso }));
  } catch (error) {
    complain(error.message);
  } finally {
    group.classList.remove("moving");
  }
}

function complain(sentence) {
  form.classList.add("wrong");
  field.setCustomValidity(sentence);
  field.reportValidity();
}

field.addEventListener("input", () => field.setCustomValidity(""));
field.addEventListener("focus", () => field.select());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const iso = isoOfTyped(field.value);
  if (iso) move(iso);
  else complain("Gõ ngày/tháng/năm giờ:phút, ví dụ 13/4/2026 07:30");
});
