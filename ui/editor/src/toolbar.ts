// What a toolbar has to know of the place where the cursor stands.
import { redoDepth, undoDepth } from "prosemirror-history";
import { NodeSelection, type EditorState } from "prosemirror-state";
import type { Mark, Node } from "prosemirror-model";
import { isInTable } from "prosemirror-tables";
import { ancestor, linkAround } from "./commands";
import { numberedList } from "./lists";
import { remembered } from "./remembered";
import { types } from "./schema";

export interface ToolbarState {
  bold: boolean;
  italic: boolean;
  superscript: boolean;
  subscript: boolean;
  /** Address of the link at the cursor or in the selection. */
  link: string | null;
  block: "paragraph" | "subhead2" | "subhead3" | "bullet_list" | "ordered_list" | "quote" | "figure";
  /** Photo of the selected figure. */
  photo: string | null;
  inList: boolean;
  /** How the numbered list at the cursor counts, and the number with which it would go on from the one before; null outside of one. */
  numbers: { start: number; kind: string; goesOn: number | null } | null;
  /** The cursor stands in a table, or cells are selected. */
  table: boolean;
  canUndo: boolean;
  canRedo: boolean;
  canLink: boolean;
}

export function toolbarState(state: EditorState): ToolbarState {
  const { selection } = state;
  const block = blockName(state);
  const { bold, italic, superscript, subscript, link } = selection.empty ? formatAtCursor(state) : formatOfSelection(state);
  const numbered = numberedList(state);
  return {
    bold,
    italic,
    superscript,
    subscript,
    link,
    block,
    photo: block === "figure" ? String((selection as NodeSelection).node.attrs["photo"]) : null,
    inList: block === "bullet_list" || block === "ordered_list",
    numbers: numbered && { start: Number(numbered.list.attrs["start"]), kind: String(numbered.list.attrs["kind"]), goesOn: numbered.goesOn },
    table: isInTable(state),
    canUndo: undoDepth(state) > 0,
    canRedo: redoDepth(state) > 0,
    canLink: selection.$from.parent.inlineContent && (!selection.empty || link !== null),
  };
}

function blockName(state: EditorState): ToolbarState["block"] {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.type === types.figure) return "figure";
  const list = ancestor(selection.$from, [types.bulletList, types.orderedList]);
  if (list) return list.node.type === types.bulletList ? "bullet_list" : "ordered_list";
  if (ancestor(selection.$from, [types.quote])) return "quote";
  const { parent } = selection.$from;
  if (parent.type === types.subhead) return parent.attrs["level"] === 3 ? "subhead3" : "subhead2";
  return "paragraph";
}

interface Format {
  bold: boolean;
  italic: boolean;
  superscript: boolean;
  subscript: boolean;
  /** The first link. */
  link: string | null;
}

function formatAtCursor({ selection, storedMarks }: EditorState): Format {
  const marks = storedMarks ?? selection.$from.marks();
  return { ...looksOf(marks), link: linkAround(selection.$from)?.href ?? null };
}

/** Format of some text; null where there is none. */
type TextFormat = Format | null;

const formatOf = remembered((node: Node): TextFormat => formatBetween(node, 0, node.content.size));

/** Bold and italic where all text of the selection is. Whole blocks are known already, so that a large selection costs no more than its two ends. */
function formatOfSelection({ selection, doc }: EditorState): Format {
  let format: TextFormat = null;
  for (const { $from, $to } of selection.ranges) {
    let index = $from.index(0);
    for (let pos = $from.depth > 0 ? $from.before(1) : $from.pos; index < doc.childCount && pos < $to.pos; index += 1) {
      const block = doc.child(index);
      const from = Math.max(0, $from.pos - pos - 1);
      const to = Math.min(block.content.size, $to.pos - pos - 1);
      if (!block.isAtom) format = both(format, from === 0 && to === block.content.size ? formatOf(block) : formatBetween(block, from, to));
      pos += block.nodeSize;
    }
  }
  return format ?? { ...looksOf([]), link: null };
}

function looksOf(marks: readonly Mark[]): Omit<Format, "link"> {
  return {
    bold: !!types.bold.isInSet(marks),
    italic: !!types.italic.isInSet(marks),
    superscript: !!types.superscript.isInSet(marks),
    subscript: !!types.subscript.isInSet(marks),
  };
}

function formatBetween(node: Node, from: number, to: number): TextFormat {
  let format: TextFormat = null;
  node.nodesBetween(from, to, ({ isText, marks }) => {
    if (!isText) return;
    const link = (types.link.isInSet(marks)?.attrs["href"] as string | undefined) ?? null;
    format = both(format, { ...looksOf(marks), link });
  });
  return format;
}

function both(one: TextFormat, other: TextFormat): TextFormat {
  if (!one || !other) return one ?? other;
  return {
    bold: one.bold && other.bold,
    italic: one.italic && other.italic,
    superscript: one.superscript && other.superscript,
    subscript: one.subscript && other.subscript,
    link: one.link ?? other.link,
  };
}
