// What the toolbar and the keys can do to a story. Every command here is one step for "undo".
import { setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import type { Attrs, Node, NodeType, ResolvedPos } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { findWrapping, liftTarget } from "prosemirror-transform";
import { listCommand, type ListCommandName } from "./lists";
import { moveBlock } from "./moves";
import { remarkCommand, type RemarkCommandName } from "./remarks";
import { safeHref, types, uuid } from "./schema";
import { alone } from "./steps";
import { insertBlock, tableCommand, type TableCommandName } from "./tables";

/** Names that `Handle.command` understands. */
export type CommandName =
  | "bold"
  | "italic"
  | "superscript"
  | "subscript"
  | "link"
  | "subhead2"
  | "subhead3"
  | "paragraph"
  | "bullet_list"
  | "ordered_list"
  | "quote"
  | "figure"
  | "block_up"
  | "block_down"
  | "figure_up"
  | "figure_down"
  | "undo"
  | "redo"
  | ListCommandName
  | TableCommandName
  | RemarkCommandName;

/** The command of that name, a step of its own; `arg` is a link's address, a photo's or a remark's id, the size of a table, or the first number or the kind of a list. Null for an unknown name. */
export function commandNamed(name: string, arg: string): Command | null {
  if (name === "undo") return undo;
  if (name === "redo") return redo;
  const command = changing(name, arg);
  return command && alone(command);
}

function changing(name: string, arg: string): Command | null {
  switch (name as CommandName) {
    case "bold":
      return toggleMark(types.bold);
    case "italic":
      return toggleMark(types.italic);
    case "superscript":
      return toggleMark(types.superscript);
    case "subscript":
      return toggleMark(types.subscript);
    case "link":
      return setLink(arg);
    case "subhead2":
      return toggleSubhead(2);
    case "subhead3":
      return toggleSubhead(3);
    case "paragraph":
      return makePlain;
    case "bullet_list":
      return toggleList(types.bulletList);
    case "ordered_list":
      return toggleList(types.orderedList);
    case "quote":
      return toggleQuote;
    case "figure":
      return insertFigure(arg);
    case "block_up":
    case "figure_up":
      return moveBlock(-1);
    case "block_down":
    case "figure_down":
      return moveBlock(1);
    default:
      return listCommand(name, arg) ?? tableCommand(name, arg) ?? remarkCommand(name, arg);
  }
}

/** A subhead of that level; a plain paragraph where it is one already. Leaves lists and quotes. */
export function toggleSubhead(level: 2 | 3): Command {
  return (state, dispatch) => {
    const { parent } = state.selection.$from;
    if (parent.type === types.subhead && parent.attrs.level === level) return makePlain(state, dispatch);
    return inTurn(state, dispatch, [leaveWrapping, setBlockType(types.subhead, { level })]);
  };
}

/** A plain paragraph on the top level. */
export const makePlain: Command = (state, dispatch) =>
  inTurn(state, dispatch, [leaveWrapping, setBlockType(types.paragraph)]);

/** Into a list of this kind; out of it where it is one already; the other kind of list changes its kind. */
export function toggleList(type: NodeType): Command {
  return (state, dispatch) => {
    const list = ancestor(state.selection.$from, [types.bulletList, types.orderedList]);
    if (list && list.node.type === type) return leaveList(state, dispatch);
    if (list) return changeNode(list.pos, type)(state, dispatch);
    return inTurn(state, dispatch, [leaveWrapping, setBlockType(types.paragraph), wrapInList(type)], true);
  };
}

/** Into a quote; out of it where it is one already. */
export const toggleQuote: Command = (state, dispatch) => {
  if (ancestor(state.selection.$from, [types.quote])) return leaveWrapping(state, dispatch);
  return inTurn(state, dispatch, [leaveWrapping, setBlockType(types.paragraph), wrapIn(types.quote)], true);
};

/** Links the selection, or changes the link at the cursor, or writes the address as a link; an empty address removes the link. */
export function setLink(address: string): Command {
  return (state, dispatch) => {
    const { from, to, empty, $from } = state.selection;
    const range = empty ? linkAround($from) : { from, to };
    if (address.trim() === "") {
      if (!range || !state.doc.rangeHasMark(range.from, range.to, types.link)) return false;
      dispatch?.(state.tr.removeMark(range.from, range.to, types.link));
      return true;
    }
    const href = completeHref(address);
    if (!href || !$from.parent.inlineContent) return false;
    if (!dispatch) return true;
    const mark = types.link.create({ href });
    const tr = state.tr;
    if (range) tr.removeMark(range.from, range.to, types.link).addMark(range.from, range.to, mark);
    else tr.replaceSelectionWith(state.schema.text(shownAddress(href), mark.addToSet($from.marks())), false);
    dispatch(tr.removeStoredMark(types.link).scrollIntoView());
    return true;
  };
}

/** An address as people type it ("mongcai.gov.vn/tin", "tin@mongcai.gov.vn") as one that may be stored, or null. */
export function completeHref(address: string): string | null {
  const typed = address.trim().replace(/ /g, "%20");
  if (/^[a-z][a-z0-9+-]*:(?!\d+(\/|$))/i.test(typed)) return safeHref(typed);
  if (/^[^@/]+@[^@/]+\.[^@/]+$/.test(typed)) return safeHref(`mailto:${typed}`);
  if (/^[^/.]+\.[^/]/.test(typed)) return safeHref(`https://${typed}`);
  return null;
}

/** The figure of a photo after the current block and the figures that follow it; on an empty line the figure takes its place and the line follows. */
export function insertFigure(photo: string): Command {
  return (state, dispatch) => {
    const id = uuid(photo);
    if (!id) return false;
    if (!dispatch) return true;
    const { tr, at, atEnd } = insertBlock(state, types.figure.create({ photo: id }), types.figure);
    if (atEnd) tr.setSelection(TextSelection.create(tr.doc, at + 2));
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** The nearest node around a position that is of one of these types. */
export function ancestor($pos: ResolvedPos, wanted: NodeType[]): { node: Node; pos: number } | null {
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const node = $pos.node(depth);
    if (wanted.includes(node.type)) return { node, pos: $pos.before(depth) };
  }
  return null;
}

/** The whole link that a cursor stands in or at the edge of. */
export function linkAround($pos: ResolvedPos): { from: number; to: number; href: string } | null {
  const { parent } = $pos;
  if (!parent.inlineContent) return null;
  const near = [parent.childAfter($pos.parentOffset), parent.childBefore($pos.parentOffset)];
  for (const { node, index, offset } of near) {
    const mark = node && types.link.isInSet(node.marks);
    if (!mark) continue;
    let from = offset;
    let to = offset + node.nodeSize;
    for (let i = index - 1; i >= 0 && mark.isInSet(parent.child(i).marks); i -= 1) from -= parent.child(i).nodeSize;
    for (let i = index + 1; i < parent.childCount && mark.isInSet(parent.child(i).marks); i += 1) to += parent.child(i).nodeSize;
    return { from: $pos.start() + from, to: $pos.start() + to, href: String(mark.attrs.href) };
  }
  return null;
}

/** Out of every list and quote, to the top level. */
const leaveWrapping: Command = (state, dispatch) =>
  repeat(state, dispatch, (now) => {
    const { $from } = now.selection;
    if (ancestor($from, [types.listItem])) return liftListItem(types.listItem);
    return ancestor($from, [types.quote]) ? liftOnce : null;
  });

/** Out of all lists, to the top level. */
const leaveList: Command = (state, dispatch) =>
  repeat(state, dispatch, (now) => (ancestor(now.selection.$from, [types.listItem]) ? liftListItem(types.listItem) : null));

const liftOnce: Command = (state, dispatch) => {
  const range = state.selection.$from.blockRange(state.selection.$to);
  const target = range && liftTarget(range);
  if (!range || target === null || target === undefined) return false;
  dispatch?.(state.tr.lift(range, target));
  return true;
};

function wrapIn(type: NodeType, attrs: Attrs | null = null): Command {
  return (state, dispatch) => {
    const range = state.selection.$from.blockRange(state.selection.$to);
    const wrapping = range && findWrapping(range, type, attrs);
    if (!range || !wrapping) return false;
    dispatch?.(state.tr.wrap(range, wrapping));
    return true;
  };
}

function changeNode(pos: number, type: NodeType): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setNodeMarkup(pos, type));
    return true;
  };
}

/** Runs commands one after the other as one change; those that do not apply are passed over, but with `lastMust` the last one has to. */
function inTurn(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined, commands: Command[], lastMust = false): boolean {
  const tr = state.tr;
  let now = state;
  let done = false;
  for (const command of commands) {
    done = command(now, (step) => {
      now = now.apply(step);
      for (const one of step.steps) tr.step(one);
    });
  }
  if ((lastMust && !done) || !tr.docChanged) return false;
  // A step alone maps the selection; the commands may have set it on purpose.
  tr.setSelection(Selection.fromJSON(tr.doc, now.selection.toJSON()));
  dispatch?.(tr.scrollIntoView());
  return true;
}

function repeat(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined, next: (now: EditorState) => Command | null): boolean {
  const commands: Command[] = [];
  let now = state;
  for (let command = next(now); command && commands.length < 50; command = next(now)) {
    const before = now;
    if (!command(now, (step) => (now = now.apply(step)))) break;
    if (now === before) break;
    commands.push(command);
  }
  return inTurn(state, dispatch, commands);
}

function shownAddress(href: string): string {
  return href.replace(/^(https?:\/\/|mailto:|tel:)/, "").replace(/\/$/, "");
}
