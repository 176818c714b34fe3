// What can be done to a table. `prosemirror-tables` knows the grid; here stand the newsroom's commands, which leave no
// table that a reader could not read: no row without cells, none without rows.
import type { Node, NodeType } from "prosemirror-model";
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, CellSelection, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, mergeCells,
  selectedRect, splitCell, TableMap,
} from "prosemirror-tables";
import { types, WIDEST_TABLE } from "./schema";

/** Rows of a table that the editor makes. */
const TALLEST_NEW_TABLE = 100;

/** Names of `Handle.command` that concern tables. */
export type TableCommandName =
  | "table"
  | "row_before"
  | "row_after"
  | "row_delete"
  | "column_before"
  | "column_after"
  | "column_delete"
  | "table_delete"
  | "header_row"
  | "merge_cells"
  | "split_cell";

/** The table command of that name; `arg` is "rows x columns" of a new table, for example "3x4". Null for an unknown name. */
export function tableCommand(name: string, arg: string): Command | null {
  switch (name as TableCommandName) {
    case "table":
      return insertTable(arg);
    case "row_before":
      return within(addRowBefore);
    case "row_after":
      return within(addRowAfter);
    case "row_delete":
      return within(deleteRows);
    case "column_before":
      return within(orRefuse(addColumnBefore, isNarrow));
    case "column_after":
      return within(orRefuse(addColumnAfter, isNarrow));
    case "column_delete":
      return within(deleteColumns);
    case "table_delete":
      return within(deleteTable);
    case "header_row":
      return within(toggleHeaderRow);
    case "merge_cells":
      return within(mergeCells);
    case "split_cell":
      return within(splitCell);
    default:
      return null;
  }
}

/** Tab in a table: to the next cell, behind the last one into a new row. */
export const nextCellOrRow: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch, view)) return true;
  if (!dispatch) return true;
  const rect = selectedRect(state);
  let grown: Transaction | null = null;
  const last = CellSelection.create(state.doc, rect.tableStart + (rect.map.map[rect.map.map.length - 1] ?? 0));
  addRowAfter(state.apply(state.tr.setSelection(last)), (tr) => (grown = tr));
  if (!grown) return true;
  const tr: Transaction = state.tr;
  for (const step of (grown as Transaction).steps) tr.step(step);
  const table = tr.doc.nodeAt(rect.tableStart - 1);
  if (!table) return true;
  const map = TableMap.get(table);
  const first = rect.tableStart + (map.map[(map.height - 1) * map.width] ?? 0);
  dispatch(tr.setSelection(Selection.near(tr.doc.resolve(first + 1))).scrollIntoView());
  return true;
};

/** Shift-Tab in a table: to the cell before; in the first one it stays. */
export const previousCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  goToNextCell(-1)(state, dispatch, view);
  return true;
};

/** Backspace on a table whose cells are all selected takes the table out; Delete only empties the cells. */
export const deleteSelectedTable: Command = (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof CellSelection) || !selection.isColSelection() || !selection.isRowSelection()) return false;
  return deleteTable(state, dispatch);
};

/** A table of empty cells, the first row being its head. */
export function newTable(rows: number, columns: number): Node {
  const made = Array.from({ length: rows }, (_, row) => {
    const type = row === 0 ? types.tableHeader : types.tableCell;
    return types.tableRow.create(null, Array.from({ length: columns }, () => type.create(null, types.paragraph.create())));
  });
  return types.table.create(null, made);
}

function insertTable(size: string): Command {
  return (state, dispatch) => {
    const asked = /^\s*(\d{1,3})\s*[x×]\s*(\d{1,3})\s*$/.exec(size);
    const rows = Number(asked?.[1] ?? 0);
    const columns = Number(asked?.[2] ?? 0);
    if (rows < 1 || rows > TALLEST_NEW_TABLE || columns < 1 || columns > WIDEST_TABLE) return false;
    if (!dispatch) return true;
    const { tr, at } = insertBlock(state, newTable(rows, columns));
    // Table, row, cell, paragraph: the cursor stands in the first cell.
    dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 4)).scrollIntoView());
    return true;
  };
}

/** `block` after the current top-level block, or in place of the empty line one stands on; a line to write on follows. */
export function insertBlock(state: EditorState, block: Node, behind?: NodeType): { tr: Transaction; at: number; atEnd: boolean } {
  const { selection } = state;
  const { $from, $to } = selection;
  const own = $to.depth > 0 ? { start: $to.before(1), end: $to.after(1) } : { start: selection.from, end: selection.to };
  const onEmptyLine = $from.depth === 1 && $from.parent.type === types.paragraph && $from.parent.content.size === 0 && $to.parent === $from.parent;
  let at = onEmptyLine ? own.start : own.end;
  // What is put in one after the other stands in the order in which it was chosen.
  while (!onEmptyLine && behind && $to.depth > 0 && state.doc.nodeAt(at)?.type === behind) at += state.doc.nodeAt(at)?.nodeSize ?? 1;
  const tr = state.tr.insert(at, block);
  const atEnd = at + block.nodeSize === tr.doc.content.size;
  if (atEnd) tr.insert(at + block.nodeSize, types.paragraph.create());
  return { tr, at, atEnd };
}

/** In a table only, and what the command leaves has no row without cells. */
function within(command: Command): Command {
  return (state, dispatch, view) => {
    if (!isInTable(state)) return false;
    const tablePos = selectedRect(state).tableStart - 1;
    const done = dispatch && ((tr: Transaction) => dispatch(withoutEmptyRows(tr, tablePos).scrollIntoView()));
    return command(state, done, view);
  };
}

function withoutEmptyRows(tr: Transaction, tablePos: number): Transaction {
  for (;;) {
    const table = tablePos < tr.doc.content.size ? tr.doc.nodeAt(tablePos) : null;
    if (table?.type !== types.table) return tr;
    let row = 0;
    let pos = tablePos + 1;
    while (row < table.childCount && table.child(row).childCount > 0) {
      pos += table.child(row).nodeSize;
      row += 1;
    }
    if (row === table.childCount) return tr;
    const map = TableMap.get(table);
    // Every cell that this row consists of began further up and is now one row shorter.
    for (const cellPos of new Set(map.map.slice(row * map.width, (row + 1) * map.width))) {
      const cell = table.nodeAt(cellPos);
      if (!cell || Number(cell.attrs["rowspan"]) < 2) continue;
      tr.setNodeMarkup(tablePos + 1 + cellPos, null, { ...cell.attrs, rowspan: Number(cell.attrs["rowspan"]) - 1 });
    }
    if (table.childCount === 1) return tr.delete(tablePos, tablePos + table.nodeSize);
    tr.delete(pos, pos + table.child(row).nodeSize);
  }
}

const deleteRows: Command = (state, dispatch) => {
  const rect = selectedRect(state);
  return rect.top === 0 && rect.bottom === rect.map.height ? deleteTable(state, dispatch) : deleteRow(state, dispatch);
};

const deleteColumns: Command = (state, dispatch) => {
  const rect = selectedRect(state);
  return rect.left === 0 && rect.right === rect.map.width ? deleteTable(state, dispatch) : deleteColumn(state, dispatch);
};

const toggleHeaderRow: Command = (state, dispatch) => {
  const { map, table, tableStart } = selectedRect(state);
  const type = isHeaderRow(table.child(0)) ? types.tableCell : types.tableHeader;
  const tr = state.tr;
  for (const pos of map.cellsInRect({ left: 0, top: 0, right: map.width, bottom: 1 })) {
    tr.setNodeMarkup(tableStart + pos, type, table.nodeAt(pos)?.attrs);
  }
  dispatch?.(tr);
  return true;
};

/** Is this row the head of its table? */
export function isHeaderRow(row: Node): boolean {
  let header = row.childCount > 0;
  row.forEach((cell) => (header &&= cell.type === types.tableHeader));
  return header;
}

function isNarrow(state: EditorState): boolean {
  return selectedRect(state).map.width < WIDEST_TABLE;
}

function orRefuse(command: Command, fits: (state: EditorState) => boolean): Command {
  return (state, dispatch, view) => fits(state) && command(state, dispatch, view);
}
