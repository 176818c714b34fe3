// The keyboard. Nothing here reacts to letters, and Backspace does what it does everywhere: Windows input methods
// such as UniKey write Vietnamese with Backspaces of their own.
import { baseKeymap, chainCommands } from "prosemirror-commands";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { NodeSelection, type Command } from "prosemirror-state";
import { ancestor, commandNamed } from "./commands";
import { DEEPEST_LIST, types } from "./schema";
import { deleteSelectedTable, nextCellOrRow, previousCell } from "./tables";

/** What keys ask of the host. */
export interface KeyRequests {
  /** Mod-Shift-k: the writer wants to set a link. (Mod-k is the host's.) */
  link(): void;
  /** Mod-Alt-m: the writer wants to make a remark. */
  remark(): void;
  /** Mod-z and its counterparts: what was done last may stand in another field. */
  undo(): void;
  redo(): void;
  /** Enter on a selected figure. */
  openPhoto(photo: string): void;
}

/** Key bindings for `prosemirror-keymap`. */
export function storyKeys(requests: KeyRequests): Record<string, Command> {
  const openPhoto: Command = (state, dispatch) => {
    const { selection } = state;
    if (!(selection instanceof NodeSelection) || selection.node.type !== types.figure) return false;
    if (dispatch) requests.openPhoto(String(selection.node.attrs.photo));
    return true;
  };
  const ask = (what: "link" | "remark" | "undo" | "redo"): Command => {
    return (_state, dispatch) => {
      if (dispatch) requests[what]();
      return true;
    };
  };
  return {
    ...baseKeymap,
    Enter: chainCommands(openPhoto, splitListItem(types.listItem), base("Enter")),
    "Shift-Enter": breakLine,
    Backspace: chainCommands(deleteSelectedTable, pickFigure(-1), base("Backspace")),
    Delete: chainCommands(pickFigure(1), base("Delete")),
    Tab: chainCommands(nextCellOrRow, inList(sink)),
    "Shift-Tab": chainCommands(previousCell, inList(liftListItem(types.listItem))),
    "Mod-b": named("bold"),
    "Mod-i": named("italic"),
    "Mod-Shift-k": ask("link"),
    "Mod-Alt-m": ask("remark"),
    "Mod-z": ask("undo"),
    "Mod-y": ask("redo"),
    "Mod-Shift-z": ask("redo"),
    "Mod-Alt-2": named("subhead2"),
    "Mod-Alt-3": named("subhead3"),
    "Mod-Alt-0": named("paragraph"),
    "Mod-Shift-7": named("ordered_list"),
    "Mod-Shift-8": named("bullet_list"),
    "Mod-Shift-9": named("quote"),
    "Alt-ArrowUp": orStay(named("block_up")),
    "Alt-ArrowDown": orStay(named("block_down")),
  };
}

/** At the edge of a text beside a figure the key selects the figure; only the second press takes it out. */
function pickFigure(side: -1 | 1): Command {
  return (state, dispatch) => {
    const { selection, doc } = state;
    const { $from } = selection;
    if (!selection.empty || $from.depth !== 1 || $from.parent.content.size === 0) return false;
    if (side < 0 ? $from.parentOffset > 0 : $from.parentOffset < $from.parent.content.size) return false;
    const index = $from.index(0) + side;
    if (index < 0 || doc.maybeChild(index)?.type !== types.figure) return false;
    const pos = side < 0 ? $from.before() - doc.child(index).nodeSize : $from.after();
    dispatch?.(state.tr.setSelection(NodeSelection.create(doc, pos)).scrollIntoView());
    return true;
  };
}

const sink: Command = (state, dispatch, view) => {
  // A list level is two levels of the document: the list and its item.
  const levels = Math.floor(state.selection.$from.depth / 2);
  return levels < DEEPEST_LIST && sinkListItem(types.listItem)(state, dispatch, view);
};

const breakLine: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(types.lineBreak.create(), true).scrollIntoView());
  return true;
};

/** In a list the key stays in the list even when there is nothing to do; elsewhere it leaves the editor. */
function inList(command: Command): Command {
  return (state, dispatch, view) => {
    if (!ancestor(state.selection.$from, [types.listItem])) return false;
    command(state, dispatch, view);
    return true;
  };
}

/** At the edge of the story the key does nothing, rather than what the browser makes of it. */
function orStay(command: Command): Command {
  return (state, dispatch, view) => {
    command(state, dispatch, view);
    return true;
  };
}

function named(name: string): Command {
  const command = commandNamed(name, "");
  if (!command) throw new RangeError(`no command ${name}`);
  return command;
}

function base(key: string): Command {
  const command = baseKeymap[key];
  if (!command) throw new RangeError(`no key ${key}`);
  return command;
}
