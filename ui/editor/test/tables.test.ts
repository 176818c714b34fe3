import "./page";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { undo } from "prosemirror-history";
import { CellSelection } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { readDoc } from "../src/schema";
import { toolbarState } from "../src/toolbar";
import { clear, desk, jsonOf, placeOf, press, select } from "./desk";
import { b, doc, figure, line, p, quote, row, table, td, th, ul, li } from "./stories";

beforeEach(clear);

const shown = (view: EditorView) => line(view.state.doc);
const GRID = () => table(row(th(p("a")), th(p("b"))), row(td(p("c")), td(p("d"))), row(td(p("e")), td(p("f"))));

/** Selects the cells from the one with `from` to the one with `to`. */
function cells(view: EditorView, from: string, to: string) {
  const cellOf = (word: string) => view.state.doc.resolve(placeOf(view, word)).before(-1);
  view.dispatch(view.state.tr.setSelection(CellSelection.create(view.state.doc, cellOf(from), cellOf(to))));
}

test("a new table has a head, takes the cursor, and leaves a line to write on", () => {
  const { handle, view } = desk(doc(p("một")));
  assert.equal(handle.command("table", "2x3"), true);
  const empty = (cell: typeof td) => row(cell(p()), cell(p()), cell(p()));
  assert.equal(handle.doc(), jsonOf(p("một"), table(empty(th), empty(td)), p()));
  view.dispatch(view.state.tr.insertText("x"));
  assert.match(shown(view), /table_header\(paragraph\("x"\)\)/);
  assert.equal(toolbarState(view.state).table, true);
  for (const size of ["0x3", "3x0", "101x2", "2x101", "3", "", "-1x2", "2x2x2", "1e1x2"]) assert.equal(handle.command("table", size), false, size);
});

test("tables stand on the top level only", () => {
  for (const [story, place] of [[doc(quote(p("x"))), 1], [doc(ul(li(p("x")))), 1], [doc(table(row(td(p("x"))))), 1]] as const) {
    const { handle, view } = desk(story);
    select(view, "x", false);
    handle.command("table", "1x1");
    assert.equal(view.state.doc.child(place).type.name, "table", line(story));
    view.state.doc.check();
  }
  const inside = { type: "table", content: [{ type: "table_row", content: [{ type: "table_cell", content: [{ type: "paragraph" }] }] }] };
  for (const outer of ["quote", "table_cell"]) {
    assert.throws(() => readDoc(JSON.stringify({ type: "doc", content: [{ type: outer, content: [inside] }] })), outer);
  }
  assert.throws(() => readDoc(JSON.stringify({ type: "doc", content: [{ ...inside, content: [{ type: "table_row", content: [{ type: "table_cell", attrs: { colspan: 0 } }] }] }] })));
});

test("the JSON of a cell has its spans and nothing of its look", () => {
  const { handle, view } = desk(doc(GRID()));
  cells(view, "c", "d");
  handle.command("merge_cells");
  const cell = JSON.parse(handle.doc()).content[0].content[1].content[0];
  assert.deepEqual(Object.keys(cell.attrs), ["colspan", "rowspan"]);
});

test("rows and columns come and go around the cursor", () => {
  const run = (name: string, word = "d") => {
    const { handle, view } = desk(doc(GRID()));
    select(view, word, false);
    assert.equal(handle.command(name), true, name);
    const after = shown(view);
    undo(view.state, view.dispatch);
    assert.equal(shown(view), line(doc(GRID())), `${name} is one step for undo`);
    return after;
  };
  assert.equal(run("row_after"), line(doc(table(row(th(p("a")), th(p("b"))), row(td(p("c")), td(p("d"))), row(td(p()), td(p())), row(td(p("e")), td(p("f")))))));
  assert.equal(run("row_before"), line(doc(table(row(th(p("a")), th(p("b"))), row(td(p()), td(p())), row(td(p("c")), td(p("d"))), row(td(p("e")), td(p("f")))))));
  assert.equal(run("row_delete"), line(doc(table(row(th(p("a")), th(p("b"))), row(td(p("e")), td(p("f")))))));
  assert.equal(run("column_after"), line(doc(table(row(th(p("a")), th(p("b")), th(p())), row(td(p("c")), td(p("d")), td(p())), row(td(p("e")), td(p("f")), td(p()))))));
  assert.equal(run("column_before", "c"), line(doc(table(row(th(p()), th(p("a")), th(p("b"))), row(td(p()), td(p("c")), td(p("d"))), row(td(p()), td(p("e")), td(p("f")))))));
  assert.equal(run("column_delete"), line(doc(table(row(th(p("a"))), row(td(p("c"))), row(td(p("e")))))));
  assert.equal(run("table_delete"), line(doc(p())));
  assert.equal(run("header_row"), line(doc(table(row(td(p("a")), td(p("b"))), row(td(p("c")), td(p("d"))), row(td(p("e")), td(p("f")))))));
});

test("merging and splitting leave no row without cells", () => {
  const { handle, view } = desk(doc(GRID()));
  cells(view, "a", "d");
  handle.command("merge_cells");
  assert.equal(shown(view), line(doc(table(row(th(2, 1, p("a"), p("b"), p("c"), p("d"))), row(td(p("e")), td(p("f")))))), "two whole rows become one");
  handle.command("split_cell");
  assert.equal(view.state.doc.firstChild?.firstChild?.childCount, 2);
  handle.command("undo");
  handle.command("undo");
  assert.equal(shown(view), line(doc(GRID())));
  for (const name of ["row_after", "merge_cells", "split_cell", "header_row"]) {
    const outside = desk(doc(p("x")));
    assert.equal(outside.handle.command(name), false, `${name} outside of a table`);
  }
});

test("Tab goes from cell to cell, and behind the last one into a new row", () => {
  const { view } = desk(doc(GRID()));
  select(view, "a", false);
  for (let n = 0; n < 5; n += 1) assert.equal(press(view, "Tab"), true);
  assert.equal(view.state.selection.$head.parent.textContent, "f");
  press(view, "Tab");
  view.dispatch(view.state.tr.insertText("g"));
  assert.equal(shown(view), line(doc(table(row(th(p("a")), th(p("b"))), row(td(p("c")), td(p("d"))), row(td(p("e")), td(p("f"))), row(td(p("g")), td(p()))))));
  press(view, "Tab", { shiftKey: true });
  assert.equal(view.state.selection.$head.parent.textContent, "f");
  select(view, "a", false);
  assert.equal(press(view, "Tab", { shiftKey: true }), true, "the cursor stays in the table");
});

test("Backspace takes a wholly selected table out, Delete empties its cells", () => {
  for (const [key, left] of [["Backspace", doc(p("x"))], ["Delete", doc(table(row(td(p()), td(p()))), p("x"))]] as const) {
    const { view } = desk(doc(table(row(td(p("a")), td(p("b")))), p("x")));
    cells(view, "a", "b");
    press(view, key);
    assert.equal(shown(view), line(left), key);
  }
});

test("rows move within their table, not over its head and not through a cell that reaches over rows", () => {
  const { handle, view } = desk(doc(p("x"), GRID(), p("y")));
  select(view, "e", false);
  assert.equal(handle.command("block_up"), true);
  assert.equal(shown(view), line(doc(p("x"), table(row(th(p("a")), th(p("b"))), row(td(p("e")), td(p("f"))), row(td(p("c")), td(p("d")))), p("y"))));
  assert.equal(handle.command("block_up"), false, "the head stays above");
  cells(view, "a", "d");
  assert.equal(handle.command("block_down"), true, "the whole table moves as a block");
  assert.match(shown(view), /^doc\(paragraph\("x"\), paragraph\("y"\), table/);
  const tied = desk(doc(table(row(td(1, 2, p("a")), td(p("b"))), row(td(p("c"))), row(td(p("d")), td(p("e"))))));
  select(tied.view, "d", false);
  assert.equal(tied.handle.command("block_up"), false);
});

test("subheads, lists and quotes leave cells alone, bold goes into all of the selected ones", () => {
  const { handle, view } = desk(doc(GRID(), p()));
  cells(view, "c", "f");
  for (const name of ["subhead2", "bullet_list", "quote"]) {
    handle.command(name);
    assert.equal(shown(view), line(doc(GRID(), p())), name);
  }
  handle.command("bold");
  assert.equal(view.state.doc.firstChild?.child(2).toString(), row(td(p(b("e"))), td(p(b("f")))).toString());
  assert.equal(toolbarState(view.state).bold, true);
  handle.command("figure", figure().attrs["photo"] as string);
  assert.equal(view.state.doc.child(1).type.name, "figure", "a figure goes below the table");
});
