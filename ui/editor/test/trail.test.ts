// One undo for the text and the fields beside it, in the order in which things were done. NEWSDESK_FUZZ_SECONDS lets it run longer.
import "./page";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { TextSelection } from "prosemirror-state";
import { clear, desk, paste, press, select, until, type Desk } from "./desk";
import { fuzzMs, Random } from "./random";
import { doc, figure, h2, li, ol, p, row, table, td, ul } from "./stories";
import { page } from "./page";

beforeEach(clear);

const FIELDS = ["headline", "standfirst", "photo-caption-1", "photo-credit-1", "tags"];

interface Screen extends Desk {
  field(id: string): HTMLTextAreaElement;
  /** What stands in a field, in the page or not. */
  text(id: string): string;
  /** All that is written. */
  all(): string;
  type(id: string, text: string, how?: string): void;
  /** The tab that holds these fields is shown, or another one. */
  show(id: string, shown: boolean): void;
  key(target: Element, key: string, shift?: boolean): boolean;
}

/** A story with fields beside it, and a search that is none of its fields. */
function screen(): Screen {
  const texts = new Map(FIELDS.map((id) => [id, `${id} ban đầu`]));
  const article = document.body.appendChild(document.createElement("article"));
  article.setAttribute("data-undo", "story");
  const at = desk(doc(h2("Một"), p("hai ba"), ul(li(p("bốn"), ol(2, li(p("năm"))))), figure(), table(row(td(p("a")), td(p("b")))), p()), {
    onField: (json) => {
      const { field, text } = JSON.parse(json) as { field: string; text: string };
      texts.set(field, text);
    },
  });
  article.append(at.host);
  const add = (id: string) => {
    const field = article.appendChild(document.createElement("textarea"));
    field.id = id;
    field.value = texts.get(id) ?? "";
    field.addEventListener("input", () => texts.set(id, field.value));
  };
  FIELDS.forEach(add);
  const own = article.appendChild(document.createElement("div"));
  own.setAttribute("data-undo", "own");
  own.innerHTML = '<input id="find-words">';
  const field = (id: string) => document.getElementById(id) as HTMLTextAreaElement;
  return {
    ...at,
    field,
    text: (id) => texts.get(id) ?? "",
    all: () => JSON.stringify([...texts]) + at.handle.doc(),
    type(id, text, how = "insertText") {
      field(id).focus();
      field(id).value = text;
      field(id).dispatchEvent(new page.InputEvent("input", { bubbles: true, inputType: how }) as unknown as Event);
    },
    show(id, shown) {
      if (shown && !document.getElementById(id)) add(id);
      else if (!shown) field(id)?.remove();
    },
    key(target, key, shift = false) {
      const event = new KeyboardEvent("keydown", { key, ctrlKey: true, shiftKey: shift, bubbles: true, cancelable: true });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    },
  };
}

test("what was done last is taken back first, wherever it stands", () => {
  const at = screen();
  const first = at.all();
  at.type("headline", "Tít mới");
  select(at.view, "hai", false);
  at.view.dispatch(at.view.state.tr.insertText("x"));
  at.type("standfirst", "Sapo mới");
  at.view.dispatch(at.view.state.tr.insertText("y"));
  assert.equal(at.view.state.doc.child(1).textContent, "xyhai ba");
  assert.equal(at.key(at.field("headline"), "z"), true);
  assert.equal(at.view.state.doc.child(1).textContent, "xhai ba", "the letter alone: it was typed after the standfirst");
  at.key(at.field("headline"), "z");
  assert.equal(at.field("standfirst").value, "standfirst ban đầu");
  assert.equal(document.activeElement?.id, "standfirst", "one sees what was taken back");
  press(at.view, "z", { ctrlKey: true });
  assert.equal(at.view.state.doc.child(1).textContent, "hai ba");
  assert.equal(at.handle.command("undo"), true, "by the button");
  assert.equal(at.all(), first);
  assert.equal(at.handle.command("undo"), false, "nothing is left");
  for (let n = 0; n < 4; n += 1) assert.equal(at.key(at.field("tags"), n % 2 ? "y" : "Z", n % 2 === 0), true);
  assert.equal(at.text("headline"), "Tít mới");
  assert.equal(at.text("standfirst"), "Sapo mới");
  assert.equal(at.view.state.doc.child(1).textContent, "xyhai ba");
});

test("letters typed quickly are one step, a paste is one by itself", () => {
  const at = screen();
  for (const text of ["T", "Ti", "Tin"]) at.type("headline", text);
  at.type("headline", "Tin dán", "insertFromPaste");
  at.type("headline", "Tin dán x");
  at.handle.command("undo");
  assert.equal(at.text("headline"), "Tin dán");
  at.handle.command("undo");
  assert.equal(at.text("headline"), "Tin");
  at.handle.command("undo");
  assert.equal(at.text("headline"), "headline ban đầu");
});

test("replacing everywhere is one step, in the text, in fields and in those that are not in the page", () => {
  const at = screen();
  at.show("photo-credit-1", false);
  const first = at.all();
  at.handle.beginStep();
  assert.equal(at.handle.replaceRanges(JSON.stringify([{ from: 1, to: 4, text: "Mười" }])), true);
  // As the window does it: the value is set, and the field told of it; nobody has been in it.
  at.field("headline").value = "khác";
  at.field("headline").dispatchEvent(new Event("input", { bubbles: true }));
  at.handle.noteField("photo-credit-1", at.text("photo-credit-1"), "khác");
  at.handle.endStep();
  at.handle.command("undo");
  assert.equal(at.all(), first);
  at.handle.command("redo");
  assert.equal(at.text("headline"), "khác");
  assert.equal(at.text("photo-credit-1"), "khác");
  assert.equal(at.view.state.doc.firstChild?.textContent, "Mười");
});

test("an open word of an input method is one change, when it is closed", async () => {
  const at = screen();
  const headline = at.field("headline");
  headline.focus();
  for (const text of ["t", "ti", "tin"]) {
    headline.value = text;
    headline.dispatchEvent(new page.InputEvent("input", { bubbles: true, isComposing: true }) as unknown as Event);
  }
  assert.equal(at.handle.command("undo"), false, "nothing was done yet");
  headline.dispatchEvent(new page.Event("compositionend", { bubbles: true }) as unknown as Event);
  at.handle.command("undo");
  // What the input method may still deliver is waited for.
  await until(() => headline.value === "headline ban đầu", "taken back");
  assert.equal(at.handle.command("undo"), false, "at once");
});

test("a field that is none of the story's has an undo of its own", () => {
  const at = screen();
  const first = at.all();
  at.type("find-words", "cầu");
  at.type("headline", "Tít");
  assert.equal(at.key(at.field("find-words"), "z"), true);
  assert.equal(at.field("find-words").value, "");
  assert.equal(at.text("headline"), "Tít", "the story stays");
  at.key(at.field("find-words"), "y");
  assert.equal(at.field("find-words").value, "cầu");
  at.handle.command("undo");
  assert.equal(at.all(), first);
});

test("what cannot be written is not taken back", () => {
  const at = screen();
  at.type("headline", "Tít");
  at.handle.setEditable(false);
  assert.equal(at.handle.command("undo"), false);
  assert.equal(at.text("headline"), "Tít");
});

test("random edits in all fields: undo all gives the beginning, redo all the end, byte for byte", () => {
  const end = performance.now() + fuzzMs(1500);
  const PIECES = ["x", "ế", " ", "chữ ", "😀", "e\u0302\u0301", "\u00a0"];
  const commands = ["bold", "superscript", "subhead2", "bullet_list", "ordered_list", "quote", "block_down", "row_after", "column_delete", "paragraph"];
  let rounds = 0;
  for (let seed = 1; rounds < 6 || performance.now() < end; seed += 1) {
    clear();
    const random = new Random(seed);
    const at = screen();
    const first = at.all();
    const states: string[] = [first];
    for (let n = 0; n < 80; n += 1) {
      const id = random.pick(FIELDS);
      const kind = random.below(14);
      const { view } = at;
      const place = () => view.state.doc.resolve(random.below(view.state.doc.content.size + 1));
      if (kind < 4) {
        const text = at.text(id);
        const from = random.below(text.length + 1);
        at.show(id, true);
        at.type(id, text.slice(0, from) + random.pick(PIECES) + text.slice(Math.min(text.length, from + random.below(3))), random.pick(["insertText", "insertFromPaste", "deleteContentBackward"]));
      } else if (kind < 7) {
        view.dispatch(view.state.tr.setSelection(TextSelection.between(place(), place())));
        if (view.state.selection.$from.parent.inlineContent) view.dispatch(view.state.tr.insertText(random.pick(PIECES)));
      } else if (kind === 7) paste(view, { "text/html": "<h2>tít</h2><ul><li>x</li><li>y</li></ul>", "text/plain": "x" });
      else if (kind === 8) at.handle.command(random.pick(commands));
      else if (kind === 9) at.show(id, random.below(2) === 0);
      else if (kind === 10) {
        at.handle.beginStep();
        at.handle.replaceRanges(JSON.stringify([{ from: 1, to: 2, text: random.pick(PIECES) }]));
        for (const each of FIELDS) {
          const after = at.text(each).replace("b", "B");
          const field = document.getElementById(each) as HTMLTextAreaElement | null;
          if (field) {
            field.value = after;
            field.dispatchEvent(new Event("input", { bubbles: true }));
          } else {
            at.handle.noteField(each, at.text(each), after);
            at.options.onField?.(JSON.stringify({ field: each, text: after }));
          }
        }
        at.handle.endStep();
      } else if (kind === 11) at.handle.command("undo");
      else if (kind === 12) at.handle.command("redo");
      else at.key(random.below(2) === 0 ? at.view.dom : at.field("headline") ?? at.view.dom, random.pick(["z", "y"]));
      states.push(at.all());
    }
    const last = at.all();
    while (at.handle.command("redo"));
    const newest = at.all();
    while (at.handle.command("undo"));
    assert.equal(at.all(), first, `seed ${seed}: undone`);
    while (at.handle.command("redo"));
    assert.equal(at.all(), newest, `seed ${seed}: done again`);
    assert.ok(last !== "" && states.length > 80);
    rounds += 1;
  }
  if (process.env["NEWSDESK_FUZZ_SECONDS"]) console.log(`${rounds} stories`);
});
