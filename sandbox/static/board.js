// The program's own pages in the middle of the phones: framed, and seen as one of the people of the demonstration.

import { h } from "./dom.js";

const frame = document.querySelector(".board");
const people = frame?.querySelector(".seen-as");
const screen = frame?.querySelector("iframe");

// Puts the board between the phones, once they are there; on a narrow screen it has a tab as they have.
export function placeBoard(main, tabs) {
  if (!frame || !frame.hidden) return;
  const place = Number(frame.dataset.place);
  main.insertBefore(frame, main.querySelectorAll(".phone")[place] ?? null);
  const tab = h("button", { type: "button", role: "tab", "aria-controls": "board", "aria-selected": "false", onclick: () => {
    main.classList.add("shows-board");
    for (const one of tabs.children) one.setAttribute("aria-selected", String(one === tab));
  } }, h("span", { class: "who" }, "Trang"), h("span", { class: "what" }, "theo dõi"));
  tabs.insertBefore(tab, tabs.children[place] ?? null);
  frame.hidden = false;
}

// A phone was chosen on a narrow screen.
export function hideBoard(main, tabs) {
  main.classList.remove("shows-board");
  tabs.querySelector("[aria-controls=board]")?.setAttribute("aria-selected", "false");
}

// Signs one of the people in. The form is sent to the board itself, which takes it from this page alone.
export function seeAs(key) {
  if (!frame) return;
  for (const one of people.children) one.setAttribute("aria-pressed", String(one.value === key));
  const form = h("form", { method: "post", action: `${frame.dataset.url}/thu`, target: screen.name, hidden: true },
    h("input", { name: "person", value: key }));
  document.body.append(form);
  form.submit();
  form.remove();
}

// After the demonstration began again, all sessions are gone.
export function openBoard() {
  if (frame) seeAs(people.querySelector("[aria-pressed=true]")?.value ?? people.firstElementChild.value);
}

people?.addEventListener("click", (event) => {
  const one = event.target.closest("button");
  if (one) seeAs(one.value);
});
