//! Photos come in: from files, by dropping, by pasting. One after the other, each with its own progress and its own trouble.

use crate::{desk::state::Desk, ipc, story::state::Story};
use contract::Failure;
use js_sys::Uint8Array;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DragEvent, File, FileList};

/// How far a file has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Progress {
    /// Waits for those before it, or is being read.
    Reading,
    /// The shell checks and stores it.
    Storing,
    /// It did not come in.
    Failed(Failure),
}

/// A file on its way into the story.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Incoming {
    /// Number, for the list.
    pub(crate) number: u32,
    /// Name of the file.
    pub(crate) name: String,
    /// How far it has come.
    pub(crate) progress: Progress,
}

/// Takes files from a file dialogue.
pub(crate) fn add_files(desk: Desk, story: Story, files: &FileList) {
    let files: Vec<(String, Blob)> = (0..files.length())
        .filter_map(|place| files.get(place))
        .map(|file: File| (file.name(), file.unchecked_into()))
        .collect();
    add(desk, story, files);
}

/// Takes files that were dropped; words that were dragged are none of ours.
pub(crate) fn add_dropped(desk: Desk, story: Story, event: &DragEvent) {
    if let Some(files) = event.data_transfer().and_then(|data| data.files())
        && files.length() > 0
    {
        add_files(desk, story, &files);
    }
}

/// Takes a pasted picture from the clipboard.
pub(crate) fn add_pasted(desk: Desk, story: Story) {
    spawn_local(async move {
        match pasted_picture().await {
            Some(picture) => {
                let name = if picture.type_().ends_with("png") { "clipboard.png" } else { "clipboard.jpg" };
                add(desk, story, vec![(name.to_owned(), picture)]);
            }
            None => desk.say_trouble(untrack(|| desk.t.paste_unreadable())),
        }
    });
}

async fn pasted_picture() -> Option<Blob> {
    let items = JsFuture::from(web_sys::window()?.navigator().clipboard().read()).await.ok()?;
    for item in js_sys::Array::from(&items) {
        let item: web_sys::ClipboardItem = item.dyn_into().ok()?;
        let kind = item
            .types()
            .iter()
            .filter_map(|kind| kind.as_string())
            .find(|kind| kind == "image/png" || kind == "image/jpeg");
        if let Some(kind) = kind {
            return JsFuture::from(item.get_type(&kind)).await.ok()?.dyn_into().ok();
        }
    }
    None
}

fn add(desk: Desk, story: Story, files: Vec<(String, Blob)>) {
    let mut waiting = Vec::new();
    story.incoming.update(|incoming| {
        for (name, file) in files {
            let number = incoming.iter().map(|other| other.number + 1).max().unwrap_or_default();
            incoming.push(Incoming { number, name: name.clone(), progress: Progress::Reading });
            waiting.push((number, name, file));
        }
    });
    spawn_local(async move {
        for (number, name, file) in waiting {
            match add_one(story, number, &name, &file).await {
                Ok(photo) => {
                    story.incoming.try_update(|incoming| incoming.retain(|other| other.number != number));
                    if desk.story().is_some_and(|now| now.id == story.id) {
                        story.add_photo(photo);
                    }
                }
                Err(failure) => tell(story, number, Progress::Failed(failure)),
            }
        }
        desk.refresh();
    });
}

async fn add_one(story: Story, number: u32, name: &str, file: &Blob) -> Result<newsroom::Photo, Failure> {
    let unreadable = |_| Failure::with_detail(contract::FailureCode::NotAPhoto, "the file cannot be read");
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    tell(story, number, Progress::Storing);
    ipc::add_photo(story.id, name, &Uint8Array::new(&buffer)).await
}

fn tell(story: Story, number: u32, progress: Progress) {
    story.incoming.try_update(|incoming| {
        if let Some(file) = incoming.iter_mut().find(|file| file.number == number) {
            file.progress = progress;
        }
    });
}
