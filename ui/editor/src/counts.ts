// What the newsroom is told about a story: its JSON and its length. Blocks of a ProseMirror document are
// never changed in place, so each block is read once and remembered; a save during typing costs one block.
import type { Node } from "prosemirror-model";

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

const known = new WeakMap<Node, Block>();

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
 * characters go; half a surrogate pair, which a JSON reader refuses, becomes U+FFFD.
 */
export function tidyText(text: string): string {
  if (/^[\u0020-\u007e\u00a0-\u02ff\u1e00-\u1eff\u2010-\u2027]*$/.test(text)) return text;
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ")
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (unit) => (unit.length === 2 ? unit : "\ufffd"))
    .normalize("NFC");
}

/** Words of a text; see {@link Counts}. */
export function countWords(text: string): number {
  let words = 0;
  for (const run of text.match(/\S+/g) ?? []) if (/[\p{L}\p{N}]/u.test(run)) words += 1;
  return words;
}

function readBlock(node: Node): Block {
  const before = known.get(node);
  if (before) return before;
  const block: Block = { json: JSON.stringify(tidyNode(node.toJSON() as JsonNode)), words: 0, characters: 0 };
  if (node.isTextblock) countTextblock(node, block);
  else {
    node.descendants((inner) => {
      if (!inner.isTextblock) return true;
      countTextblock(inner, block);
      return false;
    });
  }
  known.set(node, block);
  return block;
}

function countTextblock(node: Node, into: Block) {
  const text = tidyText(node.textContent);
  into.words += countWords(node.textBetween(0, node.content.size, " ", " "));
  for (const _ of text) into.characters += 1;
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
