// ProseMirror's nodes are never changed in place: what was once read of a node is true for ever. So everything that is
// asked of a whole story is put together from what is known of its blocks, and a key press costs one block.
import type { Node } from "prosemirror-model";

/** `read`, which is asked only once for each node. */
export function remembered<T>(read: (node: Node) => T): (node: Node) => T {
  const known = new WeakMap<Node, { of: T }>();
  return (node) => {
    const before = known.get(node);
    if (before) return before.of;
    const of = read(node);
    known.set(node, { of });
    return of;
  };
}
