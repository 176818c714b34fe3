// What the host is told some time after a change, not on the key press.

/** Runs `act` when nothing has changed for `quiet` milliseconds, and after `longest` in any case, but not in mid-word. */
export class Later {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private since = 0;
  private touchedAt = 0;

  constructor(
    private readonly act: () => void,
    private readonly calm: () => boolean,
    private readonly quiet: number,
    private readonly longest: number,
  ) {}

  /** Something changed. */
  touch() {
    this.touchedAt = performance.now();
    if (this.timer !== null) return;
    this.since = this.touchedAt;
    this.wait(this.quiet);
  }

  /** Runs in a moment, as soon as the present call is over. */
  soon() {
    this.stop();
    this.since = this.touchedAt = -Infinity;
    this.wait(0);
  }

  stop() {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private wait(ms: number) {
    this.timer = setTimeout(() => {
      const now = performance.now();
      const left = Math.min(this.touchedAt + this.quiet, this.since + this.longest) - now;
      if (left > 0) this.wait(left);
      else if (!this.calm()) this.wait(this.quiet);
      else {
        this.timer = null;
        this.act();
      }
    }, ms);
  }
}
