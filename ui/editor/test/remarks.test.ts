import { page } from "./page";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { TextSelection } from "prosemirror-state";
import { serializeForClipboard, take } from "./clipboard";
import { clear, desk, jsonOf, paste, placeOf, press, select, told, until } from "./desk";
import { b, br, doc, figure, NOTE, OTHER_NOTE, p, remarked, row, table, td } from "./stories";

beforeEach(clear);

const THIRD = "0190f0aa-0000-7000-8000-00000000000c";
const FOURTH = "0190f0aa-0000-7000-8000-00000000000d";

test("a remark takes the selection, or the word at the cursor", () => {
  const { handle, view } = desk(doc(p("Cầu Bắc Luân"), figure()));
  select(view, "Bắc Luân");
  assert.equal(handle.remarkQuote(), "Bắc Luân");
  assert.equal(handle.command("remark", NOTE.toUpperCase()), true);
  assert.equal(handle.doc(), jsonOf(p("Cầu ", remarked("Bắc Luân", NOTE)), figure()));
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 2)));
  assert.equal(handle.remarkQuote(), "Cầu", "in the middle of the word");
  assert.equal(handle.command("remark", OTHER_NOTE), true);
  assert.equal(handle.doc(), jsonOf(p(remarked("Cầu", OTHER_NOTE), " ", remarked("Bắc Luân", NOTE)), figure()));
  assert.equal(handle.command("unremark", NOTE), true);
  assert.equal(handle.doc(), jsonOf(p(remarked("Cầu", OTHER_NOTE), " Bắc Luân"), figure()));
  assert.equal(handle.command("unremark", NOTE), false, "it stands nowhere any more");
});

test("where there are no words there is no remark", () => {
  const { handle, view } = desk(doc(p("a  b"), p(), p()));
  for (const [from, to] of [[7, 7], [3, 3], [2, 4]] as const) {
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)));
    assert.equal(handle.remarkQuote(), "", `${from}-${to}`);
    assert.equal(handle.command("remark", NOTE), false);
  }
  select(view, "a");
  assert.equal(handle.command("remark", "javascript:alert(1)"), false, "an id is an id");
});

test("remarks overlap, and taking one back leaves the others as they were", () => {
  const { handle, view } = desk(doc(p("một hai ba bốn")));
  for (const [words, id] of [["một hai ba", OTHER_NOTE], ["hai ba bốn", NOTE], ["ba", THIRD]] as const) {
    const from = placeOfText(view.state.doc.textContent, words);
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, from + words.length)));
    handle.command("remark", id);
  }
  const all = handle.doc();
  assert.equal(all, jsonOf(p(remarked("một ", OTHER_NOTE), remarked("hai ", NOTE, OTHER_NOTE), remarked("ba", NOTE, OTHER_NOTE, THIRD), remarked(" bốn", NOTE))));
  for (const id of [NOTE, OTHER_NOTE, THIRD]) {
    handle.command("unremark", id);
    handle.command("undo");
    assert.equal(handle.doc(), all, "byte for byte, whichever of them was taken back");
  }
});

const placeOfText = (text: string, words: string) => text.indexOf(words) + 1;

test("typing at the edge of a remark is not part of it, in its middle it is", () => {
  const { handle, view } = desk(doc(p("a", remarked("bc", NOTE), "d")));
  for (const [pos, letter] of [[4, "x"], [3, "y"], [2, "z"]] as const) view.dispatch(view.state.tr.insertText(letter, pos));
  assert.equal(handle.doc(), jsonOf(p("az", remarked("byc", NOTE), "xd")));
});

test("only open remarks are shown, without touching the document", () => {
  const { handle, host, heard } = desk(doc(p("a ", remarked("b", NOTE), remarked("c", OTHER_NOTE), remarked("d", THIRD))));
  const open = () => [...host.querySelectorAll(".remark--open")].map((span) => span.textContent);
  assert.deepEqual(open(), [], "the host has not said yet");
  handle.setRemarks(JSON.stringify({ [NOTE]: "open", [OTHER_NOTE]: "resolved" }));
  assert.deepEqual(open(), ["b"]);
  handle.setRemarks(JSON.stringify({ [NOTE]: "resolved", [OTHER_NOTE]: "open" }));
  assert.deepEqual(open(), ["c"]);
  handle.flush();
  assert.deepEqual(heard.filter(([name]) => name === "change"), []);
  for (const bad of ["[]", "null", "{", `{"${NOTE}":"maybe"}`]) assert.throws(() => handle.setRemarks(bad), bad);
});

test("the host is told of the remarks on load and when they change", async () => {
  const at = desk(doc(p(remarked("hai", OTHER_NOTE), " x"), p("một ", remarked("ba", NOTE), br(), remarked("bốn", NOTE)), p(remarked("cuối", OTHER_NOTE))));
  await until(() => told(at, "remarks").length === 1, "on load");
  assert.deepEqual(told(at, "remarks")[0], [{ id: OTHER_NOTE, quote: "hai\ncuối" }, { id: NOTE, quote: "ba\nbốn" }]);
  at.view.dispatch(at.view.state.tr.insertText("y", placeOf(at.view, " x")));
  const from = placeOf(at.view, "ba");
  at.view.dispatch(at.view.state.tr.delete(from, from + 2));
  await until(() => told(at, "remarks").length === 2, "after a change");
  assert.deepEqual(told(at, "remarks")[1], [{ id: OTHER_NOTE, quote: "hai\ncuối" }, { id: NOTE, quote: "bốn" }]);
});

test("a click on an open remark is reported, on a resolved one it is a click", () => {
  const at = desk(doc(p(remarked("a", NOTE), remarked("b", NOTE, OTHER_NOTE), "c")));
  at.handle.setRemarks(JSON.stringify({ [NOTE]: "open", [OTHER_NOTE]: "resolved" }));
  const click = (selector: string) => at.host.querySelector(selector)?.dispatchEvent(new page.MouseEvent("click", { bubbles: true }) as unknown as Event);
  click(`[data-remark="${OTHER_NOTE}"]`);
  click("p");
  assert.deepEqual(at.heard.filter(([name]) => name === "remark open"), [["remark open", NOTE]], "the open one around it");
});

test("one goes from open remark to open remark, around the end, in reading too", () => {
  const { handle, view } = desk(doc(p("x ", remarked("một", NOTE)), p(remarked("hai", OTHER_NOTE)), table(row(td(p(remarked("ba", THIRD)))))), { editable: false });
  handle.setRemarks(JSON.stringify({ [NOTE]: "open", [OTHER_NOTE]: "resolved", [THIRD]: "open" }));
  const went = (name: string) => (handle.command(name), handle.selectionText());
  assert.deepEqual([went("next_remark"), went("next_remark"), went("next_remark")], ["một", "ba", "một"]);
  assert.deepEqual([went("previous_remark"), went("previous_remark")], ["ba", "một"]);
  assert.equal(handle.selectRemark(OTHER_NOTE), true);
  assert.equal(handle.selectionText(), "hai");
  assert.equal(handle.showRemark("0190f0aa-0000-7000-8000-0000000000ff"), false);
  handle.setRemarks("{}");
  assert.equal(handle.command("next_remark"), false);
  assert.equal(view.editable, false);
});

test("remarks on the same words, within each other and on the first word are gone to one by one, and told", () => {
  const ids = [NOTE, OTHER_NOTE, THIRD];
  const at = desk(doc(p(remarked("hai", NOTE), remarked(" ba", NOTE, OTHER_NOTE, THIRD)), p("hai"), p(remarked("hai", FOURTH))));
  at.handle.setRemarks(JSON.stringify(Object.fromEntries([...ids, FOURTH].map((id) => [id, "open"]))));
  const opened = () => at.heard.filter(([name]) => name === "remark open").map(([, id]) => id);
  const going = (name: string, times: number) => {
    const before = opened().length;
    for (let time = 0; time < times; time += 1) assert.equal(at.handle.command(name), true);
    return opened().slice(before);
  };
  assert.deepEqual(going("next_remark", 5), [...ids, FOURTH, NOTE], "the cursor stands at the first word of all");
  assert.equal(at.handle.selectionText(), "", "the next letter replaces nothing");
  at.view.dispatch(at.view.state.tr.insertText("x"));
  assert.equal(at.view.state.doc.textContent, "xhai bahaihai");
  at.handle.command("undo");
  assert.deepEqual(going("previous_remark", 4), [FOURTH, THIRD, OTHER_NOTE, NOTE]);
  assert.equal(at.handle.showRemark(OTHER_NOTE), true, "chosen in the panel");
  assert.deepEqual(going("next_remark", 1), [THIRD]);
  at.view.dispatch(at.view.state.tr.setSelection(TextSelection.create(at.view.state.doc, 3)));
  assert.deepEqual(going("next_remark", 1), [OTHER_NOTE], "from the cursor, not from the one gone to last");
});

test("a remark that is shown is marked, and no letter typed next replaces words", () => {
  const { handle, view } = desk(doc(p("một ", remarked("hai", NOTE), " ba ", remarked("bốn", OTHER_NOTE))));
  handle.setRemarks(JSON.stringify({ [NOTE]: "open", [OTHER_NOTE]: "resolved" }));
  const marked = () => Array.from(view.dom.querySelectorAll(".remark--current"), (words) => words.textContent);
  select(view, "một");
  (page.activeElement as HTMLElement | null)?.blur();
  assert.equal(handle.showRemark(NOTE), true);
  assert.deepEqual([handle.selectionText(), marked()], ["", ["hai"]]);
  assert.equal(view.hasFocus(), false, "one reads on in the panel");
  view.dispatch(view.state.tr.insertText("x"));
  assert.equal(view.state.doc.textContent, "một xhai ba bốn");
  assert.equal(handle.showRemark(OTHER_NOTE), true);
  assert.deepEqual(marked(), ["bốn"], "settled ones, too");
});

test("remarks do not travel by the clipboard", () => {
  const { handle, view } = desk(doc(p("a ", remarked("bc", NOTE))));
  select(view, "bc");
  const html = serializeForClipboard(view);
  assert.doesNotMatch(html, /remark/);
  for (const from of [html, `<p data-pm-slice="1 1 []"><span data-remark="${NOTE}">x</span></p>`, `<p><span data-remark="${NOTE}">x</span></p>`]) {
    const other = desk(doc(p()));
    paste(other.view, { "text/html": from });
    assert.doesNotMatch(other.handle.doc(), /remark/, from);
    assert.notEqual(other.handle.doc(), jsonOf(p()));
  }
  assert.match(handle.doc(), /remark/, "here they stay");
});

test("cut words take their remarks with them to where they are pasted, once, and into this story alone", () => {
  const story = () => doc(p("một ", remarked("hai", NOTE), " ba ", remarked("bốn", THIRD)), p("năm"));
  const statuses = JSON.stringify({ [NOTE]: "open", [OTHER_NOTE]: "open" });
  const { handle, view } = desk(story());
  handle.setRemarks(statuses);
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1, 15)));
  const data = take(view, "cut");
  assert.doesNotMatch(data["text/html"] ?? "remark", /remark/, "nothing of them in the clipboard");
  assert.equal(handle.doc(), jsonOf(p(), p("năm")));
  select(view, "năm", false);
  paste(view, data);
  assert.equal(handle.doc(), jsonOf(p(), p("một ", remarked("hai", NOTE), " ba bốnnăm")), "that of another story is left out");
  select(view, "năm", false);
  paste(view, data);
  assert.equal(handle.doc(), jsonOf(p(), p("một ", remarked("hai", NOTE), " ba bốnmột hai ba bốnnăm")), "a second time they are words alone");

  const copied = desk(story());
  copied.handle.setRemarks(statuses);
  select(copied.view, "hai");
  take(copied.view, "cut");
  copied.handle.command("undo");
  select(copied.view, "hai");
  const again = take(copied.view, "copy");
  copied.handle.command("unremark", NOTE);
  select(copied.view, "năm", false);
  paste(copied.view, again);
  assert.doesNotMatch(copied.handle.doc(), new RegExp(NOTE), "a copy has none, even where the remark is gone");

  const other = desk(doc(p("x")));
  other.handle.setRemarks("{}");
  paste(other.view, data);
  assert.doesNotMatch(other.handle.doc(), /remark/);
});

test("words with a remark stay words: bold, a subhead, a list", () => {
  const { handle, view } = desk(doc(p("a ", remarked("bc", NOTE))));
  select(view, "bc");
  handle.command("bold");
  assert.match(handle.doc(), new RegExp(`"marks":\\[\\{"type":"bold"\\},\\{"type":"remark","attrs":\\{"id":"${NOTE}"\\}\\}\\]`));
  handle.command("bullet_list");
  handle.command("subhead2");
  assert.match(handle.doc(), /remark/);
});

test("Ctrl+Alt+M asks the host for a remark", () => {
  const at = desk(doc(p("a", b("b"))));
  press(at.view, "m", { ctrlKey: true, altKey: true, keyCode: 77 });
  assert.deepEqual(at.heard.filter(([name]) => name === "ask remark").length, 1);
});
