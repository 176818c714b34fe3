// Moving up and down by keyboard: items within their list, rows within their table, anything else as a whole.
import type { Node } from "prosemirror-model";
import { NodeSelection, Selection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { CellSelection, isInTable, selectedRect } from "prosemirror-tables";
import { types } from "./schema";
import { isHeaderRow } from "./tables";

/** Moves the rows, list items or top-level blocks of the selection up (-1) or down (1) by one. */
export function moveBlock(by: -1 | 1): Command {
  return (state, dispatch) => {
    const span = rowsOf(state) ?? itemsOf(state) ?? blocksOf(state);
    if (!span || !mayMove(span, by)) return false;
    dispatch?.(moved(state, span, by).scrollIntoView());
    return true;
  };
}

/** Neighbouring children of one parent, by their indexes. */
interface Span {
  parent: Node;
  /** Position of the first child of `parent`. */
  start: number;
  first: number;
  last: number;
}

function rowsOf(state: EditorState): Span | null {
  const { selection } = state;
  // A selection that begins outside of the table moves the table with what is beside it.
  if (!isInTable(state) || (!(selection instanceof CellSelection) && selection.$from.sharedDepth(selection.to) < 2)) return null;
  const { table, tableStart, top, bottom, map } = selectedRect(state);
  const whole = selection instanceof CellSelection && top === 0 && bottom === map.height;
  return whole ? null : { parent: table, start: tableStart, first: top, last: bottom - 1 };
}

/** The items of the innermost list that has others beside them; all the items of a list are moved as one. */
function itemsOf({ selection: { $from, $to } }: EditorState): Span | null {
  for (let depth = $from.sharedDepth($to.pos); depth > 0; depth -= 1) {
    const list = $from.node(depth);
    if (list.type !== types.bulletList && list.type !== types.orderedList) continue;
    const span = { parent: list, start: $from.start(depth), first: $from.index(depth), last: $to.index(depth) };
    if (span.last - span.first + 1 < list.childCount) return span;
  }
  return null;
}

function blocksOf({ doc, selection }: EditorState): Span | null {
  const { $from, $to } = selection;
  if (!$from.nodeAfter && $from.depth === 0) return null;
  const first = $from.index(0);
  const last = $to.depth === 0 ? Math.max(first, $to.index(0) - 1) : $to.index(0);
  return { parent: doc, start: 0, first, last };
}

function mayMove({ parent, first, last }: Span, by: -1 | 1): boolean {
  const neighbour = by < 0 ? first - 1 : last + 1;
  if (neighbour < 0 || neighbour >= parent.childCount) return false;
  if (parent.type !== types.table) return true;
  if (Math.min(first, neighbour) === 0 && isHeaderRow(parent.child(0))) return false;
  // A cell that reaches over the edge would be torn.
  return !reachesOver(parent, first) && !reachesOver(parent, last + 1) && !reachesOver(parent, neighbour) && !reachesOver(parent, neighbour + 1);
}

/** Does a cell begin above row `edge` and end below its upper edge? */
function reachesOver(table: Node, edge: number): boolean {
  for (let row = 0; row < edge; row += 1) {
    for (const cell of table.child(row).content.content) if (row + Number(cell.attrs["rowspan"]) > edge) return true;
  }
  return false;
}

/** The neighbour is carried to the other side, so that the writer's own text is not touched. */
function moved(state: EditorState, { parent, start, first, last }: Span, by: -1 | 1): Transaction {
  const neighbour = by < 0 ? first - 1 : last + 1;
  const carried = parent.child(neighbour);
  const from = start + offsetOf(parent, neighbour);
  const own = { from: start + offsetOf(parent, first), to: start + offsetOf(parent, last + 1) };
  const tr = state.tr;
  if (by < 0) tr.insert(own.to, carried).delete(from, from + carried.nodeSize);
  else tr.delete(from, from + carried.nodeSize).insert(own.from, carried);
  return tr.setSelection(shifted(state.selection, tr.doc, by * carried.nodeSize));
}

function shifted(selection: Selection, doc: Node, by: number): Selection {
  if (selection instanceof NodeSelection) return NodeSelection.create(doc, selection.from + by);
  if (selection instanceof TextSelection) return TextSelection.create(doc, selection.anchor + by, selection.head + by);
  if (selection instanceof CellSelection) return CellSelection.create(doc, selection.$anchorCell.pos + by, selection.$headCell.pos + by);
  return Selection.near(doc.resolve(selection.from + by));
}

/** Where child `index` of `parent` begins, from the start of its content. */
function offsetOf(parent: Node, index: number): number {
  let offset = 0;
  for (let i = 0; i < index; i += 1) offset += parent.child(i).nodeSize;
  return offset;
}
