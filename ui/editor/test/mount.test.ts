import { page } from "./page";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import "../src/index";
import type { Handle } from "../src/mount";
import { SECOND_COMMIT_MS } from "../src/ime";
import { readStory } from "../src/counts";
import { doc, figure, h2, li, p, PHOTO, ul } from "./stories";

const editor = window.newsdeskEditor;
assert.ok(editor, "the script puts itself on the window");

interface Heard {
  saved: { doc: unknown; counts: { words: number; characters: number } }[];
  states: Record<string, unknown>[];
  asked: string[];
}

let host: HTMLElement;
let heard: Heard;
let composed = false;
const mounted: Handle[] = [];

beforeEach(async () => {
  while (mounted.length > 0) mounted.pop()?.destroy();
  // What the test before composed is over.
  if (composed) await sleep(SECOND_COMMIT_MS);
  composed = false;
  document.body.replaceChildren((host = document.createElement("div")));
  heard = { saved: [], states: [], asked: [] };
});

function mount(story = "", editable = true): Handle {
  assert.ok(editor);
  const handle = editor.mount(host, {
    doc: story,
    editable,
    label: "Nội dung",
    placeholder: "Viết",
    onChange: (json, counts) => heard.saved.push({ doc: JSON.parse(json), counts: JSON.parse(counts) as Heard["saved"][number]["counts"] }),
    onState: (state) => heard.states.push(JSON.parse(state) as Record<string, unknown>),
    onPhotoOpen: (photo) => heard.asked.push(`photo ${photo}`),
    onLink: (href) => heard.asked.push(`link ${href}`),
    onPasteFiles: (json) => heard.asked.push(json),
    onPasted: (json) => heard.asked.push(json),
  });
  mounted.push(handle);
  return handle;
}

const json = (...blocks: Parameters<typeof doc>) => readStory(doc(...blocks)).json;
const story = () => host.querySelector<HTMLElement>(".story") ?? assert.fail("no editor on the page");
const compose = (kind: string, data = "", field: HTMLElement = story()) => {
  composed = true;
  field.dispatchEvent(new page.CompositionEvent(kind, { data, bubbles: true }) as unknown as Event);
};

/** ProseMirror's view behind the page, to type into where jsdom has no typing. */
function type(handle: Handle, text: string) {
  const { view } = handle as unknown as { view: import("prosemirror-view").EditorView };
  view.dispatch(view.state.tr.insertText(text));
}

/** The next frame has been painted, and what it asked for is done. */
const painted = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

async function until(what: () => boolean, why: string) {
  for (const began = performance.now(); !what(); await sleep(10)) assert.ok(performance.now() - began < 5000, why);
}

function paste(data: Record<string, string>, files: unknown[] = []): boolean {
  const event = new page.Event("paste", { bubbles: true, cancelable: true }) as unknown as Event;
  const types = [...Object.keys(data), ...(files.length > 0 ? ["Files"] : [])];
  Object.assign(event, { clipboardData: { types, files, items: [], getData: (kind: string) => data[kind] ?? "" } });
  story().dispatchEvent(event);
  return event.defaultPrevented;
}

test("the editor is a text box with a name", () => {
  mount();
  assert.deepEqual(
    ["role", "aria-multiline", "aria-label", "lang", "spellcheck", "contenteditable"].map((name) => story().getAttribute(name)),
    ["textbox", "true", "Nội dung", "vi", "false", "true"],
  );
});

test("the hint goes with the first letter and comes back", () => {
  const handle = mount();
  const hint = host.querySelector<HTMLElement>(".story-placeholder");
  assert.equal(hint?.textContent, "Viết");
  assert.equal(hint?.hidden, false);
  type(handle, "T");
  assert.equal(hint?.hidden, true);
  handle.command("undo");
  assert.equal(hint?.hidden, false);
  handle.setEditable(false);
  assert.equal(hint?.hidden, true, "nobody is asked to write where one can only read");
});

test("typing is handed over within the promise, once for several letters, with its length", async () => {
  const handle = mount();
  type(handle, "Móng ");
  type(handle, "Cái");
  assert.equal(heard.saved.length, 0, "not on the key press");
  await until(() => heard.saved.length > 0, "it is handed over");
  assert.equal(heard.saved.length, 1);
  assert.deepEqual(heard.saved[0]?.counts, { words: 2, characters: 8 });
  assert.deepEqual(heard.saved[0]?.doc, JSON.parse(handle.doc()));
});

test("leaving the field, hiding the page and settling hand over at once", async () => {
  const handle = mount();
  type(handle, "a");
  story().dispatchEvent(new page.Event("blur") as unknown as Event);
  assert.equal(heard.saved.length, 1, "blur");
  type(handle, "b");
  window.dispatchEvent(new page.Event("pagehide") as unknown as Event);
  assert.equal(heard.saved.length, 2, "pagehide");
  type(handle, "c");
  await editor.settled();
  assert.equal(heard.saved.length, 3, "settled");
  type(handle, "d");
  handle.destroy();
  assert.equal(heard.saved.length, 4, "destroy");
  assert.equal(host.children.length, 0);
});

test("a command and a paste are taken back by themselves, also amid quick typing", () => {
  const handle = mount();
  const text = () => handle.doc();
  const steps = [text()];
  const step = (make: () => unknown) => {
    make();
    steps.push(text());
  };
  step(() => type(handle, "một"));
  step(() => handle.command("bullet_list"));
  step(() => type(handle, " hai"));
  step(() => paste({ "text/plain": " ba" }));
  step(() => type(handle, " bốn"));
  assert.equal(new Set(steps).size, 6, "each changed something");
  for (const before of steps.slice(0, -1).reverse()) {
    handle.command("undo");
    assert.equal(text(), before);
  }
  for (const after of steps.slice(1)) {
    handle.command("redo");
    assert.equal(text(), after);
  }
});

test("opening a story and moving about in it saves nothing", async () => {
  const handle = mount(json(h2("Tít"), p("một")));
  handle.command("paragraph", "");
  handle.command("undo");
  handle.flush();
  assert.deepEqual(heard.saved, [], "the same story as before is not handed over");
});

test("a broken story is refused and the present one stays", () => {
  assert.throws(() => mount('{"type":"doc","content":[{"type":"gallery"}]}'));
  assert.equal(host.children.length, 0, "nothing half-made is left on the page");
  const handle = mount(json(p("một")));
  assert.throws(() => handle.setDoc("{"));
  assert.equal(handle.doc(), json(p("một")));
});

test("another story comes in without being handed back", async () => {
  const handle = mount(json(p("một")));
  type(handle, "x");
  handle.setDoc(json(p("hai")));
  assert.equal(heard.saved.length, 1, "what was unsaved went out before");
  await sleep(220);
  assert.equal(heard.saved.length, 1);
  assert.equal(handle.doc(), json(p("hai")));
  assert.equal(handle.command("undo"), false, "undo does not bring the other story back");
});

test("in mid-word everything waits, in its order, and saving goes on", async () => {
  const handle = mount(json(p("một"), figure()));
  compose("compositionstart");
  type(handle, "ti");
  handle.setPhotos(JSON.stringify({ [PHOTO]: { src: "", caption: "Cầu", credit: "", alt: "" } }));
  handle.command("subhead2");
  handle.command("subhead3");
  handle.setEditable(false);
  await until(() => heard.saved.length === 1, "the open word is handed over as far as it is");
  assert.equal(host.querySelectorAll("h2, h3").length, 0, "no change of the document");
  assert.equal(host.querySelector(".story-caption")?.textContent, "Ảnh chưa có chú thích");
  assert.equal(story().getAttribute("contenteditable"), "true");
  compose("compositionend", "ti");
  await until(() => story().getAttribute("contenteditable") === "false", "the last of what waited is done");
  assert.equal(host.querySelector("h3")?.textContent, "timột");
  assert.equal(host.querySelector(".story-caption")?.textContent, "Cầu");
});

test("the first key after a word is not passed over", () => {
  const handle = mount(json(p("tiếng ")));
  for (const keyCode of [229, 13]) {
    compose("compositionstart");
    compose("compositionend", "tiếng ");
    story().dispatchEvent(new page.KeyboardEvent("keydown", { key: "Enter", keyCode, bubbles: true, cancelable: true }) as unknown as Event);
    assert.equal(JSON.parse(handle.doc()).content.length, keyCode === 229 ? 1 : 2, "the key that ends the word itself is no Enter");
  }
});

test("settled waits for a word that is open in any field of the page", async () => {
  mount();
  const field = document.body.appendChild(document.createElement("textarea"));
  const send = (kind: string) => compose(kind, "tít", field);
  let settled = false;
  send("compositionstart");
  const waiting = editor.settled().then(() => (settled = true));
  await sleep(200);
  assert.equal(settled, false);
  send("compositionend");
  await waiting;
  send("compositionstart");
  await Promise.race([editor.settled(), sleep(5000).then(() => assert.fail("a word that stays open must not block the newsroom for ever"))]);
  send("compositionend");
});

test("figures show what the host knows, without touching the document", async () => {
  const handle = mount(json(figure(), p("một")));
  const text = (name: string) => host.querySelector(`.story-${name}`)?.textContent;
  assert.equal(host.querySelector<HTMLElement>(".story-frame")?.dataset["state"], "missing");
  handle.setPhotos(JSON.stringify({ [PHOTO]: { src: "photo://localhost/1", caption: "Cầu Bắc Luân II", credit: "Thu Hà", alt: "Cầu" } }));
  assert.deepEqual([text("caption"), text("credit")], ["Cầu Bắc Luân II", "Ảnh: Thu Hà"]);
  assert.equal(host.querySelector("img")?.getAttribute("src"), "photo://localhost/1");
  assert.equal(host.querySelector("figure")?.getAttribute("aria-label"), "Ảnh: Cầu Bắc Luân II");
  handle.setWords(JSON.stringify({ credit: "Photo:", figure: "Photo" }));
  assert.equal(text("credit"), "Photo: Thu Hà");
  handle.setPhotos("{}");
  assert.equal(host.querySelector<HTMLElement>(".story-frame")?.dataset["state"], "missing");
  host.querySelector("figure")?.dispatchEvent(new page.MouseEvent("dblclick") as unknown as Event);
  assert.deepEqual(heard.asked, [`photo ${PHOTO}`]);
  handle.flush();
  assert.deepEqual(heard.saved, []);
});

test("the toolbar hears of changes only", async () => {
  const handle = mount(json(p("một")));
  await painted();
  assert.equal(heard.states.length, 1);
  type(handle, "a");
  await painted();
  type(handle, "b");
  await painted();
  assert.equal(heard.states.length, 2, "the first letter makes undo possible, the second changes nothing");
  assert.equal(heard.states[1]?.["canUndo"], true);
});

test("a paste is cleaned and reported", () => {
  const handle = mount();
  assert.equal(paste({ "text/html": '<h1 onclick="x">Tít</h1><p><img src="https://a.vn/a.jpg">một <b>hai</b></p>', "text/plain": "Tít một hai" }), true);
  const report = JSON.parse(heard.asked[0] ?? "") as { kept: object; dropped: { pictures: number }; from: number; to: number };
  assert.deepEqual(report.kept, { paragraphs: 1, subheads: 1, lists: 0, tables: 0, links: 0 });
  assert.equal(report.dropped.pictures, 1, "the editor fetches nothing from other sites");
  assert.deepEqual([report.from, report.to], [0, 14], "where it stands now");
  assert.equal(JSON.parse(handle.doc()).content[0].type, "subhead");
});

test("one pasted line joins the line that one is writing", () => {
  const handle = mount(json(p("một")));
  paste({ "text/plain": "không " });
  assert.equal(handle.doc(), json(p("không một")));
  paste({ "text/html": "<p>hay <b>là</b></p>" });
  assert.equal(JSON.parse(handle.doc()).content.length, 1);
});

test("a picture or files in the clipboard are the host's to take in", () => {
  const handle = mount();
  assert.equal(paste({}), true, "WebKitGTK says nothing at all about a picture");
  assert.equal(paste({}, [{}]), true);
  assert.equal(paste({ "text/uri-list": "file:///a/1.jpg\r\nfile:///a/2.jpg", "text/plain": "/a/1.jpg" }), true);
  assert.equal(paste({ "text/html": '<img src="blob:x">' }, [{}]), true);
  assert.deepEqual(heard.asked, [
    '{"source":"paste","paths":[]}', '{"source":"paste","paths":[]}', '{"source":"paste","paths":["file:///a/1.jpg","file:///a/2.jpg"]}', '{"source":"paste","paths":[]}',
  ]);
  assert.equal(handle.doc(), json(p()));
});

test("what pretends to be the editor's own HTML is checked like everything else", () => {
  const handle = mount();
  paste({ "text/html": `<p data-pm-slice='0 0 ["ordered_list",{"start":"<img>"},"list_item",null]'>x <a href="javascript:alert(1)">y</a></p>` });
  assert.equal(handle.doc(), json(p("x y")));
  paste({ "text/html": `<figure data-pm-slice="0 0 []" data-photo="https://a.vn/a.jpg"></figure>` });
  assert.doesNotMatch(handle.doc(), /figure/);
});

test("the editor's own copy keeps figures and lists", () => {
  const handle = mount();
  paste({ "text/html": `<figure data-pm-slice="0 0 []" data-photo="${PHOTO}"></figure><ul><li><p>một</p></li></ul>` });
  assert.match(handle.doc(), /"figure"/);
  assert.match(handle.doc(), /"bullet_list"/);
});

test("a paste in mid-word waits for the word", async () => {
  const handle = mount();
  compose("compositionstart");
  assert.equal(paste({ "text/plain": "dán" }), true);
  assert.equal(handle.doc(), json(p()));
  compose("compositionend");
  await until(() => handle.doc() === json(p("dán")), "the paste goes in");
});

test("dropped files are never opened by the window, in reading either", () => {
  for (const editable of [true, false]) {
    const handle = mount("", editable);
    const event = new page.Event("drop", { bubbles: true, cancelable: true }) as unknown as Event;
    Object.assign(event, { dataTransfer: { types: ["Files"], files: [{}], getData: () => "" } });
    story().dispatchEvent(event);
    assert.equal(event.defaultPrevented, true);
    handle.destroy();
  }
  assert.deepEqual(heard.asked, ['{"source":"drop","paths":[]}'], "and in reading nothing is taken in");
});

test("links in a story do not lead away from it", () => {
  mount('{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"https://a.vn"}}]}]}]}', false);
  const event = new page.MouseEvent("click", { bubbles: true, cancelable: true });
  host.querySelector("a")?.dispatchEvent(event as unknown as Event);
  assert.equal(event.defaultPrevented, true);
});

test("in reading no command changes the story", () => {
  const handle = mount(json(ul(li(p("một")))), false);
  assert.equal(handle.command("bullet_list"), false);
  assert.equal(handle.doc(), json(ul(li(p("một")))));
  assert.equal(story().getAttribute("aria-readonly"), "true");
});

test("unknown commands say so", () => {
  assert.equal(mount().command("format_disk"), false);
});
