// Places that a search has found, shown in the text, and their replacement.
import type { Mark, Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { tidyText } from "./counts";
import { schema, types } from "./schema";
import { asStep } from "./steps";

/** Places in the story; `current` is an index into them, or -1. */
export interface Found {
  ranges: { from: number; to: number }[];
  current: number;
}

/** What stands there instead. */
export interface Replacement {
  from: number;
  to: number;
  text: string;
}

const key = new PluginKey<DecorationSet>("found");

/** Keeps the found places where they belong while the story is edited. */
export function foundPlaces(): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, places) {
        const found = tr.getMeta(key) as Found | undefined;
        if (found) return decorations(tr.doc, found);
        return tr.docChanged && places !== DecorationSet.empty ? places.map(tr.mapping, tr.doc) : places;
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** Reads `{ranges: [{from, to}], current}`; throws when it is anything else. */
export function readFound(json: string): Found {
  const raw = JSON.parse(json) as Partial<Found> | null;
  if (!raw || !Array.isArray(raw.ranges) || !raw.ranges.every(isRange)) throw new RangeError("places are ranges of positions");
  return { ranges: raw.ranges, current: Number.isInteger(raw.current) ? (raw.current as number) : -1 };
}

/** Shows these places instead of those before; the current one comes into view, the focus stays where it is. */
export function showFound(view: EditorView, found: Found) {
  if (found.ranges.length === 0 && key.getState(view.state) === DecorationSet.empty) return;
  view.dispatch(view.state.tr.setMeta(key, found).setMeta("addToHistory", false));
  view.dom.querySelector(".found--current")?.scrollIntoView({ block: "nearest" });
}

function decorations(doc: Node, { ranges, current }: Found): DecorationSet {
  const made = ranges.map(({ from, to }, index) =>
    from < to && to <= doc.content.size ? Decoration.inline(from, to, { class: index === current ? "found found--current" : "found" }) : null,
  );
  return made.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, made.filter((one) => one !== null));
}

/** Reads `[{from, to, text}]`; throws when it is anything else. */
export function readReplacements(json: string): Replacement[] {
  const raw: unknown = JSON.parse(json);
  if (!Array.isArray(raw) || !raw.every((one: Replacement) => isRange(one) && typeof one.text === "string")) {
    throw new RangeError("replacements are ranges with a text");
  }
  return raw as Replacement[];
}

/** All of them as one change, each in the format of its first character; null when they do not fit the story. */
export function replaceRanges(state: EditorState, wanted: Replacement[]): Transaction | null {
  const { doc } = state;
  const inOrder = [...wanted].sort((one, other) => one.from - other.from || one.to - other.to);
  for (const [index, { from, to }] of inOrder.entries()) {
    if (to > doc.content.size || from < (inOrder[index - 1]?.to ?? 0)) return null;
    const $from = doc.resolve(from);
    if (!$from.parent.inlineContent || !$from.sameParent(doc.resolve(to))) return null;
  }
  const tr = asStep(state.tr);
  for (const { from, to, text } of inOrder.reverse()) {
    const $from = doc.resolve(from);
    const marks = (from < to ? $from.nodeAfter?.marks : null) ?? $from.marks();
    const inline = lineOf(text, marks);
    if (inline.length > 0) tr.replaceWith(from, to, inline);
    else if (from < to) tr.delete(from, to);
  }
  return tr;
}

function lineOf(text: string, marks: readonly Mark[]): Node[] {
  const inline: Node[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (index > 0) inline.push(types.lineBreak.create(null, null, marks));
    const tidy = tidyText(line);
    if (tidy) inline.push(schema.text(tidy, marks));
  }
  return inline;
}

function isRange(raw: unknown): raw is { from: number; to: number } {
  const { from, to } = (raw ?? {}) as { from?: unknown; to?: unknown };
  return Number.isInteger(from) && Number.isInteger(to) && (from as number) >= 0 && (from as number) <= (to as number);
}
