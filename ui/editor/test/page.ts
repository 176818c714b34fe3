// A page for tests: jsdom's globals have to stand before ProseMirror is loaded, so import this first.
import { JSDOM } from "jsdom";

const dom = new JSDOM('<!doctype html><html lang="vi"><body></body></html>', { pretendToBeVisual: true });
const { window } = dom;

for (const name of [
  "window", "document", "Node", "Element", "HTMLElement", "Text", "Event", "KeyboardEvent", "MouseEvent", "InputEvent", "CompositionEvent", "CustomEvent",
  "MutationObserver", "DOMParser", "getSelection", "getComputedStyle", "requestAnimationFrame", "cancelAnimationFrame", "navigator", "Range", "AbortController",
  "File", "FileReader", "HTMLInputElement", "HTMLTextAreaElement",
] as const) {
  const value: unknown = name === "window" ? window : (window as unknown as Record<string, unknown>)[name];
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
// jsdom lays nothing out; ProseMirror asks where a selection stands when it scrolls to it.
const nowhere = () => ({ left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }) as DOMRect;
Object.assign(window.Range.prototype, { getClientRects: () => [nowhere()], getBoundingClientRect: nowhere });
Object.assign(window.Element.prototype, { scrollIntoView: () => undefined });
window.document.elementFromPoint = () => null;

Object.defineProperty(globalThis, "ClipboardEvent", { value: class extends window.Event {}, configurable: true });

export { window as page };
