// The story as others read it: its lines for a search, its subheads for an outline, the words of a selection.
import type { Node } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import { wordsIn } from "./counts";
import { remembered } from "./remembered";
import { types } from "./schema";

/** Stands for what is neither text nor a line break, so that positions can be counted. */
const OBJECT = "\ufffc";

/** A line of text: position = `from` + UTF-16 units into `text`. */
export interface TextLine {
  from: number;
  text: string;
}

/** A subhead and what it leads. */
export interface OutlineEntry {
  level: 2 | 3;
  text: string;
  /** Position of the subhead, for `goTo`. */
  pos: number;
  /** Words below it, up to the next subhead; see `Counts`. */
  words: number;
}

/** The lines of a block; their positions count from the block itself. */
const linesOf = remembered((block: Node): TextLine[] => {
  if (block.isTextblock) return [{ from: 1, text: textIn(block, 0, block.content.size) }];
  const lines: TextLine[] = [];
  block.descendants((node, pos) => {
    if (node.isTextblock) lines.push({ from: pos + 2, text: textIn(node, 0, node.content.size) });
    return !node.isTextblock;
  });
  return lines;
});

/** Every line of text in reading order. */
export function readTexts(doc: Node): TextLine[] {
  const lines: TextLine[] = [];
  doc.forEach((block, pos) => {
    for (const { from, text } of linesOf(block)) lines.push({ from: pos + from, text });
  });
  return lines;
}

/** The subheads in reading order. */
export function readOutline(doc: Node): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  doc.forEach((block, pos) => {
    if (block.type === types.subhead) {
      entries.push({ level: block.attrs["level"] === 3 ? 3 : 2, text: linesOf(block)[0]?.text ?? "", pos, words: 0 });
      return;
    }
    const last = entries[entries.length - 1];
    if (last) last.words += wordsIn(block);
  });
  return entries;
}

/** The text between two positions; blocks and line breaks are parted by "\n". */
export function textIn(node: Node, from: number, to: number): string {
  return node.textBetween(from, to, "\n", (leaf) => (leaf.type === types.lineBreak ? "\n" : OBJECT));
}

/** What is selected, without objects. */
export function selectedText(state: EditorState): string {
  const parts = state.selection.ranges.map(({ $from, $to }) => textIn(state.doc, $from.pos, $to.pos));
  return parts.join("\n").split(OBJECT).join("");
}
