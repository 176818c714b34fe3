// Numbered lists: how they count, go on counting, and what other programs read of them.
import "./page";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { cleanHtml } from "../src/paste";
import { LIST_KINDS, listShowing, listSign, type ListKind } from "../src/numbering";
import { inScript } from "../src/scripts";
import { clear, desk, paste, placeOf, press, select } from "./desk";
import { doc, h2, li, numbered, ol, p, quote, row, sup, table, td, ul } from "./stories";

beforeEach(clear);

/** Kind and first number of every list of a story. */
function lists(at: ReturnType<typeof desk>): string[] {
  const found: string[] = [];
  at.view.state.doc.descendants((node) => {
    if (node.type.name === "ordered_list") found.push(`${String(node.attrs["kind"])} ${String(node.attrs["start"])}`);
  });
  return found;
}

test("items are numbered as browsers number them", () => {
  const signs = (kind: ListKind) => [0, 1, 4, 26, 27, 702, 703, 3999, 4000].map((number) => listSign(kind, number));
  assert.deepEqual(signs("lower_letter"), ["0", "a", "d", "z", "aa", "zz", "aaa", "ewu", "ewv"]);
  assert.deepEqual(signs("upper_roman"), ["0", "I", "IV", "XXVI", "XXVII", "DCCII", "DCCIII", "MMMCMXCIX", "4000"]);
  for (const kind of Object.keys(LIST_KINDS) as ListKind[]) assert.deepEqual(listShowing([3, 4, 5].map((n) => listSign(kind, n))), { kind, start: 3 });
  assert.deepEqual(listShowing(["i", "ii"]), { kind: "lower_roman", start: 1 });
  assert.deepEqual(listShowing(["i", "j"]), { kind: "lower_letter", start: 9 });
  assert.deepEqual(listShowing(["c"]), { kind: "lower_letter", start: 3 }, "not a hundred");
  for (const none of [["c", "d", "đ"], ["1", "3"], ["iiii"], ["1.1"], ["a", "B"], []]) assert.equal(listShowing(none), null, none.join());
});

test("a numbered list that is parted goes on counting, and undo takes back both at once", () => {
  const at = desk(doc(numbered("upper_roman", 3, li(p("một")), li(p("hai")), li(p("ba")), li(p("bốn")))));
  const first = at.handle.doc();
  select(at.view, "ba", false);
  at.handle.command("paragraph");
  assert.deepEqual(lists(at), ["upper_roman 3", "upper_roman 5"]);
  at.handle.command("undo");
  assert.equal(at.handle.doc(), first);
  at.handle.command("redo");
  assert.deepEqual(lists(at), ["upper_roman 3", "upper_roman 5"]);
});

test("Enter twice in a list parts it, a list of other numbers beside it is left alone", () => {
  const at = desk(doc(ol(1, li(p("một")), li(p("hai"))), p("giữa"), ol(1, li(p("khác")), li(p("nữa")))));
  select(at.view, "hai", false);
  press(at.view, "Enter");
  select(at.view, "hai", false);
  press(at.view, "Enter");
  // The cursor stands before "hai"; the empty item before it is left.
  const empty = placeOf(at.view, "hai") - 4;
  at.handle.goTo(empty);
  press(at.view, "Enter");
  assert.deepEqual(lists(at).slice(0, 1), ["decimal 1"]);
  assert.equal(lists(at).at(-1), "decimal 1", "the other list");
  assert.ok(lists(at).includes("decimal 2") || lists(at).includes("decimal 3"), lists(at).join());
});

test("a list without its first item still begins with its number", () => {
  const at = desk(doc(ol(4, li(p("một")), li(p("hai")))));
  select(at.view, "một", false);
  at.handle.command("paragraph");
  assert.deepEqual(lists(at), ["decimal 4"]);
});

test("a list is told to go on, to begin anew, and how to count", () => {
  const at = desk(doc(ol(1, li(p("một")), li(p("hai"))), h2("giữa"), ol(1, li(p("ba")), li(p("bốn"), numbered("lower_letter", 1, li(p("a")))))));
  select(at.view, "bốn", false);
  assert.equal(at.handle.command("number_on"), true);
  assert.deepEqual(lists(at), ["decimal 1", "decimal 3", "lower_letter 1"]);
  assert.equal(at.handle.command("number_on"), false, "it does so already");
  assert.equal(at.handle.command("number_from", "10"), true);
  assert.equal(at.handle.command("list_kind", "upper_letter"), true);
  assert.deepEqual(lists(at), ["decimal 1", "upper_letter 10", "lower_letter 1"]);
  for (const bad of ["", "-1", "x", "1e3"]) assert.equal(at.handle.command("number_from", bad), false, bad);
  assert.equal(at.handle.command("list_kind", "greek"), false);
  select(at.view, "một", false);
  assert.equal(at.handle.command("number_on"), false, "nothing is before it");
  select(at.view, "giữa", false);
  assert.equal(at.handle.command("number_from", "2"), false, "no list");
});

test("a copy has its numbers and tabs as plain text", () => {
  const story = doc(
    h2("Tít"),
    numbered("lower_letter", 2, li(p("một")), li(p("hai"), p("hai nữa"), ul(li(p("trong"))))),
    table(row(td(p("a")), td(p("b"), p("c"))), row(td(p("d")), td(p()))),
    quote(p("lời")),
  );
  const at = desk(story);
  const text = (from: number, to: number) => at.view.someProp("clipboardTextSerializer", (f) => f(at.view.state.doc.slice(from, to, true), at.view)) ?? "";
  assert.equal(text(0, at.view.state.doc.content.size), "Tít\n\nb) một\nc) hai\n   hai nữa\n   - trong\n\na\tb c\nd\t\n\nlời");
  select(at.view, "hai");
  const from = placeOf(at.view, "hai");
  assert.equal(text(from, from + 3), "hai", "a word is a word");
  assert.equal(text(from, placeOf(at.view, "trong") + 5), "c) hai\n   hai nữa\n   - trong", "the number that it has in the story");
});

test("signs that no list shows stay before the words", () => {
  const item = (sign: string, text: string, level = 1) =>
    `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${sign}<span>&nbsp;&nbsp; </span></span>${text}</p>`;
  const pasted = (html: string) => cleanHtml(html).html;
  const points = ["a)", "b)", "c)", "d)", "đ)", "e)"];
  assert.equal(
    pasted(item("Điều 1.", "Phạm vi") + points.map((sign) => item(sign, "điểm", 2)).join("")),
    `<p>Điều 1. Phạm vi</p>${points.map((sign) => `<p>${sign} điểm</p>`).join("")}`,
  );
  assert.equal(pasted(item("1.", "khoản") + item("a)", "điểm", 2) + item("đ)", "điểm", 2) + item("2.", "khoản")), "<ol start=\"1\"><li><p>khoản</p><p>a) điểm</p><p>đ) điểm</p></li><li><p>khoản</p></li></ol>");
  assert.equal(pasted(item("c)", "x") + item("d)", "y")), '<ol start="3" type="a"><li><p>x</p></li><li><p>y</p></li></ol>');
  assert.equal(pasted(item("II.", "x") + item("III.", "y")), '<ol start="2" type="I"><li><p>x</p></li><li><p>y</p></li></ol>');
  assert.equal(pasted(item("☐", "chưa") + item("☒", "rồi")), "<p>☐ chưa</p><p>☒ rồi</p>");
  assert.equal(pasted("<h2 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>Chương I<span>&nbsp; </span></span>Quy định</h2>"), "<h2>Chương I Quy định</h2>");
  assert.equal(pasted('<ul><li><input type="checkbox" checked> rồi</li><li role="checkbox" aria-checked="false">chưa</li></ul>'), "<ul><li><p>☒ rồi</p></li><li><p>☐ chưa</p></li></ul>");
});

test("lists of pages keep their kind, start and the numbers of their items", () => {
  const pasted = (html: string) => cleanHtml(html).html;
  assert.equal(pasted('<ol type="A" start="3"><li>x</li></ol>'), '<ol start="3" type="A"><li><p>x</p></li></ol>');
  assert.equal(pasted('<ol><li style="list-style-type:lower-roman">x</li></ol>'), '<ol start="1" type="i"><li><p>x</p></li></ol>', "as Google Docs writes it");
  assert.equal(pasted('<ol><li>x</li><li value="7">y</li><li>z</li></ol>'), '<ol start="1"><li><p>x</p></li></ol><ol start="7"><li><p>y</p></li><li><p>z</p></li></ol>');
  assert.equal(pasted('<table border=1><tr><td><ol start=2><li>x</li><li>y</li></ol></td><td>z</td></tr></table>'), "<table><tr><td><p>2. x</p><p>3. y</p></td><td><p>z</p></td></tr></table>");
});

test("raised and lowered letters are signs where there are, and marks where there are none", () => {
  const pasted = (html: string) => cleanHtml(html).html;
  assert.equal(pasted("<p>10<sup>6</sup> m<sup>-1</sup> CO<sub>2</sub></p>"), "<p>10⁶ m⁻¹ CO₂</p>");
  assert.equal(pasted('<p>10<span style="font-size:0.6em;vertical-align:super">12</span></p>'), "<p>10¹²</p>", "as Google Docs writes it");
  assert.equal(pasted("<p>ngày 5<sup>th</sup>, x<sub>đ</sub></p>"), "<p>ngày 5<sup>th</sup>, x<sub>đ</sub></p>");
  assert.equal(pasted('<p>Hà Nội<sup><a href="https://a.vn/1">1</a></sup></p>'), '<p>Hà Nội<a href="https://a.vn/1"><sup>1</sup></a></p>', "a link keeps its words");
  assert.equal(inScript("2x", "sup"), null);
  const at = desk(doc(p("x", sup("k"), " y")));
  select(at.view, "y");
  at.handle.command("subscript");
  assert.match(at.handle.doc(), /"marks":\[\{"type":"subscript"\}\],"text":"y"/);
  at.handle.command("superscript");
  assert.doesNotMatch(at.handle.doc(), /subscript/, "raised or lowered, not both");
});

test("what is struck out is left out, and counted", () => {
  const { html, report } = cleanHtml('<p>Chi <s>200 tỷ</s> <span style="text-decoration:line-through">hai trăm</span> <strike></strike>150 tỷ <u>nay</u></p>');
  assert.equal(html, "<p>Chi 150 tỷ nay</p>");
  assert.equal(report.dropped.struck, 2);
  const at = desk("");
  paste(at.view, { "text/html": "<p><s>cũ</s> mới</p>", "text/plain": "x" });
  assert.equal(at.view.state.doc.textContent, "mới");
});
