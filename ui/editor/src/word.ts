// Lists as Word writes them: paragraphs that merely look like list items, with the bullet or number as text.
// Word marks them with `mso-list:l0 level2 lfo1` in the style attribute (which CSSOM drops, so it is read as text),
// and the bullet itself with `mso-list:Ignore`; its "filtered" HTML has only the class and the bullet.

import { listKind, listSign, styledKind } from "./numbering";

/** What Word says about one list paragraph. */
export interface WordItem {
  /** Which of Word's lists it belongs to. */
  list: string;
  /** 1 for the outermost level. */
  level: number;
  ordered: boolean;
  /** The number or letter before it, as it stands there: "a)", "1.1.", "Điều 1."; a bullet for an item that is not numbered. */
  sign: string;
  /** The bullet stands in the text without being marked as such and has to be cut off. */
  bulletInText: boolean;
}

const BULLET = /^\s*(?:[·•◦▪■□●○§Øv\-–—*o]|\uf0b7|\uf0a7|\uf0d8|\uf0fc)(?=\s|$)/;
/** Bullets that say something: boxes, ticks and crosses. */
const BOX = /^[☐☑☒✓✔✗✘]$/u;
const NUMBER = /^\s*\(?(?:\d{1,3}(?:\.\d{1,3}){0,8}|[a-zA-ZđĐ]|[ivxIVX]{1,6})[.)](?=\s|$)/;
/** Word indents by half an inch a level. */
const POINTS_PER_LEVEL = 36;

/** The sign of an item without what stands around it, where a list can show it: "a" of "a)", "IV" of "IV."; null for any other. */
export function listedSign(sign: string): string | null {
  return /^\(?(\d+|[a-zA-Z]+)[.)]?$/.exec(sign)?.[1] ?? null;
}

/** Is this bullet a box, a tick or a cross, which is part of what is said? */
export function isBox(sign: string): boolean {
  return BOX.test(sign);
}

/** Does this marker say something, as a number does and a mere bullet does not? */
export function isMeaningful(sign: string): boolean {
  return isBox(sign) || (/[\p{L}\p{N}]/u.test(sign) && !BULLET.test(sign));
}

/** The list item that this paragraph is in Word's eyes, or null. */
export function wordItem(paragraph: Element): WordItem | null {
  const style = paragraph.getAttribute("style") ?? "";
  const isListClass = /\bMsoListParagraph/i.test(paragraph.getAttribute("class") ?? "");
  const listed = /mso-list\s*:\s*(l\d+)\s+level(\d+)(?:\s+(lfo\d+))?/i.exec(style);
  if (!listed && (!isListClass || /mso-list\s*:\s*none/i.test(style))) return null;
  const marker = ignoredMarker(paragraph);
  const text = marker ?? leadingText(paragraph);
  const found = marker === null ? (NUMBER.exec(text) ?? BULLET.exec(text)) : null;
  const sign = (marker ?? found?.[0] ?? "").replace(/\s+/g, " ").trim();
  // Word's own markers may be anything: "Chương I", "Điều 1.".
  const ordered = marker === null ? NUMBER.test(text) : isMeaningful(sign) && !isBox(sign);
  if (!listed && !marker && !found) return null;
  return {
    list: listed ? `${listed[1] ?? ""} ${listed[3] ?? ""}` : "by indent",
    level: Math.min(9, Math.max(1, listed ? Number(listed[2]) : levelByIndent(style))),
    ordered,
    sign,
    bulletInText: marker === null,
  };
}

/** The list item that this is in the eyes of Word for the web, which puts every item into a list of its own; null for any other item. */
export function onlineItem(item: Element): WordItem | null {
  const list = item.parentElement;
  if (!list?.parentElement?.classList.contains("ListContainerWrapper")) return null;
  const number = (name: string) => Math.max(1, Math.trunc(Number(item.getAttribute(name))) || 1);
  return {
    list: `online ${item.getAttribute("data-listid") ?? ""}`,
    level: Math.min(9, number("data-aria-level")),
    ordered: list.localName === "ol",
    sign: list.localName === "ol" ? `${listSign(styledKind(item) ?? listKind(list), number("data-aria-posinset"))}.` : "•",
    bulletInText: false,
  };
}

/** Is this element a bullet that Word says to ignore? */
export function isWordMarker(style: string): boolean {
  return /mso-list\s*:\s*ignore/i.test(style);
}

/** Length of the bullet or number that opens the text of a list paragraph, white space included. */
export function bulletLength(text: string): number {
  const found = NUMBER.exec(text) ?? BULLET.exec(text);
  if (!found) return 0;
  const rest = text.slice(found[0].length);
  return found[0].length + (rest.length - rest.trimStart().length);
}

function ignoredMarker(paragraph: Element): string | null {
  for (const span of paragraph.getElementsByTagName("span")) {
    if (isWordMarker(span.getAttribute("style") ?? "")) return span.textContent ?? "";
  }
  return null;
}

function leadingText(paragraph: Element): string {
  return (paragraph.textContent ?? "").slice(0, 40);
}

function levelByIndent(style: string): number {
  const margin = /margin-left\s*:\s*([\d.]+)(pt|in|cm|px)/i.exec(style) ?? /margin\s*:(?:\s*[\d.]+\w*){3}\s+([\d.]+)(pt|in|cm|px)/i.exec(style);
  if (!margin) return 1;
  const points = Number(margin[1]) * ({ pt: 1, in: 72, cm: 28.35, px: 0.75 }[(margin[2] ?? "pt").toLowerCase()] ?? 1);
  return Math.round(points / POINTS_PER_LEVEL);
}
