// Plain text plus entities -> nodes. Offsets are UTF-16 units, as in JavaScript strings; entities may nest.

import { h } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};

function wrap(entity, text, onCommand) {
  if (entity.type === "bot_command") {
    return h("button", { type: "button", class: "command", onclick: () => onCommand(text) });
  }
  const url = entity.type === "url" ? text : entity.type === "text_link" ? entity.url : null;
  if (url && /^https?:\/\//i.test(url)) {
    return h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" });
  }
  return TAGS[entity.type] ? h(TAGS[entity.type]) : null;
}

function fill(parent, text, from, to, entities, onCommand) {
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const end = Math.min(entity.offset + entity.length, to);
    const inside = others.filter((other) => other.offset < end);
    rest = others.filter((other) => other.offset >= end);
    if (entity.offset < at) continue;
    parent.append(text.slice(at, entity.offset));
    const node = wrap(entity, text.slice(entity.offset, end), onCommand);
    fill(node ?? parent, text, entity.offset, end, inside, onCommand);
    if (node) parent.append(node);
    at = end;
  }
  parent.append(text.slice(at, to));
}

export function richText(text, entities, onCommand) {
  const node = h("div", { class: "text" });
  const sorted = [...(entities ?? [])].sort((one, two) => one.offset - two.offset || two.length - one.length);
  fill(node, text, 0, text.length, sorted, onCommand);
  return node;
}
