// What comes in by paste and by drop.
import { Fragment, Slice, type AttributeSpec, type Attrs, type Node } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { tidyText } from "./counts";
import { cleanHtml, type PasteReport } from "./paste";
import { schema, types } from "./schema";

/** Levels of the document that a paste may reach; the newsroom reads 24 lists in lists, of two levels each. */
const DEEPEST_NODE = 44;

/** How the host hears of it. */
export interface IntakeRequests {
  /** Files or a picture came, which are no text: `paths` are `file:` addresses where the system gives them. */
  files(source: "paste" | "drop", paths: string[]): void;
  /** Foreign text went in; what was left out. */
  pasted(report: PasteReport): void;
  /** Runs this when no word is open any more. */
  later(act: () => void): void;
}

export function intake(requests: IntakeRequests): Plugin {
  let report: PasteReport | null = null;
  let lastHtml = "";
  return new Plugin({
    props: {
      transformPastedHTML(html) {
        lastHtml = html;
        report = null;
        if (isOwnHtml(html)) return html;
        const clean = cleanHtml(html);
        report = clean.report;
        return clean.html;
      },
      clipboardTextParser: (text) => plainSlice(text),
      transformPasted: (slice, view) => checked(slice, view.state.selection.$from.depth) ?? plainSlice(textOf(lastHtml)),
      handlePaste(_view, event, slice) {
        const data = event.clipboardData;
        const pictures = report;
        report = null;
        const paths = filePaths(data);
        if (paths.length > 0 || (slice.size === 0 && bringsFiles(data))) {
          requests.files("paste", paths);
          event.preventDefault();
          return true;
        }
        if (pictures) requests.pasted(pictures);
        return false;
      },
      handleDOMEvents: {
        paste(view, event) {
          if (!view.composing) return false;
          // In mid-word the browser would paste behind ProseMirror's back.
          const html = event.clipboardData?.getData("text/html") ?? "";
          const text = event.clipboardData?.getData("text/plain") ?? "";
          event.preventDefault();
          if (html || text) requests.later(() => (html ? view.pasteHTML(html) : view.pasteText(text)));
          else requests.files("paste", filePaths(event.clipboardData));
          return true;
        },
        drop(view, event) {
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

/** Plain text as blocks: a blank line parts paragraphs, and a line break is a break; where there are no blank lines every line is a paragraph. */
export function plainSlice(text: string): Slice {
  const lines = text.replace(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, "");
  // A piece of a line is pasted into a line, with its spaces.
  if (!lines.includes("\n")) return new Slice(Fragment.from(types.paragraph.create(null, inlineText(lines, false))), 1, 1);
  const apart = /\n[^\S\n]*\n/;
  const paragraphs = apart.test(lines) ? lines.split(/\n(?:[^\S\n]*\n)+/) : lines.split("\n");
  const nodes = paragraphs.map((paragraph) => types.paragraph.create(null, inlineText(paragraph, true)));
  return Slice.maxOpen(Fragment.from(nodes));
}

function inlineText(paragraph: string, trim: boolean): Node[] {
  const inline: Node[] = [];
  for (const line of paragraph.split("\n")) {
    if (inline.length > 0) inline.push(types.lineBreak.create());
    const clean = tidyText(line).replace(/[\u200b\ufeff\u00ad]/g, "");
    const text = trim ? clean.trim() : clean;
    if (text) inline.push(schema.text(text));
  }
  return inline;
}

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

/** The slice if a story may hold it at that depth; own HTML can be forged, its attributes included. */
function checked(slice: Slice, depth: number): Slice | null {
  try {
    slice.content.forEach((node) => checkNode(node, depth));
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

/** Files copied in a file manager, or a picture. WebKitGTK says nothing at all about a picture in the clipboard. */
function bringsFiles(data: DataTransfer | null): boolean {
  return !!data && (data.types.length === 0 || data.files.length > 0 || data.types.includes("Files"));
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
