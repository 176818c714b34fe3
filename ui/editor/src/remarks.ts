// Remarks on words of the story. The document holds only whose words they are (a mark with the remark's id); what was
// said, by whom, and whether it is resolved, the host knows.
import type { Mark, Node } from "prosemirror-model";
import { TextSelection, type Command, type EditorState, type SelectionRange } from "prosemirror-state";
import type { MarkView } from "prosemirror-view";
import { remembered } from "./remembered";
import { types, uuid } from "./schema";
import { textIn } from "./texts";

/** Names of `Handle.command` that concern remarks; the jumps are the handle's, which knows which of them are open. */
export type RemarkCommandName = "remark" | "unremark";

/** `open` remarks are shown in the text; resolved ones and those that the host does not know are not. */
export type RemarkStatus = "open" | "resolved";

/** One remark's words. */
export interface RemarkedWords {
  id: string;
  quote: string;
}

interface Piece {
  id: string;
  from: number;
  to: number;
}

/** The remark command of that name for the remark `arg`, or null for an unknown name. */
export function remarkCommand(name: string, arg: string): Command | null {
  if (name === "remark") return putRemark(arg);
  return name === "unremark" ? takeRemark(arg) : null;
}

function putRemark(raw: string): Command {
  return (state, dispatch) => {
    const id = uuid(raw);
    const ranges = wordsToRemark(state);
    if (!id || ranges.length === 0) return false;
    const tr = state.tr;
    for (const { from, to } of ranges) tr.addMark(from, to, types.remark.create({ id }));
    if (!tr.docChanged) return false;
    dispatch?.(tr);
    return true;
  };
}

function takeRemark(raw: string): Command {
  return (state, dispatch) => {
    const id = uuid(raw);
    const places = id === null ? [] : readPieces(state.doc).filter((piece) => piece.id === id);
    if (id === null || places.length === 0) return false;
    const tr = state.tr;
    for (const { from, to } of places) tr.removeMark(from, to, types.remark.create({ id }));
    dispatch?.(tr);
    return true;
  };
}

/** The text that a remark put now would take; "" when there is none. */
export function remarkQuote(state: EditorState): string {
  return wordsToRemark(state)
    .map(({ from, to }) => textIn(state.doc, from, to))
    .join("\n");
}

/** What is selected, or the word at the cursor. */
function wordsToRemark(state: EditorState): { from: number; to: number }[] {
  const { selection, doc } = state;
  if (selection.empty) return wordAt(state);
  const ranges = selection.ranges.map(({ $from, $to }: SelectionRange) => ({ from: $from.pos, to: $to.pos }));
  return ranges.filter(({ from, to }) => /\S/.test(doc.textBetween(from, to, " ", " ")));
}

function wordAt({ selection: { $from } }: EditorState): { from: number; to: number }[] {
  if (!$from.parent.inlineContent) return [];
  const text = textIn($from.parent, 0, $from.parent.content.size);
  const before = /[\p{L}\p{M}\p{N}]*$/u.exec(text.slice(0, $from.parentOffset))?.[0].length ?? 0;
  const after = /^[\p{L}\p{M}\p{N}]*/u.exec(text.slice($from.parentOffset))?.[0].length ?? 0;
  return before + after === 0 ? [] : [{ from: $from.pos - before, to: $from.pos + after }];
}

/** The remarked pieces of a block, counted from the block itself; neighbouring texts of one remark are one piece. */
const piecesOf = remembered((block: Node): Piece[] => {
  const pieces: Piece[] = [];
  const ends = new Map<string, Piece>();
  block.descendants((node, pos) => {
    if (!node.isInline) return true;
    for (const mark of node.marks) {
      if (mark.type !== types.remark) continue;
      const id = String(mark.attrs["id"]);
      const before = ends.get(id);
      const from = pos + 1;
      if (before && before.to === from) before.to = from + node.nodeSize;
      else {
        const piece = { id, from, to: from + node.nodeSize };
        ends.set(id, piece);
        pieces.push(piece);
      }
    }
    return false;
  });
  return pieces;
});

function readPieces(doc: Node): Piece[] {
  const pieces: Piece[] = [];
  doc.forEach((block, pos) => {
    for (const { id, from, to } of piecesOf(block)) pieces.push({ id, from: pos + from, to: pos + to });
  });
  return pieces;
}

/** Every remark with its words, in reading order; words of several lines are parted by "\n". */
export function readRemarks(doc: Node): RemarkedWords[] {
  const quotes = new Map<string, string[]>();
  for (const { id, from, to } of readPieces(doc)) {
    const quote = textIn(doc, from, to);
    const known = quotes.get(id);
    if (known) known.push(quote);
    else quotes.set(id, [quote]);
  }
  return [...quotes].map(([id, parts]) => ({ id, quote: parts.join("\n") }));
}

/** From the first to the last word of each remark, in reading order. */
function readRanges(doc: Node): Piece[] {
  const ranges = new Map<string, Piece>();
  for (const { id, from, to } of readPieces(doc)) {
    const known = ranges.get(id);
    if (known) known.to = to;
    else ranges.set(id, { id, from, to });
  }
  return [...ranges.values()];
}

/** From the first to the last word of a remark, or null when it stands nowhere. */
export function remarkRange(doc: Node, id: string): Piece | null {
  return readRanges(doc).find((range) => range.id === id) ?? null;
}

/** How the remarks of one editor are shown. */
export class Remarks {
  private status = new Map<string, RemarkStatus>();
  private readonly shown = new Set<{ id: string; dom: HTMLElement }>();
  /** The remark gone to last. */
  private wentTo = "";

  /** This remark was gone to: its words show it. */
  went(id: string) {
    this.wentTo = id;
    for (const piece of this.shown) this.show(piece);
  }

  /** `json` is `{[id]: "open" | "resolved"}`; it replaces what was known. Throws when it is anything else. */
  set(json: string) {
    const raw: unknown = JSON.parse(json);
    if (typeof raw !== "object" || raw === null || Array.isArray(raw)) throw new RangeError("remarks are an object by id");
    const status = new Map<string, RemarkStatus>();
    for (const [id, value] of Object.entries(raw)) {
      if (value !== "open" && value !== "resolved") throw new RangeError("a remark is open or resolved");
      status.set(id.toLowerCase(), value);
    }
    this.status = status;
    for (const piece of this.shown) this.show(piece);
  }

  isOpen(id: string): boolean {
    return this.status.get(id) === "open";
  }

  /** Is it a remark on this story, open or resolved? */
  has(id: string): boolean {
    return this.status.has(id);
  }

  /** How the words of a remark stand on the page. */
  view(mark: Mark): MarkView {
    const dom = document.createElement("span");
    const piece = { id: String(mark.attrs["id"]), dom };
    dom.dataset["remark"] = piece.id;
    this.shown.add(piece);
    this.show(piece);
    return {
      dom,
      contentDOM: dom,
      // Its class changing is not the writer's edit; what happens to the text inside is.
      ignoreMutation: (mutation) => mutation.type === "attributes" && mutation.target === dom,
      destroy: () => this.shown.delete(piece),
    };
  }

  /** The open remark whose words were clicked. */
  clicked(target: EventTarget | null): string | null {
    for (let at = target instanceof Element ? target.closest<HTMLElement>("[data-remark]") : null; at; ) {
      const id = at.dataset["remark"] ?? "";
      if (this.isOpen(id)) return id;
      at = at.parentElement?.closest<HTMLElement>("[data-remark]") ?? null;
    }
    return null;
  }

  /**
   * The next (1) or previous (-1) open remark: from the one gone to last while the cursor still stands before its words, for
   * several may stand on the same words, else from the cursor. Behind the last one comes the first.
   */
  next(state: EditorState, by: -1 | 1): Piece | null {
    const open = readRanges(state.doc).filter(({ id }) => this.isOpen(id));
    const { from: here, to, empty } = state.selection;
    const selected = open.filter((range) => range.from === here && (empty ? range.id === this.wentTo : range.to === to));
    const at = selected.find(({ id }) => id === this.wentTo) ?? selected[0];
    if (at) return open.at((open.indexOf(at) + by) % open.length) ?? null;
    const beside = by > 0 ? open.find(({ from }) => from >= here) : open.filter(({ from }) => from < here).at(-1);
    return beside ?? open.at(by > 0 ? 0 : -1) ?? null;
  }

  private show({ id, dom }: { id: string; dom: HTMLElement }) {
    const current = id === this.wentTo ? " remark--current" : "";
    dom.className = `remark${this.isOpen(id) ? " remark--open" : ""}${current}`;
  }
}

/** A selection of these words. */
export function selectWords(state: EditorState, range: { from: number; to: number }) {
  return state.tr.setSelection(TextSelection.between(state.doc.resolve(range.from), state.doc.resolve(range.to))).scrollIntoView();
}
