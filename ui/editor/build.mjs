// Bundles the story editor: `node build.mjs` writes dist/editor.js and dist/editor.css;
// `node build.mjs --test` bundles test/*.test.ts into .test/ and runs them.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

if (process.argv.includes("--test")) {
  process.exit(await runTests());
}
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

async function runTests() {
  const names = readdirSync(join(here, "test")).filter((name) => name.endsWith(".test.ts"));
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
  return spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit" }).status ?? 1;
}
