// Random edits of every kind: undo brings back the same bytes, remarks stay on their words, the JSON put together from
// remembered parts is the JSON of the whole. NEWSDESK_FUZZ_SECONDS lets it run longer.
import "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { closeHistory, redo, undo } from "prosemirror-history";
import { DOMParser as StoryParser, Fragment, Node, Slice } from "prosemirror-model";
import { NodeSelection, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { CellSelection, TableMap } from "prosemirror-tables";
import { commandNamed } from "../src/commands";
import { readStory } from "../src/counts";
import { replaceRanges } from "../src/find";
import { cleanHtml } from "../src/paste";
import { insertFigureAt } from "../src/places";
import { readDoc, schema } from "../src/schema";
import { nextCellOrRow } from "../src/tables";
import { readTexts } from "../src/texts";
import { clear, desk } from "./desk";
import { fuzzMs, Random } from "./random";
import { b, doc, figure, h2, i, li, ol, p, PHOTO, quote, row, table, td, th, ul } from "./stories";

const START = () =>
  doc(
    h2("Một"),
    p("hai ", b("ba"), i(" bốn"), " năm"),
    ul(li(p("sáu"), ol(4, li(p("bảy")), li(p("tám")))), li(p("chín"))),
    quote(p("mười"), p("mười một")),
    figure(),
    table(row(th(2, 1, p("a")), th(p("b"))), row(td(1, 2, p("c"), p("d")), td(p("e")), td(p())), row(td(p("f")), td(p("g")))),
    p(),
  );

const COMMANDS = [
  "bold", "italic", "subhead2", "subhead3", "paragraph", "bullet_list", "ordered_list", "quote", "block_up", "block_down", "block_up", "block_down", "row_before",
  "row_after", "row_delete", "column_before", "column_after", "column_delete", "table_delete", "header_row", "merge_cells", "merge_cells", "split_cell",
];
const PASTES = [
  "<p>dán <b>một</b></p>", "<h2>tít</h2><p>dán</p><ul><li>x<ul><li>y</ul></ul>", "<table><tr><td>p</td><td>q</td></tr><tr><td>r</td><td>s</td></tr></table>",
  "<blockquote>lời</blockquote><table border=1><tr><th colspan=2>u</th></tr><tr><td>v</td><td rowspan=3>w</td></tr></table><p>sau</p>",
];

/** A remark and the sign that only its words have. */
interface Watched {
  id: string;
  sign: string;
}

class Writer {
  remarks: Watched[] = [];
  private made = 0;

  constructor(
    public state: EditorState,
    private readonly random: Random,
  ) {}

  /** One random edit, of its own for undo. */
  edit() {
    const { random } = this;
    this.moveCursor();
    const kind = random.below(20);
    if (kind < 4) this.apply((state) => state.tr.insertText(random.pick(["x", "chữ ", "ế", " "])));
    else if (kind < 6) this.apply((state) => (state.selection.empty ? null : state.tr.deleteSelection()));
    else if (kind === 6) this.apply((state) => (state.selection.empty && state.selection.$from.parent.isTextblock && state.selection.$from.depth === 1 ? state.tr.split(state.selection.from) : null));
    else if (kind < 12) this.run(random.pick(COMMANDS), "");
    else if (kind === 12) this.run("table", `${1 + random.below(3)}x${1 + random.below(3)}`);
    else if (kind === 13) this.run("link", random.pick(["", "a.vn", "tin@a.vn"]));
    else if (kind === 14) this.remark();
    else if (kind === 15) this.replace();
    else if (kind === 16) this.paste();
    else if (kind === 17) this.apply((state) => insertFigureAt(state, PHOTO, random.below(state.doc.content.size + 1)));
    else if (kind === 18) this.unremark();
    else nextCellOrRow(this.state, (tr) => this.take(tr));
  }

  undoAll() {
    while (undo(this.state, (tr) => (this.state = this.state.apply(tr))));
  }

  redoAll() {
    while (redo(this.state, (tr) => (this.state = this.state.apply(tr))));
  }

  private moveCursor() {
    const { doc: story } = this.state;
    const at = () => story.resolve(this.random.below(story.content.size + 1));
    const cells: number[] = [];
    if (this.random.below(3) === 0) {
      story.descendants((node, pos) => {
        if (node.type.spec["tableRole"] === "cell" || node.type.spec["tableRole"] === "header_cell") cells.push(pos);
        return !node.isTextblock;
      });
    }
    const [one, other] = [this.random.below(cells.length || 1), this.random.below(4)].map((n, which) => cells[which === 0 ? n : Math.min(cells.length - 1, n)]);
    const sameTable = one !== undefined && other !== undefined && story.resolve(one).node(1) === story.resolve(other).node(1);
    const selection = sameTable
      ? CellSelection.create(story, one, other)
      : this.random.below(8) === 0 && story.firstChild?.type.name === "figure"
        ? NodeSelection.create(story, 0)
        : this.random.below(2) === 0
          ? TextSelection.near(at())
          : TextSelection.between(at(), at());
    this.state = this.state.apply(closeHistory(this.state.tr.setSelection(selection)));
  }

  private run(name: string, arg: string) {
    commandNamed(name, arg)?.(this.state, (tr) => this.take(tr));
  }

  /** A word of a sign of its own, with a remark on it. */
  private remark() {
    const { $from } = this.state.selection;
    if (!$from.parent.inlineContent || this.made > 400) return;
    const sign = String.fromCodePoint(0x4e00 + this.made);
    const id = `0190f0aa-0000-7000-8000-${String((this.made * 7919) % 1000000).padStart(12, "0")}`;
    this.made += 1;
    this.apply((state) => state.tr.insertText(sign.repeat(3), state.selection.from));
    const { from, $from: $end } = this.state.selection;
    // It may reach over what others have a remark on.
    const start = Math.max($end.start(), from - 3 - this.random.below(8));
    this.state = this.state.apply(this.state.tr.setSelection(TextSelection.create(this.state.doc, start, from)));
    this.run("remark", id);
    this.remarks.push({ id, sign });
  }

  private unremark() {
    const [gone] = this.remarks.splice(this.random.below(this.remarks.length || 1), 1);
    if (gone) this.run("unremark", gone.id);
  }

  private replace() {
    const lines = readTexts(this.state.doc).filter(({ text }) => text.length > 1);
    const wanted: { from: number; to: number; text: string }[] = [];
    for (const { from, text } of lines) {
      const start = this.random.below(text.length);
      if (this.random.below(3) === 0) wanted.push({ from: from + start, to: from + start + this.random.below(Math.min(3, text.length - start + 1)), text: this.random.pick(["", "thay", "hai\ndòng"]) });
    }
    this.apply((state) => replaceRanges(state, wanted));
  }

  private paste() {
    const holder = document.createElement("div");
    holder.innerHTML = cleanHtml(this.random.pick(PASTES)).html;
    const story = StoryParser.fromSchema(schema).parse(holder);
    this.apply((state) => state.tr.replaceSelection(this.random.below(2) === 0 ? Slice.maxOpen(story.content, false) : new Slice(Fragment.from(story.content), 0, 0)));
  }

  private apply(make: (state: EditorState) => Transaction | null) {
    const tr = make(this.state);
    if (tr) this.take(tr);
  }

  private take(tr: Transaction) {
    this.state = this.state.apply(tr);
  }
}

function check(state: EditorState, remarks: Watched[], why: string) {
  const { doc: story } = state;
  story.check();
  const { json } = readStory(story);
  assert.equal(json, readStory(Node.fromJSON(schema, story.toJSON())).json, `${why}: from parts and from scratch`);
  assert.ok(readDoc(json).eq(readDoc(JSON.stringify(story.toJSON()))), `${why}: reads back`);
  story.forEach((block) => {
    if (block.type.name !== "table") return;
    assert.equal(TableMap.get(block).problems, null, `${why}: a table without holes: ${block.toString()}`);
    block.forEach((row) => assert.ok(row.childCount > 0, `${why}: a row without cells`));
  });
  const text = story.textContent;
  const watched = remarks.filter(({ sign }) => text.includes(sign));
  story.descendants((node) => {
    for (const { id, sign } of node.isText ? watched : []) {
      if (node.text?.includes(sign)) assert.ok(node.marks.some((mark) => mark.attrs["id"] === id), `${why}: the remark left its words ${sign}`);
    }
  });
}

test("random edits: undo gives the same bytes, remarks stay, the JSON is that of the whole", () => {
  clear();
  const { plugins } = desk(START()).view.state;
  const began = performance.now();
  const until = began + fuzzMs(1800);
  let rounds = 0;
  let edits = 0;
  for (let seed = 1; rounds < 4 || performance.now() < until; seed += 1) {
    const story = readDoc(JSON.stringify(START().toJSON()));
    const writer = new Writer(desk("").view.state.reconfigure({ plugins }), new Random(seed));
    writer.state = writer.state.apply(writer.state.tr.replaceWith(0, writer.state.doc.content.size, story.content).setMeta("addToHistory", false));
    const first = readStory(writer.state.doc).json;
    // The history keeps 100 steps.
    for (let n = 0; n < 60; n += 1) {
      writer.edit();
      check(writer.state, writer.remarks, `seed ${seed}, edit ${n}`);
      edits += 1;
    }
    const last = readStory(writer.state.doc).json;
    writer.undoAll();
    assert.equal(readStory(writer.state.doc).json, first, `seed ${seed}: undone`);
    writer.redoAll();
    assert.equal(readStory(writer.state.doc).json, last, `seed ${seed}: done again`);
    rounds += 1;
    clear();
  }
  if (process.env["NEWSDESK_FUZZ_SECONDS"]) console.log(`${edits} edits in ${rounds} stories`);
});
