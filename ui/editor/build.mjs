// Bundles the story editor: `node build.mjs` writes dist/editor.js and dist/editor.css;
// `node build.mjs --test` bundles test/*.test.ts into .test/ and runs them; `--bench` does so with test/*.bench.ts.
// Words after these choose files by the beginning of their names.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

if (process.argv.includes("--test")) process.exit(await run(".test.ts", ["--test"]));
if (process.argv.includes("--bench")) process.exit(await run(".bench.ts", []));
await bundle();

async function bundle() {
  await build({
    absWorkingDir: here,
    entryPoints: [
      { in: "src/index.ts", out: "editor" },
      { in: "editor.css", out: "editor" },
    ],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    legalComments: "none",
    outdir: "dist",
    logLevel: "warning",
  });
}

function begins(name) {
  const words = process.argv.slice(3);
  return words.length === 0 || words.some((word) => name.startsWith(word));
}

async function run(kind, options) {
  const names = readdirSync(join(here, "test")).filter((name) => name.endsWith(kind) && begins(name));
  rmSync(join(here, ".test"), { recursive: true, force: true });
  await build({
    absWorkingDir: here,
    entryPoints: names.map((name) => `test/${name}`),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    external: ["jsdom"],
    sourcemap: "inline",
    outdir: ".test",
    outExtension: { ".js": ".mjs" },
    logLevel: "warning",
  });
  const files = names.map((name) => join(here, ".test", name.replace(/\.ts$/, ".mjs")));
  return spawnSync(process.execPath, ["--enable-source-maps", ...options, ...files], { stdio: "inherit" }).status ?? 1;
}
