// Foreign HTML becomes a story's HTML: read in an inert document, walked without recursion into flat blocks
// (a page may be nested ten thousand deep), written again with nothing but the story's own elements.
import { writeBlocks, type FlatBlock, type Level, type Run } from "./blocks";
import { tidyText } from "./counts";
import { listStart, safeHref } from "./schema";
import { bulletLength, isWordMarker, wordItem, type WordItem } from "./word";

/** What a paste left out or changed, for the host to tell the writer. */
export interface PasteReport {
  pictures: number;
  tables: number;
  /** Links to places that a story may not lead to; their text was kept. */
  links: number;
}

/** The HTML cleaned to the story's elements. */
export function cleanHtml(html: string): { html: string; report: PasteReport } {
  const page = new DOMParser().parseFromString(html, "text/html");
  const reader = new Reader();
  reader.read(page.body);
  return { html: writeBlocks(reader.blocks), report: reader.report };
}

/** Elements whose content is no text of a story. */
const NEVER = new Set(
  ("script style head title meta link base noscript template object embed applet iframe frame frameset svg math canvas " +
    "video audio track source select option datalist textarea button input map area dialog del rp rt xml colgroup").split(" "),
);
/** Elements that begin and end a block. */
const BLOCKS = new Set(
  ("address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hgroup hr legend li main menu nav ol p pre section summary table caption tbody td tfoot th thead tr ul").split(" "),
);
const PICTURES = new Set(["img", "picture", "v:imagedata", "v:shape", "image"]);

interface Context {
  bold: boolean;
  italic: boolean;
  /** Bold because of a `b` or `strong`, which a computed `font-weight: 400` further in does not take back. */
  boldTag: boolean;
  italicTag: boolean;
  href: string | null;
  kind: FlatBlock["kind"];
  quote: number;
  levels: Level[];
  item: number;
  pre: boolean;
  /** A block whose bullet is part of its text. */
  cutBullet: boolean;
}

interface Step {
  node: Node;
  context: Context;
  leaving: boolean;
}

class Reader {
  readonly blocks: FlatBlock[] = [];
  readonly report: PasteReport = { pictures: 0, tables: 0, links: 0 };
  private current: (FlatBlock & { cutBullet: boolean }) | null = null;
  private row: { cells: number } | null = null;
  private wordLevels: (Level & { list: string })[] = [];
  private ids = 0;

  read(root: Node) {
    const plain: Context = {
      bold: false, italic: false, boldTag: false, italicTag: false, href: null, kind: "p", quote: 0, levels: [], item: 0, pre: false, cutBullet: false,
    };
    const steps: Step[] = [{ node: root, context: plain, leaving: false }];
    for (let step = steps.pop(); step; step = steps.pop()) {
      const { node, context } = step;
      if (step.leaving) this.leave(node as Element);
      else if (node.nodeType === Node.TEXT_NODE) this.text(node.nodeValue ?? "", context);
      else if (node.nodeType === Node.ELEMENT_NODE) {
        const inner = this.enter(node as Element, context);
        if (!inner) continue;
        steps.push({ node, context, leaving: true });
        for (let child = node.lastChild; child; child = child.previousSibling) {
          steps.push({ node: child, context: inner, leaving: false });
        }
      }
    }
    this.close();
  }

  /** The context for what is inside, or null when nothing inside is wanted. */
  private enter(element: Element, context: Context): Context | null {
    const tag = element.localName;
    const style = element.getAttribute("style") ?? "";
    if (PICTURES.has(tag)) {
      this.report.pictures += 1;
      return null;
    }
    if (NEVER.has(tag) || isHidden(element, style)) return null;
    if (tag === "br") {
      this.lineBreak(element, context);
      return null;
    }
    const inner: Context = { ...context };
    if (BLOCKS.has(tag)) this.enterBlock(element, tag, style, inner);
    this.readFormat(element, tag, style, inner);
    return inner;
  }

  private enterBlock(element: Element, tag: string, style: string, inner: Context) {
    if (this.row) {
      if (tag === "td" || tag === "th") {
        if (this.row.cells > 0) this.append(" | ", inner);
        this.row.cells += 1;
      } else this.append(" ", inner);
      return;
    }
    this.close();
    inner.cutBullet = false;
    if (tag === "tr" && isDataRow(element)) {
      this.row = { cells: 0 };
      inner.kind = "p";
    } else if (tag === "table" && element.querySelector("td + td, td + th, th + td, th + th")) this.report.tables += 1;
    else if (/^h[1-6]$/.test(tag)) inner.kind = tag <= "h2" ? "h2" : "h3";
    else if (tag === "blockquote") {
      inner.quote = inner.quote || this.id();
      inner.kind = "p";
    } else if (tag === "ul" || tag === "ol" || tag === "menu" || tag === "dir") {
      const start = listStart(element.getAttribute("start"));
      inner.levels = [...inner.levels, { id: this.id(), ordered: tag === "ol", start }];
      inner.kind = "p";
    } else if (tag === "li") {
      inner.item = this.id();
      if (inner.levels.length === 0) inner.levels = [{ id: this.looseList(), ordered: false, start: 1 }];
    } else if (tag === "pre") inner.pre = true;
    if (tag === "p" && /mso-list|MsoListParagraph/i.test(`${style} ${element.className}`)) this.enterWord(element, inner);
  }

  private enterWord(element: Element, inner: Context) {
    const item = wordItem(element);
    if (!item) return;
    inner.levels = this.wordPath(item);
    inner.item = this.id();
    inner.kind = "p";
    inner.cutBullet = item.bulletInText;
  }

  private wordPath(item: WordItem): Level[] {
    const path = this.wordLevels.slice(0, item.level);
    const own = path[item.level - 1];
    if (!own || own.list !== item.list || own.ordered !== item.ordered) {
      path.length = Math.min(path.length, item.level - 1);
      while (path.length < item.level) path.push({ id: this.id(), ordered: item.ordered, start: item.number, list: item.list });
    }
    this.wordLevels = path;
    return path.slice();
  }

  private readFormat(element: Element, tag: string, style: string, inner: Context) {
    const weight = /(?:^|;)\s*font-weight\s*:\s*([a-z]+|\d+)/i.exec(style)?.[1]?.toLowerCase();
    const slant = /(?:^|;)\s*font-style\s*:\s*([a-z]+)/i.exec(style)?.[1]?.toLowerCase();
    if (tag === "b" || tag === "strong") inner.boldTag = inner.bold = weight !== "normal";
    else if (weight && (/^bold/.test(weight) || Number(weight) >= 600)) inner.bold = true;
    else if (weight && !inner.boldTag && weight !== "inherit") inner.bold = false;
    if (tag === "i" || tag === "em" || tag === "cite") inner.italicTag = inner.italic = true;
    else if (slant === "italic" || slant === "oblique") inner.italic = true;
    else if (slant === "normal" && !inner.italicTag) inner.italic = false;
    if (tag === "a" && element.hasAttribute("href")) {
      inner.href = safeHref(element.getAttribute("href"));
      if (!inner.href && !element.getAttribute("href")?.startsWith("#")) this.report.links += 1;
    }
  }

  private leave(element: Element) {
    const tag = element.localName;
    if (!BLOCKS.has(tag)) return;
    if (!this.row) this.close();
    else if (tag === "tr") {
      this.close();
      this.row = null;
    }
  }

  private text(raw: string, context: Context) {
    const plain = raw.replace(/[\u200b\ufeff\u00ad]/g, "").replace(/\u00a0/g, " ");
    if (!context.pre || this.row) {
      this.append(tidyText(plain).replace(/ {2,}/g, " "), context);
      return;
    }
    plain.split(/\r\n?|\n/).forEach((line, index) => {
      if (index > 0) this.append("\n", context);
      this.append(tidyText(line), context);
    });
  }

  private lineBreak(element: Element, context: Context) {
    if (/Apple-interchange-newline/.test(element.className)) return;
    this.append(this.row ? " " : "\n", context);
  }

  private append(text: string, context: Context) {
    const before = this.current?.runs[this.current.runs.length - 1];
    let added = text;
    if (added.startsWith(" ") && (!before || /[ \n]$/.test(before.text))) added = added.trimStart();
    if (added === "") return;
    if (!this.current) {
      const { kind, quote, levels, item, cutBullet } = context;
      this.current = { kind: levels.length > 0 || quote ? "p" : kind, quote: levels.length > 0 ? 0 : quote, levels, item, runs: [], cutBullet };
    }
    const run: Run = { text: added, bold: context.bold && this.current.kind === "p", italic: context.italic, href: context.href };
    if (before && before.bold === run.bold && before.italic === run.italic && before.href === run.href) before.text += run.text;
    else this.current.runs.push(run);
  }

  /** Ends the current block and keeps it, unless there is nothing in it. Two line breaks in a row begin a new block. */
  private close() {
    const block = this.current;
    this.current = null;
    if (!block) return;
    if (block.cutBullet) cutStart(block.runs, bulletLength(block.runs.map((run) => run.text).join("")));
    for (const runs of splitAtEmptyLines(block.runs)) {
      const text = runs.map((run) => run.text).join("");
      if (!(this.row ? /[^\s|]/ : /\S/).test(text)) continue;
      this.blocks.push({ ...block, runs });
      // Anything between two of Word's items ends its list; a numbered one goes on with its own number.
      if (!this.wordLevels.some((level) => block.levels.includes(level))) this.wordLevels = [];
    }
  }

  /** List items outside of any list share one as long as nothing stands between them. */
  private looseList(): number {
    const last = this.blocks[this.blocks.length - 1]?.levels[0];
    return last && last.id < 0 ? last.id : -this.id();
  }

  private id(): number {
    this.ids += 1;
    return this.ids;
  }
}

function isHidden(element: Element, style: string): boolean {
  if (style === "") return element.hasAttribute("hidden");
  return (
    isWordMarker(style) ||
    /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment|mso-special-character\s*:\s*comment/i.test(style)
  );
}

/** Rows with one cell, or with tables inside, are layout: what is in them is read as if there were no table. */
function isDataRow(row: Element): boolean {
  return row.children.length > 1 && !row.querySelector("table");
}

function splitAtEmptyLines(runs: Run[]): Run[][] {
  const blocks: Run[][] = [[]];
  let breaks = 0;
  for (const run of runs) {
    for (const part of run.text.split(/(\n)/)) {
      if (part === "\n") {
        breaks += 1;
        continue;
      }
      if (part.trim() === "" && (breaks > 0 || part === "")) continue;
      if (breaks > 1) blocks.push([]);
      const block = blocks[blocks.length - 1] ?? [];
      const last = block[block.length - 1];
      if (breaks === 1 && last) {
        last.text = last.text.trimEnd();
        block.push({ ...run, text: "\n" });
      }
      block.push({ ...run, text: breaks > 0 ? part.trimStart() : part });
      breaks = 0;
    }
  }
  for (const block of blocks) {
    const last = block[block.length - 1];
    if (last) last.text = last.text.trimEnd();
  }
  return blocks;
}

function cutStart(runs: Run[], length: number) {
  let left = length;
  while (left > 0 && runs[0]) {
    const cut = Math.min(left, runs[0].text.length);
    runs[0].text = runs[0].text.slice(cut);
    left -= cut;
    if (runs[0].text === "") runs.shift();
  }
}
