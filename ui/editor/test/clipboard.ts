// What a copy puts into the clipboard. Import after ./page.
import type { EditorView } from "prosemirror-view";
import { page } from "./page";

/** The HTML of the selection as it would be copied. */
export function serializeForClipboard(view: EditorView): string {
  return view.serializeForClipboard(view.state.selection.content()).dom.innerHTML;
}

/** Cuts or copies the selection by keyboard; what is in the clipboard then, for `paste`. */
export function take(view: EditorView, how: "cut" | "copy"): Record<string, string> {
  const data: Record<string, string> = {};
  const event = new page.Event(how, { bubbles: true, cancelable: true }) as unknown as Event;
  Object.assign(event, { clipboardData: { clearData: () => undefined, setData: (kind: string, text: string) => (data[kind] = text) } });
  view.dom.dispatchEvent(event);
  return data;
}
