// What the signs of Word's items say: most of them a list shows by itself, and the others are text.
import { plainRun, type Flat, type FlatBlock, type Level } from "./blocks";
import { listShowing } from "./numbering";
import { listedSign } from "./word";

/** Gives each list its kind and first number by the signs of its items; where no list shows these signs, they are put before the words. */
export function settleSigns(blocks: Flat[]) {
  const lists = new Map<Level, string[]>();
  for (const block of blocks) {
    const level = signedLevel(block);
    if (level) lists.set(level, [...(lists.get(level) ?? []), (block as FlatBlock).sign ?? ""]);
  }
  const dissolved = new Set<Level>();
  for (const [level, signs] of lists) {
    const listed = signs.map(listedSign);
    const shown = listed.includes(null) ? null : listShowing(listed as string[]);
    if (shown) Object.assign(level, shown);
    else dissolved.add(level);
  }
  if (dissolved.size > 0) dissolve(blocks, dissolved);
}

/** The items become paragraphs of the item around them, or of the story. */
function dissolve(blocks: Flat[], lists: ReadonlySet<Level>) {
  const items = new Map<Level | undefined, number>();
  for (const block of blocks) {
    if (!("levels" in block)) continue;
    const own = block.levels[block.levels.length - 1];
    block.levels = block.levels.filter((level) => !lists.has(level));
    const level = block.levels[block.levels.length - 1];
    if (own && lists.has(own)) {
      if (block.sign) block.runs.unshift(plainRun(`${block.sign} `));
      block.item = items.get(level) ?? block.item;
    }
    items.set(level, block.item);
  }
}

function signedLevel(block: Flat): Level | null {
  return "levels" in block && block.sign ? (block.levels[block.levels.length - 1] ?? null) : null;
}
