// One message -> one bubble. Knows how a message looks; what a tap does is given by the phone in `actions`.

import { timeOf, sizeOf } from "./dates.js";
import { h } from "./dom.js";
import { richText } from "./entities.js";
import { icon } from "./icons.js";

const LONG_PRESS_MS = 450;

export function summaryOf(message) {
  const text = message.text || message.caption || (message.photo || message.photo_url ? "Ảnh" : message.document?.file_name ?? (message.contact ? "Danh thiếp" : "Tin nhắn"));
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}

function quote(message, actions) {
  if (!message) return null;
  const name = message.from.is_bot ? message.from.first_name : "Bạn";
  return h("button", { type: "button", class: "quote", onclick: () => actions.show(message.message_id) },
    h("strong", {}, name), h("span", {}, summaryOf(message)));
}

function picture(message, actions) {
  if (!message.photo) return null;
  const photo = message.photo.at(-1);
  const source = `/sandbox/files/${encodeURIComponent(photo.file_id)}`;
  const image = h("img", {
    src: source, width: photo.width, height: photo.height, alt: message.caption ? `Ảnh: ${summaryOf(message)}` : "Ảnh",
  });
  return h("button", { type: "button", class: "picture", "aria-label": "Phóng to ảnh", onclick: () => actions.enlarge(source, image.alt) }, image);
}

// A Zalo bot names a picture by its public address. Where this page cannot fetch it, the address itself is shown.
function publicPicture(message, actions) {
  if (!message.photo_url) return null;
  const frame = h("a", { class: "public-picture", href: message.photo_url, target: "_blank", rel: "noopener noreferrer" });
  const image = h("img", { src: message.photo_url, alt: "Ảnh", referrerpolicy: "no-referrer" });
  image.addEventListener("error", () => frame.replaceChildren(`Ảnh: ${message.photo_url}`));
  frame.append(image);
  return frame;
}

function attachment(message) {
  if (!message.document) return null;
  const { file_id, file_name, file_size } = message.document;
  const kind = (file_name.split(".").pop() ?? "").slice(0, 4).toUpperCase();
  return h("a", { class: "document", href: `/sandbox/files/${encodeURIComponent(file_id)}`, download: file_name },
    h("span", { class: "kind", "aria-hidden": "true" }, kind),
    h("span", { class: "facts" }, h("strong", {}, file_name), h("small", {}, `${sizeOf(file_size)} · Tải về`)));
}

function contact(message) {
  if (!message.contact) return null;
  const { first_name: name, phone_number: number } = message.contact;
  return h("span", { class: "contact" }, h("strong", {}, name), h("small", {}, `+${number.replace(/^\+/, "")}`));
}

// Who put which emoji on the message; the bot's own reaction costs no message of its own.
export function reactionsOf(reactions) {
  const shown = Object.entries(reactions ?? {});
  if (!shown.length) return null;
  return h("span", { class: "reactions" }, ...shown.map(([who, emoji]) =>
    h("span", { class: "reaction", role: "img", "aria-label": `${who === "bot" ? "Bot" : "Bạn"} bày tỏ ${emoji}` }, emoji)));
}

function foot(message, isTaken) {
  const isOwn = !message.from.is_bot;
  return h("span", { class: "foot" },
    message.edit_date ? h("span", { class: "edited" }, "đã sửa") : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, timeOf(new Date(message.date * 1000))),
    isOwn ? h("span", { class: "ticks", title: isTaken ? "Bot đã nhận" : "Đã gửi, bot chưa nhận" }, isTaken ? "✓✓" : "✓",
      h("span", { class: "unseen" }, isTaken ? "Bot đã nhận" : "Đã gửi")) : null);
}

const STYLES = ["primary", "success", "danger"];

function styleOf(button) {
  return STYLES.includes(button.style) ? button.style : "";
}

function inlineButton(button, message, actions) {
  if (button.url && /^https?:\/\//i.test(button.url)) {
    return h("a", { class: `key ${styleOf(button)}`, title: button.text, href: button.url, target: "_blank", rel: "noopener noreferrer" }, h("span", {}, button.text), icon("out"));
  }
  const copies = button.copy_text?.text;
  const press = (event) => (copies ? actions.copy(copies) : actions.press(message, button.callback_data, event.currentTarget));
  const isDead = !copies && button.callback_data === undefined;
  return h("button", { type: "button", class: `key ${styleOf(button)}`, title: button.text, "data-data": button.callback_data, disabled: isDead, onclick: press },
    h("span", {}, button.text));
}

function keyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return h("div", { class: "keyboard", role: "group", "aria-label": "Lựa chọn" },
    ...rows.map((row) => h("div", { class: "keys" }, ...row.map((button) => inlineButton(button, message, actions)))));
}

function replyOnTap(bubble, message, actions) {
  const reply = () => actions.reply(message);
  let timer;
  const stop = () => clearTimeout(timer);
  bubble.addEventListener("touchstart", () => { timer = setTimeout(reply, LONG_PRESS_MS); }, { passive: true });
  for (const end of ["touchend", "touchmove", "touchcancel"]) bubble.addEventListener(end, stop, { passive: true });
  bubble.addEventListener("click", (event) => {
    const isElsewhere = event.target.closest("a, button") || String(getSelection()) !== "";
    if (!isElsewhere && matchMedia("(hover: hover)").matches) reply();
  });
}

export function bubbleOf(message, isTaken, actions, reactions) {
  const words = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  const bubble = h("div", { class: "bubble" },
    quote(message.reply_to_message, actions), picture(message, actions), publicPicture(message, actions), attachment(message), contact(message),
    words ? richText(words, entities, actions.send) : null, foot(message, isTaken), reactionsOf(reactions));
  replyOnTap(bubble, message, actions);
  const isOwn = !message.from.is_bot;
  return h("article", {
    class: `message ${isOwn ? "own" : "theirs"}${message.photo || message.photo_url ? " with-picture" : ""}${message.reply_markup ? " with-keys" : ""}`,
    "data-message-id": message.message_id, "aria-label": isOwn ? "Tin của bạn" : `Tin của ${message.from.first_name}`,
  },
    h("div", { class: "line" }, bubble,
      h("button", { type: "button", class: "answer", title: "Trả lời tin này", "aria-label": "Trả lời tin này", onclick: () => actions.reply(message) }, icon("reply"))),
    keyboard(message, actions));
}
