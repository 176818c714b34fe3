// `window.newsdeskEditor`: everything a host needs. The editor knows nothing of who hosts it.
import { InputMethods, LONGEST_WAIT_MS } from "./ime";
import { Fields } from "./fields";
import { emptyStory, Handle } from "./mount";
import type { Options } from "./options";

export interface NewsdeskEditor {
  /** Puts a story editor into `host`. Throws when `options.doc` is no story document. */
  mount(host: HTMLElement, options: Options): Handle;
  /**
   * Resolves when no word is open in any field of the page, any late delivery of the input method has arrived, and every
   * mounted editor has handed over its work. Buttons wait for it before they act. Takes 1.2 s at the very most.
   */
  settled(): Promise<void>;
  /** Hands over the unsaved work of every mounted editor at once. */
  flush(): void;
  /** JSON of a new, empty story. */
  emptyStory(): string;
}

declare global {
  interface Window {
    newsdeskEditor?: NewsdeskEditor;
  }
}

const ime = new InputMethods(document);
const mounted = new Set<Handle>();
const fields = new Fields(document, mounted);

const flush = () => {
  for (const handle of mounted) handle.flush();
};

const settled = () =>
  new Promise<void>((resolve) => {
    ime.whenSettled(() => {
      flush();
      resolve();
    }, LONGEST_WAIT_MS);
  });

if (!window.newsdeskEditor) {
  ime.install();
  fields.install();
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush();
  });
  window.newsdeskEditor = {
    mount(host, options) {
      const handle = new Handle(host, options, ime, fields, (gone) => mounted.delete(gone));
      mounted.add(handle);
      return handle;
    },
    settled,
    flush,
    emptyStory,
  };
}
