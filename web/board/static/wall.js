"use strict";
// Turns the pages of a screen: one after the other, each as long as it takes to read. Without scripts all are shown.
(() => {
  const SECONDS = 15;
  let at = 0;
  const slides = () => [...document.querySelectorAll(".slide")];
  const show = () => {
    const all = slides();
    at %= all.length;
    all.forEach((slide, index) => { slide.hidden = index !== at; });
  };
  document.body.classList.add("turning");
  document.addEventListener("htmx:after:swap", show); // the figures were fetched again: the same page stays
  document.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      at += event.key === "ArrowRight" ? 1 : slides().length - 1;
      show();
    }
  });
  setInterval(() => { at += 1; show(); }, SECONDS * 1000);
  show();
})();
