// One undo for everything that is written of a story, in the order in which it was done: the body keeps its own steps, the
// fields beside it keep none (WebKitGTK gives plain fields no undo), and here stands which came when.

/** Milliseconds after which letters are a step by themselves, as in the body. */
export const STEP_MS = 500;
/** Steps that are kept. */
const MOST_STEPS = 5000;

/** One thing that was done. */
type Step =
  | { in: "body" }
  | { in: "field"; field: string; before: string; after: string; at: number; sealed: boolean }
  /** Several at once, such as replacing everywhere. */
  | { in: "all"; steps: Step[] };

/** Who takes a step back or does it again. */
export interface Places {
  /** Takes back the last step of the body. */
  undoBody(): void;
  redoBody(): void;
  /** Puts this text into a field. */
  write(field: string, text: string): void;
}

export class Trail {
  private made = 0;
  private readonly numbers = new WeakMap<Step, number>();
  private done: Step[] = [];
  private undone: Step[] = [];
  private together: Step[] | null = null;

  constructor(private readonly places: Places) {}

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** The number of the last step, by which one sees whether anything was done since; 0 when nothing was done. */
  get last(): number {
    const step = this.done[this.done.length - 1];
    return (step && this.numbers.get(step)) ?? 0;
  }

  /** Does the last step belong to the body, so that letters typed now may join it? */
  endsInBody(): boolean {
    return this.together === null && this.undone.length === 0 && this.done[this.done.length - 1]?.in === "body";
  }

  /** The body has made a step of its own. */
  body() {
    this.add({ in: "body" });
  }

  /** A field holds another text now. Letters typed quickly one after the other are one step; with `alone` it is one by itself. */
  field(field: string, before: string, after: string, now: number, alone: boolean) {
    if (before === after) return;
    const last = this.together || this.undone.length > 0 ? undefined : this.done[this.done.length - 1];
    if (!alone && last?.in === "field" && last.field === field && !last.sealed && now - last.at < STEP_MS) {
      last.after = after;
      last.at = now;
      if (last.before === after) this.done.pop();
      return;
    }
    this.add({ in: "field", field, before, after, at: now, sealed: alone });
  }

  /** What is done until `end` is one step. */
  begin() {
    this.together ??= [];
  }

  end() {
    const steps = this.together;
    this.together = null;
    const [only] = steps ?? [];
    if (only && steps?.length === 1) this.add(only.in === "field" ? { ...only, sealed: true } : only);
    else if (only && steps) this.add({ in: "all", steps });
  }

  /** The body keeps no more than so many steps: those that it has forgotten go, with all that was done before them. */
  forget(bodySteps: number) {
    let known = this.done.reduce((sum, step) => sum + bodyStepsOf(step), 0);
    while (known > bodySteps) {
      const [oldest] = this.done.splice(0, 1);
      if (!oldest) break;
      known -= bodyStepsOf(oldest);
    }
  }

  /** Another story: nothing of it was done yet. */
  clear() {
    this.done = [];
    this.undone = [];
  }

  /** Takes the last step back. False when there is none. */
  undo(): boolean {
    const step = this.done.pop();
    if (!step) return false;
    this.undone.push(step);
    this.back(step);
    return true;
  }

  redo(): boolean {
    const step = this.undone.pop();
    if (!step) return false;
    this.done.push(step);
    this.again(step);
    return true;
  }

  private add(step: Step) {
    this.undone = [];
    if (this.together) {
      this.together.push(step);
      return;
    }
    this.made += 1;
    this.numbers.set(step, this.made);
    this.done.push(step);
    if (this.done.length > MOST_STEPS) this.done.shift();
  }

  private back(step: Step) {
    if (step.in === "body") this.places.undoBody();
    else if (step.in === "field") this.places.write(step.field, step.before);
    else for (const one of [...step.steps].reverse()) this.back(one);
  }

  private again(step: Step) {
    if (step.in === "body") this.places.redoBody();
    else if (step.in === "field") this.places.write(step.field, step.after);
    else for (const one of step.steps) this.again(one);
  }
}

function bodyStepsOf(step: Step): number {
  if (step.in === "all") return step.steps.reduce((sum, one) => sum + bodyStepsOf(one), 0);
  return step.in === "body" ? 1 : 0;
}
