//! Remarks of the desk on a story: where they stand in the text, what was said, and what somebody began to say.

mod panel;
pub(crate) mod tabs;
mod thread;
pub(crate) mod writing;

pub(crate) use panel::RemarksPanel;

use crate::state::story::Story;
use newsroom::RemarkId;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{Element, KeyboardEvent};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn fill_random(bytes: &js_sys::Uint8Array) -> js_sys::Uint8Array;
}

/// True if the key was pressed in a field of the remarks.
pub(crate) fn is_in_panel(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.closest(".remarks").ok().flatten().is_some())
}

/// Goes to the next open remark in the text, or the one before. Where none is left on words, those on the whole story are shown.
pub(crate) fn step(story: Story, forward: bool) {
    let name = if forward { "next_remark" } else { "previous_remark" };
    if !story.with_editor(|editor| editor.command(name, "")).unwrap_or_default() {
        writing::open_panel(story);
    }
}

/// What a method of the editor answered, as text.
fn text(answer: Option<wasm_bindgen::JsValue>) -> String {
    answer.and_then(|answer| answer.as_string()).unwrap_or_default()
}

/// A new id: UUID version 7 (RFC 9562, section 5.7) of this moment.
pub(crate) fn new_uuid(milliseconds: i64) -> String {
    let bytes = js_sys::Uint8Array::new_with_length(10);
    fill_random(&bytes);
    let mut random = [0; 10];
    bytes.copy_to(&mut random);
    uuid_of(milliseconds, random)
}

fn uuid_of(milliseconds: i64, random: [u8; 10]) -> String {
    let time = milliseconds.unsigned_abs() & 0xffff_ffff_ffff;
    let part = |from: usize, to: usize| random[from..to].iter().fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        time >> 16,
        time & 0xffff,
        0x7000 | (part(0, 2) & 0x0fff),
        0x8000 | (part(2, 4) & 0x3fff),
        part(4, 10),
    )
}

/// A new id of a remark.
fn new_remark(milliseconds: i64) -> Option<RemarkId> {
    new_uuid(milliseconds).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_id_is_a_uuid_of_version_7_that_sorts_by_time() {
        let id = uuid_of(0x0193_0000_0001, [0xff; 10]);
        assert_eq!(id, "01930000-0001-7fff-bfff-ffffffffffff");
        assert!(id.parse::<RemarkId>().is_ok());
        assert!(uuid_of(0x0193_0000_0002, [0; 10]) > id);
    }
}
