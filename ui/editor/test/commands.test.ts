import "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { undo } from "prosemirror-history";
import { AllSelection, EditorState, TextSelection } from "prosemirror-state";
import { commandNamed, completeHref } from "../src/commands";
import { toolbarState } from "../src/toolbar";
import { a, after, at, atFigure, b, doc, figure, h2, h3, i, li, line, ol, p, PHOTO, quote, ul } from "./stories";

const OTHER = "0190f0aa-0000-7000-8000-000000000002";

function run(state: EditorState, name: string, arg = ""): EditorState {
  const command = commandNamed(name, arg);
  assert.ok(command, name);
  return after(state, command);
}

function refused(state: EditorState, name: string, arg = "") {
  assert.equal(commandNamed(name, arg)?.(state), false, `${name} ${arg} does not apply`);
}

const story = (state: EditorState) => line(state.doc);

test("bold and italic go on and off", () => {
  const start = at(doc(p("một hai")), "hai", true);
  const bold = run(start, "bold");
  assert.equal(story(bold), line(doc(p("một ", b("hai")))));
  assert.equal(toolbarState(bold).bold, true);
  assert.equal(story(run(bold, "bold")), story(start));
  assert.equal(toolbarState(run(start, "italic")).italic, true);
});

test("a subhead comes and goes, out of lists and quotes too", () => {
  assert.equal(story(run(at(doc(p("một")), "một"), "subhead2")), line(doc(h2("một"))));
  assert.equal(story(run(at(doc(h2("một")), "một"), "subhead3")), line(doc(h3("một"))));
  assert.equal(story(run(at(doc(h2("một")), "một"), "subhead2")), line(doc(p("một"))), "the same again takes it back");
  assert.equal(story(run(at(doc(ul(li(p("một")), li(p("hai")), li(p("ba")))), "hai"), "subhead2")), line(doc(ul(li(p("một"))), h2("hai"), ul(li(p("ba"))))));
  assert.equal(story(run(at(doc(quote(p("một"), p("hai"))), "hai"), "subhead3")), line(doc(quote(p("một")), h3("hai"))));
});

test("a plain paragraph comes out of everything", () => {
  assert.equal(story(run(at(doc(h3("một")), "một"), "paragraph")), line(doc(p("một"))));
  assert.equal(story(run(at(doc(ul(li(p("một"), ol(1, li(p("hai")))))), "hai"), "paragraph")), line(doc(ul(li(p("một"))), p("hai"))));
  assert.equal(story(run(at(doc(quote(p("một"))), "một"), "paragraph")), line(doc(p("một"))));
  refused(at(doc(p("một")), "một"), "paragraph");
});

test("lists come, change their kind and go", () => {
  const two = doc(p("một"), p("hai"));
  const both = EditorState.create({ doc: two, selection: TextSelection.create(two, 1, two.content.size - 1) });
  const list = run(both, "bullet_list");
  assert.equal(story(list), line(doc(ul(li(p("một")), li(p("hai"))))));
  assert.equal(story(run(list, "ordered_list")), line(doc(ol(1, li(p("một")), li(p("hai"))))));
  assert.equal(story(run(list, "bullet_list")), line(two), "the same again takes it back");
  assert.equal(story(run(at(doc(h2("một")), "một"), "ordered_list")), line(doc(ol(1, li(p("một"))))), "a subhead becomes an item");
  assert.equal(story(run(at(doc(quote(p("một"))), "một"), "bullet_list")), line(doc(ul(li(p("một"))))), "a quote becomes an item");
  const nested = at(doc(ul(li(p("một"), ul(li(p("hai")))))), "hai");
  assert.equal(story(run(nested, "ordered_list")), line(doc(ul(li(p("một"), ol(1, li(p("hai"))))))), "only the inner list changes");
});

test("a list around a figure is refused", () => {
  const mixed = doc(p("một"), figure(), p("hai"));
  refused(EditorState.create({ doc: mixed, selection: new AllSelection(mixed) }), "bullet_list");
});

test("quotes come and go", () => {
  const quoted = run(at(doc(p("một")), "một"), "quote");
  assert.equal(story(quoted), line(doc(quote(p("một")))));
  assert.equal(story(run(quoted, "quote")), line(doc(p("một"))));
  assert.equal(story(run(at(doc(h2("một")), "một"), "quote")), line(doc(quote(p("một")))));
  assert.equal(story(run(at(doc(ul(li(p("một")))), "một"), "quote")), line(doc(quote(p("một")))));
});

test("a link is set, changed, taken away and written out", () => {
  const linked = run(at(doc(p("xem trang này")), "trang", true), "link", "mongcai.gov.vn/tin");
  assert.equal(JSON.stringify(linked.doc), JSON.stringify(doc(p("xem ", a("https://mongcai.gov.vn/tin", "trang"), " này"))));
  assert.equal(toolbarState(linked).link, "https://mongcai.gov.vn/tin");
  const inside = at(linked.doc, "ang");
  assert.equal(toolbarState(inside).link, "https://mongcai.gov.vn/tin");
  assert.equal(JSON.stringify(run(inside, "link", "tel:+84203").doc), JSON.stringify(doc(p("xem ", a("tel:+84203", "trang"), " này"))), "the whole link changes");
  assert.equal(story(run(inside, "link", "")), line(doc(p("xem trang này"))));
  const written = run(at(doc(p("xem ", "này")), "này"), "link", "https://mongcai.gov.vn/");
  assert.equal(JSON.stringify(written.doc), JSON.stringify(doc(p("xem ", a("https://mongcai.gov.vn/", "mongcai.gov.vn"), "này"))));
  refused(at(doc(p("một")), "một", true), "link", "javascript:alert(1)");
  refused(at(doc(p("một")), "một", true), "link", "");
});

test("addresses are completed as people type them", () => {
  const typed: [string, string | null][] = [
    ["mongcai.gov.vn", "https://mongcai.gov.vn"],
    [" www.mongcai.gov.vn/tin tuc ", "https://www.mongcai.gov.vn/tin%20tuc"],
    ["localhost.vn:8080/a", "https://localhost.vn:8080/a"],
    ["tin@mongcai.gov.vn", "mailto:tin@mongcai.gov.vn"],
    ["tel:0203 388", "tel:0203%20388"],
    ["http://a.vn", "http://a.vn"],
    ["javascript:alert(1)", null],
    ["data:text/html,a.b", null],
    ["chào", null],
    ["/tin", null],
    ["", null],
  ];
  for (const [address, href] of typed) assert.equal(completeHref(address), href, address);
});

test("figures put in one after the other stand in the order in which they were chosen", () => {
  const start = at(doc(p("một"), p("hai")), "một");
  const two = run(run(start, "figure", PHOTO), "figure", OTHER);
  const shown: string[] = [];
  two.doc.forEach((node) => shown.push(String(node.attrs["photo"] ?? node.textContent)));
  assert.deepEqual(shown, ["một", PHOTO, OTHER, "hai"]);
});

test("a figure goes after the block, or on the empty line", () => {
  assert.equal(story(run(at(doc(p("một"), p("hai")), "một"), "figure", PHOTO)), line(doc(p("một"), figure(), p("hai"))));
  const last = run(at(doc(p("một")), "một"), "figure", PHOTO);
  assert.equal(story(last), line(doc(p("một"), figure(), p())), "one can go on writing below");
  assert.equal(last.selection.$from.index(0), 2, "the cursor stands there");
  const below = doc(p("một"), p());
  const empty = EditorState.create({ doc: below, selection: TextSelection.create(below, 6) });
  assert.equal(story(run(empty, "figure", PHOTO)), line(doc(p("một"), figure(), p())));
  assert.equal(story(run(at(doc(ul(li(p("một")), li(p("hai"))), p("ba")), "một"), "figure", PHOTO)), line(doc(ul(li(p("một")), li(p("hai"))), figure(), p("ba"))));
  const second = run(atFigure(doc(figure(), p("một"))), "figure", OTHER.toUpperCase());
  assert.equal(JSON.stringify(second.doc), JSON.stringify(doc(figure(), figure(OTHER), p("một"))), "after the selected figure, the id in lower case");
  refused(at(doc(p("một")), "một"), "figure", "https://a.vn/a.jpg");
});

test("blocks move up and down with the cursor in them", () => {
  const start = at(doc(h2("một"), p("hai"), figure(), p("ba")), "ba");
  const up = run(start, "block_up");
  assert.equal(story(up), line(doc(h2("một"), p("hai"), p("ba"), figure())));
  assert.equal(up.selection.$from.parent.textContent, "ba");
  assert.equal(story(run(up, "block_down")), story(start));
  refused(start, "block_down");
  refused(at(start.doc, "một"), "block_up");
  const moved = run(atFigure(start.doc), "figure_up");
  assert.equal(story(moved), line(doc(h2("một"), figure(), p("hai"), p("ba"))));
  assert.equal(toolbarState(moved).photo, PHOTO, "the figure stays selected");
  const two = EditorState.create({ doc: start.doc, selection: TextSelection.create(start.doc, 1, 7) });
  assert.equal(story(run(two, "block_down")), line(doc(figure(), h2("một"), p("hai"), p("ba"))), "both selected blocks move");
});

test("list items move within their list, a whole list as a block", () => {
  const list = doc(ul(li(p("một")), li(p("hai"), ul(li(p("trong")))), li(p("ba"))), p("sau"));
  assert.equal(story(run(at(list, "hai"), "block_up")), line(doc(ul(li(p("hai"), ul(li(p("trong")))), li(p("một")), li(p("ba"))), p("sau"))));
  assert.equal(story(run(at(list, "trong"), "block_down")), line(doc(ul(li(p("một")), li(p("ba")), li(p("hai"), ul(li(p("trong"))))), p("sau"))), "an only item takes its own with it");
  refused(at(list, "ba"), "block_down");
  const whole = EditorState.create({ doc: list, selection: TextSelection.create(list, 3, 28) });
  assert.equal(story(run(whole, "block_down")).startsWith('doc(paragraph("sau"), bullet_list('), true);
});

test("every command is taken back by one undo", () => {
  const start = at(doc(ul(li(p("một"), ul(li(p("hai")))), li(p("ba"))), quote(p("bốn"))), "hai");
  for (const name of ["subhead2", "paragraph", "ordered_list", "bullet_list", "quote", "block_down"]) {
    const back = after(run(start, name), undo);
    assert.ok(back.doc.eq(start.doc), name);
  }
});

test("no command leaves a story that the newsroom would refuse", () => {
  const names = ["bold", "italic", "subhead2", "subhead3", "paragraph", "bullet_list", "ordered_list", "quote", "block_up", "block_down", "undo", "redo"];
  let seed = 7;
  const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  let state = at(doc(h2("một"), p("hai ", b("ba"), i("bốn")), ul(li(p("năm"), ol(4, li(p("sáu")))), li(p("bảy"))), quote(p("tám"), p("chín")), figure(), p()), "ba");
  for (let step = 0; step < 3000; step += 1) {
    const size = state.doc.content.size;
    const selection = TextSelection.between(state.doc.resolve(random(size + 1)), state.doc.resolve(random(size + 1)));
    state = state.apply(state.tr.setSelection(selection));
    const name = random(12) === 0 ? "figure" : random(9) === 0 ? "link" : (names[random(names.length)] ?? "bold");
    const arg = name === "figure" ? PHOTO : name === "link" ? ["", "a.vn", "tin@a.vn"][random(3)] : "";
    commandNamed(name, arg ?? "")?.(state, (tr) => (state = state.apply(tr)));
    state.doc.check();
  }
});

test("the toolbar knows where the cursor stands", () => {
  const blocks: [EditorState, string, boolean][] = [
    [at(doc(p("x")), "x"), "paragraph", false],
    [at(doc(h2("x")), "x"), "subhead2", false],
    [at(doc(h3("x")), "x"), "subhead3", false],
    [at(doc(ul(li(p("x")))), "x"), "bullet_list", true],
    [at(doc(ul(li(p("y"), ol(1, li(p("x")))))), "x"), "ordered_list", true],
    [at(doc(quote(p("x"))), "x"), "quote", false],
    [atFigure(doc(figure())), "figure", false],
  ];
  for (const [state, block, inList] of blocks) {
    assert.equal(toolbarState(state).block, block);
    assert.equal(toolbarState(state).inList, inList, block);
  }
  assert.equal(toolbarState(at(doc(p("x")), "x")).canLink, false, "nothing to link");
  assert.equal(toolbarState(at(doc(p("x")), "x", true)).canLink, true);
  const typed = after(at(doc(p("x")), "x"), (state, dispatch) => (dispatch?.(state.tr.insertText("a")), true));
  assert.deepEqual([toolbarState(typed).canUndo, toolbarState(typed).canRedo], [true, false]);
});
