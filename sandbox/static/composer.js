// The lower edge of a phone: command menu, attachment, reply bar, text field, send button; or "unblock".

import { summaryOf } from "./bubbles.js";
import { dismissable, h } from "./dom.js";
import { icon } from "./icons.js";

export class Composer {
  constructor(actions) {
    this.actions = actions;
    this.commands = [];
    this.isAsked = false; // a keyboard of the bot stands below the field
    this.isForced = false; // the quoted message was chosen by the bot (force_reply)
    this.quoted = null;
    this.field = h("textarea", { rows: 1, maxlength: 4096, placeholder: "Nhắn tin…", "aria-label": "Nhắn tin", "data-testid": "composer", enterkeyhint: "send", autocomplete: "off" });
    this.sendButton = h("button", { type: "submit", class: "send", "data-testid": "send", "aria-label": "Gửi" }, h("span", {}, "Gửi"), icon("send"));
    this.quote = h("span", { class: "quoted" });
    this.bar = h("div", { class: "replying", hidden: true }, icon("reply"), this.quote,
      h("button", { type: "button", "aria-label": "Thôi trả lời", onclick: () => this.dismissReply() }, icon("close")));
    this.form = h("form", { class: "composer", onsubmit: (event) => this.submit(event) }, ...this.menuParts(), this.field, ...this.fileParts(), this.sendButton);
    this.unblock = h("button", { type: "button", class: "unblock", hidden: true, onclick: actions.unblock }, "Bỏ chặn bot");
    this.keyboard = h("div", { class: "reply-keyboard", role: "group", "aria-label": "Bàn phím của bot", hidden: true });
    this.node = h("footer", { class: "bottom" }, this.menu, this.bar, this.form, this.keyboard, this.unblock);
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => this.typed());
  }

  menuParts() {
    this.opener = h("button", { type: "button", class: "menu-button", "data-testid": "menu", "aria-label": "Lệnh của bot", "aria-haspopup": "true", "aria-expanded": "false" }, icon("menu"), h("span", {}, "Lệnh"));
    this.menu = h("div", { class: "commands", role: "group", "aria-label": "Lệnh của bot", hidden: true });
    this.panel = dismissable(this.menu, this.opener);
    this.opener.addEventListener("click", () => {
      this.fillMenu("");
      this.panel.toggle();
    });
    return [this.opener];
  }

  fileParts() {
    const picker = h("input", { type: "file", class: "unseen", tabindex: "-1", "aria-hidden": "true", "data-testid": "file" });
    picker.addEventListener("change", async () => {
      if (picker.files.length && (await this.actions.upload(picker.files[0], this.field.value, this.quoted?.message_id))) this.clear();
      picker.value = "";
    });
    return [picker, h("button", { type: "button", class: "attach", title: "Gửi ảnh hoặc tệp", "aria-label": "Gửi ảnh hoặc tệp", onclick: () => picker.click() }, icon("attach"))];
  }

  setMenu(commands) {
    this.commands = commands;
    this.opener.hidden = commands.length === 0;
    this.fillMenu("");
  }

  fillMenu(start) {
    const fitting = this.commands.filter((command) => command.command.startsWith(start));
    this.menu.replaceChildren(...fitting.map((command) =>
      h("button", { type: "button", onclick: () => this.choose(command.command, start !== "") },
        h("strong", {}, `/${command.command}`), h("span", {}, command.description))));
    return fitting.length;
  }

  // From the menu button a command is sent at once; while typing it is only completed.
  async choose(command, isTyping) {
    this.panel.close();
    if (!isTyping) return this.actions.send(`/${command}`);
    this.field.value = `/${command} `;
    this.field.focus();
  }

  // What the bot asks of the lower edge: keys instead of typing, or that the next text answers `quoted`.
  setInterface(keyboard, quoted, placeholder) {
    this.isAsked = keyboard !== null;
    this.keyboard.hidden = !this.isAsked || this.form.hidden;
    this.keyboard.replaceChildren(...(keyboard?.keyboard ?? []).map((row) =>
      h("div", { class: "reply-keys" }, ...row.map((key) => this.replyKey(key)))));
    this.field.placeholder = placeholder || keyboard?.input_field_placeholder || "Nhắn tin…";
    if (quoted) this.quoteMessage(quoted);
    else if (this.isForced) this.quoteMessage(null);
    this.isForced = Boolean(quoted);
  }

  replyKey(key) {
    const press = () => (key.request_contact ? this.actions.shareContact() : this.actions.send(key.text));
    return h("button", { type: "button", class: `reply-key ${key.style ?? ""}`, title: key.text, onclick: press }, h("span", {}, key.text));
  }

  setBlocked(isBlocked) {
    this.form.hidden = isBlocked;
    this.keyboard.hidden = isBlocked || !this.isAsked;
    this.unblock.hidden = !isBlocked;
    if (isBlocked) this.replyTo(null);
  }

  dismissReply() {
    this.isForced = false;
    this.field.placeholder = "Nhắn tin…";
    this.replyTo(null);
  }

  replyTo(message) {
    this.quoteMessage(message);
    if (message) this.field.focus();
  }

  quoteMessage(message) {
    this.quoted = message;
    this.bar.hidden = !message;
    this.quote.replaceChildren();
    if (!message) return;
    this.quote.append(h("strong", {}, message.from.is_bot ? message.from.first_name : "Bạn"), h("span", {}, summaryOf(message)));
  }

  // While an input method is still composing (Telex, VNI), Enter belongs to it.
  key(event) {
    if (event.key === "Escape") {
      this.replyTo(null);
      this.panel.close();
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  typed() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 120)}px`;
    const begun = /^\/([a-z0-9_]+)$/.exec(this.field.value);
    if (begun && this.fillMenu(begun[1])) this.menu.hidden = false;
    else this.panel.close();
  }

  async submit(event) {
    event.preventDefault();
    const text = this.field.value;
    if (!text.trim()) return;
    const quoted = this.quoted;
    this.clear();
    if (await this.actions.send(text, quoted?.message_id)) return;
    this.field.value = text; // nothing typed is ever lost
    this.replyTo(quoted);
  }

  clear() {
    this.field.value = "";
    this.replyTo(null);
    this.typed();
    this.field.focus();
  }
}
