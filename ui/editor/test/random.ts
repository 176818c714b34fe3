// Numbers that look random and are the same in every run.

export class Random {
  constructor(private seed: number) {}

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    this.seed = (this.seed + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}

/** Milliseconds that a fuzz may take: `usual`, or as long as NEWSDESK_FUZZ_SECONDS says. */
export function fuzzMs(usual: number): number {
  const seconds = Number(process.env["NEWSDESK_FUZZ_SECONDS"] ?? "");
  return seconds > 0 ? seconds * 1000 : usual;
}
