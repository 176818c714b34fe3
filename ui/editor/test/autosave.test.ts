import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Autosave, PAINT_MS, RETRY_AFTER_MS, SAVE_AFTER_MS, SAVE_BY_MS, type Clock } from "../src/autosave";

/** A clock that moves by hand. */
function clockByHand() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    setTimeout: (run, ms) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return timer;
    },
    clearTimeout: (timer) => (timers = timers.filter((other) => other !== timer)),
  };
  const pass = (ms: number) => {
    for (const until = now + ms; now < until; now += 1) {
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.run();
    }
  };
  return { clock, pass, time: () => now };
}

test("someone who never stops typing is saved all the same, no letter older than the promise", () => {
  const { clock, pass, time } = clockByHand();
  let typed: number[] = [];
  let oldest = 0;
  let saves = 0;
  const autosave = new Autosave(() => {
    saves += 1;
    oldest = Math.max(oldest, ...typed.map((at) => time() - at));
    typed = [];
  }, clock);
  for (let key = 0; key < 500; key += 1) {
    typed.push(time());
    autosave.touch();
    pass(40);
  }
  pass(SAVE_BY_MS + 1);
  assert.deepEqual(typed, [], "everything was handed over");
  assert.ok(oldest <= SAVE_BY_MS, `the oldest letter waited ${oldest} ms`);
  assert.ok(saves < 150, `one save for several letters, not ${saves} for 500`);
});

test("a hand-over waits for the key that was just pressed to be painted, but no longer than the promise", () => {
  const { clock, pass, time } = clockByHand();
  const saved: number[] = [];
  const autosave = new Autosave(() => saved.push(time()), clock);
  autosave.touch();
  pass(SAVE_AFTER_MS - 1);
  autosave.touch();
  pass(PAINT_MS - 1);
  assert.deepEqual(saved, [], "in the middle of a key press");
  pass(2);
  assert.equal(saved.length, 1, "as soon as it is painted");
  const began = time();
  for (let key = 0; key < 60; key += 1) {
    autosave.touch();
    pass(5);
  }
  assert.ok((saved[1] ?? 0) - began <= SAVE_BY_MS, "a key that is held down is saved as well");
});

test("flush hands over at once, and nothing when there is nothing", () => {
  const { clock, pass } = clockByHand();
  let saves = 0;
  const autosave = new Autosave(() => (saves += 1), clock);
  autosave.flush();
  assert.equal(saves, 0);
  autosave.touch();
  autosave.flush();
  assert.equal(saves, 1);
  pass(1000);
  assert.equal(saves, 1, "the timer does not save a second time");
});

test("a hand-over that fails is tried again until it succeeds", () => {
  const errors = mock.method(console, "error", () => undefined);
  const { clock, pass } = clockByHand();
  let attempts = 0;
  const autosave = new Autosave(() => {
    attempts += 1;
    if (attempts < 3) throw new Error("disk full");
  }, clock);
  autosave.touch();
  autosave.flush();
  assert.equal(autosave.dirty, true);
  pass(2 * RETRY_AFTER_MS + 2);
  assert.deepEqual([attempts, autosave.dirty], [3, false]);
  errors.mock.restore();
});

test("a change while saving is saved next", () => {
  const { clock, pass } = clockByHand();
  let saves = 0;
  const autosave: Autosave = new Autosave(() => {
    saves += 1;
    if (saves === 1) autosave.touch();
  }, clock);
  autosave.touch();
  pass(2 * SAVE_BY_MS + 2);
  assert.equal(saves, 2);
});

test("after stop nothing is handed over", () => {
  const { clock, pass } = clockByHand();
  let saves = 0;
  const autosave = new Autosave(() => (saves += 1), clock);
  autosave.touch();
  autosave.stop();
  pass(1000);
  assert.equal(saves, 0);
});
