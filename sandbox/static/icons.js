// The page's own signs, drawn: no font of emoji is needed. Each is 24 by 24 and takes the colour of its text.

const SPACE = "http://www.w3.org/2000/svg";
const PATHS = {
  attach: ["M20.5 11.5l-8.6 8.6a5.2 5.2 0 0 1-7.4-7.4l8.9-8.9a3.5 3.5 0 0 1 5 5l-8.9 8.8a1.7 1.7 0 0 1-2.4-2.4l8-8"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  contact: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M4.5 20a7.5 7.5 0 0 1 15 0"],
  down: ["M12 5v14", "M6 13l6 6 6-6"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
  more: ["M12 5.5v.01", "M12 12v.01", "M12 18.5v.01"],
  out: ["M9 6h9v9", "M18 6L6 18"],
  send: ["M12 19V5", "M5.5 11.5L12 5l6.5 6.5"],
  reply: ["M9 7l-5 5 5 5", "M4 12h9a6 6 0 0 1 6 6"],
};

export function icon(name) {
  const drawing = document.createElementNS(SPACE, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" })) drawing.setAttribute(key, value);
  for (const d of PATHS[name]) {
    const line = document.createElementNS(SPACE, "path");
    line.setAttribute("d", d);
    drawing.append(line);
  }
  return drawing;
}
