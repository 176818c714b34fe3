// When unsaved work is handed over: a fixed time after the first unsaved change, not after the last one, so that someone
// who never stops typing is saved all the same; within that time at a moment when no key is being painted.

/** Milliseconds from the first unsaved change during which nothing is handed over: a burst of keys is one save. */
export const SAVE_AFTER_MS = 120;

/**
 * Milliseconds from the first unsaved change to its being handed over at the latest. The newsroom promises that no
 * character older than 300 ms is lost; the rest is for the way to the shell and its write (about 20 ms, and as much again
 * when the write before it is still under way) and for a timer that a slow laptop calls late: with 220 ms one of 200 kills
 * on a machine with four times the work it could do lost a character of 353 ms.
 */
export const SAVE_BY_MS = 170;

/** Milliseconds after a change in which its line is laid out and painted. */
export const PAINT_MS = 30;

/** Milliseconds until a hand-over that failed is tried again. */
export const RETRY_AFTER_MS = 1000;

export interface Clock {
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const pageClock: Clock = {
  now: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as number),
};

export class Autosave {
  private timer: unknown = null;
  /** When the oldest unsaved change was made. */
  private since: number | null = null;
  private touchedAt = 0;

  /** `save` hands the work over; when it throws, the work counts as unsaved and is tried again. */
  constructor(
    private readonly save: () => void,
    private readonly clock: Clock = pageClock,
  ) {}

  /** Work that was not handed over yet? */
  get dirty(): boolean {
    return this.since !== null;
  }

  /** Something changed. */
  touch() {
    this.touchedAt = this.clock.now();
    this.since ??= this.touchedAt;
    this.arm(SAVE_AFTER_MS);
  }

  /** Hands over at once what is unsaved. */
  flush() {
    this.disarm();
    if (this.since === null) return;
    const { since } = this;
    this.since = null;
    try {
      this.save();
    } catch (failure) {
      this.since ??= since;
      this.disarm();
      this.arm(RETRY_AFTER_MS);
      console.error("the story could not be handed over", failure);
    }
  }

  /** No more hand-overs. */
  stop() {
    this.disarm();
    this.since = null;
  }

  private due() {
    const now = this.clock.now();
    const painted = this.touchedAt + PAINT_MS;
    const latest = (this.since ?? now) + SAVE_BY_MS;
    const wait = Math.min(painted, latest) - now;
    if (wait > 0) this.arm(wait);
    else this.flush();
  }

  private arm(ms: number) {
    if (this.timer !== null) return;
    this.timer = this.clock.setTimeout(() => {
      this.timer = null;
      this.due();
    }, ms);
  }

  private disarm() {
    if (this.timer === null) return;
    this.clock.clearTimeout(this.timer);
    this.timer = null;
  }
}
