// What a host gives to the editor and hears of it.
import type { FigureWords } from "./figure";

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
  /** The story as JSON and its length as JSON `{words, characters}`: within 170 ms after the first unsaved change (`SAVE_BY_MS`). */
  onChange(docJson: string, counts: string): void;
  /** The toolbar's state as JSON; see `ToolbarState`. */
  onState?(stateJson: string): void;
  /** A figure was double-clicked, or Enter pressed on it. */
  onPhotoOpen?(photoId: string): void;
  /** A text of the story that no field in the page holds is to be another one, by undo: JSON `{field, text}`. */
  onField?(json: string): void;
  /** Mod-Shift-k: the host asks for an address and calls `command("link", address)`; given is the present address or "". */
  onLink?(href: string): void;
  /** A picture or files were pasted or dropped: JSON `{source: "paste" | "drop", paths: string[]}`. */
  onPasteFiles?(json: string): void;
  /** Foreign HTML, or plain text of several paragraphs, was pasted: JSON of `PasteReport` with `from` and `to`, the range of the pasted text. */
  onPasted?(json: string): void;
  /**
   * Pictures came by a paste: JSON `[{index, name, type, base64, pos}]`. The host stores each of them and then calls
   * `placePicture(index, photoId)`, or `placePicture(index, "")` for one that it does not take.
   */
  onPastedPictures?(json: string): void;
  /** The remarked words in reading order, JSON `[{id, quote}]`: on load, and at most twice a second when they change. */
  onRemarks?(json: string): void;
  /** The words of an open remark were clicked, or `next_remark` or `previous_remark` went to them. */
  onRemarkOpen?(id: string): void;
  /** Mod-Alt-m: the host asks for a remark and calls `command("remark", id)`. */
  onAskRemark?(): void;
  /** The text changed (300 ms ago, or a second ago while it goes on changing): a search is to look again. */
  onTextsChanged?(): void;
  /** The subheads, JSON `[{level, text, pos, words}]`: on load and some time after they change. */
  onOutline?(json: string): void;
}

export const VIETNAMESE: Words = {
  label: "Nội dung bài",
  placeholder: "Viết nội dung bài…",
  noCaption: "Ảnh chưa có chú thích",
  photoMissing: "Không tìm thấy ảnh này",
  credit: "Ảnh:",
  figure: "Ảnh",
};

/** `base` with what is given, as texts or as their JSON. */
export function readWords(base: Words, given: Partial<Words> | string | undefined): Words {
  const read: unknown = typeof given === "string" ? JSON.parse(given || "{}") : given;
  return { ...base, ...(read as Partial<Words> | undefined) };
}
