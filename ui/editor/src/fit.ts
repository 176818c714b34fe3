// What is pasted becomes what the place can hold, and nothing around it breaks. ProseMirror would cut a table, a list or a
// quote in two to make room for a block that may not stand in it.
import { Fragment, Slice, type Node, type ResolvedPos } from "prosemirror-model";
import { Selection, TextSelection, type Transaction } from "prosemirror-state";
import { cellAround, CellSelection, inSameTable } from "prosemirror-tables";
import { Transform } from "prosemirror-transform";
import { kindNamed, listSign } from "./numbering";
import { schema, types } from "./schema";

/** Where something is put in: a cell or a quote holds paragraphs, an item also lists, a heading a line of text. */
type Place = "top" | "lines" | "item" | "heading";

/** Before the items of a list with bullets, where there can be no list. */
const DASH = "– ";
/** Between the cells of a row that becomes a line. */
const BAR = " | ";

/**
 * Puts a slice in the place of the selection. Lists, tables, quotes and headings in which that lies stay whole: what cannot stand
 * there becomes paragraphs, each item with its sign and each row of a table on a line; figures come behind the block.
 */
export function putIn(tr: Transaction, slice: Slice): void {
  const single = slice.openStart === 0 && slice.openEnd === 0 && slice.content.childCount === 1 ? slice.content.firstChild : null;
  const put = () => void (single ? tr.replaceSelectionWith(single, false) : tr.replaceSelection(slice));
  emptyCells(tr);
  const { selection } = tr;
  if (selection instanceof CellSelection) return putInCells(tr, selection, slice);
  if (!(selection instanceof TextSelection)) return put();
  if (!selection.empty && !selection.$from.sameParent(selection.$to)) {
    // Nothing is held on both sides of the selection: a text goes over several blocks.
    if (placeOf(selection.$from) === "top" && placeOf(selection.$to) === "top") return put();
    empty(tr);
  }
  const place = placeOf(tr.selection.$from);
  if (place === "top") return put();
  const line = onlyLine(slice);
  if (line) {
    tr.replaceSelection(new Slice(line, 0, 0));
    return;
  }
  const { kept, figures } = held(slice, place);
  const behind = tr.selection.$from.after(1);
  const steps = tr.steps.length;
  if (place === "heading") putBelow(tr, kept);
  else if (kept.size > 0) tr.replaceSelection(kept);
  if (figures.length > 0) tr.insert(tr.mapping.slice(steps).map(behind), figures);
}

/** Of a text that is selected over several cells of a table each cell loses its own part: they are not joined. */
function emptyCells(tr: Transaction): void {
  const { selection } = tr;
  const { $from, $to, from, to } = selection;
  const [first, last] = [cellAround($from), cellAround($to)];
  if (!(selection instanceof TextSelection) || !first || !last || first.pos === last.pos || !inSameTable(first, last)) return;
  emptyBetween(tr, from, to, ({ type }) => type === types.tableCell || type === types.tableHeader);
  tr.setSelection(TextSelection.create(tr.doc, from));
}

/** Takes the text between two positions out of each of these nodes by itself. */
function emptyBetween(tr: Transaction, from: number, to: number, of: (node: Node) => boolean): void {
  const parts: { start: number; end: number }[] = [];
  tr.doc.nodesBetween(from, to, (node, pos) => {
    if (!of(node)) return true;
    // Within its first paragraph, and within its last one.
    const edge = node.isTextblock ? 1 : 2;
    parts.push({ start: Math.max(from, pos + edge), end: Math.min(to, pos + node.nodeSize - edge) });
    return false;
  });
  for (const { start, end } of parts.reverse()) if (start < end) tr.delete(start, end);
}

/** Into the first of the cells that are selected; the others are emptied, as by typing. */
function putInCells(tr: Transaction, selection: CellSelection, slice: Slice): void {
  const { lines: kept, figures } = asLines(slice);
  const end = selection.$anchorCell.after(1);
  if (kept) selection.replace(tr, kept);
  if (figures.length > 0) tr.insert(tr.mapping.map(end), figures);
}

/** Without what is selected, the cursor where it began: blocks that were selected whole stay as empty ones, so that the place is the same. */
function empty(tr: Transaction): void {
  const { from, to } = tr.selection;
  // What begins outside of an item and ends in its first paragraph would leave an item without one.
  if (from < to && isWhole(new Transform(tr.doc).delete(from, to).doc)) tr.delete(from, to);
  else emptyBetween(tr, from, to, (node) => node.isTextblock);
  const $from = tr.doc.resolve(Math.min(from, tr.doc.content.size));
  tr.setSelection($from.parent.inlineContent ? TextSelection.create(tr.doc, $from.pos) : Selection.near($from, 1));
}

/** A slice as closed paragraphs, for cells that are selected; null when it has no text, and its figures. */
export function asLines(slice: Slice): { lines: Slice | null; figures: Node[] } {
  const line = onlyLine(slice);
  if (line) return { lines: new Slice(Fragment.from(types.paragraph.create(null, line)), 0, 0), figures: [] };
  const { kept, figures } = held(slice, "lines");
  return { lines: kept.size > 0 ? new Slice(kept.content, 0, 0) : null, figures };
}

/** What of a slice can stand there, or below it if it is a heading, and what has to stand behind the block. */
function held(slice: Slice, place: Place): { kept: Slice; figures: Node[] } {
  const figures: Node[] = [];
  const blocks: Node[] = [];
  slice.content.forEach((node) => {
    const isList = node.type === types.bulletList || node.type === types.orderedList;
    // The open end of a list may lack what a list needs: its words become paragraphs.
    if ((place === "heading" || (place === "item" && isList)) && isWhole(node)) blocks.push(node);
    else lines(node, blocks, figures);
  });
  if (place !== "item" && place !== "heading") {
    return { kept: blocks.length > 0 ? new Slice(Fragment.from(blocks), 1, 1) : Slice.empty, figures };
  }
  const [first] = blocks;
  if (!first) return { kept: Slice.empty, figures };
  // The items of one list join the list around; of several blocks a list stands within the item. An end that is closed would part the list.
  if (blocks.length === 1 && !first.isTextblock) return { kept: Slice.maxOpen(Fragment.from(first)), figures };
  const open = (node: Node | undefined) => (node?.isTextblock ? 1 : 0);
  return { kept: new Slice(Fragment.from(blocks), open(first), open(blocks[blocks.length - 1])), figures };
}

/** Is a block as it may stand in a story, not the open end of one? */
function isWhole(node: Node): boolean {
  try {
    node.check();
    return true;
  } catch {
    return false;
  }
}

/** The text of a slice that is one line and no more; null for any other. */
export function onlyLine(slice: Slice): Fragment | null {
  if (slice.content.firstChild?.isInline) return slice.content;
  const found: Node[] = [];
  slice.content.descendants((node) => {
    if (node.isTextblock || node.type === types.figure) found.push(node);
    return !node.isTextblock && found.length < 2;
  });
  const [line, other] = found;
  return line?.isTextblock && !other ? line.content : null;
}

function placeOf($pos: ResolvedPos): Place {
  if ($pos.parent.type === types.subhead) return "heading";
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const { type } = $pos.node(depth);
    if (type === types.tableCell || type === types.tableHeader || type === types.quote) return "lines";
    if (type === types.listItem) return "item";
  }
  return "top";
}

/** The heading takes the first line; what follows comes below it. An empty heading makes room. */
function putBelow(tr: Transaction, slice: Slice): void {
  const [first, ...rest] = slice.content.content;
  if (!first) return;
  const below = first.isTextblock ? rest : [first, ...rest];
  if (first.isTextblock) tr.replaceSelection(new Slice(first.content, 0, 0));
  else empty(tr);
  const { $from } = tr.selection;
  if (below.length === 0) return;
  if ($from.parent.content.size === 0) {
    const start = $from.before();
    tr.replaceWith(start, $from.after(), below);
    tr.setSelection(Selection.near(tr.doc.resolve(start + Fragment.from(below).size), -1));
    return;
  }
  const at = $from.after();
  tr.insert(at, below);
  tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.slice(tr.steps.length - 1).map(at, 1)), -1));
}

/** A block as paragraphs; figures apart. */
function lines(node: Node, out: Node[], figures: Node[]): void {
  if (node.type === types.figure) figures.push(node);
  else if (node.isTextblock) out.push(types.paragraph.create(null, node.content));
  else if (node.type === types.tableRow) {
    const line = rowLine(node);
    if (line.size > 0) out.push(types.paragraph.create(null, line));
  } else if (node.type === types.bulletList || node.type === types.orderedList) {
    node.forEach((item, _offset, index) => {
      const inner: Node[] = [];
      item.forEach((block) => lines(block, inner, figures));
      const [first, ...rest] = inner;
      if (first) out.push(types.paragraph.create(null, Fragment.from(schema.text(signOf(node, index))).append(first.content)), ...rest);
    });
  } else node.forEach((inner) => lines(inner, out, figures));
}

/** The sign before an item, with the blank that follows it. */
function signOf(list: Node, index: number): string {
  if (list.type === types.bulletList) return DASH;
  return `${listSign(kindNamed(list.attrs["kind"]) ?? "decimal", Number(list.attrs["start"]) + index)}. `;
}

function rowLine(row: Node): Fragment {
  let line = Fragment.empty;
  row.forEach((cell) => {
    let text = Fragment.empty;
    cell.forEach((paragraph) => {
      if (text.size > 0 && paragraph.content.size > 0) text = text.append(Fragment.from(schema.text(" ")));
      text = text.append(paragraph.content);
    });
    if (line.size > 0 && text.size > 0) line = line.append(Fragment.from(schema.text(BAR)));
    line = line.append(text);
  });
  return line;
}
