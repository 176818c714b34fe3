import { page } from "./page";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { TextSelection } from "prosemirror-state";
import { scrollNeeded } from "../src/focus";
import { clear, desk, jsonOf, select, told, until, type Desk } from "./desk";
import { a, b, br, doc, figure, h2, h3, i, li, NOTE, p, quote, remarked, row, table, td, th, ul } from "./stories";

beforeEach(clear);

const STORY = () =>
  doc(
    p("mở 🙂 đầu"),
    h2("Một ", b("hai")),
    p("ba ", br(), i("bốn"), " năm"),
    ul(li(p("sáu"), ul(li(p("bảy"))))),
    figure(),
    quote(p("tám"), p()),
    h3("Kết"),
    table(row(th(p("chín"))), row(td(p("mười"), p("một")))),
  );

interface Line {
  from: number;
  text: string;
}

const lines = ({ handle }: Desk) => JSON.parse(handle.texts()) as Line[];

/** Every place where `what` stands, as a host would look for it. */
function find(at: Desk, what: string): { from: number; to: number }[] {
  const found = [];
  for (const { from, text } of lines(at)) {
    for (let n = text.indexOf(what); n >= 0; n = text.indexOf(what, n + 1)) found.push({ from: from + n, to: from + n + what.length });
  }
  return found;
}

test("the lines of the story lead to their positions", () => {
  const at = desk(STORY());
  assert.deepEqual(lines(at).map(({ text }) => text), ["mở 🙂 đầu", "Một hai", "ba \nbốn năm", "sáu", "bảy", "tám", "", "Kết", "chín", "mười", "một"]);
  const { doc: story } = at.view.state;
  for (const { from, text } of lines(at)) {
    for (let n = 0; n < text.length; n += 1) {
      if (text[n] !== "\n") assert.equal(story.textBetween(from + n, from + n + 1), text[n], `${text} ${n}`);
      else assert.equal(story.nodeAt(from + n)?.type.name, "line_break");
    }
  }
});

test("found places are shown, move with the text, and the focus stays where it is", () => {
  const at = desk(STORY());
  const field = document.body.appendChild(document.createElement("input"));
  field.focus();
  const ranges = find(at, "m");
  at.handle.highlight(JSON.stringify({ ranges, current: 1 }));
  const shown = (name: string) => [...at.host.querySelectorAll(name)].map((span) => span.textContent);
  assert.deepEqual([shown(".found").length, shown(".found--current").length], [ranges.length, 1]);
  assert.equal(document.activeElement, field);
  at.view.dispatch(at.view.state.tr.insertText("xx", 1));
  assert.deepEqual(shown(".found"), ranges.map(() => "m"), "they moved along");
  assert.equal(at.heard.filter(([name]) => name === "change").length, 0, "and are no part of the story");
  at.handle.highlight('{"ranges":[],"current":-1}');
  assert.deepEqual(shown(".found"), []);
  assert.throws(() => at.handle.highlight('{"ranges":[{"from":3,"to":1}],"current":0}'));
  at.handle.highlight('{"ranges":[{"from":1,"to":999999}],"current":0}');
  assert.deepEqual(shown(".found"), [], "what lies outside of the story is not shown");
});

test("all replacements are one step for undo and keep the format of their first character", () => {
  const at = desk(doc(p("Hoà bình, ", b("hoà"), " ", remarked("hoà nhập", NOTE)), table(row(td(p(a("https://a.vn", "hoà")))))));
  const before = at.handle.doc();
  const wanted = [...find(at, "oà")].map((range) => ({ ...range, text: "òa" }));
  assert.equal(wanted.length, 4);
  assert.equal(at.handle.replaceRanges(JSON.stringify(wanted.reverse())), true, "in any order");
  assert.equal(at.handle.doc(), jsonOf(p("Hòa bình, ", b("hòa"), " ", remarked("hòa nhập", NOTE)), table(row(td(p(a("https://a.vn", "hòa")))))));
  at.handle.command("undo");
  assert.equal(at.handle.doc(), before);
});

test("a replacement may be longer, shorter, empty or hold a line break", () => {
  const at = desk(doc(p("một ", b("hai"), " ba")));
  const [one, two, three] = ["một", "hai", "ba"].map((word) => find(at, word)[0]);
  at.handle.replaceRanges(JSON.stringify([{ ...one, text: "" }, { ...two, text: "x\ny" }, { ...three, text: "bốn năm" }, { from: 1, to: 1, text: "0" }]));
  const bold = { type: "bold" };
  assert.deepEqual(JSON.parse(at.handle.doc()).content[0].content, [
    { type: "text", text: "0 " },
    { type: "text", marks: [bold], text: "x" },
    { type: "line_break", marks: [bold] },
    { type: "text", marks: [bold], text: "y" },
    { type: "text", text: " bốn năm" },
  ]);
});

test("replacements that do not fit the story change nothing", () => {
  const at = desk(doc(p("một"), p("hai"), figure()));
  for (const wanted of [[{ from: 1, to: 99 }], [{ from: 2, to: 7 }], [{ from: 1, to: 3 }, { from: 2, to: 4 }], [{ from: 0, to: 0 }], [{ from: 1, to: 2 }, { from: 10, to: 11 }]]) {
    assert.equal(at.handle.replaceRanges(JSON.stringify(wanted.map((range) => ({ ...range, text: "x" })))), false, JSON.stringify(wanted));
  }
  assert.equal(at.handle.doc(), jsonOf(p("một"), p("hai"), figure()));
  for (const bad of ["{}", '[{"from":1,"to":2}]', '[{"from":2,"to":1,"text":""}]', '[{"from":1.5,"to":2,"text":""}]']) assert.throws(() => at.handle.replaceRanges(bad), bad);
  const reading = desk(doc(p("một")), { editable: false });
  assert.equal(reading.handle.replaceRanges('[{"from":1,"to":2,"text":"x"}]'), false);
});

test("a replacement waits for a word that is open", async () => {
  const at = desk(doc(p("một hai")));
  at.view.dom.dispatchEvent(new page.CompositionEvent("compositionstart", { bubbles: true }) as unknown as Event);
  assert.equal(at.handle.replaceRanges('[{"from":5,"to":8,"text":"ba"}]'), true);
  assert.equal(at.handle.doc(), jsonOf(p("một hai")));
  at.view.dom.dispatchEvent(new page.CompositionEvent("compositionend", { bubbles: true }) as unknown as Event);
  await until(() => at.handle.doc() === jsonOf(p("một ba")), "it is replaced then");
});

test("the host hears that the text changed, some time after it did", async () => {
  const at = desk(doc(p("một")));
  at.view.dispatch(at.view.state.tr.insertText("a"));
  at.view.dispatch(at.view.state.tr.insertText("b"));
  assert.equal(told(at, "texts").length, 0);
  await until(() => told(at, "texts").length === 1, "once for both");
});

test("the outline has the subheads, where they are, and the words below each", async () => {
  const at = desk(STORY());
  await until(() => told(at, "outline").length === 1, "on load");
  const outline = JSON.parse(at.handle.outline()) as { text: string; pos: number }[];
  assert.deepEqual(told(at, "outline")[0], outline);
  assert.deepEqual(outline.map(({ pos: _, ...rest }) => rest), [{ level: 2, text: "Một hai", words: 6 }, { level: 3, text: "Kết", words: 3 }]);
  at.handle.goTo(outline[1]?.pos ?? 0);
  assert.equal(at.view.state.selection.$head.parent.textContent, "Kết");
  for (const pos of [-5, 1e9, NaN]) at.handle.goTo(pos);
  const end = at.view.state.doc.content.size - 5;
  at.view.dispatch(at.view.state.tr.insertText(" thêm", end));
  await until(() => told(at, "outline").length === 2, "after a change");
});

test("the selected text is that of print", () => {
  const at = desk(STORY());
  assert.equal(at.handle.selectionText(), "");
  at.view.dispatch(at.view.state.tr.setSelection(TextSelection.create(at.view.state.doc, 14, 40)));
  assert.equal(at.handle.selectionText(), "t hai\nba \nbốn năm\nsáu");
});

test("focus mode marks the block one writes in, also in a story that takes the place of another", () => {
  const at = desk(STORY());
  const current = () => at.host.querySelector(".story--focus .story--current")?.textContent ?? null;
  assert.equal(current(), null);
  at.handle.setFocusMode(true);
  select(at.view, "bảy", false);
  assert.equal(current(), "sáubảy", "the whole list");
  select(at.view, "Kết", false);
  assert.equal(current(), "Kết");
  at.handle.setDoc(jsonOf(p("khác")));
  assert.equal(current(), "khác");
  at.handle.setFocusMode(false);
  assert.equal(current(), null);
  assert.equal(at.heard.filter(([name]) => name === "change").length, 0);
});

test("the line stays in the middle third of the window", () => {
  const shown = { top: 100, bottom: 700 };
  assert.equal(scrollNeeded({ top: 350, bottom: 380 }, shown), 0);
  assert.equal(scrollNeeded({ top: 250, bottom: 280 }, shown), -50);
  assert.equal(scrollNeeded({ top: 600, bottom: 630 }, shown), 130);
});
