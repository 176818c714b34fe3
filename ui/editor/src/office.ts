// What office programs put into HTML beside the text: tracked changes, comments, footnotes, fonts of old encodings.

/** What an element is in the eyes of the program that wrote it; null for ordinary text. */
export type OfficePart =
  | { kind: "deleted" }
  /** What was said in a comment, or the sign in the text that there is one. */
  | { kind: "comment" | "comment sign" }
  /** The number in the text, and the number before the note itself. */
  | { kind: "note reference" | "note number"; number: string }
  | { kind: "note" };

const SIGN = "[\\u00a1-\\u00ac\\u00ae\\u00b5-\\u00b9\\u00bb-\\u00be\\u00d7]";
const LETTER = "[A-Za-z\\u00c0-\\u00ff\\u00ad]";
const SIGN_IN_WORD = new RegExp(`${LETTER}${SIGN}|${SIGN}${LETTER}`);
const COMMENT = /mso-element\s*:\s*comment(?!-list)/i;
const NOTE = /mso-element\s*:\s*(?:foot|end)note(?!-)/i;
const REFERENCE = /#(?:_ftn|_edn|ftnt|sdfootnote|sdendnote)(\d+)(?:sym)?$/;
const NUMBER = /#(?:(?:_ftnref|_ednref|ftnt_ref)(\d+)|sd(?:foot|end)note(\d+)anc)$/;

export function officePart(element: Element, tag: string, style: string): OfficePart | null {
  const names = element.getAttribute("class") ?? "";
  if (tag === "del" || /\bmsoDel\b/i.test(names) || /mso-del(?:eted)?\b/i.test(style)) return { kind: "deleted" };
  if (COMMENT.test(style) || /\bmsocomtxt\b/i.test(names)) return { kind: "comment" };
  if (/\bmsocomanchor\b/i.test(names)) return { kind: "comment sign" };
  // Google Docs.
  if (tag === "p" && element.querySelector('a[href^="#cmnt_ref"]')) return { kind: "comment" };
  if (tag === "a") return linkPart(element);
  const id = element.id;
  if (NOTE.test(style) || /^sd(?:foot|end)note\d+$/.test(id) || /\bMso(?:Foot|End)noteText\b|\bsd(?:foot|end)note\b/.test(names)) return { kind: "note" };
  return null;
}

function linkPart(link: Element): OfficePart | null {
  const href = link.getAttribute("href") ?? "";
  if (/^#cmnt\d/.test(href)) return { kind: "comment sign" };
  const number = NUMBER.exec(href);
  if (number) return { kind: "note number", number: shownNumber(link, number[1] ?? number[2] ?? "") };
  const reference = REFERENCE.exec(href);
  return reference ? { kind: "note reference", number: shownNumber(link, reference[1] ?? "") } : null;
}

/** The number as readers saw it; notes at the end are counted i, ii, iii. */
function shownNumber(link: Element, fallback: string): string {
  const shown = (link.textContent ?? "").replace(/[^\p{L}\p{N}*]/gu, "");
  return shown !== "" && shown.length <= 6 ? shown : fallback;
}

/**
 * A font of an old Vietnamese encoding that the HTML names, such as ".VnTime" or "VNI-Times", or null. One of capitals
 * (".VnTimeH") only where there is no other: set in it is the headline, and the text that follows is not.
 */
export function legacyFont(html: string): string | null {
  const named = html.matchAll(/["';:,\s](\.Vn[A-Za-z]+(?: [A-Z][A-Za-z]*)*|VNI-[A-Za-z0-9-]+)/g);
  const fonts = [...named].map(([, name]) => name?.trim() ?? "");
  return fonts.find((font) => !/^\.Vn.*H$/.test(font)) ?? fonts[0] ?? null;
}

/**
 * May this be text of the old encoding TCVN3, read as Latin letters? Its signs stand inside words ("nh©n d©n"), and
 * there is no letter that only Unicode has. (Two of the signs are French quotation marks, too.) In such text U+00AD is the letter ư.
 */
export function looksLikeTcvn3(text: string): boolean {
  if (/[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0300-\u0303\u0309\u0323\u1ea0-\u1ef9]/.test(text)) return false;
  return SIGN_IN_WORD.test(text.replace(/\u00ab([^\u00ab\u00bb]*)\u00bb/g, " $1 "));
}

/** Text without the characters that nobody sees; a soft hyphen stays where it may be a letter. */
export function withoutInvisible(text: string, legacy: boolean): string {
  return text.replace(legacy ? /[\u200b\ufeff]/g : /[\u200b\ufeff\u00ad]/g, "");
}
