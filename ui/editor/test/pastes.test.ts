// Pastes in the manner of the programs that reporters use, with what they are to become: test/pastes/NAME.html or NAME.txt
// and NAME.json. `NEWSDESK_PASTES=write node build.mjs --test` writes the expectations anew; read them before you commit.
import "./page";
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { readDoc } from "../src/schema";
import type { PasteReport } from "../src/report";
import { clear, desk, paste, told } from "./desk";

beforeEach(clear);

const folder = `${process.cwd()}/test/pastes`;

interface Expected {
  story: unknown;
  report: PasteReport & { from: number; to: number };
  pictures: unknown;
}

for (const name of readdirSync(folder).filter((file) => /\.(html|txt)$/.test(file))) {
  test(`a paste: ${name}`, () => {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    const at = desk();
    assert.equal(paste(at.view, name.endsWith(".html") ? { "text/html": text, "text/plain": "x" } : { "text/plain": text }), true);
    const story = JSON.parse(at.handle.doc()) as { content: unknown };
    readDoc(at.handle.doc());
    const [report] = told<Expected["report"]>(at, "pasted");
    assert.ok(report, "the writer is told");
    const became: Expected = { story: story.content, report, pictures: told(at, "pictures")[0] ?? [] };
    const file = `${folder}/${name.replace(/\.\w+$/, "")}.json`;
    if (process.env["NEWSDESK_PASTES"] === "write") writeFileSync(file, written(became));
    assert.deepEqual(became, JSON.parse(readFileSync(file, "utf8")));
    at.handle.command("undo");
    assert.equal(at.handle.counts(), '{"words":0,"characters":0}', "one undo takes it back");
  });
}

/** A line for each block, so that a change can be read. */
function written({ story, report, pictures }: Expected): string {
  const blocks = (story as unknown[]).map((block) => `    ${JSON.stringify(block)}`).join(",\n");
  return `{\n  "story": [\n${blocks}\n  ],\n  "report": ${JSON.stringify(report)},\n  "pictures": ${JSON.stringify(pictures)}\n}\n`;
}
