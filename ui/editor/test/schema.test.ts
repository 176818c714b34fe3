import "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { DOMParser, DOMSerializer } from "prosemirror-model";
import { countWords, readStory, tidyText } from "../src/counts";
import { LONGEST_HREF, uuid, readDoc, safeHref, schema } from "../src/schema";
import { a, b, br, doc, figure, h2, h3, i, li, line, NOTE, numbered, ol, OTHER_NOTE, p, PHOTO, quote, remarked, row, sub, sup, table, td, th, ul } from "./stories";

const STORY = doc(
  h2("Thông quan"),
  p("Tin ", b("đậm"), " và ", i("nghiêng"), br(), a("https://mongcai.gov.vn/tin", "trang")),
  ul(li(p("một"), ol(3, li(p("hai")))), li(p(), p("ba"))),
  numbered("upper_roman", 4, li(p("Chương")), li(p("x", sup("k"), "y", sub("i")))),
  quote(p("Lời nói"), p("nữa")),
  figure(),
  h3("Kết"),
  table(row(th(2, 1, p("Xã")), th(p("Số hộ"))), row(td(1, 2, p("Hải Sơn"), p("cũ")), td(p()), td(p("1.204"))), row(td(p("a")), td(p(b("b"))))),
  p("câu ", remarked("hay", NOTE, OTHER_NOTE), remarked(" quá", NOTE)),
  p(),
);

test("a story of every node and mark reads back as it was written", () => {
  const { json } = readStory(STORY);
  assert.ok(readDoc(json).eq(STORY), "JSON and back");
  assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(STORY.toJSON())), "the JSON is ProseMirror's own");
});

test("the page reads back as the story", () => {
  const page = DOMSerializer.fromSchema(schema).serializeFragment(STORY.content);
  const holder = document.createElement("div");
  holder.append(page);
  assert.equal(line(DOMParser.fromSchema(schema).parse(holder)), line(STORY));
});

test("the names and attributes are those that the newsroom reads", () => {
  assert.deepEqual(Object.keys(schema.nodes).sort(), [
    "bullet_list", "doc", "figure", "line_break", "list_item", "ordered_list", "paragraph", "quote", "subhead", "table",
    "table_cell", "table_header", "table_row", "text",
  ]);
  assert.deepEqual(Object.keys(schema.marks), ["bold", "italic", "superscript", "subscript", "link", "remark"]);
  assert.equal(
    readStory(doc(ol(2, li(p(b("x")))), h3("y"), figure())).json,
    '{"type":"doc","content":[{"type":"ordered_list","attrs":{"start":2,"kind":"decimal"},"content":[{"type":"list_item","content":[{"type":"paragraph","content":' +
      '[{"type":"text","marks":[{"type":"bold"}],"text":"x"}]}]}]},{"type":"subhead","attrs":{"level":3},"content":[{"type":"text","text":"y"}]},' +
      `{"type":"figure","attrs":{"photo":"${PHOTO}"}}]}`,
  );
});

test("a list of an older story counts 1, 2, 3", () => {
  const older = '{"type":"doc","content":[{"type":"ordered_list","attrs":{"start":3},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}]}';
  assert.ok(readDoc(older).eq(doc(ol(3, li(p())))));
});

test("the kind of a list is read from pages of all programs", () => {
  const kindOf = (html: string) => {
    const holder = document.createElement("div");
    holder.innerHTML = html;
    return DOMParser.fromSchema(schema).parse(holder).firstChild?.attrs["kind"] as string;
  };
  assert.equal(kindOf('<ol type="a"><li>x</li></ol>'), "lower_letter");
  assert.equal(kindOf('<ol type="I"><li>x</li></ol>'), "upper_roman");
  assert.equal(kindOf('<ol style="list-style-type: upper-alpha" type="1"><li>x</li></ol>'), "upper_letter", "the style is what is shown");
  assert.equal(kindOf('<ol style="margin:0; list-style: lower-roman inside"><li>x</li></ol>'), "lower_roman");
  assert.equal(kindOf('<ol type="constructor" style="list-style-type: constructor"><li>x</li></ol>'), "decimal");
});

test("a list says how it counts in a way that style sheets can tell small from large letters by", () => {
  const shown = (kind: string) => {
    const list = schema.node("ordered_list", { start: 1, kind }, [schema.node("list_item", null, [schema.node("paragraph")])]);
    return (DOMSerializer.fromSchema(schema).serializeNode(list) as HTMLElement).outerHTML.split("><li>")[0];
  };
  assert.equal(shown("lower_letter"), '<ol type="a" data-kind="lower_letter"');
  assert.equal(shown("upper_letter"), '<ol type="A" data-kind="upper_letter"');
  assert.equal(shown("decimal"), "<ol");
});

test("a new story and a story without content are one empty paragraph", () => {
  for (const json of ["", "  ", '{"type":"doc"}', '{"type":"doc","content":[]}']) assert.equal(line(readDoc(json)), "doc(paragraph)");
  assert.equal(line(readDoc('{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":""}]}]}')), "doc(paragraph)");
});

test("a document that holds anything else is refused", () => {
  const inside = (block: string) => `{"type":"doc","content":[${block}]}`;
  for (const bad of [
    "nothing", "[]", "null", '{"type":"page"}',
    inside('{"type":"script"}'),
    inside('{"type":"subhead","attrs":{"level":1}}'),
    inside('{"type":"subhead","attrs":{"level":"2"}}'),
    inside('{"type":"figure"}'),
    inside('{"type":"figure","attrs":{"photo":"../../etc/passwd"}}'),
    inside('{"type":"ordered_list","attrs":{"start":"<b>"},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}'),
    inside('{"type":"ordered_list","attrs":{"start":1,"kind":"greek"},"content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}'),
    inside('{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"superscript"},{"type":"subscript"}]}]}'),
    inside('{"type":"bullet_list"}'),
    inside('{"type":"quote","content":[{"type":"subhead","attrs":{"level":2}}]}'),
    inside('{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}]}'),
  ]) {
    assert.throws(() => readDoc(bad), Error, bad);
  }
});

test("links lead to web pages, mail and telephones only", () => {
  for (const good of ["https://a.vn/đường?x=1#y", "http://a.vn", "HTTPS://A.vn", "mailto:a@b.vn", "tel:+84203388"]) {
    assert.equal(safeHref(` ${good}\n`), good, "kept as it is");
  }
  for (const bad of [
    "javascript:alert(1)", "java\nscript:alert(1)", "\u0001javascript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//a.vn", "/tin", "#a",
    "https://", "mailto:", "blob:https://a.vn/x", "https://a.vn/a b", "", `https://a.vn/${"đ".repeat(LONGEST_HREF / 2)}`, null, 7,
  ]) {
    assert.equal(safeHref(bad), null, String(bad).slice(0, 40));
  }
});

test("a figure holds the id of a photo and nothing else", () => {
  assert.equal(uuid(PHOTO.toUpperCase()), PHOTO);
  for (const bad of ["", "x", `${PHOTO}x`, "blob:https://a.vn/1", "https://a.vn/a.jpg", null]) assert.equal(uuid(bad), null, String(bad));
});

test("text leaves the editor in NFC and readable for every JSON reader", () => {
  assert.equal(tidyText("Tie\u0302\u0301ng Vie\u0323\u0302t"), "Tiếng Việt", "decomposed letters of macOS");
  assert.equal(tidyText("a\u0000b\u0007\u009dc\ufffe"), "abc", "control characters");
  assert.equal(tidyText("a\n\tb\u2028c"), "a b c", "white space of other kinds");
  assert.equal(tidyText("a\ud83dc"), "a\ufffdc", "half an emoji");
  assert.equal(tidyText("🙂 đường 口岸 5\u00a0km"), "🙂 đường 口岸 5\u00a0km", "everything else stays");
  const { json } = readStory(doc(p("Vie\u0323\u0302t", b("\u0000"))));
  assert.equal(json, '{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Việt"}]}]}', "no empty text is written");
});

test("the length is in syllables and characters, captions not counted", () => {
  assert.equal(countWords("Ngày 8/3, 93,7% – “Móng Cái” ... đạt"), 6);
  const { counts } = readStory(doc(h2("Một hai"), p("ba", br(), "bốn 🙂"), ul(li(p("năm"), ul(li(p("sáu"))))), figure(), p()));
  assert.deepEqual(counts, { words: 6, characters: 7 + 8 + 3 + 3 });
});

test("a save reads again only the blocks that changed", () => {
  const before = doc(...Array.from({ length: 2000 }, (_, n) => p(`Đoạn ${n} `.repeat(60))));
  readStory(before);
  let read = 0;
  const watched = p("mới");
  const toJson = watched.toJSON.bind(watched);
  watched.toJSON = () => ((read += 1), toJson());
  const next = before.copy(before.content.replaceChild(1000, watched));
  readStory(next);
  readStory(next);
  assert.equal(read, 1, "a block is written once");
});
