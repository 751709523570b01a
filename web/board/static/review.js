"use strict";
// The review of a plan without leaving the page: a correction is sent, its answer shown, the review fetched anew.
// Without this script every form and link works by itself.
(() => {
  const root = document.documentElement;
  root.classList.add("with-script");
  const answer = document.getElementById("answer");
  const review = () => document.getElementById("review");

  async function page(address) {
    const response = await fetch(address, { credentials: "same-origin" });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  }

  // Whether the draft still waits: once it is written or put aside, its page is no more.
  async function waits() {
    const list = await page(review().dataset.list);
    return Boolean(list && list.querySelector(`a[href="${location.pathname}"]`));
  }

  // Where to go on: the next open question after an answer, else the field that was left.
  function goOn(from) {
    if (from.isDoubt) {
      const open = [...review().querySelectorAll(".doubt")];
      const next = open.find((each) => place(each) >= from.place) || open[0];
      const button = (next && next.querySelector("button")) || document.getElementById("tiep") || document.querySelector("#review a.primary");
      if (button) button.focus();
      if (next) next.scrollIntoView({ block: "nearest" });
      return;
    }
    const field = from.id && document.getElementById(from.id);
    if (field) field.focus({ preventScroll: true });
  }

  const place = (node) => [...review().querySelectorAll(".pair, .doubt")].indexOf(node.closest(".pair") || node);

  async function renew(from) {
    const fresh = from.mayEnd && !(await waits()) ? null : await page(location.href.replace(/#.*/, ""));
    if (fresh) {
      review().replaceWith(fresh.getElementById("review"));
      goOn(from);
      return;
    }
    const list = review().dataset.list;
    const back = document.createElement("a");
    back.className = "button";
    back.href = list;
    back.textContent = document.querySelector(`nav a[href="${list}"]`)?.textContent || list;
    review().replaceChildren(back);
    back.focus();
    answer.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.closest("#review") && !form.closest("#answer")) return;
    if (form.method !== "post" || form.enctype === "multipart/form-data" || form.dataset.busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.dataset.busy = "1";
    const field = form.querySelector("[name=words]");
    if (field && field.dataset.nobody && !field.value.trim()) field.value = field.dataset.nobody;
    const doubt = form.closest(".doubt");
    const mayEnd = "ends" in form.dataset || !form.closest("#review");
    const from = { mayEnd, id: field ? field.id : "", isDoubt: Boolean(doubt), place: doubt ? place(doubt) : 0 };
    try {
      const body = new URLSearchParams(new FormData(form));
      const response = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { "HX-Request": "true" } });
      if (!response.ok) throw new Error(String(response.status));
      answer.innerHTML = await response.text();
      await renew(from);
    } catch {
      form.submit(); // as without a script; the key makes it one deed
    }
  }, true);

  // What a limit is understood as, shown while it is typed.
  let waiting = 0;
  document.addEventListener("input", (event) => {
    const field = event.target;
    const form = field.closest(".cell");
    if (!form) return;
    form.classList.toggle("changed-here", field.value !== field.defaultValue);
    if (!field.dataset.preview) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = field.value;
      const response = await fetch(`${field.dataset.preview}?han=${encodeURIComponent(typed)}`, { credentials: "same-origin" });
      if (response.ok && typed === field.value) document.getElementById(`${field.id}-hieu`).textContent = (await response.text()).trim();
    }, 250);
  });

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches || !field.matches(".cell textarea, .cell input")) return;
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      field.form.requestSubmit();
    } else if (event.key === "Escape") {
      field.value = field.defaultValue;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  // A field with `required` that may stand for nobody: filled before the browser asks for words.
  document.addEventListener("invalid", (event) => {
    const field = event.target;
    if (!field.dataset || !field.dataset.nobody) return;
    event.preventDefault();
    field.value = field.dataset.nobody;
    field.form.requestSubmit();
  }, true);
})();
