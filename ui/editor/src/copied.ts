// What other programs get as plain text of a copy: lists with their signs, tables with tabs.
import type { Fragment, Node, ResolvedPos, Slice } from "prosemirror-model";
import { onlyLine } from "./fit";
import { kindNamed, listLabel } from "./numbering";
import { types } from "./schema";

/** The text of a copy that begins at `$from`. Blocks are parted by an empty line, items and rows by the end of a line, cells by a tab. */
export function copiedText(slice: Slice, $from: ResolvedPos): string {
  const line = onlyLine(slice);
  if (line) return textOf(line);
  const blocks: string[] = [];
  slice.content.forEach((node, _offset, index) => {
    const text = blockText(node, index === 0 && slice.openStart > 0 ? { $from, depth: 1 } : null);
    if (text !== null) blocks.push(text);
  });
  return blocks.join("\n\n");
}

/** The edge of a copy that begins in the middle of lists: their first items that are copied are not their first ones. */
type Edge = { $from: ResolvedPos; depth: number } | null;

function blockText(node: Node, edge: Edge): string | null {
  if (node.isTextblock) return textOf(node.content);
  if (node.type === types.table) return linesOf(node, rowText);
  if (node.type === types.tableRow) return rowText(node);
  if (node.type === types.bulletList || node.type === types.orderedList) return listText(node, edge);
  return node.isAtom ? null : linesOf(node, (inner) => blockText(inner, null));
}

function listText(list: Node, edge: Edge): string {
  // What is copied need not be what is selected.
  const whole = edge && edge.depth <= edge.$from.depth ? edge.$from.node(edge.depth) : null;
  const before = edge && whole?.sameMarkup(list) ? edge.$from.index(edge.depth) : 0;
  const items: string[] = [];
  list.forEach((item, _offset, index) => {
    const sign =
      list.type === types.bulletList ? "- " : `${listLabel(kindNamed(list.attrs["kind"]) ?? "decimal", Number(list.attrs["start"]) + before + index)} `;
    const within = index === 0 && edge ? { ...edge, depth: edge.depth + 2 } : null;
    const text = linesOf(item, (inner, n) => blockText(inner, n === 0 && within && within.depth <= within.$from.depth ? within : null));
    items.push(sign + text.split("\n").join(`\n${" ".repeat(sign.length)}`));
  });
  return items.join("\n");
}

function rowText(row: Node): string {
  const cells: string[] = [];
  // A cell with several lines would be several rows for a spreadsheet.
  row.forEach((cell) => cells.push(linesOf(cell, (inner) => textOf(inner.content)).replace(/\s*\n\s*/g, " ")));
  return cells.join("\t");
}

function linesOf(node: Node, text: (inner: Node, index: number) => string | null): string {
  const lines: string[] = [];
  node.forEach((inner, _offset, index) => {
    const line = text(inner, index);
    if (line !== null) lines.push(line);
  });
  return lines.join("\n");
}

function textOf(line: Fragment): string {
  return line.textBetween(0, line.size, "\n", (leaf) => (leaf.type === types.lineBreak ? "\n" : ""));
}
