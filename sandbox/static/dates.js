// Dates the Vietnamese way, in the program's own zone whatever the zone of this browser.

const WEEKDAYS = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
let parts;

export function useZone(zone) {
  parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
}
useZone("Asia/Ho_Chi_Minh");

function split(date) {
  const found = Object.fromEntries(parts.formatToParts(date).map((part) => [part.type, part.value]));
  const [year, month, day] = [Number(found.year), Number(found.month), Number(found.day)];
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return { year, month, day, weekday, time: `${found.hour}:${found.minute}` };
}

export function timeOf(date) {
  return split(date).time;
}

export function dayOf(date) {
  const at = split(date);
  return `${at.weekday}, ${at.day}/${at.month}/${at.year}`;
}

export function dayAndTime(date) {
  return `${dayOf(date)}, ${timeOf(date)}`;
}

export function typedForm(date) {
  const at = split(date);
  return `${at.day}/${at.month}/${at.year} ${at.time}`;
}

// "13/4/2026 07:30" -> "2026-04-13T07:30" (the server knows the zone); null if it is no such moment.
export function isoOfTyped(text) {
  const found = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[\s,]+(\d{1,2})\s*[:hg]\s*(\d{1,2})?)?\s*$/i.exec(text);
  if (!found) return null;
  const [day, month, year, hour, minute] = found.slice(1).map((part) => Number(part ?? 0));
  const check = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const isReal = check.getUTCDate() === day && check.getUTCMonth() === month - 1 && hour < 24 && minute < 60;
  return isReal ? check.toISOString().slice(0, 16) : null;
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [amount, unit] = bytes < 1048576 ? [bytes / 1024, "KB"] : [bytes / 1048576, "MB"];
  return `${amount.toLocaleString("vi-VN", { maximumFractionDigits: 1 })} ${unit}`;
}
