// Plain text as blocks: paragraphs, line breaks, quoted mail, and the lines of a PDF put together again.
import { Fragment, Slice, type Node } from "prosemirror-model";
import { tidyText } from "./counts";
import { looksLikeTcvn3, withoutInvisible } from "./office";
import { schema, types } from "./schema";

/** Lines that go on in the next one from which on a text may be one that a PDF has cut. */
const FEWEST_CUT_LINES = 3;
/** A line of print in characters; shorter lines are verse, addresses, lists, and longer ones paragraphs. */
const SHORTEST_CUT_LINE = 45;
const LONGEST_CUT_LINE = 160;
/** Share of the longest line that a line reaches which goes on in the next one. */
const FULL_LINE = 0.75;
/** Share of the lines that must look cut: nearly all full, and half of them going on in mid-sentence, which headlines never do. */
const MOST_ARE_FULL = 0.85;
const MANY_GO_ON = 0.5;
/** An indent, a bullet, a number or quoted mail begins something new. */
const BEGINS = /^(?:\s{2,}\S|>|[-–•*+]\s|\d{1,3}[.)]\s)/;

/** A blank line parts paragraphs, and a line break is a break; where there are no blank lines every line is a paragraph. */
export function plainSlice(text: string): Slice {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\f/g, "\n\n").replace(/^\n+|\n+$/g, "");
  // A piece of a line is pasted into a line, with its spaces.
  if (!lines.includes("\n")) return new Slice(Fragment.from(types.paragraph.create(null, inlineText(lines, false))), 1, 1);
  return Slice.maxOpen(Fragment.from(plainBlocks(lines)));
}

function plainBlocks(text: string): Node[] {
  const whole = joinCutLines(text);
  const apart = /\n[^\S\n]*\n/;
  const paragraphs = apart.test(whole) ? whole.split(/\n(?:[^\S\n]*\n)+/) : whole.split("\n");
  const blocks: Node[] = [];
  let quoted: Node[] = [];
  const endQuote = () => {
    if (quoted.length > 0) blocks.push(types.quote.create(null, quoted));
    quoted = [];
  };
  for (const paragraph of paragraphs) {
    const own = withoutQuoteSigns(paragraph);
    const node = types.paragraph.create(null, inlineText(own ?? paragraph, true));
    if (own !== null) {
      if (node.content.size > 0) quoted.push(node);
      continue;
    }
    endQuote();
    blocks.push(node);
  }
  endQuote();
  return blocks;
}

/** The text of a paragraph of which every line begins as quoted mail does, or null. */
function withoutQuoteSigns(paragraph: string): string | null {
  const lines = paragraph.split("\n");
  return lines.every((line) => /^(?:>\s?)+/.test(line)) ? lines.map((line) => line.replace(/^(?:>\s?)+/, "")).join("\n") : null;
}

/** Paragraphs that were cut into lines of equal length, as PDFs and old mail programs do, are joined; any other text stays as it is. */
export function joinCutLines(text: string): string {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const longest = Math.max(0, ...lines.map((line) => line.length));
  if (longest < SHORTEST_CUT_LINE || longest > LONGEST_CUT_LINE) return text;
  const isFull = (line: string) => line.length >= longest * FULL_LINE;
  const isFollowed = (index: number) => !!lines[index] && !!lines[index + 1] && !BEGINS.test(lines[index + 1] ?? "");
  const inner = [...lines.keys()].filter(isFollowed);
  const full = inner.filter((index) => isFull(lines[index] ?? ""));
  const goOn = full.filter((index) => /^[\p{Ll}\p{N}]/u.test(lines[index + 1] ?? ""));
  if (full.length < FEWEST_CUT_LINES || full.length < inner.length * MOST_ARE_FULL || goOn.length < full.length * MANY_GO_ON) return text;
  let joined = "";
  for (const [index, line] of lines.entries()) {
    const goesOn = isFollowed(index - 1) && isFull(lines[index - 1] ?? "");
    if (index === 0) joined = line;
    else if (!goesOn) joined += `\n${joined.endsWith("\n") || line === "" ? "" : "\n"}${line}`;
    // A hyphen between letters at the end of a line was put there by the printer.
    else if (/\p{L}-$/u.test(joined) && /^\p{Ll}/u.test(line)) joined = joined.slice(0, -1) + line;
    else joined += ` ${line.trimStart()}`;
  }
  return joined;
}

function inlineText(paragraph: string, trim: boolean): Node[] {
  const inline: Node[] = [];
  const legacy = looksLikeTcvn3(paragraph);
  for (const line of paragraph.split("\n")) {
    if (inline.length > 0) inline.push(types.lineBreak.create());
    const clean = tidyText(withoutInvisible(line, legacy));
    const text = trim ? clean.trim() : clean;
    if (text) inline.push(schema.text(text));
  }
  return inline;
}
