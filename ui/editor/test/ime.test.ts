import { page } from "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { CALM_MS, InputMethods, isSecondCommit, isWordOnItsWay, keepsFocus, LATE_COMMIT_MS, newMemory, SECOND_COMMIT_MS, waitFor, type ImeMemory } from "../src/ime";

const memory = (known: Partial<ImeMemory>): ImeMemory => ({ ...newMemory(), ...known });
const ENDED = memory({ startedAt: 500, endedAt: 1000, endData: "Việt", committedAt: 995 });

test("the same word delivered again right after the composition is refused", () => {
  assert.equal(isSecondCommit(ENDED, "insertFromComposition", "Việt", 1100), true);
});

test("everything else that an input method delivers is let in", () => {
  const cases: [string, ImeMemory, string, string | null, number][] = [
    ["another word", ENDED, "insertFromComposition", "Nam", 1100],
    ["the same word typed again later", ENDED, "insertFromComposition", "Việt", 1401],
    ["the same word in a new composition", { ...ENDED, composing: true }, "insertFromComposition", "Việt", 1100],
    ["plain typing", ENDED, "insertText", "Việt", 1100],
    ["the word that comes late after an empty end", memory({ endedAt: 1000, endData: "" }), "insertFromComposition", "Việt", 1050],
    ["an empty delivery", memory({ endedAt: 1000, endData: "" }), "insertFromComposition", "", 1050],
    ["the first word of the page", newMemory(), "insertFromComposition", "Việt", 50],
  ];
  for (const [what, known, kind, data, now] of cases) assert.equal(isSecondCommit(known, kind, data, now), false, what);
});

test("nothing waits where nobody composes", () => {
  assert.equal(waitFor(newMemory(), 5000, 5000), 0, "no composition on this page yet");
  assert.equal(waitFor(ENDED, 9000, 9000), 0, "the last one is long over");
});

test("an open word is waited for", () => {
  assert.ok(waitFor(memory({ composing: true, startedAt: 500 }), 1000, 1000) > 0);
});

test("after a word was delivered there is only the moment that the page needs to read it", () => {
  assert.equal(waitFor(ENDED, 1010, 1010), 1000 + CALM_MS - 1010);
  assert.equal(waitFor(ENDED, 1010, 1000 + CALM_MS), 0);
});

test("after a click in mid-word the late delivery is waited for", () => {
  const clicked = memory({ startedAt: 500, disturbedAt: 1000, endedAt: 1002, endData: "" });
  assert.equal(waitFor(clicked, 1090, 1090), LATE_COMMIT_MS, "counted from the button's click, not from the press");
  assert.ok(waitFor(clicked, 1090, 1200) > 0);
  assert.equal(waitFor(clicked, 1090, 1090 + LATE_COMMIT_MS), 0, "nothing came: the word was never there");
  const delivered = { ...clicked, committedAt: 1120 };
  assert.equal(waitFor(delivered, 1090, 1120 + CALM_MS), 0, "it came: no reason to wait longer");
});

test("buttons leave the focus in the field, except those that say otherwise", () => {
  const box = document.createElement("div");
  box.innerHTML =
    '<button id="a"><span id="b">x</span></button><div role="button" id="c"></div><input id="d"><a href="#" id="e">x</a>' +
    '<button data-takes-focus id="f"></button><div data-takes-focus><button id="g"></button></div>';
  const keeps = [..."abcdefg"].filter((id) => keepsFocus(box.querySelector(`#${id}`)));
  assert.deepEqual(keeps, ["a", "b", "c"]);
});

test("a word that the input method took back a moment ago is on its way", () => {
  const taken = memory({ startedAt: 500, openText: "việt", endedAt: 1000, endData: "", committedAt: 400 });
  assert.equal(isWordOnItsWay(taken, 1002), true);
  const cases: [string, ImeMemory, number][] = [
    ["long ago: the writer took the word back", taken, 1200],
    ["it was delivered", { ...taken, committedAt: 1001 }, 1002],
    ["the composition ended with its word", { ...taken, endData: "việt" }, 1002],
    ["nothing was left of the word", { ...taken, openText: "" }, 1002],
    ["the word is still open", { ...taken, composing: true }, 1002],
    ["nobody composed", newMemory(), 50],
  ];
  for (const [what, known, now] of cases) assert.equal(isWordOnItsWay(known, now), false, what);
});

let leave = () => {};

function watched() {
  let now = 1000;
  const field = document.createElement("textarea");
  const button = document.createElement("button");
  document.body.append(field, button);
  const ime = new InputMethods(document, () => now);
  leave();
  leave = ime.install();
  const send = (event: Event, to: Element = field) => (to.dispatchEvent(event), event);
  const composition = (kind: string, data: string) => send(new page.CompositionEvent(kind, { data, bubbles: true }) as unknown as Event);
  const input = (data: string) =>
    send(new page.InputEvent("beforeinput", { inputType: "insertFromComposition", data, bubbles: true, cancelable: true }) as unknown as Event);
  const press = () => send(new page.MouseEvent("mousedown", { bubbles: true, cancelable: true }) as unknown as Event, button);
  return { ime, field, composition, input, press, send, wait: (ms: number) => (now += ms) };
}

test("on the page: bamboo's second delivery is stopped, the first is not", () => {
  const { composition, input, wait } = watched();
  composition("compositionstart", "");
  const first = input("Việt");
  composition("compositionend", "Việt");
  wait(20);
  const second = input("Việt");
  wait(500);
  const typedAgain = input("Việt");
  assert.deepEqual([first.defaultPrevented, second.defaultPrevented, typedAgain.defaultPrevented], [false, true, false]);
});

test("on the page: a press on a button in mid-word keeps the focus and makes what follows wait", () => {
  const { ime, composition, input, press, wait } = watched();
  composition("compositionstart", "");
  assert.equal(ime.calm(), false);
  assert.equal(press().defaultPrevented, true);
  composition("compositionend", "");
  wait(60);
  assert.equal(ime.calm(), false, "the word is still on its way");
  input("Việt");
  wait(CALM_MS);
  assert.equal(ime.calm(), true);
});

test("on the page: a click elsewhere in mid-word lands after the word was delivered", async () => {
  const { ime, field, composition, input, send, wait } = watched();
  const other = document.body.appendChild(document.createElement("input"));
  field.focus();
  composition("compositionstart", "");
  send(new page.InputEvent("beforeinput", { inputType: "insertCompositionText", data: "việt", bubbles: true }) as unknown as Event);
  composition("compositionend", "");
  const press = send(new page.MouseEvent("mousedown", { bubbles: true, cancelable: true }) as unknown as Event, other);
  assert.equal(press.defaultPrevented, true);
  assert.equal(document.activeElement, field, "the word comes to where it was begun");
  input("việt");
  wait(CALM_MS);
  await new Promise<void>((done) => ime.whenSettled(() => setTimeout(done, 50)));
  assert.equal(document.activeElement, other);
  const calm = send(new page.MouseEvent("mousedown", { bubbles: true, cancelable: true }) as unknown as Event, field);
  assert.equal(calm.defaultPrevented, false, "any other click is the browser's");
});

test("on the page: a field that is gone, or a key outside of any composition, ends the waiting", () => {
  const gone = watched();
  gone.composition("compositionstart", "");
  gone.field.remove();
  gone.ime.calm();
  gone.wait(SECOND_COMMIT_MS);
  assert.equal(gone.ime.calm(), true);

  const lost = watched();
  lost.composition("compositionstart", "");
  lost.field.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift", bubbles: true }));
  assert.equal(lost.ime.memory.composing, true, "Shift is pressed in mid-word");
  lost.field.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
  assert.equal(lost.ime.memory.composing, false);
});
