// One phone: a chat between a person and the bot. Draws itself from the state and follows the events.

import { bubbleOf, reactionsOf } from "./bubbles.js";
import { Composer } from "./composer.js";
import { dayOf } from "./dates.js";
import { dismissable, h } from "./dom.js";
import { icon } from "./icons.js";
import { tell, upload } from "./net.js";
import { enlarge, showAlert } from "./overlays.js";

const KEPT = 500;
const TYPING_MS = 5000;
const ANSWER_MS = 15000;
const TOAST_MS = 4000;
const READER_MS = 500;

export class Phone {
  constructor(state, bot, onUnread) {
    this.id = state.user_id;
    this.isZalo = state.channel === "zalo"; // there no buttons, no replies the bot hears of, no files
    this.messages = new Map();
    this.waiting = new Map(); // id of a callback query -> its button
    this.unread = 0;
    this.onUnread = onUnread;
    this.build(state, bot);
    this.describe(bot);
    this.reset(state);
  }

  build(state, bot) {
    this.name = state.name;
    this.thread = h("div", { class: "thread" });
    this.list = h("div", { class: "messages", role: "log", "aria-label": `Tin nhắn của ${state.name}`, tabindex: "0" }, this.thread);
    this.sticks = true; // at the end, and stays there whatever the layout does, until the reader scrolls away
    this.readerUntil = 0; // a scroll before this moment is the reader's own, any later one the layout's
    for (const by of ["wheel", "touchmove", "keydown", "pointerdown"]) this.list.addEventListener(by, () => this.readerScrolls(), { passive: true });
    this.list.addEventListener("scroll", () => this.scrolled(), { passive: true });
    const layout = new ResizeObserver(() => this.keepEnd());
    layout.observe(this.list);
    layout.observe(this.thread);
    this.typing = h("p", { class: "typing", role: "status", hidden: true }, `${bot.first_name} đang nhập`, h("i"), h("i"), h("i"));
    this.toast = h("p", { class: "toast", role: "status", hidden: true });
    this.below = h("button", { type: "button", class: "below", hidden: true, onclick: () => this.toEnd("smooth") });
    this.composer = new Composer({
      shareContact: () => this.shareContact(),
      send: (text, replyTo) => this.send(text, replyTo),
      upload: (file, caption, replyTo) => this.upload(file, caption, replyTo),
      unblock: () => this.attempt(() => tell(this.path("unblock"))),
    });
    this.node = h("section", { class: this.isZalo ? "phone zalo" : "phone", "data-phone": this.id, id: `phone-${this.id}`, role: "tabpanel", "aria-label": `${state.name} – ${state.title}` },
      this.header(state, bot),
      h("div", { class: "screen" }, this.list, this.toast, this.below), this.typing, this.composer.node);
  }

  header(state, bot) {
    const opener = h("button", { type: "button", class: "more", "aria-label": "Tùy chọn", "aria-haspopup": "true", "aria-expanded": "false" }, icon("more"));
    this.blockButton = h("button", { type: "button", "data-testid": "block" });
    const share = h("button", { type: "button", "data-testid": "share-contact" }, "Chia sẻ số điện thoại");
    const menu = h("div", { class: "options", hidden: true }, this.isZalo ? null : share, this.blockButton);
    const panel = dismissable(menu, opener);
    opener.addEventListener("click", panel.toggle);
    this.blockButton.addEventListener("click", () => {
      panel.close();
      this.attempt(() => tell(this.path(this.isBlocked ? "unblock" : "block")));
    });
    share.addEventListener("click", () => {
      panel.close();
      this.shareContact();
    });
    this.face = h("img", { src: "/static/icon.svg", alt: "", width: 40, height: 40 });
    this.botName = h("strong", {});
    return h("header", { class: "top" }, this.face,
      h("div", { class: "names" }, this.botName, h("span", {}, `${state.name} – ${state.title}`)),
      this.isZalo ? h("span", { class: "badge" }, "Zalo") : null, opener, menu);
  }

  redraw(state, bot) {
    this.describe(bot);
    this.reset(state);
  }

  // Draws everything anew, also after the connection was lost.
  reset(state) {
    this.messages = new Map(state.messages.map((message) => [message.message_id, message]));
    this.reactions = { ...state.reactions };
    this.takenThrough = state.taken_through;
    this.waiting.clear();
    this.thread.replaceChildren();
    this.pressed = [...state.pressed];
    this.lastDay = null;
    for (const message of this.messages.values()) this.append(message);
    this.showEmpty();
    this.composer.setMenu(state.menu);
    this.setBlocked(state.blocked);
    this.setInterface(state.interface);
    this.toEnd("instant");
  }

  handle(kind, data) {
    const doings = {
      message: () => this.received(data.message),
      edited: () => this.replace(data.message),
      deleted: () => this.removed(data.message_id),
      typing: () => this.showTyping(),
      answer: () => this.answered(data),
      press: () => this.pressed.push(data.label),
      interface: () => this.setInterface(data),
      reaction: () => this.react(data.message_id, data.reactions),
      menu: () => this.composer.setMenu(data.menu),
      blocked: () => this.setBlocked(data.blocked),
      taken: () => this.taken(data.through),
    };
    doings[kind]?.();
  }

  received(message) {
    if (this.messages.has(message.message_id)) return;
    const follows = this.sticks || !message.from.is_bot;
    this.messages.set(message.message_id, message);
    this.showEmpty();
    this.append(message).classList.add("new");
    this.forgetOld();
    if (message.from.is_bot) {
      this.hideTyping();
      this.answerWaits?.();
    }
    const isSeen = follows && this.isShown();
    if (follows) this.toEnd("smooth");
    if (!isSeen && message.from.is_bot) this.markUnread();
  }

  append(message) {
    const day = dayOf(new Date(message.date * 1000));
    if (day !== this.lastDay) this.thread.append(h("p", { class: "day" }, h("span", {}, day)));
    this.lastDay = day;
    const node = this.draw(message);
    this.thread.append(node);
    return node;
  }

  draw(message) {
    const isTaken = message.message_id <= this.takenThrough;
    return bubbleOf(message, isTaken, {
      send: (text) => this.send(text),
      reply: (quoted) => this.isZalo || this.composer.replyTo(quoted),
      press: (pressed, data, button) => this.press(pressed, data, button),
      show: (id) => this.show(id),
      copy: (text) => this.copy(text),
      enlarge,
    }, this.reactions[message.message_id]);
  }

  replace(message) {
    if (!this.messages.has(message.message_id)) return;
    const follows = this.sticks;
    this.messages.set(message.message_id, message);
    this.find(message.message_id)?.replaceWith(this.draw(message));
    if (follows) this.toEnd("instant");
  }

  removed(id) {
    this.messages.delete(id);
    this.find(id)?.remove();
    this.tidyDays();
  }

  forgetOld() {
    while (this.messages.size > KEPT) this.removed(this.messages.keys().next().value);
  }

  tidyDays() {
    for (const day of this.list.querySelectorAll(".day")) {
      if (day.nextElementSibling?.matches(".day")) day.remove();
    }
  }

  taken(through) {
    this.takenThrough = through;
    for (const node of this.list.querySelectorAll(".own .ticks[title^='Đã gửi']")) {
      const message = this.messages.get(Number(node.closest("[data-message-id]").dataset.messageId));
      if (message && message.message_id <= through) this.find(message.message_id).replaceWith(this.draw(message));
    }
  }

  showEmpty() {
    this.thread.querySelector(".empty")?.remove();
    if (this.messages.size) return;
    const begin = h("button", { type: "button", onclick: () => this.send("/start") }, "Bắt đầu");
    const words = this.isZalo ? "" : this.description; // Zalo shows no words of the bot before the first message
    this.thread.append(h("div", { class: "empty" }, h("p", {}, words || "Chưa có tin nhắn nào."), this.isZalo ? null : begin));
  }

  // Who the bot says it is: its name, its picture, and the words of an empty chat.
  describe(profile) {
    this.description = profile.description;
    this.botName.textContent = profile.first_name;
    this.face.src = profile.photo && !this.isZalo ? `/sandbox/files/${encodeURIComponent(profile.photo)}` : "/static/icon.svg";
    this.showEmpty();
  }

  setInterface({ keyboard, forced_reply: forced }) {
    const quoted = forced ? this.messages.get(forced.message_id) : null;
    this.composer.setInterface(keyboard, quoted ?? null, forced?.placeholder);
  }

  react(id, reactions) {
    this.reactions[id] = reactions;
    const node = this.find(id);
    node?.querySelector(".reactions")?.remove();
    const follows = this.sticks;
    const shown = reactionsOf(reactions);
    if (shown) node?.querySelector(".bubble").append(shown);
    if (follows) this.toEnd("instant");
  }

  setBlocked(isBlocked) {
    this.isBlocked = isBlocked;
    this.blockButton.textContent = isBlocked ? "Bỏ chặn bot" : "Chặn bot";
    this.node.classList.toggle("blocked", isBlocked);
    this.composer.setBlocked(isBlocked);
  }

  async send(text, replyTo) {
    return this.attempt(async () => this.received((await tell(this.path("send"), { text, reply_to: replyTo })).message));
  }

  async shareContact() {
    return this.attempt(async () => this.received((await tell(this.path("contact"))).message));
  }

  // A picture goes as a photo, anything else as a file.
  async upload(file, caption, replyTo) {
    const kind = ["image/png", "image/jpeg"].includes(file.type) ? "photo" : "document";
    return this.attempt(() => upload(this.path(kind), kind, file, caption, replyTo));
  }

  // The button shows progress until the bot answers; after 15 seconds the person may try again.
  async press(message, data, button) {
    if (button.classList.contains("busy")) return;
    button.classList.add("busy");
    button.setAttribute("aria-busy", "true");
    const done = await this.attempt(async () => {
      const { callback_query_id: id } = await tell(this.path("press"), { message_id: message.message_id, data });
      if (this.early?.callback_query_id === id) this.idle(button);
      else this.waiting.set(id, button);
      setTimeout(() => this.waiting.delete(id) && this.idle(button), ANSWER_MS);
    });
    if (!done) this.idle(button);
  }

  answered(answer) {
    const button = this.waiting.get(answer.callback_query_id);
    if (button) this.idle(button);
    else this.early = answer; // the answer overtook our own request
    this.waiting.delete(answer.callback_query_id);
    if (answer.text) answer.show_alert ? showAlert(answer.text) : this.showToast(answer.text);
  }

  idle(button) {
    button.classList.remove("busy");
    button.removeAttribute("aria-busy");
  }

  showTyping() {
    this.typing.hidden = false;
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.hideTyping(), TYPING_MS);
  }

  hideTyping() {
    this.typing.hidden = true;
  }

  showToast(text) {
    this.toast.textContent = text;
    this.toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { this.toast.hidden = true; }, TOAST_MS);
  }

  async copy(text) {
    await navigator.clipboard.writeText(text);
    this.showToast("Đã chép.");
  }

  async attempt(doing) {
    try {
      await doing();
      return true;
    } catch (error) {
      this.showToast(error.message);
      return false;
    }
  }

  show(id) {
    const node = this.find(id);
    if (!node) return this.showToast("Không còn tin nhắn này.");
    this.sticks = false;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.remove("pointed");
    requestAnimationFrame(() => node.classList.add("pointed"));
  }

  find(id) {
    return this.list.querySelector(`[data-message-id="${Number(id)}"]`);
  }

  path(doing) {
    return `/sandbox/phones/${this.id}/${doing}`;
  }

  isShown() {
    return this.node.offsetParent !== null && !document.hidden;
  }

  isAtEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
  }

  readerScrolls() {
    this.readerUntil = performance.now() + READER_MS;
  }

  scrolled() {
    if (this.isAtEnd()) {
      this.sticks = true;
      this.markRead();
    } else if (performance.now() < this.readerUntil) {
      this.sticks = false;
      this.readerScrolls(); // it may roll on after the finger has left
    }
  }

  keepEnd() {
    if (this.sticks) this.list.scrollTop = this.list.scrollHeight;
  }

  // What the person has said and pressed, for the story.
  deeds() {
    const typed = [...this.messages.values()].filter((message) => !message.from.is_bot).map((message) => message.text ?? message.caption ?? "");
    return [...typed, ...this.pressed];
  }

  nextFromBot(milliseconds) {
    return new Promise((resolve) => {
      this.answerWaits = resolve;
      setTimeout(resolve, milliseconds);
    });
  }

  toEnd(behavior) {
    this.sticks = true;
    this.list.scrollTo({ top: this.list.scrollHeight, behavior });
    if (this.isShown()) this.markRead();
  }

  markUnread() {
    this.unread += 1;
    this.below.textContent = `↓ ${this.unread} tin mới`;
    this.below.hidden = false;
    this.node.classList.add("unread");
    this.onUnread(this);
  }

  markRead() {
    if (!this.unread) return;
    this.unread = 0;
    this.below.hidden = true;
    this.node.classList.remove("unread");
    this.onUnread(this);
  }
}
