// Loads the interface. A file of its own, because the window's content security policy allows no inline script.
// The program and what binds it to the page are fetched at once, while the story editor before it is still read.
const program = fetch("/newsdesk_bg.wasm");
const bound = import("/newsdesk.js");

// The editor's script stands before, deferred: it has run by then.
if (document.readyState === "loading") {
    await new Promise(parsed => document.addEventListener("DOMContentLoaded", parsed, { once: true }));
}
await (await bound).default({ module_or_path: program });
