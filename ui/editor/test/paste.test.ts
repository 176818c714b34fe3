import "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { DOMParser as StoryParser, type Node } from "prosemirror-model";
import { plainSlice } from "../src/plain";
import { cleanHtml } from "../src/paste";
import { schema } from "../src/schema";
import { a, b, br, doc, h2, h3, i, li, line, ol, p, quote, row, table, td, th, ul } from "./stories";

/** The story that a paste into an empty one makes. */
function pasted(html: string): Node {
  const holder = document.createElement("div");
  holder.innerHTML = cleanHtml(html).html;
  const story = StoryParser.fromSchema(schema).parse(holder);
  story.check();
  return story;
}

function becomes(html: string, story: Node, why?: string) {
  assert.equal(JSON.stringify(pasted(html)), JSON.stringify(story), why ?? html);
}

test("a web page's own elements are kept", () => {
  becomes(
    "<article><h1>Tít lớn</h1><h2>Tít</h2><h4>Nhỏ</h4><p>Một <b>hai</b> <i>ba</i> <strong>bốn</strong><em>năm</em></p><blockquote><p>Lời</p><p>nữa</p></blockquote></article>",
    doc(h2("Tít lớn"), h2("Tít"), h3("Nhỏ"), p("Một ", b("hai"), " ", i("ba"), " ", b("bốn"), i("năm")), quote(p("Lời"), p("nữa"))),
  );
  becomes('<p>xem <a href="https://mongcai.gov.vn/tin">trang</a></p>', doc(p("xem ", a("https://mongcai.gov.vn/tin", "trang"))));
  becomes("<ul><li>một<li>hai<ol start=3><li>ba</ol></ul>", doc(ul(li(p("một")), li(p("hai"), ol(3, li(p("ba")))))));
  becomes("<ul><li><p>một</p><p>nữa</p></li></ul>", doc(ul(li(p("một"), p("nữa")))));
  becomes("<ul><li>một</li><ul><li>hai</li></ul></ul>", doc(ul(li(p("một"), ul(li(p("hai")))))), "lists as direct children of lists");
  becomes("<ul><li>một</li></ul><ul><li>hai</li></ul>", doc(ul(li(p("một"))), ul(li(p("hai")))), "two lists stay two");
  becomes("<li>một</li><li>hai</li>", doc(ul(li(p("một")), li(p("hai")))), "items copied without their list");
  becomes("<ol><li><h3>một</h3></li></ol>", doc(ol(1, li(p("một")))), "no subheads in lists");
  becomes("<div>một<div>hai</div>ba</div>", doc(p("một"), p("hai"), p("ba")));
});

test("line breaks", () => {
  becomes("<p>một<br>hai</p>", doc(p("một", br(), "hai")));
  becomes("một<br><br>hai<br>", doc(p("một"), p("hai")), "two breaks part paragraphs, one at the end is nothing");
  becomes("<p>một<b><br> <br></b>hai</p>", doc(p("một"), p("hai")));
  becomes("<pre>một hai\nba\n\nbốn</pre>", doc(p("một hai", br(), "ba"), p("bốn")));
});

test("white space is that of print", () => {
  becomes("<p>\n  một \n\t hai&nbsp; ba&nbsp;</p>\n\n<p>&nbsp;</p><p> </p>", doc(p("một hai ba")));
  becomes("<p>một <b> hai </b> ba</p>", doc(p("một ", b("hai "), "ba")));
  becomes("<p>Mo\u0301ng Ca\u0301i</p>", doc(p("Móng Cái")), "decomposed letters are composed");
  becomes("<p>Móng\u200b Cái\ufeff</p>", doc(p("Móng Cái")));
});

test("bold and italic by style, as office programs write them", () => {
  becomes('<p><span style="font-weight:700">a</span><span style="font-weight: bold">b</span><span style="font-style:italic">c</span></p>', doc(p(b("ab"), i("c"))));
  becomes('<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:400">a</span><span style="font-weight:700">b</span></p></b>', doc(p("a", b("b"))), "Google Docs");
  becomes('<b style="font-weight: 400; font-style: normal">a</b>', doc(p(b("a"))), "WebKit writes the computed weight on the element");
  becomes('<b>a<span style="font-weight: 400">b</span></b>', doc(p(b("ab"))), "and further in");
  becomes('<span style="font-weight:700">a<span style="font-weight:400">b</span></span>', doc(p(b("a"), "b")));
  becomes("<h2><b>tít</b> đậm</h2>", doc(h2("tít đậm")), "a subhead is bold as it is");
});

test("tables of figures become tables, layout tables vanish", () => {
  becomes(
    "<table><tr><th>Xã</th><th>Số hộ</th></tr><tr><td><p>Hải Sơn</p></td><td><p>1.204</p><p>hộ</p></td></tr><tr><td></td><td></td></tr></table>",
    doc(table(row(th(p("Xã")), th(p("Số hộ"))), row(td(p("Hải Sơn")), td(p("1.204"), p("hộ"))), row(td(p()), td(p())))),
  );
  becomes("<table><tr><td>a</td><td></td><td><b>c</b></td></tr></table>", doc(table(row(td(p("a")), td(p()), td(p(b("c")))))));
  becomes(
    "<table><tr><td><h2>Tít</h2><p>một</p></td></tr><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>",
    doc(h2("Tít"), p("một"), table(row(td(p("a")), td(p("b"))))),
  );
  becomes("<table><tr><td><ul><li>một</ul></td><td><h2>Tít</h2><p>hai</p></td></tr></table>", doc(ul(li(p("một"))), h2("Tít"), p("hai")), "two columns of a page");
  becomes(
    "<table border=1><tr><td>a</td><td>b<table><tr><td>c</td><td>d</td></tr></table></td></tr></table>",
    doc(table(row(td(p("a")), td(p("b"), p("c | d"))))),
    "a table in a cell becomes lines",
  );
});

test("cells reach over columns and rows as far as that makes sense", () => {
  becomes(
    "<table><tr><th colspan=2>a</th></tr><tr><td rowspan=9>b</td><td>c</td></tr><tr><td>d</td></tr></table>",
    doc(table(row(th(2, 1, p("a"))), row(td(1, 2, p("b")), td(p("c"))), row(td(p("d"))))),
  );
  becomes("<table><tr><td>a<td>b<tr><td>c</table>", doc(table(row(td(p("a")), td(p("b"))), row(td(p("c")), td(p())))), "holes are filled");
  becomes("<table border=1><tr><td rowspan=2>a<td rowspan=2>b<tr></tr><tr><td>c<td>d</table>", doc(table(row(td(p("a")), td(p("b"))), row(td(p("c")), td(p("d"))))));
  const wide = cleanHtml(`<table border=1><tr>${"<td>x</td>".repeat(101)}</tr></table>`);
  assert.deepEqual([wide.report.kept.tables, wide.report.dropped.tables], [0, 1], "too wide to read");
  becomes('<table border=1><tr><td colspan="99999999" rowspan="-1">a</td><td>b</td></tr></table>', doc(table(row(td(p("a")), td(p("b"))))));
});

test("what was kept and what was left out is counted", () => {
  const { html, report, pictures } = cleanHtml(
    '<h2>t</h2><p>x<img src="https://a.vn/a.jpg"><img src="data:image/png;base64,AA==" alt="Cầu"><img src="file:///c:/a.png"><img src="x.gif" width=1></p><a href="javascript:x">y</a>' +
      '<a href="https://a.vn"><b>z</b>z</a><iframe src="x"></iframe><p>a<u>b</u><span style="color:#ff0000">c</span><span style="color: rgb(33,33,33)">d</span></p><ul><li>e<ul><li>f</ul></ul>',
    3,
  );
  assert.deepEqual(report.kept, { paragraphs: 3, subheads: 1, lists: 1, tables: 0, links: 1 });
  assert.deepEqual(report.dropped, { pictures: 2, tables: 0, embeds: 1, footnotes: 0, comments: 0, deleted: 0, struck: 0, styles: 2 });
  assert.deepEqual(pictures, [{ name: "Cầu", type: "image/png", base64: "AA==" }]);
  assert.match(html, /^<h2>t<\/h2><p>x<\/p><figure data-photo="ffffffff-ffff-4fff-bfff-000000000003"><\/figure><p>y/);
  assert.equal(cleanHtml('<img src="data:image/png;base64,AA==">').report.dropped.pictures, 1, "where nobody takes pictures in");
  for (const src of ["data:image/svg+xml;base64,AA==", "data:text/html;base64,AA==", "data:image/png,x"]) assert.deepEqual(cleanHtml(`<img src="${src}">`, 0).pictures, [], src);
});

test("nothing that could run or call home gets through", () => {
  const hostile = [
    "<script>alert(1)</script>", "<style>p{}</style>", "<p onclick=alert(1) style='background:url(//evil)'>x</p>", "<img src=x onerror=alert(1)>",
    "<iframe src=//evil></iframe>", "<object data=//evil></object>", "<svg><script>alert(1)</script><a xlink:href='javascript:x'>x</a></svg>", "<math><mtext><img src=x onerror=1></math>",
    "<a href='java&#10;script:alert(1)'>x</a>", "<a href=' javascript:alert(1)'>x</a>", "<a href='data:text/html,x'>x</a>", "<a href='https://a.vn/\"onx=1'>x</a>",
    "<form action=//evil><input value=x><button>x</button></form>", "<video src=//evil></video>", "<link rel=stylesheet href=//evil>", "<meta http-equiv=refresh content='0;//evil'>",
    "<figure data-photo='x'><img src=//evil></figure>", "<template><p>x</p></template>", "<noscript><img src=x></noscript>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<!--[if gte mso 9]><xml><o:x>x</o:x></xml><![endif]-->", "<base href=//evil>", "<p id=x name=cookie class=y data-pm-slice='0 0 []'>x</p>",
  ];
  for (const html of hostile) {
    const clean = cleanHtml(html).html;
    for (const [, tag, attributes] of clean.matchAll(/<\/?([a-z0-9]+)([^>]*)>/g)) {
      assert.match(tag ?? "", /^(p|h2|h3|ul|ol|li|blockquote|table|tr|td|th|br|strong|em|a)$/, html);
      assert.match(attributes ?? "", /^( href="https:\/\/[^"]*"| start="\d+")?$/, html);
    }
    assert.doesNotMatch(clean, /javascript:|data:|evil/, html);
  }
});

test("hidden text, deleted text and comments of office programs stay out", () => {
  becomes(
    '<p>một<del>xóa</del><ins> thêm</ins><span style="display:none">ẩn</span><span style="mso-hide:all">ẩn</span><span hidden>ẩn</span></p>' +
      '<div style="mso-element:comment-list"><p>nhận xét</p></div><p><o:p>&nbsp;</o:p></p>',
    doc(p("một thêm")),
  );
});

// Engines cut the depth of a page at some hundred levels; jsdom does not, but takes minutes to read ten thousand.
test("a page nested deeper than any engine reads it", () => {
  becomes(`${"<div>".repeat(1500)}x`, doc(p("x")));
  becomes(`${"<b><span>".repeat(400)}x`, doc(p(b("x"))));
  becomes(`${"<blockquote>".repeat(600)}x`, doc(quote(p("x"))));
  const lists = pasted("<ul><li>x".repeat(400));
  assert.equal(lists.textContent.length, 400, "every item is there");
  let depth = 0;
  lists.descendants((node, pos) => {
    if (node.isText) depth = Math.max(depth, lists.resolve(pos).depth);
  });
  assert.ok(depth < 20, `but not ${depth} levels deep`);
});

test("plain text: blank lines part paragraphs, or every line is one", () => {
  const story = (text: string) => line(plainSlice(text).content.firstChild ? doc(...plainSlice(text).content.content) : doc(p()));
  assert.equal(story("một\r\nhai\nba"), line(doc(p("một"), p("hai"), p("ba"))));
  assert.equal(story("một\nhai\n\n  \nba\n"), line(doc(p("một", br(), "hai"), p("ba"))));
  assert.equal(story("Vie\u0323\u0302t\u0000\tNam  "), line(doc(p("Việt Nam  "))), "a piece of a line keeps its spaces");
  assert.equal(story("<b>một</b>"), line(doc(p("<b>một</b>"))), "no HTML in plain text");
});
