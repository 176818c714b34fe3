// What a cut took away, with its remarks. They do not go through the clipboard, where other programs and other stories
// read; pasted in the same story, the same words get theirs back.
import { Fragment, Slice, type Node } from "prosemirror-model";
import { types } from "./schema";

export class Cut {
  private taken: { slice: Slice; bare: Slice } | null = null;

  /** This was cut or, with null, something was copied. */
  take(slice: Slice | null) {
    const bare = slice && without(slice, () => true);
    this.taken = slice && bare && !bare.eq(slice) ? { slice, bare } : null;
  }

  /** What is pasted, with the remarks that it had when it was cut. `isHere` tells those of this story; one that still stands in `doc` is not made twice. */
  giveBack(pasted: Slice, doc: Node, isHere: (remark: string) => boolean): Slice {
    if (!this.taken?.bare.eq(pasted)) return pasted;
    const standing = new Set<string>();
    doc.descendants((node) => {
      for (const mark of node.marks) if (mark.type === types.remark) standing.add(String(mark.attrs["id"]));
    });
    return without(this.taken.slice, (id) => standing.has(id) || !isHere(id));
  }
}

/** The slice without the remarks that `goes` says. */
function without(slice: Slice, goes: (remark: string) => boolean): Slice {
  return new Slice(bare(slice.content, goes), slice.openStart, slice.openEnd);
}

function bare(content: Fragment, goes: (remark: string) => boolean): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    const marks = node.marks.filter((mark) => mark.type !== types.remark || !goes(String(mark.attrs["id"])));
    nodes.push(node.isText ? node.mark(marks) : node.copy(bare(node.content, goes)).mark(marks));
  });
  return Fragment.fromArray(nodes);
}
