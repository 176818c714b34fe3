// The story document: the same node and mark names that the newsroom's Rust `Body` parses.
// Everything that is not named here cannot get into a story, whatever is typed, pasted or loaded.
import { Schema, type Attrs, type Mark, type MarkSpec, type Node, type NodeSpec } from "prosemirror-model";
import { kindNamed, LIST_KINDS, listKind, listStart } from "./numbering";

/** Longest address of a link, in bytes of UTF-8; the newsroom refuses longer ones. */
export const LONGEST_HREF = 2048;

/** Levels of lists in lists that the editor makes; the newsroom reads 24. */
export const DEEPEST_LIST = 8;

/** Columns that a table may have; a wider one is no table to read in a newspaper. */
export const WIDEST_TABLE = 100;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of a photo or a remark in lower case, or null when `raw` is not a UUID. */
export function uuid(raw: unknown): string | null {
  if (typeof raw !== "string") return null;
  const id = raw.trim().toLowerCase();
  return UUID.test(id) ? id : null;
}

/**
 * The address of a link as it may be stored, or null when it may not: only http, https, mailto and tel, without spaces
 * and control characters (browsers ignore them inside `java\nscript:`). The newsroom's `is_safe_link` is the same rule.
 */
export function safeHref(raw: unknown): string | null {
  if (typeof raw !== "string") return null;
  const href = raw.trim();
  return isSafeHref(href) ? href : null;
}

function isSafeHref(href: string): boolean {
  if (href.length > LONGEST_HREF || new TextEncoder().encode(href).length > LONGEST_HREF) return false;
  return /^(https?:\/\/|mailto:|tel:)./i.test(href) && !/[\u0000-\u0020\u007f-\u009f]/.test(href);
}

const nodes: Record<string, NodeSpec> = {
  doc: { content: "block+" },
  paragraph: {
    group: "block",
    content: "inline*",
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", 0],
  },
  subhead: {
    group: "block",
    content: "inline*",
    defining: true,
    attrs: { level: { default: 2, validate: allowLevel } },
    parseDOM: [
      { tag: "h1", attrs: { level: 2 } },
      { tag: "h2", attrs: { level: 2 } },
      ...["h3", "h4", "h5", "h6"].map((tag) => ({ tag, attrs: { level: 3 } })),
    ],
    toDOM: (node) => [`h${String(node.attrs.level)}`, 0],
  },
  bullet_list: {
    group: "block",
    content: "list_item+",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  ordered_list: {
    group: "block",
    content: "list_item+",
    attrs: { start: { default: 1, validate: allowStart }, kind: { default: "decimal", validate: allowKind } },
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: listStart(dom.getAttribute("start")), kind: listKind(dom) }) }],
    toDOM: ({ attrs }) => ["ol", { ...shownStart(attrs), ...shownKind(attrs) }, 0],
  },
  list_item: {
    content: "paragraph (paragraph | bullet_list | ordered_list)*",
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => ["li", 0],
  },
  quote: {
    group: "block",
    content: "paragraph+",
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  figure: {
    group: "block",
    atom: true,
    draggable: true,
    attrs: { photo: { validate: allowPhoto } },
    parseDOM: [
      {
        tag: "figure[data-photo]",
        getAttrs: (dom) => {
          const photo = uuid(dom.getAttribute("data-photo"));
          return photo ? { photo } : false;
        },
      },
    ],
    toDOM: (node) => ["figure", { "data-photo": String(node.attrs.photo) }],
  },
  table: {
    group: "block",
    content: "table_row+",
    tableRole: "table",
    isolating: true,
    parseDOM: [{ tag: "table" }],
    toDOM: () => ["table", ["tbody", 0]],
  },
  // A row that merging or deleting has emptied is taken out by the same command (see tables.ts); the document that is
  // handed over has none.
  table_row: {
    content: "(table_cell | table_header)*",
    tableRole: "row",
    parseDOM: [{ tag: "tr" }],
    toDOM: () => ["tr", 0],
  },
  table_cell: cell("td", "cell"),
  table_header: cell("th", "header_cell"),
  text: { group: "inline" },
  line_break: {
    group: "inline",
    inline: true,
    selectable: false,
    leafText: () => "\n",
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
};

/** A cell holds paragraphs and nothing else; how many columns and rows it takes is all that is known of its look. */
function cell(tag: "td" | "th", tableRole: string): NodeSpec {
  return {
    content: "paragraph+",
    tableRole,
    isolating: true,
    attrs: { colspan: { default: 1, validate: allowSpan }, rowspan: { default: 1, validate: allowSpan } },
    parseDOM: [{ tag, getAttrs: (dom) => ({ colspan: spanOf(dom, "colspan"), rowspan: spanOf(dom, "rowspan") }) }],
    toDOM: ({ attrs }) => [tag, { ...shownSpan("colspan", attrs), ...shownSpan("rowspan", attrs) }, 0],
  };
}

function spanOf(dom: HTMLElement, name: "colspan" | "rowspan"): number {
  const span = Number(dom.getAttribute(name));
  return Number.isInteger(span) && span > 0 && span <= 1000 ? span : 1;
}

function shownSpan(name: string, attrs: Attrs): Record<string, string> {
  return attrs[name] === 1 ? {} : { [name]: String(attrs[name]) };
}

const marks: Record<string, MarkSpec> = {
  bold: {
    parseDOM: [
      { tag: "strong" },
      { tag: "b", getAttrs: (dom) => (dom.style.fontWeight === "normal" ? false : null) },
      { style: "font-weight", getAttrs: (value) => (/^(bold|bolder|[6-9]\d\d|1000)$/.test(value) ? null : false) },
    ],
    toDOM: () => ["strong", 0],
  },
  italic: {
    parseDOM: [{ tag: "em" }, { tag: "i" }, { style: "font-style=italic" }],
    toDOM: () => ["em", 0],
  },
  superscript: {
    excludes: "superscript subscript",
    parseDOM: [{ tag: "sup" }, { style: "vertical-align=super" }],
    toDOM: () => ["sup", 0],
  },
  subscript: {
    excludes: "superscript subscript",
    parseDOM: [{ tag: "sub" }, { style: "vertical-align=sub" }],
    toDOM: () => ["sub", 0],
  },
  link: {
    inclusive: false,
    attrs: { href: { validate: allowHref } },
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (dom) => {
          const href = safeHref(dom.getAttribute("href"));
          return href ? { href } : false;
        },
      },
    ],
    toDOM: (mark) => ["a", { href: String(mark.attrs.href), title: String(mark.attrs.href), rel: "noopener" }, 0],
  },
  remark: {
    attrs: { id: { validate: allowRemark } },
    inclusive: false,
    // Several people may have something to say about the same words.
    excludes: "",
    parseDOM: [
      {
        tag: "span[data-remark]",
        getAttrs: (dom) => {
          const id = uuid(dom.getAttribute("data-remark"));
          return id ? { id } : false;
        },
      },
    ],
    toDOM: (mark) => ["span", { class: "remark", "data-remark": String(mark.attrs.id) }, 0],
  },
};

export const schema = new Schema({ nodes, marks });
sortRemarks();

/** Node and mark types under their names, so that a misspelt one fails when the module loads. */
export const types = {
  paragraph: nodeType("paragraph"),
  subhead: nodeType("subhead"),
  bulletList: nodeType("bullet_list"),
  orderedList: nodeType("ordered_list"),
  listItem: nodeType("list_item"),
  quote: nodeType("quote"),
  figure: nodeType("figure"),
  table: nodeType("table"),
  tableRow: nodeType("table_row"),
  tableCell: nodeType("table_cell"),
  tableHeader: nodeType("table_header"),
  lineBreak: nodeType("line_break"),
  bold: markType("bold"),
  italic: markType("italic"),
  superscript: markType("superscript"),
  subscript: markType("subscript"),
  link: markType("link"),
  remark: markType("remark"),
};

/** A new story: one empty paragraph. */
export function emptyDoc(): Node {
  return schema.node("doc", null, [types.paragraph.create()]);
}

/**
 * The document in `json`; an empty string, or a document with nothing in it, is a new story.
 * Throws when the text is not JSON or holds anything that the schema does not name.
 */
export function readDoc(json: string): Node {
  if (json.trim() === "") return emptyDoc();
  const raw: unknown = JSON.parse(json);
  if (typeof raw !== "object" || raw === null || (raw as { type?: unknown }).type !== "doc") {
    throw new RangeError("not a story document");
  }
  const content = (raw as { content?: unknown[] }).content;
  if (!content || content.length === 0) return emptyDoc();
  const doc = schema.nodeFromJSON(tidied(raw));
  doc.check();
  return doc;
}

function shownStart(attrs: Attrs): Record<string, string> {
  return attrs["start"] === 1 ? {} : { start: String(attrs["start"]) };
}

function shownKind(attrs: Attrs): Record<string, string> {
  const kind = kindNamed(attrs["kind"]) ?? "decimal";
  return kind === "decimal" ? {} : { type: LIST_KINDS[kind], "data-kind": kind };
}

/** What a file may hold and ProseMirror cannot: a text without letters, and remarks on the same words in another order. */
function tidied(node: unknown): unknown {
  if (typeof node !== "object" || node === null) return node;
  const { content, ...own } = node as { content?: unknown; marks?: unknown };
  if (Array.isArray(own.marks)) own.marks = sortedMarks(own.marks as FileMark[]);
  if (!Array.isArray(content)) return own;
  const kept = content.filter((inner: { text?: unknown } | null) => inner?.text !== "");
  return { ...own, content: kept.map(tidied) };
}

type FileMark = { type?: unknown; attrs?: { id?: unknown } } | null;

function sortedMarks(marks: FileMark[]): FileMark[] {
  const remarks = marks.filter((mark) => mark?.type === "remark");
  remarks.sort((one, other) => (String(one?.attrs?.id) < String(other?.attrs?.id) ? -1 : 1));
  return [...marks.filter((mark) => mark?.type !== "remark"), ...remarks];
}

/**
 * Remarks on the same words stand in the order of their ids. ProseMirror would put the newest one last, and taking back
 * the removal of a remark would then give another document than before.
 */
function sortRemarks() {
  const type = markType("remark");
  const create = type.create.bind(type);
  type.create = (attrs) => {
    const mark = create(attrs);
    const add = mark.addToSet.bind(mark);
    mark.addToSet = (set) => {
      const added = add(set);
      return added === set ? set : [...added].sort(byId);
    };
    return mark;
  };
  const byId = (one: Mark, other: Mark) => {
    if (one.type !== type || other.type !== type) return 0;
    return String(one.attrs["id"]) < String(other.attrs["id"]) ? -1 : 1;
  };
}

function nodeType(name: string) {
  const type = schema.nodes[name];
  if (!type) throw new RangeError(`no node type ${name}`);
  return type;
}

function markType(name: string) {
  const type = schema.marks[name];
  if (!type) throw new RangeError(`no mark type ${name}`);
  return type;
}

function allowLevel(level: unknown) {
  if (level !== 2 && level !== 3) throw new RangeError("a subhead is of level 2 or 3");
}

function allowStart(start: unknown) {
  if (typeof start !== "number" || !Number.isInteger(start) || start < 0 || start > 0xffff_ffff) {
    throw new RangeError("a list starts at a whole number");
  }
}

function allowKind(kind: unknown) {
  if (!kindNamed(kind)) throw new RangeError("a list counts in one of five ways");
}

function allowPhoto(photo: unknown) {
  if (typeof photo !== "string" || photo !== uuid(photo)) throw new RangeError("a figure holds the id of a photo");
}

function allowSpan(span: unknown) {
  if (typeof span !== "number" || !Number.isInteger(span) || span < 1 || span > 1000) throw new RangeError("a cell takes whole columns and rows");
}

function allowRemark(id: unknown) {
  if (typeof id !== "string" || id !== uuid(id)) throw new RangeError("a remark has an id");
}

function allowHref(href: unknown) {
  if (typeof href !== "string" || !isSafeHref(href)) throw new RangeError("a link leads to http, https, mailto or tel");
}
