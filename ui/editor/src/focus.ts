// Focus mode: everything but the block one writes in is dimmed, and its line stays in the middle third of the window.
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";

interface Focus {
  on: boolean;
  /** The current block, marked. */
  block: DecorationSet;
}

const key = new PluginKey<Focus>("focus");

/** Marks the current block while focus mode is on. */
export function focusMode(): Plugin {
  return new Plugin<Focus>({
    key,
    state: {
      init: () => ({ on: false, block: DecorationSet.empty }),
      apply(tr, before, _old, state) {
        const on = (tr.getMeta(key) as boolean | undefined) ?? before.on;
        if (!on) return before.on ? { on, block: DecorationSet.empty } : before;
        if (before.on && !tr.docChanged && !tr.selectionSet) return before;
        // While one writes in a block its mark moves along; only another block is looked for.
        const moved = before.block.map(tr.mapping, tr.doc);
        return { on, block: marks(moved, state) ? moved : currentBlock(state) };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.block,
      attributes: (state): Record<string, string> => (isFocusMode(state) ? { class: "story--focus" } : {}),
    },
  });
}

/** Switches focus mode on or off. */
export function setFocusMode(view: EditorView, on: boolean) {
  if (isFocusMode(view.state) === on) return;
  view.dispatch(view.state.tr.setMeta(key, on).setMeta("addToHistory", false));
}

/** A state with focus mode as given, for a story that takes the place of another one. */
export function withFocusMode(state: EditorState, on: boolean): EditorState {
  return on ? state.apply(state.tr.setMeta(key, true)) : state;
}

export function isFocusMode(state: EditorState): boolean {
  return key.getState(state)?.on ?? false;
}

function currentBlock(state: EditorState): DecorationSet {
  const { from, to } = blockAt(state);
  return from < to ? DecorationSet.create(state.doc, [Decoration.node(from, to, { class: "story--current" })]) : DecorationSet.empty;
}

function marks(set: DecorationSet, state: EditorState): boolean {
  const [mark] = set.find();
  const { from, to } = blockAt(state);
  return mark?.from === from && mark.to === to;
}

function blockAt({ selection, doc }: EditorState): { from: number; to: number } {
  const { $head } = selection;
  const from = $head.depth > 0 ? $head.before(1) : selection.from;
  return { from, to: from + (doc.nodeAt(from)?.nodeSize ?? 0) };
}

/** How far a window must scroll so that a line from `top` to `bottom` stands in its middle third; 0 when it does. Pixels. */
export function scrollNeeded(line: { top: number; bottom: number }, shown: { top: number; bottom: number }): number {
  const third = (shown.bottom - shown.top) / 3;
  if (line.top < shown.top + third) return line.top - (shown.top + third);
  if (line.bottom > shown.bottom - third) return line.bottom - (shown.bottom - third);
  return 0;
}

/** Scrolls the cursor's line into the middle third, smoothly unless the system asks for less motion. */
export function keepInMiddle(view: EditorView) {
  const page = view.dom.ownerDocument;
  const window = page.defaultView;
  if (!window) return;
  const box = scrollBox(view.dom, window);
  const shown = box === page.documentElement ? { top: 0, bottom: window.innerHeight } : box.getBoundingClientRect();
  const by = scrollNeeded(view.coordsAtPos(view.state.selection.head), shown);
  const still = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? true;
  if (Math.abs(by) > 1) box.scrollBy({ top: by, behavior: still ? "auto" : "smooth" });
}

function scrollBox(from: HTMLElement, window: Window): Element {
  for (let at = from.parentElement; at; at = at.parentElement) {
    if (/auto|scroll/.test(window.getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) return at;
  }
  return from.ownerDocument.documentElement;
}
