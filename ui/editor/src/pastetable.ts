// Tables of foreign pages: which of them hold data, and their rows as a grid without holes.
import type { Run } from "./blocks";
import { WIDEST_TABLE } from "./schema";

/** Cells of a table that becomes one; a longer one becomes lines of text. */
const MOST_CELLS = 5000;
/** Characters of a cell above which a table without borders is a layout. */
const LONGEST_PLAIN_CELL = 400;

export interface FlatCell {
  header: boolean;
  colspan: number;
  rowspan: number;
  /** Its paragraphs. */
  lines: Run[][];
}

export interface FlatTable {
  kind: "table";
  rows: FlatCell[][];
}

/** How a table of a foreign page is taken: as a table, as lines of text for its rows, or as if it were not there. */
export type TableUse = "table" | "lines" | "layout";

export function tableUse(table: Element): TableUse {
  const rows = rowsOf(table);
  const widest = Math.max(0, ...rows.map((row) => row.children.length));
  if (widest < 2 || /^(presentation|none)$/i.test(table.getAttribute("role") ?? "")) return "layout";
  if (!isRuled(table, rows) && (table.querySelector("table") || rows.some(isPage))) return "layout";
  const cells = rows.reduce((sum, row) => sum + row.children.length, 0);
  return cells > MOST_CELLS || rows.some((row) => columnsOf(row) > WIDEST_TABLE) ? "lines" : "table";
}

/** Rows without holes, every column of every row covered once; spans that reach too far are cut. */
export function grid(rows: FlatCell[][]): FlatCell[][] {
  const taken: boolean[][] = rows.map(() => []);
  const placed = rows.map((row, y) => {
    let x = 0;
    const kept: { cell: FlatCell; x: number }[] = [];
    for (const cell of row) {
      while (taken[y]?.[x]) x += 1;
      const rowspan = Math.max(1, Math.min(cell.rowspan, rows.length - y));
      let colspan = 1;
      while (colspan < cell.colspan && !taken[y]?.[x + colspan]) colspan += 1;
      for (let below = y; below < y + rowspan; below += 1) {
        for (let right = x; right < x + colspan; right += 1) (taken[below] ??= [])[right] = true;
      }
      kept.push({ cell: { ...cell, colspan, rowspan }, x });
      x += colspan;
    }
    return kept;
  });
  const width = Math.max(0, ...taken.map((row) => row.length));
  const full = placed.map((row, y) => {
    const cells = [...row];
    for (let x = 0; x < width; x += 1) {
      if (!taken[y]?.[x]) cells.push({ cell: { header: false, colspan: 1, rowspan: 1, lines: [] }, x });
    }
    return cells.sort((one, other) => one.x - other.x).map(({ cell }) => cell);
  });
  return withoutEmptyRows(full);
}

/** A row in which nothing begins goes, and the cells that reach through it become shorter. */
function withoutEmptyRows(rows: FlatCell[][]): FlatCell[][] {
  let kept = rows;
  for (let empty = emptyRow(kept); empty >= 0; empty = emptyRow(kept)) {
    const at = empty;
    kept = kept
      .map((row, y) => row.map((cell) => (y < at && y + cell.rowspan > at ? { ...cell, rowspan: cell.rowspan - 1 } : cell)))
      .filter((_, y) => y !== at);
  }
  return kept;
}

function emptyRow(rows: FlatCell[][]): number {
  return rows.findIndex((row) => row.length === 0);
}

/** A span as a page gives it, or 1 when it makes no sense; 0 for a row span means "to the end". */
export function spanIn(cell: Element, name: "colspan" | "rowspan"): number {
  const raw = (cell.getAttribute(name) ?? "1").trim();
  const span = /^\d{1,5}$/.test(raw) ? Number(raw) : 1;
  if (span === 0) return name === "rowspan" ? 1000 : 1;
  return Math.min(span, name === "colspan" ? WIDEST_TABLE : 1000);
}

function rowsOf(table: Element): Element[] {
  const rows: Element[] = [];
  for (const part of table.children) {
    if (part.localName === "tr") rows.push(part);
    else if (/^t(?:body|head|foot)$/.test(part.localName)) rows.push(...[...part.children].filter((row) => row.localName === "tr"));
  }
  return rows;
}

function columnsOf(row: Element): number {
  return [...row.children].reduce((sum, cell) => sum + spanIn(cell, "colspan"), 0);
}

/** Does the table show its lines, or name its columns? */
function isRuled(table: Element, rows: Element[]): boolean {
  if (Number(table.getAttribute("border") ?? 0) > 0 || table.querySelector(":scope > caption, :scope > thead")) return true;
  if (hasBorder(table) || /\bMsoTable(?!Normal|Layout)|wikitable/.test(table.className)) return true;
  return rows.some((row) => [...row.children].some((cell) => cell.localName === "th" || hasBorder(cell)));
}

function hasBorder(element: Element): boolean {
  const style = element.getAttribute("style") ?? "";
  return /(?:^|;)\s*border(?:-(?:top|bottom|left|right))?(?:-style)?\s*:[^;]*\b(?:solid|double|dashed|dotted|outset|inset|ridge|groove)/i.test(style);
}

/** A row whose cells hold parts of a page rather than figures. */
function isPage(row: Element): boolean {
  return [...row.children].some(
    (cell) => cell.querySelector("h1, h2, h3, h4, h5, h6, ul, ol, form, nav, article, section, blockquote") !== null || (cell.textContent ?? "").length > LONGEST_PLAIN_CELL,
  );
}
