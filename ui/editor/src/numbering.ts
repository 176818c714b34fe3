// How numbered lists count; the newsroom's `ListKind` is the same.

/** The kinds, and the `type` of HTML for each. */
export const LIST_KINDS = { decimal: "1", lower_letter: "a", upper_letter: "A", lower_roman: "i", upper_roman: "I" } as const;
export type ListKind = keyof typeof LIST_KINDS;

/** The kind of that name, or null. */
export function kindNamed(name: unknown): ListKind | null {
  return typeof name === "string" && Object.hasOwn(LIST_KINDS, name) ? (name as ListKind) : null;
}

const STYLES = new Map<string, ListKind>([
  ["decimal", "decimal"],
  ["lower-alpha", "lower_letter"],
  ["lower-latin", "lower_letter"],
  ["upper-alpha", "upper_letter"],
  ["upper-latin", "upper_letter"],
  ["lower-roman", "lower_roman"],
  ["upper-roman", "upper_roman"],
]);

/** How an `ol` counts: by its style, else by its `type`; 1, 2, 3 where neither is one of ours. */
export function listKind(dom: Element): ListKind {
  const type = dom.getAttribute("type");
  const typed = Object.entries(LIST_KINDS).find(([, sign]) => sign === type)?.[0];
  return styledKind(dom) ?? kindNamed(typed) ?? "decimal";
}

/** How the style of a list or an item says that it counts, or null. */
export function styledKind(dom: Element): ListKind | null {
  const style = /list-style(?:-type)?\s*:\s*([a-z-]+)/i.exec(dom.getAttribute("style") ?? "")?.[1]?.toLowerCase() ?? "";
  return STYLES.get(style) ?? null;
}

/** The first number of an ordered list, a whole number up to 999,999,999; 1 when `raw` is none. */
export function listStart(raw: string | null): number {
  return raw && /^\s*\d{1,9}\s*$/.test(raw) ? Number(raw) : 1;
}

const FIGURES: [number, string][] = [
  [1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"],
];

/** The sign of the item with this number, without a dot; in figures where the kind has no sign for it. */
export function listSign(kind: ListKind, number: number): string {
  const letters = kind === "lower_letter" || kind === "upper_letter";
  const roman = kind === "lower_roman" || kind === "upper_roman";
  let sign = "";
  if (letters) for (let left = number; left > 0; left = Math.floor((left - 1) / 26)) sign = String.fromCharCode(97 + ((left - 1) % 26)) + sign;
  if (roman && number < 4000) {
    let left = number;
    for (const [value, figure] of FIGURES) for (; left >= value; left -= value) sign += figure;
  }
  if (sign === "") return String(number);
  return kind === "upper_letter" || kind === "upper_roman" ? sign.toUpperCase() : sign;
}

/** The sign of the item with this number as it is read: "12.", "c)", "IV.". */
export function listLabel(kind: ListKind, number: number): string {
  return listSign(kind, number) + (kind === "lower_letter" ? ")" : ".");
}

/**
 * The numbered list that shows exactly these signs, one item after the other: "a", "b", "c" or "IV", "V". Null for those that no
 * list shows, such as the points of a Vietnamese law (c, d, đ, e) or "1.1"; where several do, the one that begins lower.
 */
export function listShowing(signs: string[]): { kind: ListKind; start: number } | null {
  const [first] = signs;
  if (first === undefined) return null;
  const found: { kind: ListKind; start: number }[] = [];
  for (const kind of Object.keys(LIST_KINDS) as ListKind[]) {
    const start = numberOf(kind, first);
    if (start !== null && signs.every((sign, n) => listSign(kind, start + n) === sign)) found.push({ kind, start });
  }
  return found.sort((one, other) => one.start - other.start)[0] ?? null;
}

/** The number that a sign stands for in a list of this kind, or null. */
function numberOf(kind: ListKind, sign: string): number | null {
  if (kind === "decimal") return /^(?:0|[1-9]\d{0,8})$/.test(sign) ? Number(sign) : null;
  if (!/^[a-zA-Z]{1,15}$/.test(sign)) return null;
  const lower = sign.toLowerCase();
  let number = 0;
  if (kind === "lower_letter" || kind === "upper_letter") {
    if (sign.length > 3) return null;
    for (const letter of lower) number = number * 26 + letter.charCodeAt(0) - 96;
  } else {
    let rest = lower;
    for (const [value, figure] of FIGURES) for (; rest.startsWith(figure); rest = rest.slice(figure.length)) number += value;
    if (rest !== "") return null;
  }
  return listSign(kind, number) === sign ? number : null;
}
