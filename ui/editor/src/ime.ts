// Input methods, for every field of the page. Vietnamese is typed with engines that hold a word open ("compose")
// until a space; on WebKitGTK a click in mid-word loses the word or doubles it unless the page takes care:
//  - a button does not take the focus from the field (so the engine can deliver the word into it);
//  - what the button does waits until a late commit has arrived;
//  - a click anywhere else waits as well, or the word would be delivered into the field that was clicked;
//  - a second delivery of the word that was just delivered (ibus-bamboo) is refused.

/** Milliseconds in which an input method may still deliver a word after a click in its middle (measured with three engines). */
export const LATE_COMMIT_MS = 150;
/** Milliseconds within which the same word delivered again is a second delivery. */
export const SECOND_COMMIT_MS = 400;
/** Milliseconds within which a mouse press belongs to a composition that ended empty. */
export const TAKEN_BACK_MS = 100;
/** Milliseconds after the last sign of a composition until the page has taken in its text (ProseMirror needs 20). */
export const CALM_MS = 30;
/** Milliseconds after which a waiting button acts although a word is still open; what is visible has been read by then. */
export const LONGEST_WAIT_MS = 1200;
const LOOK_AGAIN_MS = 25;

/** What the page remembers of its compositions; times in milliseconds of one clock, 0 = never. */
export interface ImeMemory {
  composing: boolean;
  startedAt: number;
  endedAt: number;
  /** Text of the last `compositionend`. */
  endData: string | null;
  /** The open word as it was last seen. */
  openText: string;
  /** Time of the last `insertFromComposition`. */
  committedAt: number;
  /** Time of the last mouse press in the middle of a word. */
  disturbedAt: number;
}

export function newMemory(): ImeMemory {
  return { composing: false, startedAt: 0, endedAt: 0, endData: null, openText: "", committedAt: 0, disturbedAt: 0 };
}

/** Is this input the second delivery of the word that the last `compositionend` brought? */
export function isSecondCommit(memory: ImeMemory, inputType: string, data: string | null, now: number): boolean {
  return (
    inputType === "insertFromComposition" &&
    !memory.composing &&
    memory.endedAt > 0 &&
    now - memory.endedAt < SECOND_COMMIT_MS &&
    !!data &&
    data === memory.endData
  );
}

/**
 * Milliseconds to wait before something asked for at `asked` may touch the text or act on it; 0 = now.
 * Ask again after waiting: a word may have been opened meanwhile.
 */
export function waitFor(memory: ImeMemory, asked: number, now: number): number {
  if (memory.composing) return LOOK_AGAIN_MS;
  if (memory.endedAt === 0) return 0;
  const delivered = memory.committedAt >= memory.startedAt && memory.committedAt >= memory.disturbedAt;
  if (delivered) return remaining(Math.max(memory.endedAt, memory.committedAt) + CALM_MS, now);
  const disturbed = Math.max(memory.endedAt, memory.disturbedAt);
  const from = asked - disturbed < SECOND_COMMIT_MS ? Math.max(asked, disturbed) : disturbed;
  return remaining(from + LATE_COMMIT_MS, now);
}

/**
 * Has the input method taken back an open word just now, to deliver it in a moment? WebKitGTK resets the input method on
 * every mouse press, before the page hears of the press; the word comes some milliseconds later, to whatever has the focus then.
 */
export function isWordOnItsWay(memory: ImeMemory, now: number): boolean {
  return (
    !memory.composing &&
    memory.endedAt > 0 &&
    now - memory.endedAt < TAKEN_BACK_MS &&
    !memory.endData &&
    memory.openText !== "" &&
    memory.committedAt < memory.startedAt
  );
}

/** Does a mouse press on this element leave the focus where it is? */
export function keepsFocus(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const button = target.closest("button, [role=button]");
  return button !== null && !button.closest("[data-takes-focus]");
}

export class InputMethods {
  readonly memory = newMemory();
  private field: EventTarget | null = null;

  constructor(
    private readonly page: Document,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Watches the page from now on, until the function that it returns is called. */
  install(): () => void {
    const watching = new AbortController();
    const watch = <K extends keyof DocumentEventMap>(kind: K, run: (event: DocumentEventMap[K]) => void) =>
      this.page.addEventListener(kind, run, { capture: true, signal: watching.signal });
    watch("compositionstart", (event) => this.start(event.target));
    watch("compositionend", (event) => this.end(event.data));
    watch("beforeinput", (event) => this.beforeInput(event));
    watch("mousedown", (event) => this.mouseDown(event));
    watch("keydown", (event) => this.keyDown(event));
    return () => watching.abort();
  }

  /** May text and selection be touched now? */
  calm(): boolean {
    this.forgetLostField();
    const now = this.now();
    return waitFor(this.memory, now, now) === 0;
  }

  /**
   * Runs `act` as soon as no word is open and any late delivery has arrived: at once when that is so already.
   * With `longest` it runs after that many milliseconds in any case.
   */
  whenSettled(act: () => void, longest = Infinity) {
    const asked = this.now();
    const look = () => {
      this.forgetLostField();
      const now = this.now();
      const wait = waitFor(this.memory, asked, now);
      if (wait === 0 || now - asked >= longest) act();
      else setTimeout(look, Math.min(wait, LOOK_AGAIN_MS));
    };
    look();
  }

  private start(field: EventTarget | null) {
    this.memory.composing = true;
    this.memory.startedAt = this.now();
    this.memory.openText = "";
    this.field = field;
  }

  private end(data: string | null) {
    this.memory.composing = false;
    this.memory.endedAt = this.now();
    this.memory.endData = data;
    this.field = null;
  }

  private beforeInput(event: InputEvent) {
    const now = this.now();
    if (event.inputType === "insertCompositionText") this.memory.openText = event.data ?? "";
    if (event.inputType !== "insertFromComposition") return;
    if (isSecondCommit(this.memory, event.inputType, event.data, now)) event.preventDefault();
    else this.memory.committedAt = now;
  }

  private mouseDown(event: MouseEvent) {
    const now = this.now();
    if (this.memory.composing) this.memory.disturbedAt = now;
    if (keepsFocus(event.target)) event.preventDefault();
    else if (isWordOnItsWay(this.memory, now)) {
      event.preventDefault();
      this.whenSettled(() => land(event));
    }
  }

  /** A key outside of any composition proves that a `compositionend` went missing. */
  private keyDown(event: KeyboardEvent) {
    const modifier = /^(Shift|Control|Alt|AltGraph|Meta|CapsLock|Process|Unidentified)$/.test(event.key);
    if (this.memory.composing && !modifier && !event.isComposing && event.keyCode !== 229) this.end(null);
  }

  /** A field that was taken off the page will never report the end of its composition. */
  private forgetLostField() {
    if (this.memory.composing && this.field instanceof Node && !this.field.isConnected) this.end(null);
  }
}

/** What a mouse press does that was held back: the focus and the cursor go where it pointed. */
function land(press: MouseEvent) {
  const target = press.target;
  if (!(target instanceof Element) || !target.isConnected) return;
  const page = target.ownerDocument;
  const text = target.closest<HTMLElement>('[contenteditable="true"], input, textarea, select');
  const field = text ?? target.closest("label")?.control ?? target.closest<HTMLElement>("a[href], button, [tabindex]");
  if (!field) {
    if (page.activeElement instanceof HTMLElement) page.activeElement.blur();
    return;
  }
  field.focus();
  if (!field.isContentEditable || !(target as HTMLElement).isContentEditable) return;
  const place = page.caretRangeFromPoint?.(press.clientX, press.clientY);
  if (place && field.contains(place.startContainer)) page.getSelection()?.collapse(place.startContainer, place.startOffset);
}

function remaining(until: number, now: number): number {
  return Math.max(0, until - now);
}
