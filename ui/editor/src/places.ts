// Pictures that came with a paste and are still on their way into the photo store: where each of them is to stand.
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { types, uuid } from "./schema";

interface Change {
  /** Places to keep, by the picture's number. */
  add?: ReadonlyMap<number, number>;
  /** A place that is no longer needed. */
  drop?: number;
}

type Places = ReadonlyMap<number, number>;

const key = new PluginKey<Places>("pictures");
const NOWHERE: Places = new Map();

/** Keeps the places where they belong while the story is edited. */
export function picturePlaces(): Plugin {
  return new Plugin<Places>({
    key,
    state: {
      init: () => NOWHERE,
      apply(tr, places) {
        const change = tr.getMeta(key) as Change | undefined;
        if (!change && (places.size === 0 || !tr.docChanged)) return places;
        const next = new Map<number, number>();
        for (const [index, pos] of places) {
          // Pictures of one place keep their order, whichever of them is stored first.
          const side = change?.drop !== undefined && index < change.drop ? -1 : 1;
          if (index !== change?.drop) next.set(index, tr.mapping.map(pos, side));
        }
        for (const [index, pos] of change?.add ?? []) next.set(index, pos);
        return next;
      },
    },
  });
}

/** The number that the next picture gets: 0 when none is on its way. */
export function nextPicture(state: EditorState): number {
  return Math.max(-1, ...(key.getState(state) ?? NOWHERE).keys()) + 1;
}

/** Where that picture is to stand now, or null when it is not on its way. */
export function placeOf(state: EditorState, index: number): number | null {
  return key.getState(state)?.get(index) ?? null;
}

/** Has this change keep the places of pictures; positions are those after the change. */
export function keepPlaces(tr: Transaction, places: Places): Transaction {
  return places.size === 0 ? tr : tr.setMeta(key, { add: places } satisfies Change);
}

/** The picture's figure at its place, the place then being forgotten; with "" it is only forgotten. Null when there is no such place. */
export function placePicture(state: EditorState, index: number, photo: string): Transaction | null {
  const place = placeOf(state, index);
  const tr = photo === "" ? state.tr.setMeta("addToHistory", false) : place === null ? null : insertFigureAt(state, photo, place);
  return place === null || !tr ? null : tr.setMeta(key, { drop: index } satisfies Change);
}

/** A figure at the end of the top-level block that `pos` lies in, or at `pos` between two blocks. Null for what is no photo or no position. */
export function insertFigureAt(state: EditorState, photo: string, pos: number): Transaction | null {
  const id = uuid(photo);
  if (!id || !Number.isInteger(pos) || pos < 0 || pos > state.doc.content.size) return null;
  const $pos = state.doc.resolve(pos);
  const at = $pos.depth === 0 ? pos : $pos.after(1);
  const tr = state.tr.insert(at, types.figure.create({ photo: id }));
  // Below the last figure one must be able to write.
  return at + 1 === tr.doc.content.size ? tr.insert(at + 1, types.paragraph.create()) : tr;
}

/** Takes every figure of a photo out of the story, or null when none shows it. Undo does not bring them back, for the photo is gone. */
export function removeFigures(state: EditorState, photo: string): Transaction | null {
  const found: number[] = [];
  state.doc.forEach((node, pos) => {
    if (node.type === types.figure && node.attrs["photo"] === photo) found.push(pos);
  });
  return found.length > 0 ? takeOutFigures(state.tr.setMeta("addToHistory", false), found) : null;
}

/** Takes out the figures at these positions, which ascend. Of a story that is nothing else a paragraph is left, so that one can write. */
export function takeOutFigures(tr: Transaction, positions: readonly number[]): Transaction {
  for (const pos of [...positions].reverse()) {
    if (tr.doc.childCount === 1) tr.replaceWith(pos, pos + 1, types.paragraph.create());
    else tr.delete(pos, pos + 1);
  }
  return tr;
}
