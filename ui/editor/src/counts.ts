// What the newsroom is told about a story: its JSON and its length. Blocks of a ProseMirror document are
// never changed in place, so each block is read once and remembered; a save during typing costs one block.
import type { Node } from "prosemirror-model";
import { remembered } from "./remembered";

/** Length of a story. Words are runs without white space that hold a letter or a digit (in Vietnamese: syllables); characters are Unicode scalars, spaces included, captions not. */
export interface Counts {
  words: number;
  characters: number;
}

export interface StoryText {
  json: string;
  counts: Counts;
}

interface Block {
  json: string;
  words: number;
  characters: number;
}

/** The document as JSON of ProseMirror's `toJSON`, all text in NFC, with its length. */
export function readStory(doc: Node): StoryText {
  const blocks: string[] = [];
  const counts: Counts = { words: 0, characters: 0 };
  doc.forEach((node) => {
    const block = readBlock(node);
    blocks.push(block.json);
    counts.words += block.words;
    counts.characters += block.characters;
  });
  return { json: `{"type":"doc","content":[${blocks.join(",")}]}`, counts };
}

/**
 * Text as it may leave the editor: NFC; white space other than spaces and no-break spaces becomes a space; control
 * characters go; half a surrogate pair, which a JSON reader refuses, becomes U+FFFD. Where UTF-8 was read as Windows-1252
 * a control character is half of a letter ("Ä\u0090" is Đ, "á»\u0081" is ề): it stays until the writer has it converted.
 */
export function tidyText(text: string): string {
  if (/^[\u0020-\u007e\u00a0-\u02ff\u1e00-\u1eff\u2010-\u2027]*$/.test(text)) return text;
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ")
    .replace(/([ÃÄÆº»]?)[\u0081\u008d\u008f\u0090\u009d]/g, (half, before: string) => (before ? half : ""))
    .replace(/[\u0000-\u001f\u007f\u0080\u0082-\u008c\u008e\u0091-\u009c\u009e\u009f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (unit) => (unit.length === 2 ? unit : "\ufffd"))
    .normalize("NFC");
}

/** Words of a text; see {@link Counts}. */
export function countWords(text: string): number {
  let words = 0;
  for (const run of text.match(/\S+/g) ?? []) if (/[\p{L}\p{N}]/u.test(run)) words += 1;
  return words;
}

/** A list, a table or a quote is put together from its parts, so that a long one costs no more than one of its lines. */
const readBlock = remembered((node: Node): Block => {
  if (node.isTextblock || node.isAtom) return readLine(node);
  const parts: string[] = [];
  const block: Block = { json: "", words: 0, characters: 0 };
  node.forEach((inner) => {
    const part = readBlock(inner);
    parts.push(part.json);
    block.words += part.words;
    block.characters += part.characters;
  });
  const shell = node.copy().toJSON() as JsonNode;
  block.json = `${JSON.stringify(shell).slice(0, -1)},"content":[${parts.join(",")}]}`;
  return block;
});

function readLine(node: Node): Block {
  const text = tidyText(node.textContent);
  let characters = 0;
  for (const _ of text) characters += 1;
  return {
    json: JSON.stringify(tidyNode(node.toJSON() as JsonNode)),
    words: wordsOf(node),
    characters,
  };
}

/** Words of a block, see {@link Counts}. */
export const wordsIn = (node: Node): number => readBlock(node).words;

function wordsOf(line: Node): number {
  return countWords(line.textBetween(0, line.content.size, " ", " "));
}

interface JsonNode {
  type: string;
  text?: string;
  content?: JsonNode[];
  [more: string]: unknown;
}

function tidyNode(node: JsonNode): JsonNode {
  if (node.text !== undefined) node.text = tidyText(node.text);
  if (node.content) {
    node.content = node.content.map(tidyNode).filter((inner) => inner.text !== "");
    if (node.content.length === 0) delete node.content;
  }
  return node;
}
