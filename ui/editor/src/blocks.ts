// Flat blocks, as they are read from foreign pages, and the story's HTML made from them.

import { DEEPEST_LIST } from "./schema";

/** Text of one format; a line break is "\n". */
export interface Run {
  text: string;
  bold: boolean;
  italic: boolean;
  href: string | null;
}

/** One list around a block. */
export interface Level {
  id: number;
  ordered: boolean;
  start: number;
}

export interface FlatBlock {
  kind: "p" | "h2" | "h3";
  /** Which quote it belongs to; 0 for none. */
  quote: number;
  /** The lists around it, outermost first. */
  levels: Level[];
  /** Which list item it belongs to; blocks of one item share it. */
  item: number;
  runs: Run[];
}

/** The HTML of these blocks, made of p, h2, h3, ul, ol, li, blockquote, br, strong, em and a[href] only. */
export function writeBlocks(blocks: FlatBlock[]): string {
  const writer = new Writer();
  for (const block of blocks) writer.block(block);
  return writer.end();
}

class Writer {
  private html = "";
  private open: { level: Level; item: number }[] = [];
  private quote = 0;

  block(block: FlatBlock) {
    // What lies deeper joins the deepest list.
    const levels = block.levels.slice(0, DEEPEST_LIST);
    this.closeLists((level) => !levels.some((other) => other.id === level.id));
    if (this.quote !== block.quote) {
      this.closeQuote();
      if (block.quote) this.html += "<blockquote>";
      this.quote = block.quote;
    }
    const level = levels[levels.length - 1];
    if (level) this.listItem(level, block.item);
    this.html += `<${block.kind}>${block.runs.map(writeRun).join("")}</${block.kind}>`;
  }

  end(): string {
    this.closeLists(() => true);
    this.closeQuote();
    return this.html;
  }

  private listItem(level: Level, item: number) {
    const top = this.open[this.open.length - 1];
    if (top && top.level.id === level.id) {
      if (top.item === item) return;
      this.html += "</li><li>";
      top.item = item;
      return;
    }
    this.html += level.ordered ? `<ol start="${level.start}"><li>` : "<ul><li>";
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

function writeRun(run: Run): string {
  let html = run.text.split("\n").map(escapeText).join("<br>");
  if (run.italic) html = `<em>${html}</em>`;
  if (run.bold) html = `<strong>${html}</strong>`;
  return run.href ? `<a href="${escapeText(run.href)}">${html}</a>` : html;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
}
