// Lists as Word writes them: paragraphs that merely look like list items, with the bullet or number as text.
// Word marks them with `mso-list:l0 level2 lfo1` in the style attribute (which CSSOM drops, so it is read as text),
// and the bullet itself with `mso-list:Ignore`; its "filtered" HTML has only the class and the bullet.

/** What Word says about one list paragraph. */
export interface WordItem {
  /** Which of Word's lists it belongs to. */
  list: string;
  /** 1 for the outermost level. */
  level: number;
  ordered: boolean;
  /** Its number where it is numbered in figures, otherwise 1. */
  number: number;
  /** The bullet stands in the text without being marked as such and has to be cut off. */
  bulletInText: boolean;
}

const BULLET = /^\s*(?:[·•◦▪■□●○§Øv\-–—*o]|\uf0b7|\uf0a7|\uf0d8|\uf0fc)(?=\s|$)/;
const NUMBER = /^\s*\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})[.)](?=\s|$)/;
/** Word indents by half an inch a level. */
const POINTS_PER_LEVEL = 36;

/** The list item that this paragraph is in Word's eyes, or null. */
export function wordItem(paragraph: Element): WordItem | null {
  const style = paragraph.getAttribute("style") ?? "";
  const isListClass = /\bMsoListParagraph/i.test(paragraph.getAttribute("class") ?? "");
  const listed = /mso-list\s*:\s*(l\d+)\s+level(\d+)(?:\s+(lfo\d+))?/i.exec(style);
  if (!listed && (!isListClass || /mso-list\s*:\s*none/i.test(style))) return null;
  const marker = ignoredMarker(paragraph);
  const text = marker ?? leadingText(paragraph);
  const numbered = NUMBER.exec(text);
  if (!listed && !marker && !numbered && !BULLET.test(text)) return null;
  return {
    list: listed ? `${listed[1] ?? ""} ${listed[3] ?? ""}` : "by indent",
    level: Math.min(9, Math.max(1, listed ? Number(listed[2]) : levelByIndent(style))),
    ordered: numbered !== null,
    number: numbered && /^\d+$/.test(numbered[1] ?? "") ? Math.max(1, Number(numbered[1])) : 1,
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
    number: number("data-aria-posinset"),
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
