// How a figure stands in the story: the picture, its caption and its credit. The document holds only the photo's id;
// what is shown comes from the host and may change at any time without touching the document.
import type { Node } from "prosemirror-model";
import type { NodeView } from "prosemirror-view";

/** What the host knows of one photo. */
export interface PhotoFace {
  /** Address of a rendition; empty while there is none. */
  src: string;
  caption: string;
  credit: string;
  alt: string;
  /** Size of the rendition in pixels, where known, so that the text does not jump while it loads. */
  width?: number;
  height?: number;
}

/** The texts of a figure in the writer's language. */
export interface FigureWords {
  /** Stands where the caption is missing. */
  noCaption: string;
  /** Stands where the host knows no such photo. */
  photoMissing: string;
  /** Before the credit, for example "Ảnh:". */
  credit: string;
  /** Role of a figure for a screen reader. */
  figure: string;
}

/** The photos of the story and every figure that shows one. */
export class Photos {
  /** Null until the host has told. */
  private faces: Record<string, PhotoFace> | null = null;
  private readonly views = new Set<FigureView>();

  constructor(private words: FigureWords) {}

  /** `json` is `{[photoId]: {src, caption, credit, alt, width?, height?}}`; it replaces what was known. */
  set(json: string) {
    const raw: unknown = JSON.parse(json);
    if (typeof raw !== "object" || raw === null || Array.isArray(raw)) throw new RangeError("photos are an object by id");
    this.faces = Object.assign(Object.create(null) as Record<string, PhotoFace>, raw);
    this.refresh();
  }

  setWords(words: FigureWords) {
    this.words = words;
    this.refresh();
  }

  /** The view of a figure; `open` is called when it is double-clicked. */
  view(node: Node, open: (photo: string) => void): NodeView {
    const view = new FigureView(node, open, () => this.views.delete(view));
    this.views.add(view);
    this.show(view);
    return view;
  }

  show(view: FigureView) {
    view.show(this.faces?.[view.photo], this.words);
  }

  /** Is this a photo of the story? Until the host has told, every photo may be one. */
  has(photo: string): boolean {
    return this.faces === null || photo in this.faces;
  }

  private refresh() {
    for (const view of this.views) this.show(view);
  }
}

class FigureView implements NodeView {
  readonly dom = document.createElement("figure");
  private readonly frame = element("div", "story-frame");
  private readonly picture = document.createElement("img");
  private readonly missing = element("span", "story-missing");
  private readonly caption = element("span", "story-caption");
  private readonly credit = element("span", "story-credit");

  constructor(
    private node: Node,
    open: (photo: string) => void,
    private readonly forget: () => void,
  ) {
    this.dom.className = "story-figure";
    this.dom.contentEditable = "false";
    this.dom.dataset["photo"] = this.photo;
    this.picture.draggable = false;
    this.picture.decoding = "async";
    this.picture.addEventListener("error", () => (this.frame.dataset["state"] = "broken"));
    this.picture.addEventListener("load", () => (this.frame.dataset["state"] = "shown"));
    const line = document.createElement("figcaption");
    line.append(this.caption, " ", this.credit);
    this.frame.append(this.picture, this.missing);
    this.dom.append(this.frame, line);
    this.dom.addEventListener("dblclick", () => open(this.photo));
  }

  get photo(): string {
    return String(this.node.attrs["photo"]);
  }

  show(face: PhotoFace | undefined, words: FigureWords) {
    const caption = face?.caption.trim() ?? "";
    const credit = face?.credit.trim() ?? "";
    const src = face?.src ?? "";
    this.missing.textContent = words.photoMissing;
    this.caption.textContent = caption || words.noCaption;
    this.caption.classList.toggle("story-caption-missing", caption === "");
    this.credit.textContent = credit && `${words.credit} ${credit}`.trim();
    this.picture.alt = face?.alt ?? "";
    this.dom.setAttribute("aria-label", `${words.figure}: ${caption || words.noCaption}`);
    if (face?.width && face.height) {
      this.picture.width = face.width;
      this.picture.height = face.height;
    }
    if (src === "") {
      this.picture.removeAttribute("src");
      this.frame.dataset["state"] = face ? "waiting" : "missing";
    } else if (this.picture.getAttribute("src") !== src) {
      this.frame.dataset["state"] = "waiting";
      this.picture.src = src;
    }
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type || node.attrs["photo"] !== this.node.attrs["photo"]) return false;
    this.node = node;
    return true;
  }

  selectNode() {
    this.dom.classList.add("ProseMirror-selectednode");
    this.dom.setAttribute("aria-selected", "true");
  }

  deselectNode() {
    this.dom.classList.remove("ProseMirror-selectednode");
    this.dom.removeAttribute("aria-selected");
  }

  /** Pictures loading and captions changing are not the writer's edits. */
  ignoreMutation(): boolean {
    return true;
  }

  destroy() {
    this.forget();
  }
}

function element(tag: "div" | "span", className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
