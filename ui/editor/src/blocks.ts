// Flat blocks, as they are read from foreign pages, and the story's HTML made from them.

import { LIST_KINDS, type ListKind } from "./numbering";
import type { FlatTable } from "./pastetable";
import { DEEPEST_LIST } from "./schema";

/** Text of one format; a line break is "\n". */
export interface Run {
  text: string;
  bold: boolean;
  italic: boolean;
  /** Raised or lowered letters that have no signs of their own. */
  script: "sup" | "sub" | null;
  href: string | null;
}

/** Text without any look. */
export function plainRun(text: string): Run {
  return { text, bold: false, italic: false, script: null, href: null };
}

/** One list around a block. */
export interface Level {
  id: number;
  ordered: boolean;
  start: number;
  kind: ListKind;
  /** Items read so far. */
  items: number;
}

export interface FlatBlock {
  kind: "p" | "h2" | "h3";
  /** Which quote it belongs to; 0 for none. */
  quote: number;
  /** The lists around it, outermost first. */
  levels: Level[];
  /** Which list item it belongs to; blocks of one item share it. */
  item: number;
  /** The sign of an item whose list is told by the signs of its items alone, as Word writes them. */
  sign?: string | null | undefined;
  runs: Run[];
}

/** Where a picture stood. */
export interface FlatPicture {
  kind: "picture";
  /** Which of the pictures of this paste. */
  index: number;
}

export type Flat = FlatBlock | FlatTable | FlatPicture;

const PLACE = "ffffffff-ffff-4fff-bfff-";

/** The photo id that stands for picture `index` until its place is known. */
export function placeId(index: number): string {
  return PLACE + index.toString(16).padStart(12, "0");
}

/** Which picture this photo id stands for, or null when it is a photo's. */
export function pictureAt(id: unknown): number | null {
  return typeof id === "string" && id.startsWith(PLACE) ? parseInt(id.slice(PLACE.length), 16) : null;
}

/** The HTML of these blocks, made of p, h2, h3, ul, ol, li, blockquote, table, tr, td, th, br, strong, em, sup, sub, a[href] and figures for pictures only. */
export function writeBlocks(blocks: Flat[]): string {
  const writer = new Writer();
  for (const block of blocks) writer.any(block);
  return writer.end();
}

class Writer {
  private html = "";
  private open: { level: Level; item: number }[] = [];
  private quote = 0;
  /** Pictures of a list or a quote stand below it: a figure in its middle would cut it in two. */
  private held: number[] = [];

  any(block: Flat) {
    if (block.kind === "picture") {
      this.held.push(block.index);
      return;
    }
    if (block.kind !== "table") {
      this.block(block);
      return;
    }
    this.closeLists(() => true);
    this.closeQuote();
    this.pictures();
    this.html += `<table>${block.rows.map(writeRow).join("")}</table>`;
  }

  private block(block: FlatBlock) {
    // What lies deeper joins the deepest list.
    const levels = block.levels.slice(0, DEEPEST_LIST);
    this.closeLists((level) => !levels.some((other) => other.id === level.id));
    if (this.quote !== block.quote) {
      this.closeQuote();
      this.pictures();
      if (block.quote) this.html += "<blockquote>";
      this.quote = block.quote;
    }
    this.pictures();
    const level = levels[levels.length - 1];
    if (level) this.listItem(level, block.item);
    this.html += `<${block.kind}>${block.runs.map(writeRun).join("")}</${block.kind}>`;
  }

  end(): string {
    this.closeLists(() => true);
    this.closeQuote();
    this.pictures();
    return this.html;
  }

  private pictures() {
    if (this.open.length > 0 || this.quote) return;
    for (const index of this.held) this.html += `<figure data-photo="${placeId(index)}"></figure>`;
    this.held = [];
  }

  private listItem(level: Level, item: number) {
    const top = this.open[this.open.length - 1];
    if (top && top.level.id === level.id) {
      if (top.item === item) return;
      this.html += "</li><li>";
      top.item = item;
      return;
    }
    const kind = level.kind === "decimal" ? "" : ` type="${LIST_KINDS[level.kind]}"`;
    this.html += level.ordered ? `<ol start="${level.start}"${kind}><li>` : "<ul><li>";
    this.open.push({ level, item });
  }

  private closeLists(which: (level: Level) => boolean) {
    for (let top = this.open[this.open.length - 1]; top && which(top.level); top = this.open[this.open.length - 1]) {
      this.html += top.level.ordered ? "</li></ol>" : "</li></ul>";
      this.open.pop();
    }
  }

  private closeQuote() {
    if (this.quote) this.html += "</blockquote>";
    this.quote = 0;
  }
}

function writeRow(row: FlatTable["rows"][number]): string {
  const cells = row.map(({ header, colspan, rowspan, lines }) => {
    const tag = header ? "th" : "td";
    const spans = (colspan > 1 ? ` colspan="${colspan}"` : "") + (rowspan > 1 ? ` rowspan="${rowspan}"` : "");
    const inner = lines.map((runs) => `<p>${runs.map(writeRun).join("")}</p>`).join("");
    return `<${tag}${spans}>${inner || "<p></p>"}</${tag}>`;
  });
  return `<tr>${cells.join("")}</tr>`;
}

function writeRun(run: Run): string {
  let html = run.text.split("\n").map(escapeText).join("<br>");
  if (run.script) html = `<${run.script}>${html}</${run.script}>`;
  if (run.italic) html = `<em>${html}</em>`;
  if (run.bold) html = `<strong>${html}</strong>`;
  return run.href ? `<a href="${escapeText(run.href)}">${html}</a>` : html;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
}
