// Short ways to write stories in tests.
import type { Node } from "prosemirror-model";
import { history } from "prosemirror-history";
import { EditorState, NodeSelection, TextSelection, type Command } from "prosemirror-state";
import { schema } from "../src/schema";

export const PHOTO = "0190f0aa-0000-7000-8000-000000000001";

export const NOTE = "0190f0aa-0000-7000-8000-00000000000a";
export const OTHER_NOTE = "0190f0aa-0000-7000-8000-00000000000b";

type Piece = Node | string;

export const doc = (...blocks: Node[]) => schema.node("doc", null, blocks);
export const p = (...pieces: Piece[]) => schema.node("paragraph", null, inline(pieces));
export const h2 = (...pieces: Piece[]) => schema.node("subhead", { level: 2 }, inline(pieces));
export const h3 = (...pieces: Piece[]) => schema.node("subhead", { level: 3 }, inline(pieces));
export const ul = (...items: Node[]) => schema.node("bullet_list", null, items);
export const ol = (start: number, ...items: Node[]) => schema.node("ordered_list", { start }, items);
export const numbered = (kind: string, start: number, ...items: Node[]) => schema.node("ordered_list", { start, kind }, items);
export const li = (...blocks: Node[]) => schema.node("list_item", null, blocks);
export const quote = (...blocks: Node[]) => schema.node("quote", null, blocks);
export const figure = (photo = PHOTO) => schema.node("figure", { photo });
export const br = () => schema.node("line_break");
export const b = (text: string) => schema.text(text, [schema.mark("bold")]);
export const i = (text: string) => schema.text(text, [schema.mark("italic")]);
export const sup = (text: string) => schema.text(text, [schema.mark("superscript")]);
export const sub = (text: string) => schema.text(text, [schema.mark("subscript")]);
export const a = (href: string, text: string) => schema.text(text, [schema.mark("link", { href })]);
export const table = (...rows: Node[]) => schema.node("table", null, rows);
export const row = (...cells: Node[]) => schema.node("table_row", null, cells);
export const td = (...content: (Node | number)[]) => cell("table_cell", content);
export const th = (...content: (Node | number)[]) => cell("table_header", content);
/** Text with these remarks on it. */
export const remarked = (text: string, ...ids: string[]) => schema.text(text, ids.map((id) => schema.mark("remark", { id })));

/** Paragraphs, with the columns and rows that they take before them when it is more than one. */
function cell(type: string, content: (Node | number)[]): Node {
  const [colspan = 1, rowspan = 1] = content.filter((part) => typeof part === "number");
  return schema.node(type, { colspan, rowspan }, content.filter((part) => typeof part !== "number"));
}

function inline(pieces: Piece[]): Node[] {
  return pieces.map((piece) => (typeof piece === "string" ? schema.text(piece) : piece));
}

/** A state of this story with the cursor before `word`, or the word selected. */
export function at(story: Node, word: string, selected = false): EditorState {
  let from = -1;
  story.descendants((node, pos) => {
    const found = node.isText && from < 0 ? (node.text ?? "").indexOf(word) : -1;
    if (found >= 0) from = pos + found;
  });
  if (from < 0) throw new Error(`no ${word} in the story`);
  const selection = TextSelection.create(story, from, selected ? from + word.length : from);
  return EditorState.create({ doc: story, selection, plugins: [history()] });
}

/** A state with the first figure selected. */
export function atFigure(story: Node): EditorState {
  let from = -1;
  story.descendants((node, pos) => {
    if (from < 0 && node.type.name === "figure") from = pos;
  });
  return EditorState.create({ doc: story, selection: NodeSelection.create(story, from), plugins: [history()] });
}

/** The state after a command, which has to apply. */
export function after(state: EditorState, command: Command): EditorState {
  let next: EditorState | null = null;
  const applied = command(state, (tr) => {
    if (next) throw new Error("a command is one step for undo");
    next = state.apply(tr);
    next.doc.check();
  });
  if (!applied || !next) throw new Error("the command does not apply");
  return next;
}

/** The story in one line, for messages and comparisons. */
export function line(node: Node): string {
  return node.toString();
}
