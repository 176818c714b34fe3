//! Documents come in: from a file dialogue or dropped on the list. One after the other; the last one is opened.

use crate::{
    bridge::shell,
    documents::report::Report,
    state::{
        desk::Desk,
        importing::{Importing, State},
    },
    texts::Texts,
    widgets::dialog::{Dialog, DialogFoot},
};
use contract::{Failure, FailureCode, documents::Imported};
use js_sys::Uint8Array;
use leptos::{prelude::*, task::spawn_local};
use newsroom::document::Unreadable;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DragEvent, File, FileList};

/// What a file dialogue offers; the desk looks at what is in the file.
pub(crate) const KINDS: &str = ".docx,.odt,.html,.htm,.md,.txt";

/// Takes documents that were dropped; words that were dragged are none of ours. True if there were any.
pub(crate) fn import_dropped(desk: Desk, event: &DragEvent) -> bool {
    match event.data_transfer().and_then(|data| data.files()) {
        Some(files) if files.length() > 0 => {
            import_files(desk, &files);
            true
        }
        _ => false,
    }
}

/// Takes documents. While some are on their way, others wait for another time.
pub(crate) fn import_files(desk: Desk, files: &FileList) {
    let files: Vec<File> = (0..files.length()).filter_map(|place| files.get(place)).collect();
    if files.is_empty() || is_busy(desk) {
        return;
    }
    spawn_local(async move {
        if !desk.may_leave().await {
            return;
        }
        let waiting = files.iter().map(|file| Importing { name: file.name(), state: State::Reading }).collect();
        desk.importing.set(waiting);
        for (place, file) in files.iter().enumerate() {
            let state = match bring_in(file).await {
                Ok(Imported { view, report }) => {
                    desk.begin(Ok(view));
                    State::Done(report)
                }
                Err(failure) => State::Failed(failure),
            };
            desk.importing.update(|all| {
                if let Some(one) = all.get_mut(place) {
                    one.state = state;
                }
            });
        }
    });
}

async fn bring_in(file: &File) -> Result<Imported, Failure> {
    let unreadable =
        |_| Failure::with_detail(FailureCode::NotADocument(Unreadable::Damaged), "the file cannot be read");
    let blob: &Blob = file;
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(unreadable)?;
    shell::import_document(&file.name(), &Uint8Array::new(&buffer)).await
}

fn is_busy(desk: Desk) -> bool {
    desk.importing.with_untracked(|all| all.iter().any(|one| one.state == State::Reading))
}

/// What is coming in, and what became of it; open until it was read.
#[component]
pub(crate) fn ImportDialog() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let open = Memo::new(move |_| desk.importing.with(|all| !all.is_empty()));
    let busy = Memo::new(move |_| desk.importing.with(|all| all.iter().any(|one| one.state == State::Reading)));
    let close = move || {
        if !busy.get_untracked() {
            desk.importing.set(Vec::new());
        }
    };
    move || {
        open.get().then(|| {
            view! {
                <Dialog
                    title=Signal::derive(move || if busy.get() { t.importing() } else { t.import_title() }.to_owned())
                    close=Callback::new(move |()| close())
                >
                    <ul class="imports" aria-live="polite" data-testid="import-report">
                        {move || desk.importing.get().into_iter().map(|one| view! { <Report one=one /> }).collect_view()}
                    </ul>
                    <DialogFoot
                        confirm=t.said(Texts::import_close)
                        act=move |()| close()
                        unavailable=busy
                        hooks=("dialog-cancel", "import-close")
                    />
                </Dialog>
            }
        })
    }
}
