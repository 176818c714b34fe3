// One story in one host element: the view, its autosave, and a queue for everything that has to wait while a word is open.
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { closeHistory, history, isHistoryTransaction, redo, undo, undoDepth } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState, Selection, type Plugin, type Transaction } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { Autosave } from "./autosave";
import { commandNamed } from "./commands";
import { readStory } from "./counts";
import { Photos } from "./figure";
import { foundPlaces, readFound, readReplacements, replaceRanges, showFound } from "./find";
import type { FieldOwner, Fields } from "./fields";
import { focusMode, isFocusMode, keepInMiddle, setFocusMode, withFocusMode } from "./focus";
import type { InputMethods } from "./ime";
import { intake } from "./intake";
import { storyKeys } from "./keys";
import { Later } from "./later";
import { countingOn } from "./lists";
import { readWords, VIETNAMESE, type Options, type Words } from "./options";
import { takeFiles } from "./picturefiles";
import { insertFigureAt, picturePlaces, placeOf, placePicture, removeFigures } from "./places";
import { readRemarks, remarkQuote, remarkRange, Remarks, selectWords } from "./remarks";
import { emptyDoc, readDoc, types, uuid } from "./schema";
import { plainSlice } from "./plain";
import { applied, asStep } from "./steps";
import { readOutline, readTexts, selectedText } from "./texts";
import { toolbarState } from "./toolbar";
import { Trail } from "./trail";

/** Milliseconds between two reports of the remarks. */
const REMARKS_EVERY_MS = 500;
/** Milliseconds without a change until a search looks again, and at most. */
const TEXTS_AFTER_MS = 300;
const TEXTS_BY_MS = 1000;
/** Steps that the body keeps for undo. */
const MOST_STEPS = 2000;

export class Handle implements FieldOwner {
  /** What was done to the story, in the order of it. */
  readonly trail = new Trail({
    undoBody: () => this.stepOfBody(undo),
    redoBody: () => this.stepOfBody(redo),
    write: (field, text) => {
      if (!this.fields.write(this, field, text)) this.options.onField?.(JSON.stringify({ field, text }));
    },
  });
  private readonly root = document.createElement("div");
  private readonly hint = document.createElement("div");
  private readonly view: EditorView;
  private readonly photos: Photos;
  private readonly remarks = new Remarks();
  private readonly plugins: Plugin[];
  private readonly later: { remarks: Later; texts: Later; outline: Later };
  private readonly autosave = new Autosave(() => this.handOver());
  private words: Words;
  private editable: boolean;
  private waiting: (() => void)[] = [];
  private draining = false;
  private gone = false;
  private frame = 0;
  private lastState = "";
  private scrolling = 0;
  private lastJson: string;
  private lastRemarks = "";
  private lastOutline = "";

  constructor(
    readonly host: HTMLElement,
    private readonly options: Options,
    private readonly ime: InputMethods,
    private readonly fields: Fields,
    private readonly left: (handle: Handle) => void,
  ) {
    this.words = readWords(VIETNAMESE, options.words);
    if (options.label !== undefined) this.words.label = options.label;
    if (options.placeholder !== undefined) this.words.placeholder = options.placeholder;
    this.editable = options.editable;
    this.photos = new Photos(this.words);
    const calm = () => this.isCalm();
    this.later = {
      remarks: new Later(() => this.tellRemarks(), calm, REMARKS_EVERY_MS, REMARKS_EVERY_MS),
      texts: new Later(() => this.options.onTextsChanged?.(), calm, TEXTS_AFTER_MS, TEXTS_BY_MS),
      outline: new Later(() => this.tellOutline(), calm, TEXTS_AFTER_MS, TEXTS_BY_MS),
    };
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
      markViews: { remark: (mark) => this.remarks.view(mark) },
      handleScrollToSelection: (view) => isFocusMode(view.state),
      scrollThreshold: 40,
      scrollMargin: 60,
      dispatchTransaction: (tr) => {
        const before = this.view.state;
        this.view.updateState(this.stepped(before, tr));
        if (this.view.state.doc !== before.doc) this.changed();
        if (tr.docChanged || tr.selectionSet || tr.storedMarksSet) this.announce();
        if ((tr.docChanged || tr.selectionSet) && !tr.getMeta("pointer")) this.keepInMiddle();
      },
      handleDOMEvents: {
        blur: () => (this.autosave.flush(), false),
        keydown: (view, event) => (letKeyThrough(view, event), false),
        click: (_view, event) => (this.openRemark(event.target), false),
        compositionend: () => (this.ime.whenSettled(() => this.flush()), false),
      },
    });
    this.showHint();
    host.append(this.root);
    this.announce();
    this.tellSoon();
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
      const state = EditorState.create({ doc, selection, plugins: this.plugins });
      this.view.updateState(withFocusMode(state, isFocusMode(this.view.state)));
      this.trail.clear();
      this.lastJson = readStory(doc).json;
      this.showHint();
      this.announce();
      this.tellSoon();
      this.later.texts.touch();
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
    if (name === "undo" || name === "redo") return this[name]();
    if (name === "next_remark" || name === "previous_remark") return this.goToRemark(name === "next_remark" ? 1 : -1);
    const command = commandNamed(name, arg);
    if (!command) return false;
    let done = true;
    this.calmly(() => {
      done = this.editable && command(this.view.state, this.view.dispatch.bind(this.view), this.view);
    });
    return done;
  }

  /** Takes back what was done last, in the text or in a field beside it; now or when no word is open any more. False when nothing was done. */
  undo(): boolean {
    return this.along("undo", this.trail.canUndo);
  }

  /** Does again what was taken back last. */
  redo(): boolean {
    return this.along("redo", this.trail.canRedo);
  }

  /** What happens to text and fields until `endStep` is one step for undo. */
  beginStep() {
    this.fields.lookAtAll(this);
    this.endStep();
    this.trail.begin();
  }

  endStep() {
    this.trail.end();
    this.announce();
  }

  /** The number of the step that undo would take back; 0 for none. */
  lastStep(): number {
    return this.trail.last;
  }

  /** A text of the story that no field of the page holds was changed. */
  noteField(field: string, before: string, after: string) {
    this.trail.field(field, before, after, performance.now(), true);
    this.announce();
  }

  /** A field of the story holds another text. */
  fieldChanged() {
    this.announce();
  }

  /** How the remarks stand, JSON `{[id]: "open" | "resolved"}`; only open ones are shown. The document does not change. */
  setRemarks(json: string) {
    this.calmly(() => this.remarks.set(json));
  }

  /** The text that `command("remark", id)` would take now; "" for none. */
  remarkQuote(): string {
    return remarkQuote(this.view.state);
  }

  /**
   * Brings the words of a remark into sight and marks them. Nothing is selected, so that no letter typed next replaces them: the cursor
   * stands before them, and the focus where it is. False when the remark stands nowhere.
   */
  showRemark(id: string): boolean {
    const find = () => remarkRange(this.view.state.doc, uuid(id) ?? "");
    if (!find()) return false;
    this.calmly(() => {
      const range = find();
      if (!range) return;
      this.view.dispatch(selectWords(this.view.state, { from: range.from, to: range.from }));
      this.remarks.went(range.id);
      this.view.dom.querySelector(`[data-remark="${range.id}"]`)?.scrollIntoView({ block: "nearest" });
    });
    return true;
  }

  /** Scrolls to the words of a remark and selects them. False when it stands nowhere. */
  selectRemark(id: string): boolean {
    return this.select(
      () => remarkRange(this.view.state.doc, uuid(id) ?? ""),
      (range) => this.remarks.went(range.id),
    );
  }

  /** The lines of the story, JSON `[{from, text}]`: position = `from` + UTF-16 units into `text`. Line breaks are "\n", any other object U+FFFC. */
  texts(): string {
    return JSON.stringify(readTexts(this.view.state.doc));
  }

  /** Shows found places, JSON `{ranges: [{from, to}], current}`; no ranges clears them. The focus stays where it is. */
  highlight(json: string) {
    const found = readFound(json);
    this.calmly(() => showFound(this.view, found));
  }

  /** Replaces ranges, JSON `[{from, to, text}]`, as one step for undo; waits while a word is open. False when they do not fit the story. */
  replaceRanges(json: string): boolean {
    const wanted = readReplacements(json);
    return this.change(() => replaceRanges(this.view.state, wanted));
  }

  /** The subheads, JSON `[{level, text, pos, words}]`. */
  outline(): string {
    return JSON.stringify(readOutline(this.view.state.doc));
  }

  /** Where the cursor stands; a place for `goTo`. */
  cursor(): number {
    return this.view.state.selection.from;
  }

  /** Puts the cursor at a position and scrolls there. */
  goTo(pos: number) {
    this.select(() => {
      const size = this.view.state.doc.content.size;
      const at = Selection.near(this.view.state.doc.resolve(Math.max(0, Math.min(Math.trunc(pos) || 0, size)))).from;
      return { from: at, to: at };
    });
  }

  /** Dims everything but the block that one writes in and keeps its line in the middle third of the window. */
  setFocusMode(on: boolean) {
    this.calmly(() => {
      setFocusMode(this.view, on);
      this.keepInMiddle();
    });
  }

  /** The selected text; "" for none. */
  selectionText(): string {
    return selectedText(this.view.state);
  }

  /** Puts a text at the beginning of the story, a paragraph for each of its own; in place of a story that is empty. */
  insertAtStart(text: string): boolean {
    return this.change(() => {
      const { doc, tr } = this.view.state;
      const blocks = plainSlice(text).content;
      const isEmpty = doc.childCount === 1 && doc.firstChild?.isTextblock === true && doc.firstChild.content.size === 0;
      return asStep(isEmpty ? tr.replaceWith(0, doc.content.size, blocks) : tr.insert(0, blocks));
    });
  }

  /** The figure of a photo behind the block at `pos`. False for what is no photo or no position. */
  insertFigure(photoId: string, pos: number): boolean {
    return this.change(() => insertFigureAt(this.view.state, photoId, pos));
  }

  /** Takes the figures of a photo out, which is no step of undo. False when none shows it. */
  removeFigures(photoId: string): boolean {
    return this.change(() => removeFigures(this.view.state, photoId));
  }

  /** Puts the photo that picture `index` of a paste has become where it stood; "" forgets the place. False when there is no such place. */
  placePicture(index: number, photoId: string): boolean {
    return this.change(() => placePicture(this.view.state, index, photoId));
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
    cancelAnimationFrame(this.scrolling);
    for (const later of Object.values(this.later)) later.stop();
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

  private along(way: "undo" | "redo", possible: boolean): boolean {
    if (!this.editable || !possible) return false;
    this.calmly(() => {
      if (this.editable) this.trail[way]();
      this.announce();
    });
    return true;
  }

  /** The state after a change of the body. A step of it goes on only while nothing was done elsewhere. */
  private stepped(before: EditorState, tr: Transaction): EditorState {
    const counts = tr.docChanged && !isHistoryTransaction(tr) && tr.getMeta("addToHistory") !== false;
    const after = applied(before, counts && !this.trail.endsInBody() ? closeHistory(tr) : tr);
    const steps = undoDepth(after);
    if (counts && steps > undoDepth(before)) this.trail.body();
    else if (counts) this.trail.forget(steps);
    return after;
  }

  private stepOfBody(command: typeof undo) {
    command(this.view.state, this.view.dispatch.bind(this.view));
    this.view.focus();
  }

  private isCalm(): boolean {
    return !this.view.composing && this.ime.calm();
  }

  /** Makes a change now or when no word is open any more. False when it cannot be made now, or could not be made as the story stands. */
  private change(make: () => Transaction | null): boolean {
    if (!this.editable || !make()) return false;
    this.calmly(() => {
      const tr = this.editable ? make() : null;
      if (tr) this.view.dispatch(tr);
    });
    return true;
  }

  /** Selects these words, in reading as well, and then tells `selected`. False when there are none. */
  private select<Range extends { from: number; to: number }>(find: () => Range | null, selected?: (range: Range) => void): boolean {
    if (!find()) return false;
    this.calmly(() => {
      const range = find();
      if (!range) return;
      this.view.focus();
      this.view.dispatch(selectWords(this.view.state, range));
      selected?.(range);
    });
    return true;
  }

  private goToRemark(by: -1 | 1): boolean {
    return this.select(
      () => {
        const next = this.remarks.next(this.view.state, by);
        // Where one writes the cursor stands before the words: the next letter replaces none of them.
        return next && this.editable ? { ...next, to: next.from } : next;
      },
      ({ id }) => {
        this.remarks.went(id);
        this.options.onRemarkOpen?.(id);
      },
    );
  }

  private openRemark(target: EventTarget | null) {
    const id = this.remarks.clicked(target);
    if (id) this.options.onRemarkOpen?.(id);
  }

  /** What is done on every change of the story; nothing here may look at the whole of it. */
  private changed() {
    this.autosave.touch();
    this.showHint();
    if (this.options.onRemarks) this.later.remarks.touch();
    if (this.options.onOutline) this.later.outline.touch();
    if (this.options.onTextsChanged) this.later.texts.touch();
  }

  /** What the host is told of a story when it is opened. */
  private tellSoon() {
    this.lastRemarks = this.lastOutline = "";
    if (this.options.onRemarks) this.later.remarks.soon();
    if (this.options.onOutline) this.later.outline.soon();
  }

  private tellRemarks() {
    const json = JSON.stringify(readRemarks(this.view.state.doc));
    if (json === this.lastRemarks) return;
    this.lastRemarks = json;
    this.options.onRemarks?.(json);
  }

  private tellOutline() {
    const json = this.outline();
    if (json === this.lastOutline) return;
    this.lastOutline = json;
    this.options.onOutline?.(json);
  }

  private keepInMiddle() {
    if (this.scrolling || !isFocusMode(this.view.state)) return;
    this.scrolling = requestAnimationFrame(() => {
      this.scrolling = 0;
      if (!this.gone) keepInMiddle(this.view);
    });
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
      const { canUndo, canRedo } = this.trail;
      const state = JSON.stringify({ ...toolbarState(this.view.state), canUndo, canRedo });
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
      remark: () => this.options.onAskRemark?.(),
      undo: () => void this.undo(),
      redo: () => void this.redo(),
    });
    const pictures = this.options.onPastedPictures?.bind(this.options);
    return [
      intake({
        files: (source, paths) => this.options.onPasteFiles?.(JSON.stringify({ source, paths })),
        pasted: (report) => this.options.onPasted?.(JSON.stringify(report)),
        pictures: pictures ? (taken) => pictures(JSON.stringify(taken)) : null,
        pictureFiles: pictures
          ? (files) => void takeFiles(this.view, files, (index) => placeOf(this.view.state, index), (taken) => this.gone || pictures(JSON.stringify(taken)))
          : null,
        later: (act) => this.calmly(act),
        hasPhoto: (photo) => this.photos.has(photo),
        hasRemark: (remark) => this.remarks.has(remark),
      }),
      keymap(keys),
      history({ depth: MOST_STEPS }),
      countingOn(),
      picturePlaces(),
      foundPlaces(),
      focusMode(),
      gapCursor(),
      dropCursor({ color: false, class: "story-dropcursor", width: 2 }),
      // Behind all others: it takes every key that concerns cells.
      tableEditing(),
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
