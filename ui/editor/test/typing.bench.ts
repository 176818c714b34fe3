// What typing costs in a long story, without layout and paint: `node build.mjs --bench`.
import "./page";
import type { EditorView } from "prosemirror-view";
import { readStory } from "../src/counts";
import { readOutline, readTexts } from "../src/texts";
import { readRemarks } from "../src/remarks";
import { toolbarState } from "../src/toolbar";
import { desk, placeOf } from "./desk";
import { longStory } from "./longstory";

const KEYS = 400;

function report(what: string, times: number[]) {
  times.sort((one, other) => one - other);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  console.log(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(0.999)} ms (${times.length} times)`);
}

function timed(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

const story = longStory();
const opened = timed(() => readStory(story));
console.log(`reading the whole story for the first time: ${opened.toFixed(1)} ms; ${readStory(story).counts.words} words, ${readStory(story).json.length} characters of JSON`);
const at = desk(story);
const { view }: { view: EditorView } = at;
const place = placeOf(view, "Đoạn 150");
const keys: number[] = [];
const bars: number[] = [];
const saves: number[] = [];
const later: number[] = [];
for (let n = 0; n < KEYS; n += 1) {
  keys.push(timed(() => view.dispatch(view.state.tr.insertText("a", place + n))));
  bars.push(timed(() => toolbarState(view.state)));
  saves.push(timed(() => at.handle.flush()));
  later.push(timed(() => (readRemarks(view.state.doc), readOutline(view.state.doc), readTexts(view.state.doc))));
}
report("key press (state and jsdom's page)", keys);
report("toolbar", bars);
report("hand-over", saves);
report("remarks, outline and lines for a search", later);
at.handle.destroy();
