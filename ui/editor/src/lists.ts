// How numbered lists go on counting.
import type { Node } from "prosemirror-model";
import { isHistoryTransaction } from "prosemirror-history";
import { Plugin, type Command, type EditorState } from "prosemirror-state";
import { kindNamed } from "./numbering";
import { types } from "./schema";

/** Names of `Handle.command` that concern the numbers of a list. */
export type ListCommandName = "number_on" | "number_from" | "list_kind";

/** The command of that name; `arg` is the number that the list is to begin with, or the name of a kind. Null for an unknown name. */
export function listCommand(name: string, arg: string): Command | null {
  switch (name as ListCommandName) {
    case "number_on":
      return numberOn;
    case "number_from":
      return numberFrom(arg);
    case "list_kind":
      return countAs(arg);
    default:
      return null;
  }
}

/** The numbered list around the cursor, the innermost, and its number that goes on from the one before it; null where there is none. */
export function numberedList({ selection: { $from } }: EditorState): { list: Node; pos: number; goesOn: number | null } | null {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const list = $from.node(depth);
    if (list.type === types.bulletList) return null;
    if (list.type !== types.orderedList) continue;
    const parent = $from.node(depth - 1);
    let goesOn: number | null = null;
    for (let index = $from.index(depth - 1) - 1; index >= 0 && goesOn === null; index -= 1) {
      const before = parent.child(index);
      if (before.type === types.orderedList && before.attrs["kind"] === list.attrs["kind"]) goesOn = behind(before);
    }
    return { list, pos: $from.before(depth), goesOn };
  }
  return null;
}

const numberOn: Command = (state, dispatch) => {
  const found = numberedList(state);
  if (!found || found.goesOn === null || found.goesOn === found.list.attrs["start"]) return false;
  dispatch?.(state.tr.setNodeAttribute(found.pos, "start", found.goesOn));
  return true;
};

function numberFrom(arg: string): Command {
  return (state, dispatch) => {
    const found = numberedList(state);
    const start = /^\s*\d{1,9}\s*$/.test(arg) ? Number(arg) : null;
    if (!found || start === null || start === found.list.attrs["start"]) return false;
    dispatch?.(state.tr.setNodeAttribute(found.pos, "start", start));
    return true;
  };
}

function countAs(arg: string): Command {
  return (state, dispatch) => {
    const found = numberedList(state);
    const kind = kindNamed(arg);
    if (!found || !kind || kind === found.list.attrs["kind"]) return false;
    dispatch?.(state.tr.setNodeAttribute(found.pos, "kind", kind));
    return true;
  };
}

/** The number after the last of a list. */
function behind(list: Node): number {
  return Number(list.attrs["start"]) + list.childCount;
}

/**
 * A list on the top level that is parted in two goes on counting in the second part. It is one step with what has parted it, and
 * looks at nothing but the blocks that have changed.
 */
export function countingOn(): Plugin {
  return new Plugin({
    appendTransaction(transactions, { doc: before }, { doc: after, tr }) {
      if (before === after || transactions.some((one) => isHistoryTransaction(one))) return null;
      const { start, end, endAfter } = changedBlocks(before, after);
      if (endAfter - start < 2) return null;
      const place = (pos: number, side: -1 | 1) =>
        after.resolve(transactions.reduce((at, one) => one.mapping.map(at, side), pos)).index(0);
      for (let index = start, pos = posOf(before, start); index < end; index += 1) {
        const list = before.child(index);
        // Within its first item, and within its last one.
        if (list.type === types.orderedList) goOn(list, place(pos + 2, 1), place(pos + list.nodeSize - 2, -1));
        pos += list.nodeSize;
      }
      return tr.docChanged ? tr : null;

      function goOn(list: Node, from: number, to: number) {
        let next: number | null = null;
        for (let index = from, pos = posOf(after, from); index <= to && index < after.childCount; index += 1) {
          const part = after.child(index);
          if (part.type === types.orderedList && part.hasMarkup(types.orderedList, list.attrs)) {
            if (next !== null) tr.setNodeAttribute(pos, "start", next);
            next = (next ?? Number(list.attrs["start"])) + part.childCount;
          }
          pos += part.nodeSize;
        }
      }
    },
  });
}

/** The top-level blocks that are not the same ones in both stories. */
function changedBlocks(before: Node, after: Node): { start: number; end: number; endAfter: number } {
  const most = Math.min(before.childCount, after.childCount);
  let start = 0;
  while (start < most && before.child(start) === after.child(start)) start += 1;
  let end = before.childCount;
  let endAfter = after.childCount;
  while (end > start && endAfter > start && before.child(end - 1) === after.child(endAfter - 1)) {
    end -= 1;
    endAfter -= 1;
  }
  return { start, end, endAfter };
}

function posOf(doc: Node, index: number): number {
  let pos = 0;
  for (let n = 0; n < index; n += 1) pos += doc.child(n).nodeSize;
  return pos;
}
