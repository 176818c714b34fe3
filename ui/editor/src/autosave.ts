// When unsaved work is handed over: a fixed time after the first unsaved change, not after the last one,
// so that someone who never stops typing is saved all the same.

/** Milliseconds from the first unsaved change to its being handed over; half of the newsroom's promise of 300 ms. */
export const SAVE_AFTER_MS = 150;

/** Milliseconds until a hand-over that failed is tried again. */
export const RETRY_AFTER_MS = 1000;

export interface Clock {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const pageClock: Clock = {
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as number),
};

export class Autosave {
  private timer: unknown = null;
  private unsaved = false;

  /** `save` hands the work over; when it throws, the work counts as unsaved and is tried again. */
  constructor(
    private readonly save: () => void,
    private readonly clock: Clock = pageClock,
  ) {}

  /** Work that was not handed over yet? */
  get dirty(): boolean {
    return this.unsaved;
  }

  /** Something changed. */
  touch() {
    this.unsaved = true;
    this.arm(SAVE_AFTER_MS);
  }

  /** Hands over at once what is unsaved. */
  flush() {
    this.disarm();
    if (!this.unsaved) return;
    this.unsaved = false;
    try {
      this.save();
    } catch (failure) {
      this.unsaved = true;
      this.arm(RETRY_AFTER_MS);
      console.error("the story could not be handed over", failure);
    }
  }

  /** No more hand-overs. */
  stop() {
    this.disarm();
    this.unsaved = false;
  }

  private arm(ms: number) {
    if (this.timer !== null) return;
    this.timer = this.clock.setTimeout(() => {
      this.timer = null;
      this.flush();
    }, ms);
  }

  private disarm() {
    if (this.timer === null) return;
    this.clock.clearTimeout(this.timer);
    this.timer = null;
  }
}
