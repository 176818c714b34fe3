import "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { DOMParser as StoryParser } from "prosemirror-model";
import { cleanHtml } from "../src/paste";
import { schema } from "../src/schema";
import { bulletLength } from "../src/word";
import { b, doc, h2, li, line, ol, p, ul } from "./stories";

function pasted(html: string): string {
  const holder = document.createElement("div");
  holder.innerHTML = cleanHtml(html).html;
  return line(StoryParser.fromSchema(schema).parse(holder));
}

/** A list paragraph as Word puts it on the clipboard. */
function item(text: string, bullet: string, level = 1, list = "l0", place = "Middle"): string {
  return (
    `<p class=MsoListParagraphCxSp${place} style='margin-left:${36 * level}.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:${list} level${level} lfo1'>` +
    `<![if !supportLists]><span lang=VI style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>${bullet}` +
    `<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=VI>${text}<o:p></o:p></span></p>`
  );
}

const page = (body: string) =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->` +
  `<style><!-- p.MsoNormal {margin:0} @list l0:level1 {mso-level-number-format:bullet} --></style></head><body lang=VI><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

test("bullets with a second level ('o' is one of Word's bullets)", () => {
  const html = page(
    `<p class=MsoNormal>Trước<o:p></o:p></p>${item("một", "·", 1, "l0", "First")}${item("hai", "o", 2)}${item("ba", "o", 2)}${item("bốn", "·", 1, "l0", "Last")}<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Sau</p>`,
  );
  assert.equal(pasted(html), line(doc(p("Trước"), ul(li(p("một"), ul(li(p("hai")), li(p("ba")))), li(p("bốn"))), p("Sau"))));
});

test("numbers, with letters on the second level", () => {
  const html = page(`${item("một", "1.")}${item("hai", "a)", 2)}${item("ba", "b)", 2)}${item("bốn", "2.")}`);
  assert.equal(pasted(html), line(doc(ol(1, li(p("một"), ol(1, li(p("hai")), li(p("ba")))), li(p("bốn"))))));
});

test("a list that goes on below a paragraph keeps its number", () => {
  const html = page(`${item("một", "1.")}<p class=MsoNormal>giữa</p>${item("hai", "2.")}`);
  const holder = document.createElement("div");
  holder.innerHTML = cleanHtml(html).html;
  assert.equal(holder.querySelectorAll("ol")[1]?.getAttribute("start"), "2");
});

test("two lists of Word are two lists, and a bullet list after a numbered one as well", () => {
  assert.equal(pasted(page(`${item("một", "·", 1, "l0")}${item("hai", "·", 1, "l3")}`)), line(doc(ul(li(p("một"))), ul(li(p("hai"))))));
  assert.equal(pasted(page(`${item("một", "1.")}${item("hai", "·")}`)), line(doc(ol(1, li(p("một"))), ul(li(p("hai"))))));
});

test("a list that begins on the second level is a list all the same", () => {
  assert.equal(pasted(page(`${item("một", "o", 2)}${item("hai", "·", 1)}`)), line(doc(ul(li(p("một"))), ul(li(p("hai"))))));
});

test("Word's filtered HTML, where the bullet is text", () => {
  const bullet = "<span style='font-family:Symbol'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>";
  const filtered = (text: string, margin: number, mark = bullet) =>
    `<p class=MsoListParagraphCxSpMiddle style='margin-left:${margin}.0pt;text-indent:-18.0pt'>${mark}<b>${text}</b></p>`;
  assert.equal(pasted(filtered("một", 36) + filtered("hai", 72)), line(doc(ul(li(p(b("một")), ul(li(p(b("hai")))))))));
  assert.equal(pasted(filtered("một", 36, "1.&nbsp;&nbsp; ") + filtered("hai", 36, "2.&nbsp;&nbsp; ")), line(doc(ol(1, li(p(b("một"))), li(p(b("hai")))))));
});

test("a paragraph in list style without a bullet is a paragraph, a numbered heading is a subhead", () => {
  assert.equal(pasted("<p class=MsoListParagraph>Ông Nguyễn Văn A nói.</p>"), line(doc(p("Ông Nguyễn Văn A nói."))));
  assert.equal(
    pasted("<h1 style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>I.<span>&nbsp; </span></span>Kết quả</h1>"),
    line(doc(h2("I. Kết quả"))),
  );
});

test("bullets and numbers in front of a text", () => {
  const cases: [string, number][] = [
    ["·   một", 4], ["o một", 2], ["1. một", 3], ["12)  một", 5], ["a) một", 3], ["iv. một", 4], ["- một", 2],
    ["ông A", 0], ["2015 là năm", 0], ["1.204 hộ", 0], ["một", 0],
  ];
  for (const [text, length] of cases) assert.equal(bulletLength(text), length, text);
});
