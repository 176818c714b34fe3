// Pastes that no program would write: the corpus of test/pastes, torn and mixed. NEWSDESK_FUZZ_SECONDS lets it run longer.
import "./page";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { TextSelection } from "prosemirror-state";
import { TableMap } from "prosemirror-tables";
import { cleanHtml } from "../src/paste";
import { plainSlice } from "../src/plain";
import { readDoc } from "../src/schema";
import { clear, desk, paste, told } from "./desk";
import { fuzzMs, Random } from "./random";
import { doc, figure, li, p, quote, row, table, td, ul } from "./stories";

const folder = `${process.cwd()}/test/pastes`;
const corpus = readdirSync(folder).filter((name) => /\.(html|txt)$/.test(name)).map((name) => readFileSync(`${folder}/${name}`, "utf8"));
const PIECES = [
  "<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan=0>", "<th>", "<ul>", "<li>", "</li>", "<ol start=-5>", "<blockquote>", "</div>", "<p>", "<br><br>", "<h2>", "<pre>", "</p>",
  '<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,">', "<del>", "</del>", "<script>", "<!--", "-->", "<![if x]>", "<svg><p>", "<template>", "<a href=\"#_ftn1\">", "</a>",
  "<p style='mso-list:l0 level9 lfo1'>", "<p class=MsoListParagraph>", "<div class=ListContainerWrapper><ul><li data-aria-level=99>", "\u0000", "\ud83d", "\u00ad", "&nbsp;", "<b>", "</b>", "<sup>2</sup>",
  '<p data-pm-slice="1 1 []">', '<figure data-photo="ffffffff-ffff-4fff-bfff-000000000000">', "<math><mtext></math>", "<select><option>", "<frameset>", "<body>", "<base href=x>",
];

function mutated(random: Random): string {
  let text = random.pick(corpus);
  for (let n = 1 + random.below(8); n > 0; n -= 1) {
    const at = random.below(text.length + 1);
    const length = random.below(random.below(4) === 0 ? 400 : 12);
    switch (random.below(5)) {
      case 0:
        text = text.slice(0, at) + text.slice(at + length);
        break;
      case 1:
        text = text.slice(0, at) + random.pick(PIECES) + text.slice(at);
        break;
      case 2:
        text = text.slice(0, at) + text.slice(at, at + length).repeat(1 + random.below(4)) + text.slice(at);
        break;
      case 3: {
        const other = random.pick(corpus);
        const from = random.below(other.length);
        text = text.slice(0, at) + other.slice(from, from + 300) + text.slice(at);
        break;
      }
      default:
        text = text.slice(0, at) + String.fromCharCode(random.below(0x2000)) + text.slice(at + 1);
    }
  }
  return text;
}

test("no paste breaks the story, runs anything or leaves a placeholder", () => {
  const until = performance.now() + fuzzMs(1800);
  const hosts = [doc(p()), doc(p("một hai")), doc(ul(li(p("a"), ul(li(p("b")))))), doc(quote(p("a"))), doc(table(row(td(p("a")), td(p("b")))), p()), doc(figure(), p("a"))];
  let pastes = 0;
  for (let seed = 1; pastes < 40 || performance.now() < until; seed += 1) {
    const random = new Random(seed);
    const html = mutated(random);
    const why = `seed ${seed}: ${JSON.stringify(html.slice(0, 2000))}`;
    try {
      const clean = cleanHtml(html, 0);
      assert.doesNotMatch(clean.html, /<(?!\/?(?:p|h2|h3|ul|ol|li|blockquote|table|tr|td|th|br|strong|em|sup|sub|a|figure)[ >])/);
      // What stands in the value of an attribute is no attribute: an address may have "src=" in its query.
      assert.doesNotMatch(clean.html.replace(/="[^"]*"/g, '=""'), /<[^>]*[ "](?:src|style|on\w+)=/i);
      assert.doesNotMatch(clean.html, /="\s*(?:javascript|file|data|vbscript):/i);
      plainSlice(html).content.forEach((node) => node.check());
      const at = desk(random.pick(hosts));
      const { view } = at;
      const place = () => view.state.doc.resolve(random.below(view.state.doc.content.size + 1));
      view.dispatch(view.state.tr.setSelection(TextSelection.between(place(), place())));
      paste(view, random.below(6) === 0 ? { "text/plain": html } : { "text/html": html, "text/plain": "x" });
      view.state.doc.check();
      readDoc(at.handle.doc());
      assert.doesNotMatch(at.handle.doc(), /"photo":"ffffffff-ffff/);
      view.state.doc.forEach((block) => {
        if (block.type.name === "table") assert.equal(TableMap.get(block).problems, null, block.toString());
      });
      for (const { from, to } of told<{ from: number; to: number }>(at, "pasted")) assert.ok(from >= 0 && from <= to && to <= view.state.doc.content.size, `${from} to ${to}`);
    } catch (failure) {
      throw new Error(`${why}\n${failure instanceof Error ? failure.stack : String(failure)}`);
    }
    clear();
    pastes += 1;
  }
  if (process.env["NEWSDESK_FUZZ_SECONDS"]) console.log(`${pastes} pastes`);
});
