// What a copy puts into the clipboard.
import type { EditorView } from "prosemirror-view";

/** The HTML of the selection as it would be copied. */
export function serializeForClipboard(view: EditorView): string {
  return view.serializeForClipboard(view.state.selection.content()).dom.innerHTML;
}
