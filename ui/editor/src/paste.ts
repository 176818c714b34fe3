// Foreign HTML becomes a story's HTML: read in an inert document, walked without recursion into flat blocks
// (a page may be nested ten thousand deep), written again with nothing but the story's own elements.
import { plainRun, writeBlocks, type Flat, type FlatBlock, type Level, type Run } from "./blocks";
import { tidyText } from "./counts";
import { legacyFont, looksLikeTcvn3, officePart, withoutInvisible } from "./office";
import { grid, spanIn, tableUse, type FlatCell } from "./pastetable";
import { listKind, listSign, listStart, styledKind } from "./numbering";
import { countKept, isSpacer, isStruck, isStyled, newReport, pictureIn, type PastedPicture, type PasteReport } from "./report";
import { safeHref } from "./schema";
import { inScript } from "./scripts";
import { settleSigns } from "./signs";
import { bulletLength, isBox, isMeaningful, isWordMarker, onlineItem, wordItem, type WordItem } from "./word";

/** What a paste made of foreign HTML. */
export interface CleanPage {
  /** Nothing but the story's elements; picture `n` is a figure with `placeId(firstPicture + n)`. */
  html: string;
  report: PasteReport;
  pictures: PastedPicture[];
}

/** Pictures of one paste that are taken in. */
const MOST_PICTURES = 100;

/** The HTML cleaned to the story's elements; without `firstPicture` pictures are dropped. */
export function cleanHtml(html: string, firstPicture?: number): CleanPage {
  const page = new DOMParser().parseFromString(html, "text/html");
  const reader = new Reader(firstPicture, legacyFont(html));
  reader.read(page.body);
  return { html: writeBlocks(reader.blocks), report: reader.report, pictures: reader.pictures };
}

/** Elements whose content is no text of a story. */
const NEVER = new Set(
  ("script style head title meta link base noscript template frameset svg " +
    "track source select option datalist textarea button input map area dialog rp rt xml colgroup").split(" "),
);
/** Elements that begin and end a block. */
const BLOCKS = new Set(
  ("address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hgroup hr legend li main menu nav ol p pre section summary table caption tbody td tfoot th thead tr ul").split(" "),
);
const EMBEDS = new Set("object embed applet iframe frame math canvas video audio".split(" "));
const PICTURES = new Set(["img", "picture", "v:imagedata", "v:shape", "image"]);

interface Context {
  bold: boolean;
  italic: boolean;
  /** Bold because of a `b` or `strong`, which a computed `font-weight: 400` further in does not take back. */
  boldTag: boolean;
  italicTag: boolean;
  script: Run["script"];
  href: string | null;
  kind: FlatBlock["kind"];
  quote: number;
  levels: Level[];
  item: number;
  /** The sign of the item, where it is Word's own or the item may have to say it itself. */
  sign: string | null;
  pre: boolean;
  /** A block whose bullet is part of its text. */
  cutBullet: boolean;
  /** Text of a footnote. */
  note: boolean;
}

interface Step {
  node: Node;
  context: Context;
  leaving: boolean;
}

class Reader {
  readonly blocks: Flat[] = [];
  readonly report = newReport();
  readonly pictures: PastedPicture[] = [];
  private readonly notes: Flat[] = [];
  private readonly noteNumbers = { referred: new Set<string>(), kept: new Set<string>() };
  private readonly comments = { said: 0, signs: 0 };
  private current: (FlatBlock & { cutBullet: boolean; note: boolean }) | null = null;
  /** The table being read. */
  private table: { element: Element; rows: FlatCell[][] } | null = null;
  private cell: FlatCell | null = null;
  /** Tables whose rows become lines of text: in the cell of another one, or too large. */
  private readonly inLines = new Set<Element | null>();
  /** A row of a table that becomes a line of text. */
  private row: { cells: number } | null = null;
  /** Pictures of the block or table being read; they stand behind it. */
  private waiting: number[] = [];
  private wordLevels: (Level & { list: string })[] = [];
  private ids = 0;
  /** The sign of the item of HTML that was begun last, until it is said. */
  private itemSign = "";

  constructor(
    private readonly firstPicture: number | undefined,
    font: string | null,
  ) {
    this.report.legacyFont = font;
  }

  read(root: Node) {
    const plain: Context = {
      bold: false, italic: false, boldTag: false, italicTag: false, script: null, href: null, kind: "p", quote: 0, levels: [], item: 0, sign: null, pre: false, cutBullet: false, note: false,
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
    this.blocks.push(...this.notes);
    settleSigns(this.blocks);
    countKept(this.blocks, this.report.kept);
    const { dropped } = this.report;
    dropped.comments = Math.max(this.comments.said, this.comments.signs);
    dropped.footnotes = [...this.noteNumbers.referred].filter((number) => !this.noteNumbers.kept.has(number)).length;
    this.report.pictures = this.pictures.length;
  }

  /** The context for what is inside, or null when nothing inside is wanted. */
  private enter(element: Element, context: Context): Context | null {
    const tag = element.localName;
    const style = element.getAttribute("style") ?? "";
    if (PICTURES.has(tag)) {
      this.picture(element);
      return null;
    }
    if (EMBEDS.has(tag)) {
      this.report.dropped.embeds += 1;
      return null;
    }
    if (tag === "input" && element.getAttribute("type") === "checkbox") {
      this.append(element.hasAttribute("checked") ? "☒ " : "☐ ", context);
      return null;
    }
    if (NEVER.has(tag)) return null;
    const office = this.officePart(element, tag, style, context);
    if (office === "left out" || isHidden(element, style)) return null;
    if (isWordMarker(style)) {
      this.marker(element, context);
      return null;
    }
    if (isStruck(tag, style)) {
      if (/\S/.test(element.textContent ?? "")) this.report.dropped.struck += 1;
      return null;
    }
    if (tag === "br") {
      this.lineBreak(element, context);
      return null;
    }
    const inner: Context = { ...context, note: context.note || office === "note" };
    if (BLOCKS.has(tag)) this.enterBlock(element, tag, style, inner);
    this.readFormat(element, tag, style, inner);
    if (isStyled(element, tag, style)) this.report.dropped.styles += 1;
    return inner;
  }

  /** Deals with what office programs put beside the text. */
  private officePart(element: Element, tag: string, style: string, context: Context): "left out" | "note" | null {
    const part = officePart(element, tag, style);
    if (!part) return null;
    switch (part.kind) {
      case "deleted":
        if (/\S/.test(element.textContent ?? "")) this.report.dropped.deleted += 1;
        return "left out";
      case "comment":
        this.comments.said += 1;
        return "left out";
      case "comment sign":
        this.comments.signs += 1;
        return "left out";
      case "note":
        return "note";
      case "note reference":
        this.noteNumbers.referred.add(part.number);
        this.append(`[${part.number}]`, { ...context, href: null, script: null });
        return "left out";
      case "note number":
        this.noteNumbers.kept.add(part.number);
        this.append(`[${part.number}] `, { ...context, href: null, script: null, note: true });
        if (this.current) this.current.note = true;
        return "left out";
    }
  }

  /** The number that Word has put before a heading is part of it; that of an item is read with the item. */
  private marker(element: Element, context: Context) {
    const sign = (element.textContent ?? "").replace(/\s+/g, " ").trim();
    if (context.sign === null && isMeaningful(sign)) this.append(`${sign} `, context);
  }

  private picture(element: Element) {
    const image = element.localName === "picture" ? element.querySelector("img") : element;
    if (!image || isSpacer(image)) return;
    const picture = this.firstPicture === undefined || this.pictures.length >= MOST_PICTURES ? null : pictureIn(image);
    if (!picture) {
      this.report.dropped.pictures += 1;
      return;
    }
    this.waiting.push((this.firstPicture ?? 0) + this.pictures.length);
    this.pictures.push(picture);
    if (!this.current && !this.table) this.putPictures();
  }

  private putPictures() {
    for (const index of this.waiting) this.blocks.push({ kind: "picture", index });
    this.waiting = [];
  }

  /** A table, a row or a cell of the table being read; false for what stands inside of a cell. */
  private enterTable(element: Element, tag: string): boolean {
    if (tag === "table") {
      const use = tableUse(element);
      if (use === "layout") return false;
      if (use === "table" && !this.table) {
        this.table = { element, rows: [] };
        return true;
      }
      this.report.dropped.tables += 1;
      this.inLines.add(element);
      return false;
    }
    if (!this.table || element.closest("table") !== this.table.element) return false;
    if (tag === "tr") this.table.rows.push([]);
    if (tag === "td" || tag === "th") {
      this.cell = { header: tag === "th", colspan: spanIn(element, "colspan"), rowspan: spanIn(element, "rowspan"), lines: [] };
      this.table.rows[this.table.rows.length - 1]?.push(this.cell);
    }
    return /^(?:t[rdh]|t(?:body|head|foot)|caption)$/.test(tag);
  }

  private leaveTable(element: Element) {
    if (!this.table || (element !== this.table.element && element.closest("table") !== this.table.element)) return;
    if (element.localName === "td" || element.localName === "th") this.cell = null;
    if (element !== this.table.element) return;
    const rows = grid(this.table.rows);
    this.table = null;
    if (rows.length > 0) this.blocks.push({ kind: "table", rows });
    this.wordLevels = [];
    this.putPictures();
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
    if (this.enterTable(element, tag)) {
      inner.kind = "p";
      return;
    }
    if (tag === "tr" && this.inLines.has(element.closest("table")) && isDataRow(element)) {
      this.row = { cells: 0 };
      inner.kind = "p";
    } else if (/^h[1-6]$/.test(tag)) inner.kind = tag <= "h2" ? "h2" : "h3";
    else if (tag === "blockquote") {
      inner.quote = inner.quote || this.id();
      inner.kind = "p";
    } else if (tag === "ul" || tag === "ol" || tag === "menu" || tag === "dir") {
      const start = listStart(element.getAttribute("start"));
      inner.levels = [...inner.levels, { id: this.id(), ordered: tag === "ol", start, kind: listKind(element), items: 0 }];
      inner.kind = "p";
    } else if (tag === "li") {
      inner.item = this.id();
      if (inner.levels.length === 0) inner.levels = [{ id: this.looseList(), ordered: false, start: 1, kind: "decimal", items: 0 }];
      const online = onlineItem(element);
      if (online) {
        inner.levels = this.wordPath(online);
        inner.sign = online.ordered ? online.sign : null;
      } else this.countItem(element, inner);
    } else if (tag === "pre") inner.pre = true;
    else if (element.getAttribute("role") === "heading" || /\bMso(?:Title|Subtitle)\b/.test(element.className)) {
      inner.kind = element.className.includes("MsoSubtitle") || Number(element.getAttribute("aria-level")) > 2 ? "h3" : "h2";
    }
    if (tag === "p" && /mso-list|MsoListParagraph/i.test(`${style} ${element.className}`)) this.enterWord(element, inner);
  }

  private enterWord(element: Element, inner: Context) {
    const item = wordItem(element);
    if (!item) return;
    inner.levels = this.wordPath(item);
    inner.item = this.id();
    inner.kind = "p";
    inner.cutBullet = item.bulletInText;
    // A bullet is known by its list, and a box is part of what is said.
    inner.sign = item.ordered || isBox(item.sign) ? item.sign : "";
  }

  /** Counts an item of a list of HTML, which may say its number itself and, in Google Docs, the kind of its list. */
  private countItem(element: Element, inner: Context) {
    const last = inner.levels.length - 1;
    let level = inner.levels[last];
    if (!level) return;
    const value = /^\s*\d{1,9}\s*$/.exec(element.getAttribute("value") ?? "");
    if (level.ordered && value && Number(value[0]) !== level.start + level.items) {
      if (level.items > 0) inner.levels[last] = level = { ...level, id: this.id(), items: 0 };
      level.start = Number(value[0]);
    }
    if (level.items === 0) level.kind = styledKind(element) ?? level.kind;
    inner.sign = null;
    this.itemSign = level.ordered ? `${listSign(level.kind, level.start + level.items)}. ` : "– ";
    level.items += 1;
    const box = element.getAttribute("role") === "checkbox" ? element.getAttribute("aria-checked") : null;
    if (box !== null) this.append(box === "true" ? "☒ " : "☐ ", inner);
  }

  private wordPath(item: WordItem): Level[] {
    const path = this.wordLevels.slice(0, item.level);
    const own = path[item.level - 1];
    if (!own || own.list !== item.list || own.ordered !== item.ordered) {
      path.length = Math.min(path.length, item.level - 1);
      while (path.length < item.level) path.push({ id: this.id(), ordered: item.ordered, start: 1, kind: "decimal", items: 0, list: item.list });
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
    const height = /(?:^|;)\s*vertical-align\s*:\s*([a-z]+)/i.exec(style)?.[1]?.toLowerCase();
    if (tag === "sup" || tag === "sub") inner.script = tag;
    else if (height === "super" || height === "sub") inner.script = height === "super" ? "sup" : "sub";
    else if (height === "baseline" && tag === "span") inner.script = null;
    if (tag === "a" && element.hasAttribute("href")) {
      inner.href = safeHref(element.getAttribute("href"));
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
    this.leaveTable(element);
  }

  private text(raw: string, context: Context) {
    const plain = withoutInvisible(raw, true).replace(/\u00a0/g, " ");
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
      const { kind, quote, item, sign, cutBullet, note } = context;
      const levels = [...context.levels];
      this.current = { kind: levels.length > 0 || quote || this.cell ? "p" : kind, quote: levels.length > 0 ? 0 : quote, levels, item, sign, runs: [], cutBullet, note };
    }
    const { italic, script, href } = context;
    const run: Run = { text: added, bold: context.bold && this.current.kind === "p", italic, script, href };
    if (before && before.bold === run.bold && before.italic === italic && before.script === script && before.href === href) before.text += run.text;
    else this.current.runs.push(run);
  }

  /** Ends the current block and keeps it, unless there is nothing in it. Two line breaks in a row begin a new block. */
  private close() {
    const block = this.current;
    this.current = null;
    if (!block) return;
    if (block.cutBullet) cutStart(block.runs, bulletLength(textOf(block.runs)));
    const legacy = this.report.legacyFont !== null || looksLikeTcvn3(textOf(block.runs));
    for (const run of block.runs) run.text = withoutInvisible(run.text, legacy);
    for (const run of block.runs) raise(run);
    for (const runs of splitAtEmptyLines(block.runs)) {
      if (!(this.row ? /[^\s|]/ : /\S/).test(textOf(runs))) continue;
      if (this.cell) {
        this.cell.lines.push(block.levels.length > 0 ? this.signed(block, runs) : runs);
        block.sign = null;
        continue;
      }
      const { kind, quote, levels, item, sign } = block;
      (block.note ? this.notes : this.blocks).push({ kind, quote, levels, item, sign, runs });
      block.sign = null;
      // Anything between two of Word's items ends its list; a numbered one goes on with its own number.
      if (!this.wordLevels.some((level) => block.levels.includes(level))) this.wordLevels = [];
    }
    if (!this.table) this.putPictures();
  }

  /** The line of an item in a cell, where there are no lists: its sign before the first of its lines. */
  private signed(block: FlatBlock, runs: Run[]): Run[] {
    const sign = block.sign ? `${block.sign} ` : block.sign === "" ? "– " : this.itemSign;
    this.itemSign = "";
    return sign === "" ? runs : [plainRun(sign), ...runs];
  }

  /** List items outside of any list share one as long as nothing stands between them. */
  private looseList(): number {
    const last = this.blocks[this.blocks.length - 1];
    const list = last && "levels" in last ? last.levels[0] : undefined;
    return list && list.id < 0 ? list.id : -this.id();
  }

  private id(): number {
    this.ids += 1;
    return this.ids;
  }
}

function isHidden(element: Element, style: string): boolean {
  if (style === "") return element.hasAttribute("hidden");
  return (
    /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment|mso-special-character\s*:\s*comment/i.test(style)
  );
}

/** A row with one cell, or with tables inside, is no line of figures: what is in it is read as if there were no table. */
function isDataRow(row: Element): boolean {
  return row.children.length > 1 && !row.querySelector("table");
}

/** Raised and lowered letters become signs of their own where there are; a link keeps its words. */
function raise(run: Run) {
  const signs = run.script && !run.href ? inScript(run.text, run.script) : null;
  if (signs === null) return;
  run.text = signs;
  run.script = null;
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

function textOf(runs: Run[]): string {
  return runs.map((run) => run.text).join("");
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
