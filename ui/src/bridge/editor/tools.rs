//! What the writer's tools ask the editor for, and hear of it.

use crate::bridge::editor::Editor;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

/// A line of the body. Its letter number `n`, in UTF-16 code units, stands at position `from + n` of the document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct BodyLine {
    /// Position of its first letter.
    pub(crate) from: usize,
    /// Its text; line breaks are `\n`, what is no text is U+FFFC.
    pub(crate) text: String,
}

/// A subhead of the body.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Subhead {
    /// 2 or 3.
    pub(crate) level: u8,
    /// Its words.
    pub(crate) text: String,
    /// Position, for [`Editor::go_to`].
    pub(crate) pos: usize,
    /// Words below it, up to the next subhead.
    pub(crate) words: usize,
}

/// What of a paste went in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Kept {
    pub(crate) paragraphs: usize,
    pub(crate) subheads: usize,
    pub(crate) lists: usize,
    pub(crate) tables: usize,
    pub(crate) links: usize,
}

/// What of a paste was left out or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Dropped {
    /// On other sites or in files, which nothing fetches.
    pub(crate) pictures: usize,
    /// Made into lines of text.
    pub(crate) tables: usize,
    pub(crate) embeds: usize,
    pub(crate) footnotes: usize,
    pub(crate) comments: usize,
    /// Passages that tracked changes had deleted.
    pub(crate) deleted: usize,
    /// Passages that were struck through.
    pub(crate) struck: usize,
    pub(crate) styles: usize,
}

/// What the editor tells of a paste.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct PasteReport {
    pub(crate) kept: Kept,
    pub(crate) dropped: Dropped,
    /// Pictures on their way into the story.
    pub(crate) pictures: usize,
    /// The font of an old encoding.
    pub(crate) legacy_font: Option<String>,
    /// Where the pasted text begins.
    pub(crate) from: usize,
    /// Where it ends.
    pub(crate) to: usize,
}

impl PasteReport {
    /// Is there anything to tell?
    pub(crate) fn has_news(&self) -> bool {
        self.pictures > 0 || self.kept != Kept::default() || self.dropped != Dropped::default()
    }
}

/// What the tools hear of the editor.
pub(crate) struct ToolListeners {
    /// The text changed and rests.
    pub(crate) texts_changed: Box<dyn FnMut()>,
    /// The subheads changed.
    pub(crate) outline: Box<dyn FnMut(Vec<Subhead>)>,
    /// Something was pasted.
    pub(crate) pasted: Box<dyn FnMut(PasteReport)>,
    /// Undo wants this text back in the field of that id, which is not in the page.
    pub(crate) field: Box<dyn FnMut(String, String)>,
}

/// A field and its text, as the editor says them.
#[derive(Deserialize)]
struct FieldText {
    field: String,
    text: String,
}

/// Kept as long as the editor may call.
pub(crate) struct ToolClosures {
    _texts_changed: Closure<dyn FnMut()>,
    _others: [Closure<dyn FnMut(String)>; 3],
}

impl ToolListeners {
    /// Sets the options by which the editor tells.
    ///
    /// # Errors
    /// If the options cannot be set.
    pub(crate) fn register(self, set: impl Fn(&str, &JsValue) -> Result<(), JsValue>) -> Result<ToolClosures, JsValue> {
        let Self { texts_changed, mut outline, mut pasted, mut field } = self;
        let texts_changed = Closure::<dyn FnMut()>::new(texts_changed);
        let others = [
            Closure::new(move |json: String| outline(serde_json::from_str(&json).unwrap_or_default())),
            Closure::new(move |json: String| pasted(serde_json::from_str(&json).unwrap_or_default())),
            Closure::new(move |json: String| {
                if let Ok(FieldText { field: id, text }) = serde_json::from_str(&json) {
                    field(id, text);
                }
            }),
        ];
        set("onTextsChanged", texts_changed.as_ref())?;
        set("onOutline", others[0].as_ref())?;
        set("onPasted", others[1].as_ref())?;
        set("onField", others[2].as_ref())?;
        Ok(ToolClosures { _texts_changed: texts_changed, _others: others })
    }
}

impl Editor {
    /// The lines of the body.
    pub(crate) fn texts(&self) -> Vec<BodyLine> {
        let json = self.call("texts", &[]).and_then(|json| json.as_string());
        json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }

    /// Shows found places; the current one by its number.
    pub(crate) fn highlight(&self, ranges: &[(usize, usize)], current: Option<usize>) {
        let ranges: Vec<_> = ranges.iter().map(|(from, to)| serde_json::json!({ "from": from, "to": to })).collect();
        let current = current.map_or(-1, |current| i64::try_from(current).unwrap_or(-1));
        let json = serde_json::json!({ "ranges": ranges, "current": current }).to_string();
        self.call("highlight", &[json.into()]);
    }

    /// Replaces ranges of the document as one step for undo; false if they do not fit.
    pub(crate) fn replace(&self, ranges: &[(usize, usize, String)]) -> bool {
        let ranges: Vec<_> =
            ranges.iter().map(|(from, to, text)| serde_json::json!({ "from": from, "to": to, "text": text })).collect();
        let json = serde_json::Value::from(ranges).to_string();
        self.call("replaceRanges", &[json.into()]).is_some_and(|done| done.is_truthy())
    }

    /// Puts a text at the beginning of the story, or in place of an empty one; false if it cannot be changed.
    pub(crate) fn insert_at_start(&self, text: &str) -> bool {
        self.call("insertAtStart", &[text.into()]).is_some_and(|done| done.is_truthy())
    }

    /// What happens to text and fields until [`Editor::end_step`] is one step for undo.
    pub(crate) fn begin_step(&self) {
        self.call("beginStep", &[]);
    }

    /// The step is whole.
    pub(crate) fn end_step(&self) {
        self.call("endStep", &[]);
    }

    /// The number of the step that undo would take back, by which one sees whether anything was done since.
    pub(crate) fn last_step(&self) -> Option<f64> {
        self.call("lastStep", &[])?.as_f64()
    }

    /// A text of the story was changed that no field in the page holds.
    pub(crate) fn note_field(&self, field: &str, before: &str, after: &str) {
        self.call("noteField", &[field.into(), before.into(), after.into()]);
    }

    /// Puts the cursor at a position and scrolls there.
    pub(crate) fn go_to(&self, position: usize) {
        // Positions are far below 2^53.
        #[expect(clippy::cast_precision_loss, reason = "positions of a document")]
        let position = position as f64;
        self.call("goTo", &[position.into()]);
    }

    /// Dims all but the block that is written in.
    pub(crate) fn set_focus_mode(&self, on: bool) {
        self.call("setFocusMode", &[on.into()]);
    }

    /// The selected text; empty for none.
    pub(crate) fn selection_text(&self) -> String {
        self.call("selectionText", &[]).and_then(|text| text.as_string()).unwrap_or_default()
    }
}
