import "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { keydownHandler } from "prosemirror-keymap";
import { EditorState, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { storyKeys } from "../src/keys";
import { at, atFigure, b, br, doc, figure, h2, li, line, ol, p, PHOTO, quote, ul } from "./stories";

const asked: string[] = [];
const handler = keydownHandler(storyKeys({ link: () => asked.push("link"), remark: () => asked.push("remark"), openPhoto: (photo) => asked.push(photo), undo: () => asked.push("undo"), redo: () => asked.push("redo") }));

/** Presses a key; undefined when the editor leaves it to the browser. */
function press(state: EditorState, key: string, keys: KeyboardEventInit = {}): EditorState | undefined {
  const view = new EditorView(null, { state });
  const handled = handler(view, new KeyboardEvent("keydown", { key, ...keys }));
  const next = view.state;
  view.destroy();
  return handled ? next : undefined;
}

/** The cursor behind the last letter of `word`. */
function behind(story: Parameters<typeof at>[0], word: string): EditorState {
  const state = at(story, word);
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, state.selection.from + word.length)));
}

const shown = (state: EditorState | undefined) => (state ? line(state.doc) : "left to the browser");

test("Enter makes a new item, and on an empty item leaves the list", () => {
  assert.equal(shown(press(behind(doc(ul(li(p("một")))), "một"), "Enter")), line(doc(ul(li(p("một")), li(p())))));
  const empty = doc(ul(li(p("một")), li(p())));
  const state = EditorState.create({ doc: empty, selection: TextSelection.create(empty, 10) });
  assert.equal(shown(press(state, "Enter")), line(doc(ul(li(p("một"))), p())));
});

test("Enter behind a subhead begins a paragraph, and on an empty line leaves the quote", () => {
  assert.equal(shown(press(behind(doc(h2("tít")), "tít"), "Enter")), line(doc(h2("tít"), p())));
  const quoted = doc(quote(p("lời"), p()));
  const state = EditorState.create({ doc: quoted, selection: TextSelection.create(quoted, 7) });
  assert.equal(shown(press(state, "Enter")), line(doc(quote(p("lời")), p())));
});

test("Shift-Enter breaks the line", () => {
  assert.equal(shown(press(behind(doc(p("một hai")), "một"), "Enter", { shiftKey: true })), line(doc(p("một", br(), " hai"))));
});

test("Tab and Shift-Tab move items in lists and leave the editor elsewhere", () => {
  const flat = doc(ul(li(p("một")), li(p("hai"))));
  const deep = doc(ul(li(p("một"), ul(li(p("hai"))))));
  assert.equal(shown(press(at(flat, "hai"), "Tab")), line(deep));
  assert.equal(shown(press(at(deep, "hai"), "Tab", { shiftKey: true })), line(flat));
  assert.equal(shown(press(at(flat, "một"), "Tab")), line(flat), "the first item cannot sink; the cursor stays in the list all the same");
  assert.equal(press(at(doc(p("một")), "một"), "Tab"), undefined);
  assert.equal(press(at(doc(p("một")), "một"), "Tab", { shiftKey: true }), undefined);
});

test("lists do not sink deeper than the newsroom reads", () => {
  let inner = ul(li(p("x")), li(p("đáy")));
  for (let level = 1; level < 8; level += 1) inner = ul(li(p("x"), inner));
  const story = doc(inner);
  assert.equal(shown(press(at(story, "đáy"), "Tab")), line(story));
});

test("Enter opens a selected figure's photo, Delete and Backspace take the figure out", () => {
  asked.length = 0;
  const story = doc(p("một"), figure(), p("hai"));
  assert.equal(shown(press(atFigure(story), "Enter")), line(story));
  assert.deepEqual(asked, [PHOTO]);
  for (const key of ["Delete", "Backspace"]) assert.equal(shown(press(atFigure(story), key)), line(doc(p("một"), p("hai"))), key);
});

test("Backspace below a figure selects it first, so that no photo goes by a slip", () => {
  const story = doc(p("một"), figure(), p("hai"));
  for (const next of [press(at(story, "hai"), "Backspace"), press(behind(story, "một"), "Delete")]) {
    assert.equal(shown(next), line(story));
    assert.equal(next?.selection.toJSON()["type"], "node");
  }
});

test("shortcuts", () => {
  asked.length = 0;
  const ctrl = { ctrlKey: true };
  const story = doc(p("một"));
  assert.equal(shown(press(at(story, "một", true), "b", ctrl)), line(doc(p(b("một")))));
  assert.equal(shown(press(at(story, "một"), "2", { ctrlKey: true, altKey: true })), line(doc(h2("một"))));
  assert.equal(shown(press(at(doc(h2("một")), "một"), "0", { ctrlKey: true, altKey: true })), line(story));
  assert.equal(shown(press(at(story, "một"), "&", { ctrlKey: true, shiftKey: true, keyCode: 55 })), line(doc(ol(1, li(p("một"))))));
  assert.equal(shown(press(at(story, "một"), "*", { ctrlKey: true, shiftKey: true, keyCode: 56 })), line(doc(ul(li(p("một"))))));
  assert.equal(shown(press(at(story, "một"), "(", { ctrlKey: true, shiftKey: true, keyCode: 57 })), line(doc(quote(p("một")))));
  assert.equal(shown(press(at(doc(p("một"), p("hai")), "hai"), "ArrowUp", { altKey: true })), line(doc(p("hai"), p("một"))));
  assert.equal(press(at(story, "một"), "k", { ...ctrl, keyCode: 75 }), undefined, "the command palette is the host's");
  press(at(story, "một"), "K", { ...ctrl, shiftKey: true, keyCode: 75 });
  press(at(story, "một"), "m", { ...ctrl, altKey: true, keyCode: 77 });
  assert.deepEqual(asked, ["link", "remark"]);
});

// UniKey on Windows writes "đường" as the keys d d u w o w n g f: every mark is Backspaces and the letters anew.
test("Backspaces in the middle of a word are left to the browser, at every place where words are typed", () => {
  for (const story of [doc(p("du")), doc(h2("du")), doc(ul(li(p("du")))), doc(quote(p("du"))), doc(p(b("du")))]) {
    for (const word of ["d", "du"]) {
      assert.equal(press(behind(story, word), "Backspace"), undefined, `${line(story)} behind ${word}`);
    }
  }
});

test("no letter and no punctuation is a shortcut", () => {
  for (const key of ["a", "d", "w", " ", "-", "*", "#", "1", ".", '"', "'", ">", "`", "đ", "ơ"]) {
    assert.equal(press(at(doc(p("một")), "một"), key), undefined, key);
  }
});
