// A long story, made the same way every time.
import type { Node } from "prosemirror-model";
import { b, doc, figure, h2, i, p } from "./stories";

const WORDS = "thành phố Móng Cái cửa khẩu Bắc Luân thông quan hàng hóa người dân xã Hải Sơn đường biên phong trào nông thôn mới khu kinh tế".split(" ");

/** 300 paragraphs of 67 words, a subhead before every tenth and a photo after it: 20,000 words, 30 photos. */
export function longStory(): Node {
  const blocks: Node[] = [];
  for (let n = 0; n < 300; n += 1) {
    if (n % 10 === 0) blocks.push(h2(`Phần ${n / 10}`), figure(`0190f0aa-0000-7000-8000-${String(n).padStart(12, "0")}`));
    const words = Array.from({ length: 61 }, (_, w) => WORDS[(n * 7 + w * 3) % WORDS.length]).join(" ");
    blocks.push(p(`Đoạn ${n} `, b("đậm chữ"), ` ${words} `, i("nghiêng chữ")));
  }
  return doc(...blocks);
}
