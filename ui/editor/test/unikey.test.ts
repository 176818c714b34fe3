// UniKey on Windows has no composition: for every mark it sends Backspaces and then the letters anew. Here its sequences
// come as the events and page changes that a browser makes of them: keydown, beforeinput, the text node changed, input.
import { page } from "./page";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Node } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { clear, desk, jsonOf, placeOf, press } from "./desk";
import { a, b, doc, figure, h2, li, NOTE, p, quote, remarked, row, table, td, th, ul } from "./stories";

beforeEach(clear);

/** What UniKey sends while a word is typed in Telex: letters, and "<" for each Backspace. */
const WORDS: [string, string][] = [
  // T i e e s n g: "ee" takes "e" back for "ê", "s" takes "ê" back for "ế".
  ["Tiếng", "Tie<ê<ếng"],
  ["Việt", "Vie<ê<ệt"],
  // d u o w c d j: the marks come late, so that more letters are written anew.
  ["được", "duo<<ươc<<<<đươc<<ợc"],
  ["Móng", "Mong<<<óng"],
  ["Cái", "Cai<<ái"],
  ["nghiêng", "nghieng<<<êng"],
];

/** Types as UniKey does, by events and changes of the page. */
async function unikey(view: EditorView, keys: string) {
  for (const key of keys) {
    if (key === "<") await backspace(view);
    else await letter(view, key);
  }
}

async function letter(view: EditorView, data: string) {
  // VK_PACKET: what a program sends has no key of its own.
  const taken = press(view, data, { keyCode: 231 });
  assert.equal(taken, false, `the letter ${data} is the browser's`);
  const character = new page.KeyboardEvent("keypress", { key: data, charCode: data.charCodeAt(0), bubbles: true, cancelable: true }) as unknown as Event;
  view.dom.dispatchEvent(character);
  if (character.defaultPrevented) return;
  await change(view, "insertText", data, (text, at) => {
    text.insertData(at, data);
    return at + data.length;
  });
}

async function backspace(view: EditorView) {
  assert.equal(press(view, "Backspace", { keyCode: 8 }), false, "Backspace in a word is the browser's");
  await change(view, "deleteContentBackward", null, (text, at) => {
    text.deleteData(at - 1, 1);
    return at - 1;
  });
}

/** The page changes its text node, and ProseMirror reads it back. */
async function change(view: EditorView, inputType: string, data: string | null, make: (text: Text, at: number) => number) {
  const before = new page.InputEvent("beforeinput", { inputType, data, bubbles: true, cancelable: true }) as unknown as Event;
  view.dom.dispatchEvent(before);
  assert.equal(before.defaultPrevented, false, inputType);
  const selection = document.getSelection();
  const { node, offset } = textAt(view, view.state.selection.head);
  const at = make(node, offset);
  selection?.collapse(node, at);
  view.dom.dispatchEvent(new page.InputEvent("input", { inputType, data, bubbles: true }) as unknown as Event);
  await Promise.resolve();
  (view as unknown as { domObserver: { flush(): void } }).domObserver.flush();
}

function textAt(view: EditorView, pos: number): { node: Text; offset: number } {
  const { node, offset } = view.domAtPos(pos, -1);
  if (node.nodeType === 3) return { node: node as Text, offset };
  const before = node.childNodes[offset - 1];
  if (before?.nodeType === 3) return { node: before as Text, offset: (before as Text).data.length };
  // An empty line: the browser puts the letter in place of the break that holds it open.
  const text = document.createTextNode("");
  node.insertBefore(text, node.childNodes[offset] ?? null);
  for (const filler of [...node.childNodes]) if (filler.nodeName === "BR") filler.remove();
  return { node: text, offset: 0 };
}

/** The cursor behind `word`, or in the first empty line. */
function cursor(view: EditorView, word: string) {
  let pos = word === "" ? -1 : placeOf(view, word) + word.length;
  view.state.doc.descendants((node, at) => {
    if (pos < 0 && node.isTextblock && node.content.size === 0) pos = at + 1;
  });
  view.focus();
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos)));
}

/** Types all the words behind `behind`; the story is then `expected(words)`. */
async function typed(story: Node, behind: string, expected: (words: string) => Node, why: string) {
  const { view, handle } = desk(story);
  cursor(view, behind);
  for (const [, keys] of WORDS) await unikey(view, `${keys} `);
  assert.equal(handle.doc(), jsonOf(...expected(`${WORDS.map(([word]) => word).join(" ")} `).content.content), why);
  clear();
}

test("words come out exactly, in every kind of block", async () => {
  const blocks: [string, (text: string) => Node][] = [
    ["a paragraph", (text) => doc(p(text))],
    ["a subhead", (text) => doc(h2(text))],
    ["a list item", (text) => doc(ul(li(p("x")), li(p(text))))],
    ["a quote", (text) => doc(quote(p(text)))],
    ["a cell", (text) => doc(table(row(th(p("x")), th(p("y"))), row(td(p(text)), td(p()))))],
    ["between figures", (text) => doc(figure(), p(text), figure())],
  ];
  for (const [why, make] of blocks) await typed(make("đầu "), "đầu ", (words) => make(`đầu ${words}`), why);
});

test("words come out exactly beside and inside of formats and remarks", async () => {
  await typed(doc(p(b("đậm "), "x")), "đậm ", (words) => doc(p(b(`đậm ${words}`), "x")), "behind bold");
  await typed(doc(p(b("ab"))), "a", (words) => doc(p(b(`a${words}b`))), "inside of bold");
  await typed(doc(p("a", remarked("bc", NOTE), "d")), "b", (words) => doc(p("a", remarked(`b${words}c`, NOTE), "d")), "inside of a remark");
  await typed(doc(p(a("https://a.vn", "xem"), " x")), "xem", (words) => doc(p(a("https://a.vn", "xem"), `${words} x`)), "behind a link");
  await typed(doc(p(remarked("xem", NOTE), " x")), "xem", (words) => doc(p(remarked("xem", NOTE), `${words} x`)), "behind a remark");
});

test("words come out exactly on an empty line", async () => {
  await typed(doc(p("x"), p()), "", (words) => doc(p("x"), p(words)), "an empty paragraph");
  await typed(doc(table(row(td(p("x")), td(p())))), "", (words) => doc(table(row(td(p("x")), td(p(words))))), "an empty cell");
});

test("nothing clever happens to what is typed", async () => {
  const { view, handle } = desk(doc(p("x ")));
  cursor(view, "x ");
  const keys = '- * 1. # > "a" \'b\' ... -- (c) 1/2 :) @a http://a.vn **b** `c` ';
  await unikey(view, keys);
  assert.equal(handle.doc(), jsonOf(p(`x ${keys}`)));
});

test("one undo takes back a run of words, not half a letter", async () => {
  const { view, handle } = desk(doc(p("x ")));
  cursor(view, "x ");
  await unikey(view, "Tie<ê<ếng");
  handle.command("undo");
  assert.equal(handle.doc(), jsonOf(p("x ")));
});
