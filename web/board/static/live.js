"use strict";
// Keeps a page up to date: htmx holds the line to the server and fetches #main again when a topic of the page changed.
// This file says when the line is lost, connects again where htmx does not, and leaves alone what somebody is typing.
(() => {
  const SILENT_MS = 45000; // two heartbeats of the server and a little more
  const AGAIN_MS = 3000;
  const line = document.getElementById("line");
  const badge = document.getElementById("live");
  const main = document.getElementById("main");
  if (!line || !badge || !main) return;
  let connection = null;
  let watch = 0;
  let isStale = false;

  const show = (state) => {
    badge.hidden = false;
    badge.classList.toggle("lost", state !== "on");
    badge.textContent = badge.dataset[state];
  };
  const silent = () => {
    if (document.hidden) return; // htmx has paused the line; it connects again when the page is looked at
    show("lost");
    connection?.reader?.cancel(); // a line that died without a word: htmx connects again
  };
  const heard = () => {
    show("on");
    clearTimeout(watch);
    watch = setTimeout(silent, SILENT_MS);
  };
  const isTyping = () =>
    [...main.querySelectorAll("input:not([type=hidden]), textarea, select")].some((field) =>
      field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
        : field.tagName === "SELECT" ? field === document.activeElement
          : field.value !== field.defaultValue);
  const refresh = () => main.dispatchEvent(new CustomEvent("refresh"));
  const catchUp = () => {
    if (!isStale || isTyping()) return;
    isStale = false;
    refresh();
  };

  document.addEventListener("htmx:sse:before:connection", (event) => {
    if (event.detail.connection.attempt > 0) show("lost");
  });
  document.addEventListener("htmx:sse:after:connection", (event) => {
    connection = event.detail.connection;
    heard();
  });
  document.addEventListener("htmx:sse:before:message", heard);
  document.addEventListener("htmx:sse:error", () => show("lost"));
  document.addEventListener("htmx:sse:close", (event) => {
    if (event.detail.reason === "message") location.reload(); // the session is over: the server says so itself
  });
  // The first connection is an ordinary request, which htmx tries once.
  const again = (event) => {
    const source = event.detail.ctx?.sourceElement;
    if (source === line) {
      show("lost");
      setTimeout(() => line.dispatchEvent(new CustomEvent("again")), AGAIN_MS);
    } else if (source === main) {
      setTimeout(refresh, AGAIN_MS);
    }
  };
  // A press that got no answer is sent once more as a plain form: its key makes it one deed.
  const pressed = (event) => event.detail.ctx?.sourceElement?.matches?.("form[hx-post]") ? event.detail.ctx : null;
  const plainly = (event) => pressed(event)?.sourceElement.submit();
  document.addEventListener("htmx:error", plainly);
  document.addEventListener("htmx:response:error", plainly);
  document.addEventListener("htmx:after:swap", (event) => {
    const form = pressed(event)?.sourceElement;
    if (!form) return;
    document.getElementById("answer").scrollIntoView({ block: "nearest" });
    if (!form.isConnected) return;
    form.reset();
    // The next press of this form is another deed.
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    form.elements.key.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    catchUp(); // news of the deed itself may have come before its answer, while its words still stood in the field
  });
  document.addEventListener("htmx:error", again);
  document.addEventListener("htmx:response:error", again);

  document.addEventListener("htmx:before:request", (event) => {
    if (event.detail.ctx.sourceElement !== main || !isTyping()) return;
    event.preventDefault();
    isStale = true;
  });
  main.addEventListener("focusout", () => setTimeout(catchUp, 200));
  // What somebody has unfolded stays so.
  htmx.registerExtension("unfolded", {
    htmx_before_morph_attr: (element, { attrName }) => !(element.tagName === "DETAILS" && attrName === "open"),
  });
})();
