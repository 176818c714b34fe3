// What the writer is told about a paste.
import type { Flat, Run } from "./blocks";

/** What of a paste went in, and what was left out or changed. */
export interface PasteReport {
  kept: {
    /** Outside of lists and tables. */
    paragraphs: number;
    subheads: number;
    /** Lists in lists are not counted again. */
    lists: number;
    tables: number;
    links: number;
  };
  dropped: {
    /** Pictures on other sites and in files, which the editor does not fetch. */
    pictures: number;
    /** Tables whose rows became lines of text. */
    tables: number;
    /** Videos, frames, programs. */
    embeds: number;
    /** Numbers of footnotes whose text was not copied. */
    footnotes: number;
    /** Comments of an office program. */
    comments: number;
    /** Passages that tracked changes had deleted. */
    deleted: number;
    /** Passages that were struck through. */
    struck: number;
    /** Passages in colours or underlined. */
    styles: number;
  };
  /** Pictures that came with the text, on their way to the photos. */
  pictures: number;
  /** A font of an old Vietnamese encoding: the text is to be converted. */
  legacyFont: string | null;
}

/** A picture inside of pasted HTML. */
export interface PastedPicture {
  name: string;
  /** Media type, for example image/png. */
  type: string;
  base64: string;
}

export function newReport(): PasteReport {
  return {
    kept: { paragraphs: 0, subheads: 0, lists: 0, tables: 0, links: 0 },
    dropped: { pictures: 0, tables: 0, embeds: 0, footnotes: 0, comments: 0, deleted: 0, struck: 0, styles: 0 },
    pictures: 0,
    legacyFont: null,
  };
}

/** Counts what goes in. */
export function countKept(blocks: Flat[], kept: PasteReport["kept"]) {
  const lists = new Set<number>();
  for (const block of blocks) {
    if (block.kind === "picture") continue;
    if (block.kind === "table") {
      kept.tables += 1;
      for (const row of block.rows) for (const cell of row) for (const line of cell.lines) kept.links += links(line);
      continue;
    }
    kept.links += links(block.runs);
    const [list] = block.levels;
    if (list) lists.add(list.id);
    else if (block.kind === "p") kept.paragraphs += 1;
    else kept.subheads += 1;
  }
  kept.lists = lists.size;
}

function links(runs: Run[]): number {
  return runs.filter((run, index) => run.href !== null && run.href !== runs[index - 1]?.href).length;
}

const DATA = /^data:(image\/(?:png|jpe?g|gif|webp|bmp|tiff|avif|heic));base64,([A-Za-z0-9+/=\s]+)$/i;

/** The picture that an `img` carries in itself, or null when it lies somewhere else. */
export function pictureIn(image: Element): PastedPicture | null {
  const data = DATA.exec((image.getAttribute("src") ?? "").trim());
  const type = data?.[1]?.toLowerCase().replace("jpg", "jpeg");
  const base64 = data?.[2]?.replace(/\s+/g, "");
  return type && base64 ? { name: (image.getAttribute("alt") ?? "").trim().slice(0, 120), type, base64 } : null;
}

/** Pixels that only count visitors or keep a distance. */
export function isSpacer(image: Element): boolean {
  return ["width", "height"].some((side) => /^[01](?:px)?$/.test(image.getAttribute(side) ?? ""));
}

/** Is its text struck through? What somebody struck out is not said any more. */
export function isStruck(tag: string, style: string): boolean {
  return tag === "s" || tag === "strike" || /text-decoration(?:-line)?\s*:[^;]*line-through|text-line-through\s*:\s*(?!none)\w/i.test(style);
}

/** Does this element give its text a look that a story has not? */
export function isStyled(element: Element, tag: string, style: string): boolean {
  if (!hasOwnText(element)) return false;
  if (/^(?:u|mark)$/.test(tag)) return true;
  if (tag !== "a" && /text-decoration(?:-line)?\s*:[^;]*underline/i.test(style)) return true;
  const ground = /(?:^|;)\s*(?:mso-highlight|background(?:-color)?)\s*:\s*([^;]+)/i.exec(style)?.[1];
  if (ground && isColour(ground)) return true;
  const colour = element.getAttribute("color") ?? /(?:^|;)\s*color\s*:\s*([^;]+)/i.exec(style)?.[1];
  return tag !== "a" && colour !== undefined && isColour(colour);
}

function hasOwnText(element: Element): boolean {
  for (const child of element.childNodes) if (child.nodeType === 3 && /\S/.test(child.nodeValue ?? "")) return true;
  return false;
}

/** Neither black nor white nor grey, nor left to the page. */
function isColour(value: string): boolean {
  const colour = value.trim().toLowerCase();
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})$/.exec(colour)?.[1];
  if (hex) {
    const size = hex.length / 3;
    return !(hex.slice(0, size) === hex.slice(size, 2 * size) && hex.slice(size, 2 * size) === hex.slice(2 * size));
  }
  const parts = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(colour);
  if (parts) return !(parts[1] === parts[2] && parts[2] === parts[3]);
  return /^(?:red|green|blue|yellow|orange|purple|magenta|fuchsia|cyan|aqua|lime|maroon|navy|teal|olive|pink|brown|gold)$/.test(colour);
}
