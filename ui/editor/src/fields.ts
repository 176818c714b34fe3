// Plain text fields have an undo, too. Those of a story share one with its body; any other has its own.
import { Trail } from "./trail";

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A story whose fields are watched: an element with `data-undo="story"` holds them and the editor. */
export interface FieldOwner {
  /** What holds the editor. */
  readonly host: HTMLElement;
  readonly trail: Trail;
  undo(): boolean;
  redo(): boolean;
  /** A field of it holds another text. */
  fieldChanged(): void;
}

/** Ways to change a text that are a step by themselves. */
const GESTURES = /^(?:insertFromPaste|insertFromDrop|deleteByCut|deleteByDrag|insertReplacementText)/;
const TEXT = /^(?:text|search|url|tel|email|)$/;

/** Watches all text fields of a page. */
export class Fields {
  /** The text that was in a field when it was last looked at. */
  private readonly known = new WeakMap<TextField, string>();
  private readonly own = new WeakMap<TextField, Trail>();
  private writing = false;

  constructor(
    private readonly page: Document,
    private readonly owners: Iterable<FieldOwner>,
  ) {}

  install() {
    this.page.addEventListener("focusin", ({ target }) => this.look(target), true);
    this.page.addEventListener("input", (event) => this.changed(event), true);
    this.page.addEventListener("compositionend", (event) => this.changed(event), true);
    this.page.addEventListener("focusout", (event) => this.changed(event), true);
    this.page.addEventListener("keydown", (event) => this.key(event), true);
  }

  /** From now on it is known what stands in the fields of a story, although nobody has been in them. */
  lookAtAll({ host }: FieldOwner) {
    for (const field of scopeOf(host)?.querySelectorAll("input, textarea") ?? []) this.look(field);
  }

  /** Puts a text into a field of a story as if it were typed. False when the field is not in the page. */
  write(owner: FieldOwner, id: string, text: string): boolean {
    const field = this.page.getElementById(id);
    if (!isTextField(field) || this.ownerOf(field) !== owner) return false;
    this.put(field, text);
    return true;
  }

  private look(target: EventTarget | null) {
    if (isTextField(target) && !this.known.has(target)) this.known.set(target, target.value);
  }

  private changed(event: Event) {
    const field = event.target;
    if (!isTextField(field) || this.writing || (event as InputEvent).isComposing) return;
    const before = this.known.get(field);
    const after = field.value;
    this.known.set(field, after);
    if (before === undefined || before === after) return;
    const alone = GESTURES.test((event as InputEvent).inputType ?? "");
    const owner = this.ownerOf(field);
    if (owner) {
      owner.trail.field(field.id, before, after, performance.now(), alone);
      owner.fieldChanged();
      return;
    }
    this.trailOf(field).field("", before, after, performance.now(), alone);
  }

  private key(event: KeyboardEvent) {
    const back = isUndo(event);
    if (!back && !isRedo(event)) return;
    const { target } = event;
    if (!(target instanceof Element) || event.isComposing || target.closest("[contenteditable]")) return;
    const field = isTextField(target) ? target : null;
    const owner = this.ownerOf(target);
    if (!field && !owner) return;
    if (field?.readOnly || field?.disabled) return;
    event.preventDefault();
    const turn = owner ?? (field && this.trailOf(field));
    if (back) turn?.undo();
    else turn?.redo();
  }

  /** The story that an element belongs to; none for a field with an undo of its own. */
  private ownerOf(element: Element): FieldOwner | null {
    const scope = scopeOf(element);
    if (!scope || (isTextField(element) && element.id === "")) return null;
    for (const owner of this.owners) if (scope.contains(owner.host)) return owner;
    return null;
  }

  private trailOf(field: TextField): Trail {
    const known = this.own.get(field);
    if (known) return known;
    const nothing = () => undefined;
    const trail = new Trail({ undoBody: nothing, redoBody: nothing, write: (_, text) => this.put(field, text) });
    this.own.set(field, trail);
    return trail;
  }

  private put(field: TextField, text: string) {
    this.writing = true;
    field.value = text;
    this.known.set(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.writing = false;
    field.focus({ preventScroll: false });
    field.setSelectionRange(text.length, text.length);
  }
}

function scopeOf(element: Element): Element | null {
  const scope = element.closest("[data-undo]");
  return scope?.getAttribute("data-undo") === "story" ? scope : null;
}

function isTextField(target: unknown): target is TextField {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && TEXT.test(target.type));
}

function isUndo(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "z";
}

function isRedo(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const key = event.key.toLowerCase();
  return (event.shiftKey && key === "z") || (!event.shiftKey && key === "y");
}
