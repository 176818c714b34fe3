import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Autosave, RETRY_AFTER_MS, SAVE_AFTER_MS, type Clock } from "../src/autosave";

/** A clock that moves by hand. */
function clockByHand() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const clock: Clock = {
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
  pass(SAVE_AFTER_MS + 1);
  assert.deepEqual(typed, [], "everything was handed over");
  assert.ok(oldest <= SAVE_AFTER_MS, `the oldest letter waited ${oldest} ms`);
  assert.ok(saves < 140, `one save for several letters, not ${saves} for 500`);
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
  pass(2 * SAVE_AFTER_MS + 2);
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
