import { page } from "./page";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { AllSelection, NodeSelection, TextSelection } from "prosemirror-state";
import { legacyFont, looksLikeTcvn3 } from "../src/office";
import type { TakenPicture } from "../src/intake";
import { take } from "./clipboard";
import { clear, desk, jsonOf, paste, placeOf, press, select, told, until } from "./desk";
import { doc, figure, li, p, PHOTO, quote, row, table, td, ul } from "./stories";

beforeEach(clear);

const PNG = "data:image/png;base64,iVBORw0KGgo=";
const PASTED = "0190f0aa-0000-7000-8000-000000000003";
const OTHER = "0190f0aa-0000-7000-8000-000000000002";

test("pictures of a paste find their place when they are stored, whatever was written meanwhile", () => {
  const at = desk(doc(p("đầu"), p("cuối")));
  select(at.view, "cuối", false);
  paste(at.view, { "text/html": `<p>một</p><img src="${PNG}" alt="a"><p>hai</p><img src="${PNG}" alt="b"><p>ba</p>` });
  const pictures = told<TakenPicture[]>(at, "pictures")[0] ?? [];
  assert.deepEqual(pictures.map(({ index, name, type }) => [index, name, type]), [[0, "a", "image/png"], [1, "b", "image/png"]]);
  assert.equal(at.handle.doc(), jsonOf(p("đầu"), p("một"), p("hai"), p("bacuối")), "no placeholder stands in the story");
  at.view.dispatch(at.view.state.tr.insertText("xin chào ", 1));
  at.view.dispatch(at.view.state.tr.split(placeOf(at.view, "hai") + 1));
  assert.equal(at.handle.placePicture(1, OTHER), true);
  assert.equal(at.handle.placePicture(0, PHOTO), true);
  assert.equal(at.handle.doc(), jsonOf(p("xin chào đầu"), p("một"), figure(), p("h"), p("ai"), figure(OTHER), p("bacuối")));
  assert.equal(at.handle.placePicture(0, PHOTO), false, "it is in its place already");
});

test("a picture that is not taken leaves nothing, and pictures of one place keep their order", () => {
  const at = desk(doc(p("một")));
  at.view.dispatch(at.view.state.tr.setSelection(TextSelection.create(at.view.state.doc, 4)));
  paste(at.view, { "text/html": `<p>x</p><img src="${PNG}"><img src="${PNG}"><img src="${PNG}">` });
  assert.equal(at.handle.placePicture(2, OTHER), true);
  assert.equal(at.handle.placePicture(1, ""), true);
  assert.equal(at.handle.placePicture(0, PHOTO), true);
  assert.equal(at.handle.doc(), jsonOf(p("mộtx"), figure(), figure(OTHER), p()));
  assert.equal(at.handle.placePicture(1, PHOTO), false);
  assert.equal(at.handle.placePicture(0, "no photo"), false);
});

test("a paste of nothing but a picture, in every kind of block", () => {
  for (const story of [doc(p()), doc(p("x")), doc(ul(li(p("x")))), doc(quote(p("x"))), doc(table(row(td(p("x")))))]) {
    const at = desk(story);
    paste(at.view, { "text/html": `<img src="${PNG}">` });
    assert.doesNotMatch(at.handle.doc(), /ffffffff/);
    assert.equal(told<TakenPicture[]>(at, "pictures")[0]?.length, 1);
    assert.equal(at.handle.placePicture(0, PHOTO), true);
    assert.match(at.handle.doc(), new RegExp(`"figure","attrs":\\{"photo":"${PHOTO}"`));
    at.view.state.doc.check();
  }
});

test("a picture in the clipboard comes with its bytes and its place", async () => {
  const at = desk(doc(p("một"), p("hai")));
  select(at.view, "một", false);
  const file = new page.File([Uint8Array.from([137, 80, 78, 71])], "a.png", { type: "image/png" });
  assert.equal(paste(at.view, {}, [file]), true);
  at.view.dispatch(at.view.state.tr.insertText("xx", 1));
  await until(() => told(at, "pictures").length === 1, "it was read");
  assert.deepEqual(told(at, "pictures")[0], [{ index: 0, name: "a.png", type: "image/png", base64: "iVBORw==", pos: 7 }]);
  at.handle.placePicture(0, PHOTO);
  assert.equal(at.handle.doc(), jsonOf(p("xxmột"), figure(), p("hai")));
  assert.deepEqual(told(at, "files"), []);
});

test("a figure is put at a position that the host names", () => {
  const at = desk(doc(p("một"), ul(li(p("hai")))));
  assert.equal(at.handle.insertFigure(PHOTO, 2), true);
  assert.equal(at.handle.insertFigure(OTHER, at.view.state.doc.content.size), true);
  assert.equal(at.handle.doc(), jsonOf(p("một"), figure(), ul(li(p("hai"))), figure(OTHER), p()));
  for (const [photo, pos] of [["x", 1], [PHOTO, -1], [PHOTO, 999], [PHOTO, NaN]] as const) assert.equal(at.handle.insertFigure(photo, pos), false);
  assert.equal(desk(doc(p("x")), { editable: false }).handle.insertFigure(PHOTO, 1), false);
});

test("with Shift the plain text is pasted", () => {
  const data = { "text/html": "<h2>Tít</h2><p><b>một</b></p>", "text/plain": "Tít\nmột" };
  const at = desk();
  press(at.view, "V", { ctrlKey: true, shiftKey: true, keyCode: 86 });
  assert.equal(paste(at.view, data), true);
  assert.equal(at.handle.doc(), jsonOf(p("Tít"), p("một")));
  assert.equal(told<{ kept: { paragraphs: number } }>(at, "pasted")[0]?.kept.paragraphs, 2);
  at.view.dom.dispatchEvent(new page.KeyboardEvent("keyup", { key: "Shift", keyCode: 16, bubbles: true }) as unknown as Event);
});

test("one line of plain text is no paste to report", () => {
  const at = desk(doc(p("một")));
  paste(at.view, { "text/plain": "hai" });
  assert.deepEqual(told(at, "pasted"), []);
});

test("one line that is long enough to be of an old encoding is told, so that it is looked at", () => {
  const at = desk(doc(p("một ")));
  select(at.view, "một ");
  paste(at.view, { "text/plain": "Uû ban nh©n d©n thµnh phè" });
  assert.equal(at.handle.doc(), jsonOf(p("Uû ban nh©n d©n thµnh phè")));
  const [report] = told<{ kept: { paragraphs: number }; from: number; to: number }>(at, "pasted");
  assert.deepEqual([report?.kept.paragraphs, report?.from, report?.to], [0, 1, 26], "there is nothing to say of it");
});

test("foreign text that is dropped is told like a paste", () => {
  const at = desk(doc(p("đầu"), p("cuối")));
  Object.assign(at.view, { posAtCoords: () => ({ pos: 4, inside: 0 }) });
  const event = new page.Event("drop", { bubbles: true, cancelable: true }) as unknown as Event;
  const html = `<p>một</p><p style="font-family: VNI-Times">hai</p><img src="${PNG}">`;
  Object.assign(event, { dataTransfer: { types: ["text/html"], files: [], getData: (kind: string) => (kind === "text/html" ? html : "") }, clientX: 0, clientY: 0 });
  at.view.dom.dispatchEvent(event);
  const [report, ...more] = told<{ from: number; to: number; legacyFont: string; dropped: { pictures: number } }>(at, "pasted");
  assert.deepEqual([report?.legacyFont, report?.dropped.pictures, more], ["VNI-Times", 1, []]);
  assert.match(at.view.state.doc.textBetween(report?.from ?? 0, report?.to ?? 0, "|"), /một\|hai/);
  at.view.dispatch(at.view.state.tr.insertText("x", 1));
  assert.equal(told(at, "pasted").length, 1);
});

test("a photo of another story does not stand here as an empty frame, and the writer is told", () => {
  const one = desk(doc(p("một"), figure(PHOTO), p("hai")));
  one.view.dispatch(one.view.state.tr.setSelection(new AllSelection(one.view.state.doc)));
  const data = take(one.view, "copy");
  const at = desk(doc(p("chọn")));
  at.handle.setPhotos(JSON.stringify({ [OTHER]: { src: "", caption: "", credit: "", alt: "" } }));
  select(at.view, "chọn");
  paste(at.view, data);
  assert.equal(at.handle.doc(), jsonOf(p("một"), p("hai")));
  assert.equal(told<{ dropped: { pictures: number } }>(at, "pasted")[0]?.dropped.pictures, 1);
  one.view.dispatch(one.view.state.tr.setSelection(NodeSelection.create(one.view.state.doc, 5)));
  select(at.view, "hai");
  paste(at.view, take(one.view, "copy"));
  assert.equal(at.handle.doc(), jsonOf(p("một"), p("hai")), "nothing but such a photo leaves the selection alone");
  assert.equal(told(at, "pasted").length, 2);
  at.handle.setPhotos(JSON.stringify({ [PHOTO]: { src: "", caption: "", credit: "", alt: "" } }));
  at.view.dispatch(at.view.state.tr.setSelection(new AllSelection(at.view.state.doc)));
  paste(at.view, data);
  assert.equal(at.handle.doc(), jsonOf(p("một"), figure(PHOTO), p("hai")), "its own stands");
});

test("a photo that is taken from the story leaves the text, and undo takes back what was written before", () => {
  const at = desk(doc(p("một"), figure(PHOTO), p("hai"), figure(OTHER), figure(PHOTO)));
  at.view.dispatch(at.view.state.tr.insertText("mới ", 1));
  paste(at.view, { "text/html": `<p>ba</p><img src="${PNG}">` });
  assert.equal(at.handle.removeFigures(PHOTO), true);
  assert.doesNotMatch(at.handle.doc(), new RegExp(PHOTO));
  const [[picture]] = told<TakenPicture[]>(at, "pictures") as [[TakenPicture]];
  assert.equal(at.handle.placePicture(picture.index, PASTED), true, "a picture on its way still finds its place");
  for (let step = 0; step < 3; step += 1) at.handle.command("undo");
  assert.equal(at.handle.doc(), jsonOf(p("một"), p("hai"), figure(OTHER)));
  assert.equal(at.handle.removeFigures(PHOTO), false);
  const alone = desk(doc(figure(PHOTO)));
  assert.equal(alone.handle.removeFigures(PHOTO), true);
  assert.equal(alone.handle.doc(), jsonOf(p()));
});

test("cells pasted into a table go into its cells", () => {
  const at = desk(doc(table(row(td(p("a")), td(p("b"))), row(td(p("c")), td(p("d"))))));
  select(at.view, "b", false);
  paste(at.view, { "text/html": "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>" });
  assert.equal(at.handle.doc(), jsonOf(table(row(td(p("a")), td(p("1")), td(p("2"))), row(td(p("c")), td(p("3")), td(p("4"))))));
  assert.equal(told<{ kept: { tables: number } }>(at, "pasted")[0]?.kept.tables, 1);
});

test("the report says where the text stands", () => {
  const at = desk(doc(p("đầu cuối")));
  select(at.view, "cuối", false);
  paste(at.view, { "text/html": "<p>một</p><p>hai</p>" });
  const [{ from, to }] = told<{ from: number; to: number }>(at, "pasted") as [{ from: number; to: number }];
  assert.equal(at.view.state.doc.textBetween(from, to, "|"), "một|hai");
});

test("pictures that are dropped onto the page are not taken twice", () => {
  const at = desk(doc(p("x")));
  const event = new page.Event("drop", { bubbles: true, cancelable: true }) as unknown as Event;
  Object.assign(event, { dataTransfer: { types: ["text/html"], files: [], getData: (kind: string) => (kind === "text/html" ? `<p>y</p><img src="${PNG}">` : "") }, clientX: 0, clientY: 0 });
  at.view.dom.dispatchEvent(event);
  assert.doesNotMatch(at.handle.doc(), /ffffffff/);
  assert.deepEqual(told(at, "pictures"), []);
});

test("old encodings are known by signs inside of words", () => {
  for (const old of ["Uû ban nh©n d©n", "Mãng C¸i", "M­êng Kh­¬ng", "®­êng", "ViÖt Nam céng s¶n"]) assert.equal(looksLikeTcvn3(old), true, old);
  for (const other of ["Ủy ban nhân dân", "infor\u00admation", "25 m² ± 2 °C £ ©", "§ 5", "«Le Monde»", "a · b", "Việt © nh©n"]) assert.equal(looksLikeTcvn3(other), false, other);
});

test("a font of capitals speaks for a whole text only where there is no other", () => {
  assert.equal(legacyFont('<font face=".VnTimeH">TIN</font><font face=".VnTime">tin</font>'), ".VnTime");
  assert.equal(legacyFont('<font face=".VnTimeH">TIN</font>'), ".VnTimeH");
  assert.equal(legacyFont("<p>.Vn</p>"), null);
});

test("half letters of UTF-8 that was read as Windows-1252 are kept until they are converted", () => {
  const at = desk(doc(p("x")));
  select(at.view, "x");
  paste(at.view, { "text/plain": "\u00c4\u0090\u00c3\u00a0 n\u00e1\u00ba\u00b5ng v\u00e1\u00bb\u0081 a\u0081\u0090" });
  assert.match(at.handle.doc(), /\u00c4\u0090.*v\u00e1\u00bb\u0081 a"/);
});

test("an address pasted on selected words becomes their link", () => {
  const at = desk(doc(p("Xem trang của thành phố tại a.vn")));
  const put = (word: string, text: string, html = "") => {
    select(at.view, word);
    paste(at.view, html ? { "text/plain": text, "text/html": html } : { "text/plain": text });
    return JSON.stringify(at.view.state.doc.toJSON());
  };
  assert.match(put("thành phố", " https://mongcai.gov.vn/tin?a=1 "), /"href":"https:\/\/mongcai\.gov\.vn\/tin\?a=1"\}\}\],"text":"thành phố"/);
  at.handle.command("undo");
  assert.doesNotMatch(JSON.stringify(at.view.state.doc.toJSON()), /href/, "one step");
  assert.match(put("trang", "https://a.vn/", '<meta charset="utf-8"><a href="https://a.vn/">https://a.vn/</a>'), /"href":"https:\/\/a\.vn\/"\}\}\],"text":"trang"/, "as a browser copies it");
  assert.match(put("a.vn", "https://b.vn"), /https:\/\/b\.vn"/, "an address takes the place of another one");
  assert.equal(at.view.state.doc.textContent, "Xem trang của thành phố tại https://b.vn");
  put("Xem", "javascript:alert(1)");
  assert.ok(at.view.state.doc.textContent.startsWith("javascript:alert(1) "), "what is no address of a page is text");
});

test("a text goes to the beginning of the story, or in place of an empty one", () => {
  const at = desk("");
  assert.equal(at.handle.insertAtStart("Một\nHai"), true);
  assert.equal(at.view.state.doc.childCount, 2);
  at.handle.insertAtStart("Đầu\n\nnữa");
  assert.equal(at.view.state.doc.textBetween(0, at.view.state.doc.content.size, "/"), "Đầu/nữa/Một/Hai");
  at.handle.command("undo");
  assert.equal(at.view.state.doc.childCount, 2);
});
