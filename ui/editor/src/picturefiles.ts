// Pictures in the clipboard: read, and told to the host like those inside of a text.
import type { EditorView } from "prosemirror-view";
import type { TakenPicture } from "./intake";
import { keepPlaces, nextPicture, placePicture } from "./places";

/** Keeps a place behind the current block for each file, reads them, and hands them on with the place as it is by then. */
export async function takeFiles(view: EditorView, files: File[], placeOf: (index: number) => number | null, taken: (pictures: TakenPicture[]) => void) {
  const first = nextPicture(view.state);
  const { $to } = view.state.selection;
  const pos = $to.depth > 0 ? $to.after(1) : $to.pos;
  view.dispatch(keepPlaces(view.state.tr, new Map(files.map((_, n) => [first + n, pos]))));
  const read = await Promise.all(files.map(base64Of));
  if (view.isDestroyed) return;
  const pictures: TakenPicture[] = [];
  for (const [n, file] of files.entries()) {
    const index = first + n;
    const base64 = read[n];
    const place = placeOf(index);
    if (base64 && place !== null) pictures.push({ index, name: file.name, type: file.type, base64, pos: place });
    else forget(view, index);
  }
  if (pictures.length > 0) taken(pictures);
}

function forget(view: EditorView, index: number) {
  const tr = placePicture(view.state, index, "");
  if (tr) view.dispatch(tr);
}

/** The bytes of a file; null when it cannot be read. */
function base64Of(file: File): Promise<string | null> {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^data:[^,]*,/, ""));
    reader.onerror = () => done(null);
    reader.readAsDataURL(file);
  });
}
