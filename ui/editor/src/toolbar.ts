// What a toolbar has to know of the place where the cursor stands.
import { redoDepth, undoDepth } from "prosemirror-history";
import { NodeSelection, type EditorState } from "prosemirror-state";
import { ancestor, linkAround, markActive } from "./commands";
import { types } from "./schema";

export interface ToolbarState {
  bold: boolean;
  italic: boolean;
  /** Address of the link at the cursor or in the selection. */
  link: string | null;
  block: "paragraph" | "subhead2" | "subhead3" | "bullet_list" | "ordered_list" | "quote" | "figure";
  /** Photo of the selected figure. */
  photo: string | null;
  inList: boolean;
  canUndo: boolean;
  canRedo: boolean;
  canLink: boolean;
}

export function toolbarState(state: EditorState): ToolbarState {
  const { selection } = state;
  const block = blockName(state);
  const link = linkOf(state);
  return {
    bold: markActive(state, types.bold),
    italic: markActive(state, types.italic),
    link,
    block,
    photo: block === "figure" ? String((selection as NodeSelection).node.attrs["photo"]) : null,
    inList: block === "bullet_list" || block === "ordered_list",
    canUndo: undoDepth(state) > 0,
    canRedo: redoDepth(state) > 0,
    canLink: selection.$from.parent.inlineContent && (!selection.empty || link !== null),
  };
}

function blockName(state: EditorState): ToolbarState["block"] {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.type === types.figure) return "figure";
  const list = ancestor(selection.$from, [types.bulletList, types.orderedList]);
  if (list) return list.node.type === types.bulletList ? "bullet_list" : "ordered_list";
  if (ancestor(selection.$from, [types.quote])) return "quote";
  const { parent } = selection.$from;
  if (parent.type === types.subhead) return parent.attrs["level"] === 3 ? "subhead3" : "subhead2";
  return "paragraph";
}

function linkOf(state: EditorState): string | null {
  const { from, to, empty, $from } = state.selection;
  if (empty) return linkAround($from)?.href ?? null;
  let href: string | null = null;
  state.doc.nodesBetween(from, to, (node) => {
    if (href === null) href = (types.link.isInSet(node.marks)?.attrs["href"] as string | undefined) ?? null;
    return href === null;
  });
  return href;
}
