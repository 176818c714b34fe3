// What "undo" takes back at a time. Letters typed within half a second go together; a command, a paste, a cut or a drop is a
// step by itself, or taking it back would take back words typed just before or after it.
import { closeHistory } from "prosemirror-history";
import type { Command, EditorState, Transaction } from "prosemirror-state";

const ALONE = "alone";
const GESTURES: unknown[] = ["paste", "cut", "drop"];

/** The command as a step by itself. */
export function alone(command: Command): Command {
  return (state, dispatch, view) => command(state, dispatch && ((tr) => dispatch(asStep(tr))), view);
}

/** The change as a step by itself. */
export function asStep(tr: Transaction): Transaction {
  return tr.setMeta(ALONE, true);
}

/** The state after a transaction, with its steps kept apart from what was typed before and what will be typed next. */
export function applied(state: EditorState, tr: Transaction): EditorState {
  if (!tr.docChanged || !(tr.getMeta(ALONE) || GESTURES.includes(tr.getMeta("uiEvent")))) return state.apply(tr);
  const after = state.apply(closeHistory(tr));
  return after.apply(closeHistory(after.tr));
}
