//! Photos come in: from files, by dropping, by pasting. One after the other, each with its own progress and its own trouble.

use crate::{
    bridge::shell,
    state::{
        desk::Desk,
        incoming::{Incoming, Progress},
        story::Story,
    },
};
use contract::{Failure, FailureCode};
use js_sys::Uint8Array;
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DragEvent, File, FileList};

/// Where a picture's bytes are.
enum Source {
    /// In a file.
    File(Blob),
    /// In the paste itself, as base64.
    Base64(String),
}

/// A picture that is to come in.
struct Picture {
    name: String,
    source: Source,
    /// Number of the place in the text that the editor keeps for it.
    place: Option<u32>,
}

/// A picture of a paste, as the editor tells it.
#[derive(Deserialize)]
struct Pasted {
    index: u32,
    name: String,
    #[serde(rename = "type")]
    kind: String,
    base64: String,
}

/// Takes pictures that came with pasted words; each goes to its place in the text.
pub(crate) fn add_pictures(desk: Desk, story: Story, json: &str) {
    let pasted: Vec<Pasted> = match serde_json::from_str(json) {
        Ok(pasted) => pasted,
        Err(error) => return leptos::logging::warn!("pasted pictures cannot be read: {error}"),
    };
    let picture = |one: Pasted| Picture {
        name: file_name(&one.name, &one.kind, one.index),
        source: Source::Base64(one.base64),
        place: Some(one.index),
    };
    add(desk, story, pasted.into_iter().map(picture).collect());
}

/// A name for a picture without one: `clipboard-2.png`.
fn file_name(name: &str, kind: &str, index: u32) -> String {
    let ending = match kind {
        "image/jpeg" => "jpg",
        kind => kind.strip_prefix("image/").unwrap_or("png"),
    };
    match name.trim() {
        "" => format!("clipboard-{}.{ending}", index + 1),
        name if name.to_lowercase().ends_with(&format!(".{ending}")) => name.to_owned(),
        name => format!("{name}.{ending}"),
    }
}

/// Takes files from a file dialogue.
pub(crate) fn add_files(desk: Desk, story: Story, files: &FileList) {
    let picture = |file: File| Picture { name: file.name(), source: Source::File(file.into()), place: None };
    add(desk, story, (0..files.length()).filter_map(|place| files.get(place)).map(picture).collect());
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
                let picture = Picture { name: name.to_owned(), source: Source::File(picture), place: None };
                add(desk, story, vec![picture]);
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

fn add(desk: Desk, story: Story, pictures: Vec<Picture>) {
    let mut waiting = Vec::new();
    story.incoming.update(|incoming| {
        for picture in pictures {
            let number = incoming.iter().map(|other| other.number + 1).max().unwrap_or_default();
            incoming.push(Incoming { number, name: picture.name.clone(), progress: Progress::Reading });
            waiting.push((number, picture));
        }
    });
    spawn_local(async move {
        for (number, picture) in waiting {
            match add_one(story, number, &picture).await {
                Ok(photo) => {
                    story.incoming.try_update(|incoming| incoming.retain(|other| other.number != number));
                    if desk.story().is_some_and(|now| now.id == story.id) {
                        let id = photo.id.to_string();
                        story.add_photo(photo);
                        put_in_place(story, picture.place, &id);
                    }
                }
                Err(failure) => {
                    put_in_place(story, picture.place, "");
                    tell(story, number, Progress::Failed(failure));
                }
            }
        }
        desk.refresh();
    });
}

/// Tells the editor which photo stands where a picture was pasted; an empty id takes the place away.
fn put_in_place(story: Story, place: Option<u32>, photo: &str) {
    if let Some(place) = place {
        story.with_editor(|editor| editor.call("placePicture", &[place.into(), photo.into()]));
    }
}

async fn add_one(story: Story, number: u32, picture: &Picture) -> Result<newsroom::PhotoUse, Failure> {
    let bytes = bytes_of(&picture.source).await;
    let bytes = bytes.ok_or_else(|| Failure::with_detail(FailureCode::NotAPhoto, "the file cannot be read"))?;
    tell(story, number, Progress::Storing);
    shell::add_photo(story.id, &picture.name, &bytes).await
}

async fn bytes_of(source: &Source) -> Option<Uint8Array> {
    match source {
        Source::File(file) => Some(Uint8Array::new(&JsFuture::from(file.array_buffer()).await.ok()?)),
        Source::Base64(base64) => {
            let letters = web_sys::window()?.atob(base64).ok()?;
            // Each letter of what `atob` answers is a byte (HTML standard, "atob").
            let bytes: Option<Vec<u8>> = letters.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
            Some(Uint8Array::from(bytes?.as_slice()))
        }
    }
}

fn tell(story: Story, number: u32, progress: Progress) {
    story.incoming.try_update(|incoming| {
        if let Some(file) = incoming.iter_mut().find(|file| file.number == number) {
            file.progress = progress;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_picture_gets_a_name_that_says_what_it_is() {
        assert_eq!(file_name("", "image/png", 1), "clipboard-2.png");
        assert_eq!(file_name("cầu Bắc Luân", "image/jpeg", 0), "cầu Bắc Luân.jpg");
        assert_eq!(file_name("IMG_1.JPG", "image/jpeg", 0), "IMG_1.JPG");
    }
}
