// What comes in by paste and by drop.
import { DOMParser as StoryParser, DOMSerializer, Fragment, Slice, type AttributeSpec, type Attrs, type Node } from "prosemirror-model";
import { Plugin, Selection, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { cellAround, CellSelection, handlePaste as pasteCells, inSameTable, isInTable } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { pictureAt } from "./blocks";
import { Cut } from "./cut";
import { completeHref, setLink } from "./commands";
import { copiedText } from "./copied";
import { asLines, putIn } from "./fit";
import { cleanHtml } from "./paste";
import { keepPlaces, nextPicture, takeOutFigures } from "./places";
import { plainSlice } from "./plain";
import { newReport, type PastedPicture, type PasteReport } from "./report";
import { schema, types } from "./schema";

/** From this length on one line of text can be told to be in an old encoding (`copydesk::legacy::SURE_LENGTH`). */
const SURE_LENGTH = 20;
/** Levels of the document that a paste may reach; the newsroom reads 24 lists in lists, of two levels each. */
const DEEPEST_NODE = 44;

/** A picture on its way to the photos; `pos` is where it is to stand, `index` its number for `placePicture`. */
export interface TakenPicture extends PastedPicture {
  index: number;
  pos: number;
}

/** How the host hears of it. */
export interface IntakeRequests {
  /** Files or a picture came, which are no text: `paths` are `file:` addresses where the system gives them. */
  files(source: "paste" | "drop", paths: string[]): void;
  /** Foreign text went in, from `from` to `to`; what was kept and what was left out. */
  pasted(report: PasteReport & { from: number; to: number }): void;
  /** Pictures came with a text. */
  pictures: ((pictures: TakenPicture[]) => void) | null;
  /** Files that are pictures came by the clipboard. */
  pictureFiles: ((files: File[]) => void) | null;
  /** Runs this when no word is open any more. */
  later(act: () => void): void;
  /** Is this a photo of the story? */
  hasPhoto(photo: string): boolean;
  /** Is this a remark on the story? */
  hasRemark(remark: string): boolean;
}

/** What the paste that is under way brought. */
interface Foreign {
  report: PasteReport;
  pictures: PastedPicture[];
}

export function intake(requests: IntakeRequests): Plugin {
  let foreign: Foreign | null = null;
  let lastHtml = "";
  let dropping = false;
  /** The foreign text that ProseMirror is about to drop. */
  let dropped: Foreign | null = null;
  const cut = new Cut();
  return new Plugin({
    view: () => ({
      update(view, before) {
        if (!dropped || view.state.doc.eq(before.doc)) return;
        const { report } = dropped;
        dropped = null;
        requests.pasted({ ...report, ...changedRange(before, view.state) });
      },
    }),
    props: {
      clipboardParser: pasteParser,
      clipboardSerializer: copySerializer,
      clipboardTextSerializer: (slice, view) => copiedText(slice, view.state.selection.$from),
      transformPastedHTML(html, view) {
        lastHtml = html;
        foreign = null;
        if (isOwnHtml(html)) return html;
        const clean = cleanHtml(html, requests.pictures && !dropping ? nextPicture(view.state) : undefined);
        foreign = { report: clean.report, pictures: clean.pictures };
        return clean.html;
      },
      clipboardTextParser(text) {
        const slice = plainSlice(text);
        // A single line is not worth a word, but it may be in an old encoding.
        const report = slice.content.childCount > 1 ? plainReport(slice) : text.length >= SURE_LENGTH ? newReport() : null;
        foreign = report && { report, pictures: [] };
        return slice;
      },
      transformPasted(pasted, view) {
        const slice = checked(pasted, view.state.selection.$from.depth, foreign !== null);
        if (!slice) return plainSlice(textOf(lastHtml));
        if (foreign) return slice;
        const { content, pictures } = withoutStrangers(slice.content, requests);
        if (pictures === 0) return cut.giveBack(slice, view.state.doc, requests.hasRemark);
        const own = new Slice(content, slice.openStart, slice.openEnd);
        const report = plainReport(own);
        report.dropped.pictures = pictures;
        foreign = { report, pictures: [] };
        return own;
      },
      handleDrop(_view, _event, _slice, moved) {
        dropped = moved ? null : foreign;
        foreign = null;
        return false;
      },
      handlePaste(view, event, slice) {
        const data = event.clipboardData;
        const came = foreign;
        foreign = null;
        if (linkSelected(view, data)) return true;
        const paths = filePaths(data);
        const files = pictureFiles(data);
        if (paths.length === 0 && slice.size === 0 && files.length > 0 && requests.pictureFiles) requests.pictureFiles(files);
        else if (paths.length > 0 || (slice.size === 0 && bringsFiles(data))) requests.files("paste", paths);
        else if (came) return insertForeign(view, event, slice, came, requests);
        else return insertOwn(view, event, slice);
        event.preventDefault();
        return true;
      },
      handleDOMEvents: {
        cut: (view) => (cut.take(view.editable ? view.state.selection.content() : null), false),
        copy: () => (cut.take(null), false),
        paste(view, event) {
          dropping = false;
          dropped = null;
          if (!view.composing) return false;
          // In mid-word the browser would paste behind ProseMirror's back.
          const html = isPlain(view) ? "" : (event.clipboardData?.getData("text/html") ?? "");
          const text = event.clipboardData?.getData("text/plain") ?? "";
          event.preventDefault();
          if (html || text) requests.later(() => (html ? view.pasteHTML(html) : view.pasteText(text)));
          else requests.files("paste", filePaths(event.clipboardData));
          return true;
        },
        drop(view, event) {
          dropping = true;
          dropped = null;
          const data = event.dataTransfer;
          if (view.dragging || !data || (!bringsFiles(data) && filePaths(data).length === 0)) return refuseInReading(view, event);
          event.preventDefault();
          if (view.editable) requests.files("drop", filePaths(data));
          return true;
        },
        dragover: refuseInReading,
        // A link in the story is text to edit; following it would leave the app.
        click(_view, event) {
          if (event.target instanceof Element && event.target.closest("a[href]")) event.preventDefault();
          return false;
        },
      },
    },
  });
}

/** An address that is pasted on selected words becomes their link; on an address it takes its place, and so it does as plain text. */
function linkSelected(view: EditorView, data: DataTransfer | null): boolean {
  const { selection } = view.state;
  const address = (data?.getData("text/plain") ?? "").trim();
  if (!(selection instanceof TextSelection) || selection.empty || isPlain(view) || !/^https?:\/\/\S+$/i.test(address)) return false;
  const words = view.state.doc.textBetween(selection.from, selection.to, " ");
  if (!selection.$from.sameParent(selection.$to) || !/[\p{L}\p{N}]/u.test(words) || completeHref(words.trim()) !== null) return false;
  return setLink(address)(view.state, (tr) => view.dispatch(asPaste(tr)));
}

/** Puts a part of a story in, or a line of text. */
function insertOwn(view: EditorView, event: ClipboardEvent, slice: Slice): boolean {
  if (slice.size === 0) return false;
  if (pasteIntoTable(view, event, slice)) return true;
  const { tr } = view.state;
  putIn(tr, slice);
  view.dispatch(asPaste(tr));
  return true;
}

function asPaste(tr: Transaction): Transaction {
  return tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste");
}

/** Cells into cells, and anything into the cells that are selected. */
function pasteIntoTable(view: EditorView, event: ClipboardEvent, slice: Slice): boolean {
  const { $from, $to } = view.state.selection;
  const [first, last] = [cellAround($from), cellAround($to)];
  const isWithin = view.state.selection instanceof CellSelection || (first !== null && last !== null && inSameTable(first, last));
  if (!isInTable(view.state) || !isWithin) return false;
  const cells = [types.table, types.tableRow, types.tableCell, types.tableHeader];
  const areCells = slice.content.content.every((node) => cells.includes(node.type));
  if (areCells) return pasteGrid(view, event, slice);
  if (!(view.state.selection instanceof CellSelection)) return false;
  const { lines, figures } = asLines(slice);
  return lines && figures.length === 0 ? pasteGrid(view, event, lines) : false;
}

/** Cells whose spans do not fit the table are refused by `prosemirror-tables` with an error, before anything is changed: they come as lines. */
function pasteGrid(view: EditorView, event: ClipboardEvent, cells: Slice): boolean {
  try {
    return pasteCells(view, event, cells);
  } catch (failure) {
    if (failure instanceof RangeError) return false;
    throw failure;
  }
}

/** Puts foreign text in, takes its pictures out of it again, and tells the host of both. */
function insertForeign(view: EditorView, event: ClipboardEvent, slice: Slice, { report, pictures }: Foreign, requests: IntakeRequests): boolean {
  const before = view.state;
  const told = (from: number, to: number) => requests.pasted({ ...report, from, to });
  if (slice.size === 0) {
    // Of a copy whose pictures cannot stand here nothing is left: what is selected stays.
    told(before.selection.to, before.selection.to);
    return true;
  }
  if (pictures.length === 0 && pasteIntoTable(view, event, slice)) {
    const range = changedRange(before, view.state);
    told(range.from, range.to);
    return true;
  }
  const tr = before.tr;
  putIn(tr, slice);
  const first = nextPicture(before);
  const places = takePictures(tr, pictures.length, first);
  const { from, to } = writtenRange(tr);
  view.dispatch(asPaste(keepPlaces(tr, places)));
  told(from, to);
  if (pictures.length > 0) requests.pictures?.(pictures.map((picture, n) => ({ ...picture, index: first + n, pos: places.get(first + n) ?? to })));
  return true;
}

/** What a change has written, from its first to its last position. */
function writtenRange(tr: Transaction): { from: number; to: number } {
  let from = Infinity;
  let to = 0;
  tr.mapping.maps.forEach((map, index) => {
    const later = tr.mapping.slice(index + 1);
    map.forEach((_from, _to, start, end) => {
      from = Math.min(from, later.map(start, -1));
      to = Math.max(to, later.map(end, 1));
    });
  });
  return { from: Math.min(from, to), to };
}

/** Takes out the figures that stood for pictures; their places. A picture that could not stand where it was pasted stands behind the block. */
function takePictures(tr: Transaction, count: number, first: number): Map<number, number> {
  const places = new Map<number, number>();
  if (count === 0) return places;
  const written = writtenRange(tr);
  const found: { index: number; pos: number }[] = [];
  tr.doc.nodesBetween(written.from, written.to, (node, pos) => {
    const index = node.type === types.figure ? pictureAt(node.attrs["photo"]) : null;
    if (index !== null) found.push({ index, pos });
    return !node.isTextblock;
  });
  const start = tr.mapping.maps.length;
  takeOutFigures(tr, found.map(({ pos }) => pos));
  const taken = tr.mapping.slice(start);
  for (const { index, pos } of found) places.set(index, taken.map(pos, -1));
  const $end = tr.doc.resolve(taken.map(written.to, -1));
  const behind = $end.depth > 0 ? $end.after(1) : $end.pos;
  for (let n = 0; n < count; n += 1) if (!places.has(first + n)) places.set(first + n, behind);
  if (!tr.selection.$head.parent.inlineContent) tr.setSelection(Selection.near(tr.selection.$head));
  return places;
}

/** Without the figures whose photos another story has, which would stand empty here. */
function withoutStrangers(content: Fragment, { hasPhoto }: IntakeRequests): { content: Fragment; pictures: number } {
  const kept: Node[] = [];
  content.forEach((node) => {
    if (node.type !== types.figure || hasPhoto(String(node.attrs["photo"]))) kept.push(node);
  });
  return { content: Fragment.fromArray(kept), pictures: content.childCount - kept.length };
}

function changedRange(before: EditorState, after: EditorState): { from: number; to: number } {
  const from = after.doc.content.findDiffStart(before.doc.content) ?? after.selection.from;
  const end = after.doc.content.findDiffEnd(before.doc.content);
  return { from, to: Math.max(from, end?.a ?? from) };
}

function plainReport(slice: Slice): PasteReport {
  const report = newReport();
  slice.content.descendants((node) => {
    if (node.isTextblock && node.content.size > 0) report.kept.paragraphs += 1;
    return !node.isTextblock;
  });
  return report;
}

/** The rules for what is pasted: everything of a story but the remarks, which belong to where they were made. */
const pasteParser = new StoryParser(
  schema,
  StoryParser.fromSchema(schema).rules.filter((rule) => rule.mark !== types.remark.name),
);

const copySerializer = (() => {
  const { [types.remark.name]: _left, ...marks } = DOMSerializer.marksFromSchema(schema);
  return new DOMSerializer(DOMSerializer.nodesFromSchema(schema), marks);
})();

/** Own HTML goes through as it is: the schema's parse rules decide on each element. */
function isOwnHtml(html: string): boolean {
  return /^[^<]*(?:<meta[^>]*>)?\s*<\w+[^>]{0,500} data-pm-slice=/.test(html) && !isDeep(html);
}

/** Nested deeper than any story: reading it by recursion is not safe. */
function isDeep(html: string): boolean {
  let depth = 0;
  for (const [tag] of html.matchAll(/<\/?[a-z]/gi)) {
    depth += tag[1] === "/" ? -1 : 1;
    if (depth > 200) return true;
  }
  return false;
}

/** The slice if a story may hold it at that depth; own HTML can be forged, its attributes included. Places of pictures only come with foreign text. */
function checked(slice: Slice, depth: number, isForeign: boolean): Slice | null {
  try {
    slice.content.forEach((node) => checkNode(node, depth));
    slice.content.descendants((node) => {
      if (!isForeign && pictureAt(node.attrs["photo"]) !== null) throw new RangeError("a place without a picture");
    });
    return slice;
  } catch {
    return null;
  }
}

function checkNode(node: Node, depth: number) {
  if (depth > DEEPEST_NODE) throw new RangeError("nested too deep for a story");
  checkAttrs(node.type.spec.attrs, node.attrs);
  for (const mark of node.marks) checkAttrs(mark.type.spec.attrs, mark.attrs);
  node.forEach((inner) => checkNode(inner, depth + 1));
}

function checkAttrs(specs: Record<string, AttributeSpec> | undefined, attrs: Attrs) {
  for (const [name, spec] of Object.entries(specs ?? {})) {
    if (typeof spec.validate === "function") spec.validate(attrs[name]);
  }
}

function textOf(html: string): string {
  return new DOMParser().parseFromString(html, "text/html").body.textContent ?? "";
}

/** Is Shift held, as for "paste as plain text"? ProseMirror looks at the same flag for a paste outside of a composition. */
function isPlain(view: EditorView): boolean {
  const { input } = view as unknown as { input?: { shiftKey?: boolean; lastKeyCode?: number | null } };
  return input?.shiftKey === true && input.lastKeyCode !== 45;
}

/** Files copied in a file manager, or a picture. WebKitGTK says nothing at all about a picture in the clipboard. */
function bringsFiles(data: DataTransfer | null): boolean {
  return !!data && (data.types.length === 0 || data.files.length > 0 || data.types.includes("Files"));
}

function pictureFiles(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter((file) => /^image\/(?!svg)/.test(file.type));
}

function filePaths(data: DataTransfer | null): string[] {
  if (!data) return [];
  const list = data.getData("text/uri-list") || data.getData("text/plain");
  const lines = list.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  return lines.length > 0 && lines.every((line) => /^file:\/\//i.test(line)) ? lines : [];
}

function refuseInReading(view: EditorView, event: DragEvent): boolean {
  if (!view.editable) event.preventDefault();
  return false;
}
