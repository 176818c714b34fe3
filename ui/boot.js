// Loads the interface. A file of its own, because the window's content security policy allows no inline script.
import start from "/newsdesk.js";

await start({ module_or_path: "/newsdesk_bg.wasm" });
