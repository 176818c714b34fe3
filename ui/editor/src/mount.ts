// One story in one host element: the view, its autosave, and a queue for everything that has to wait while a word is open.
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState, Selection, type Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { Autosave } from "./autosave";
import { commandNamed } from "./commands";
import { readStory } from "./counts";
import { Photos, type FigureWords } from "./figure";
import type { InputMethods } from "./ime";
import { intake } from "./intake";
import { storyKeys } from "./keys";
import { emptyDoc, readDoc, types } from "./schema";
import { toolbarState } from "./toolbar";

/** Texts of the editor in the writer's language. */
export interface Words extends FigureWords {
  /** Accessible name of the editor. */
  label: string;
  /** Stands in an empty story. */
  placeholder: string;
}

export interface Options {
  /** JSON of the document; empty for a new story. */
  doc: string;
  editable: boolean;
  label?: string;
  placeholder?: string;
  /** Texts, or their JSON; what is not given is in Vietnamese. */
  words?: Partial<Words> | string;
  /** The story as JSON and its length as JSON `{words, characters}`: at most 150 ms after the first unsaved change. */
  onChange(docJson: string, counts: string): void;
  /** The toolbar's state as JSON; see `ToolbarState`. */
  onState?(stateJson: string): void;
  /** A figure was double-clicked, or Enter pressed on it. */
  onPhotoOpen?(photoId: string): void;
  /** Mod-k: the host asks for an address and calls `command("link", address)`; given is the present address or "". */
  onLink?(href: string): void;
  /** A picture or files were pasted or dropped: JSON `{source: "paste" | "drop", paths: string[]}`. */
  onPasteFiles?(json: string): void;
  /** Foreign HTML was pasted: JSON `{pictures, tables, links}`, the numbers of what was dropped or changed. */
  onPasted?(json: string): void;
}

const VIETNAMESE: Words = {
  label: "Nội dung bài",
  placeholder: "Viết nội dung bài…",
  noCaption: "Ảnh chưa có chú thích",
  photoMissing: "Không tìm thấy ảnh này",
  credit: "Ảnh:",
  figure: "Ảnh",
};

export class Handle {
  private readonly root = document.createElement("div");
  private readonly hint = document.createElement("div");
  private readonly view: EditorView;
  private readonly photos: Photos;
  private readonly plugins: Plugin[];
  private readonly autosave = new Autosave(() => this.handOver());
  private words: Words;
  private editable: boolean;
  private waiting: (() => void)[] = [];
  private draining = false;
  private gone = false;
  private frame = 0;
  private lastState = "";
  private lastJson: string;

  constructor(
    host: HTMLElement,
    private readonly options: Options,
    private readonly ime: InputMethods,
    private readonly left: (handle: Handle) => void,
  ) {
    this.words = readWords(VIETNAMESE, options.words);
    if (options.label !== undefined) this.words.label = options.label;
    if (options.placeholder !== undefined) this.words.placeholder = options.placeholder;
    this.editable = options.editable;
    this.photos = new Photos(this.words);
    this.plugins = this.makePlugins();
    const state = EditorState.create({ doc: readDoc(options.doc), plugins: this.plugins });
    this.lastJson = readStory(state.doc).json;
    this.root.className = "story-editor";
    this.hint.className = "story-placeholder";
    this.hint.setAttribute("aria-hidden", "true");
    this.root.append(this.hint);
    this.view = new EditorView(this.root, {
      state,
      editable: () => this.editable,
      attributes: () => this.attributes(),
      nodeViews: { figure: (node) => this.photos.view(node, (photo) => this.options.onPhotoOpen?.(photo)) },
      scrollThreshold: 40,
      scrollMargin: 60,
      dispatchTransaction: (tr) => {
        this.view.updateState(this.view.state.apply(tr));
        if (tr.docChanged) this.changed();
        if (tr.docChanged || tr.selectionSet || tr.storedMarksSet) this.announce();
      },
      handleDOMEvents: {
        blur: () => (this.autosave.flush(), false),
        keydown: (view, event) => (letKeyThrough(view, event), false),
        compositionend: () => (this.ime.whenSettled(() => this.flush()), false),
      },
    });
    this.showHint();
    host.append(this.root);
    this.announce();
  }

  /**
   * Replaces the story with another one, with a fresh undo history; unsaved work is handed over before. Waits while a
   * word is open. Throws when `json` is no story document; the present story is then untouched.
   */
  setDoc(json: string) {
    const doc = readDoc(json);
    this.calmly(() => {
      this.flush();
      if (doc.eq(this.view.state.doc)) return;
      const { anchor } = this.view.state.selection;
      const selection = Selection.near(doc.resolve(Math.min(anchor, doc.content.size)));
      this.view.updateState(EditorState.create({ doc, selection, plugins: this.plugins }));
      this.lastJson = readStory(doc).json;
      this.showHint();
      this.announce();
    });
  }

  /** The story as it stands, JSON; also in mid-word. */
  doc(): string {
    return readStory(this.view.state.doc).json;
  }

  /** Length of the story, JSON `{words, characters}`. */
  counts(): string {
    return JSON.stringify(readStory(this.view.state.doc).counts);
  }

  setEditable(editable: boolean) {
    this.calmly(() => {
      if (editable === this.editable) return;
      this.flush();
      this.editable = editable;
      this.view.setProps({ editable: () => this.editable });
      this.showHint();
    });
  }

  /** JSON `{[photoId]: {src, caption, credit, alt, width?, height?}}`; the figures change, the document does not. */
  setPhotos(json: string) {
    this.calmly(() => this.photos.set(json));
  }

  /** Texts in another language, JSON of some or all of `Words`. */
  setWords(json: string) {
    const words = readWords(this.words, json);
    this.calmly(() => {
      this.words = words;
      this.photos.setWords(words);
      this.view.setProps({ attributes: () => this.attributes() });
      this.showHint();
    });
  }

  /** Carries out a command by its name, now or when no word is open any more. False when it does not apply or is unknown. */
  command(name: string, arg = ""): boolean {
    const command = commandNamed(name, arg);
    if (!command) return false;
    let done = true;
    this.calmly(() => {
      done = this.editable && command(this.view.state, this.view.dispatch.bind(this.view), this.view);
    });
    return done;
  }

  /** Puts the cursor into the story; a word that is open in another field is not disturbed. */
  focus() {
    if (!this.view.hasFocus()) this.calmly(() => this.view.focus());
  }

  /** Hands over at once what is unsaved. */
  flush() {
    this.autosave.flush();
  }

  /** Hands over what is unsaved and leaves the page. */
  destroy() {
    if (this.gone) return;
    this.flush();
    this.gone = true;
    this.autosave.stop();
    this.waiting = [];
    cancelAnimationFrame(this.frame);
    this.left(this);
    this.view.destroy();
    this.root.remove();
  }

  /** Runs `act` now, or in its turn as soon as no word is open and none is on its way. */
  private calmly(act: () => void) {
    if (this.gone) return;
    if (this.waiting.length === 0 && this.isCalm()) {
      act();
      return;
    }
    this.waiting.push(act);
    if (this.draining) return;
    this.draining = true;
    this.drainLater();
  }

  private drainLater() {
    this.ime.whenSettled(() => {
      if (!this.gone && this.view.composing) {
        setTimeout(() => this.drainLater(), 25);
        return;
      }
      this.draining = false;
      for (let act = this.waiting.shift(); act && !this.gone; act = this.waiting.shift()) act();
    });
  }

  private isCalm(): boolean {
    return !this.view.composing && this.ime.calm();
  }

  private changed() {
    this.autosave.touch();
    this.showHint();
  }

  private handOver() {
    const { json, counts } = readStory(this.view.state.doc);
    if (json === this.lastJson) return;
    this.options.onChange(json, JSON.stringify(counts));
    this.lastJson = json;
  }

  /** Tells the toolbar, once per painted frame at most. */
  private announce() {
    if (this.frame || !this.options.onState) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.gone) return;
      const state = JSON.stringify(toolbarState(this.view.state));
      if (state === this.lastState) return;
      this.lastState = state;
      this.options.onState?.(state);
    });
  }

  /** The hint stands beside the text, not in it: the element being typed in is never touched. */
  private showHint() {
    const { doc } = this.view.state;
    const first = doc.firstChild;
    const empty = this.editable && doc.childCount === 1 && first?.type === types.paragraph && first.content.size === 0;
    if (this.hint.textContent !== this.words.placeholder) this.hint.textContent = this.words.placeholder;
    if (this.hint.hidden === empty) this.hint.hidden = !empty;
  }

  private attributes(): Record<string, string> {
    const attributes: Record<string, string> = {
      class: "story",
      role: "textbox",
      lang: "vi",
      spellcheck: "false",
      autocorrect: "off",
      translate: "no",
      "aria-multiline": "true",
      "aria-label": this.words.label,
      "aria-placeholder": this.words.placeholder,
    };
    return this.editable ? attributes : { ...attributes, "aria-readonly": "true", tabindex: "0" };
  }

  private makePlugins(): Plugin[] {
    const keys = storyKeys({
      link: () => this.options.onLink?.(toolbarState(this.view.state).link ?? ""),
      openPhoto: (photo) => this.options.onPhotoOpen?.(photo),
    });
    return [
      intake({
        files: (source, paths) => this.options.onPasteFiles?.(JSON.stringify({ source, paths })),
        pasted: (report) => this.options.onPasted?.(JSON.stringify(report)),
        later: (act) => this.calmly(act),
      }),
      keymap(keys),
      history(),
      gapCursor(),
      dropCursor({ color: false, class: "story-dropcursor", width: 2 }),
    ];
  }
}

/** JSON of a new, empty story. */
export function emptyStory(): string {
  return readStory(emptyDoc()).json;
}

/**
 * ProseMirror passes over the first key after a composition on WebKit, because on macOS the key that ends a word comes
 * after its end (as key code 229). On Linux that would be the Enter, Tab or shortcut that the writer presses next.
 */
function letKeyThrough(view: EditorView, event: KeyboardEvent) {
  const { input } = view as unknown as { input?: { compositionEndedAt?: number } };
  if (event.keyCode !== 229 && input?.compositionEndedAt !== undefined) input.compositionEndedAt = -2e8;
}

function readWords(base: Words, given: Partial<Words> | string | undefined): Words {
  const read: unknown = typeof given === "string" ? JSON.parse(given || "{}") : given;
  return { ...base, ...(read as Partial<Words> | undefined) };
}
