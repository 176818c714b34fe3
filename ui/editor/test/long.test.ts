// A story of 20,000 words with 30 photos: what a key press may look at.
import "./page";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Fragment, Node } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import { readStory, tidyText } from "../src/counts";
import { schema } from "../src/schema";
import { toolbarState } from "../src/toolbar";
import { clear, desk, placeOf } from "./desk";
import { longStory } from "./longstory";
import { doc, li, NOTE, p, remarked, row, table, td, ul } from "./stories";

beforeEach(clear);

/** How many nodes are looked at while `act` runs; those that ProseMirror's own drawing asks for by index are not counted. */
function looked(act: () => void): number {
  let nodes = 0;
  const restore: (() => void)[] = [];
  for (const [owner, name] of [[Fragment.prototype, "forEach"], [Fragment.prototype, "nodesBetween"], [Fragment.prototype, "textBetween"], [Fragment.prototype, "toJSON"], [Fragment.prototype, "descendants"]] as const) {
    const own = (owner as unknown as Record<string, (...args: unknown[]) => unknown>)[name];
    if (!own) continue;
    (owner as unknown as Record<string, unknown>)[name] = function (this: Fragment, ...args: unknown[]) {
      nodes += this.childCount;
      return own.apply(this, args);
    };
    restore.push(() => ((owner as unknown as Record<string, unknown>)[name] = own));
  }
  try {
    act();
  } finally {
    for (const back of restore) back();
  }
  return nodes;
}

test("a key press looks at its own block, not at the story", () => {
  const at = desk(longStory());
  at.handle.setFocusMode(true);
  at.handle.highlight(JSON.stringify({ ranges: Array.from({ length: 50 }, (_, n) => ({ from: 2 + n * 3, to: 4 + n * 3 })), current: 0 }));
  const place = placeOf(at.view, "Đoạn 150");
  at.view.dispatch(at.view.state.tr.insertText("x", place));
  assert.ok(at.view.state.doc.childCount > 300);
  const nodes = looked(() => {
    at.view.dispatch(at.view.state.tr.insertText("y", place + 1));
    toolbarState(at.view.state);
  });
  assert.ok(nodes < 40, `${nodes} nodes`);
});

test("the toolbar knows a large selection by its ends", () => {
  const at = desk(longStory());
  at.handle.command("bold");
  const all = () => at.view.state.apply(at.view.state.tr.setSelection(selectAll(at.view.state.doc)));
  toolbarState(all());
  const nodes = looked(() => toolbarState(all()));
  assert.ok(nodes < 40, `${nodes} nodes`);
});

function selectAll(story: Node) {
  return TextSelection.between(story.resolve(0), story.resolve(story.content.size));
}

test("a hand-over reads again only the lines that changed, in a long list or table as well", () => {
  const items = Array.from({ length: 500 }, (_, n) => li(p(`mục ${n}`)));
  const rows = Array.from({ length: 500 }, (_, n) => row(td(p(`ô ${n}`)), td(p("x"))));
  const before = doc(ul(...items), table(...rows));
  readStory(before);
  let read = 0;
  const spied = (node: Node) => {
    const own = node.toJSON.bind(node);
    node.toJSON = () => ((read += 1), own());
    return node;
  };
  const list = before.child(0);
  const next = before.copy(
    Fragment.from([list.copy(list.content.replaceChild(250, li(spied(p("mới"))))), before.child(1).copy(before.child(1).content.replaceChild(3, row(td(spied(p("a"))), td(spied(p("b"))))))]),
  );
  const nodes = looked(() => readStory(next));
  assert.equal(read, 3);
  assert.ok(nodes < 1600, `${nodes} nodes: each child is asked for what is known of it, none is read`);
});

test("the JSON put together from parts is the JSON of the whole", () => {
  const story = doc(...longStory().content.content, ul(li(p(remarked("a", NOTE)), ul(li(p())))), table(row(td(2, 1, p("x"), p())), row(td(p()), td(p("y")))));
  assert.deepEqual(JSON.parse(readStory(story).json), JSON.parse(JSON.stringify(story.toJSON())));
  assert.equal(readStory(story).json, JSON.stringify(Node.fromJSON(schema, story.toJSON()).toJSON()));
  assert.equal(tidyText("a\u00adb"), "a\u00adb", "U+00AD is a letter in TCVN3 and stays");
});
