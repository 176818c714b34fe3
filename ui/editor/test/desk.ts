// An editor on a page, and what its host hears. Import after ./page.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Node } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import "../src/index";
import { readStory } from "../src/counts";
import type { Handle } from "../src/mount";
import type { Options } from "../src/options";
import { page } from "./page";
import { doc } from "./stories";

export interface Desk {
  handle: Handle;
  view: EditorView;
  host: HTMLElement;
  /** Names and contents of what the host was told. */
  heard: [string, string][];
  options: Partial<Options>;
}

const open: Handle[] = [];

/** Takes the editors of the test before off the page. */
export function clear() {
  while (open.length > 0) open.pop()?.destroy();
  document.body.replaceChildren();
}

/** An editor with this story. */
export function desk(story: Node | string = "", options: Partial<Options> = {}): Desk {
  const heard: [string, string][] = [];
  const host = document.body.appendChild(document.createElement("div"));
  const hear = (name: string) => (json?: string) => void heard.push([name, json ?? ""]);
  const handle = window.newsdeskEditor?.mount(host, {
    doc: typeof story === "string" ? story : readStory(story).json,
    editable: true,
    onChange: hear("change"),
    onPasted: hear("pasted"),
    onPastedPictures: hear("pictures"),
    onPasteFiles: hear("files"),
    onRemarks: hear("remarks"),
    onRemarkOpen: hear("remark open"),
    onAskRemark: hear("ask remark"),
    onTextsChanged: hear("texts"),
    onOutline: hear("outline"),
    ...options,
  });
  assert.ok(handle);
  open.push(handle);
  const { view } = handle as unknown as { view: EditorView };
  return { handle, view, host, heard, options };
}

/** What the host was told under this name, parsed. */
export function told<T>({ heard }: Desk, name: string): T[] {
  return heard.filter(([kind]) => kind === name).map(([, json]) => JSON.parse(json || "null") as T);
}

/** JSON of a story. */
export const jsonOf = (...blocks: Parameters<typeof doc>) => readStory(doc(...blocks)).json;

/** Where `word` begins. */
export function placeOf(view: EditorView, word: string): number {
  let from = -1;
  view.state.doc.descendants((node, pos) => {
    const found = node.isText && from < 0 ? (node.text ?? "").indexOf(word) : -1;
    if (found >= 0) from = pos + found;
  });
  assert.ok(from >= 0, `no ${word} in the story`);
  return from;
}

/** The cursor before `word`, or the word selected. */
export function select(view: EditorView, word: string, whole = true) {
  const from = placeOf(view, word);
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, whole ? from + word.length : from)));
}

/** A paste by keyboard; true when the editor took it. */
export function paste(view: EditorView, data: Record<string, string>, files: unknown[] = []): boolean {
  const event = new page.Event("paste", { bubbles: true, cancelable: true }) as unknown as Event;
  const types = [...Object.keys(data), ...(files.length > 0 ? ["Files"] : [])];
  Object.assign(event, { clipboardData: { types, files, items: [], getData: (kind: string) => data[kind] ?? "" } });
  view.dom.dispatchEvent(event);
  return event.defaultPrevented;
}

/** A key as the browser reports it; true when the editor took it. */
export function press(view: EditorView, key: string, keys: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...keys });
  view.dom.dispatchEvent(event);
  return event.defaultPrevented;
}

/** Waits for what will be so in a moment. */
export async function until(what: () => boolean, why: string) {
  for (const began = performance.now(); !what(); await sleep(10)) assert.ok(performance.now() - began < 5000, why);
}
