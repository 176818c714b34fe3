//! The editor that stands in the page, if one does.

use crate::bridge::editor::Editor;
use leptos::prelude::*;
use std::rc::Rc;

/// Where a story keeps its editor, so that whoever needs it can ask.
#[derive(Clone, Copy)]
pub(crate) struct Mounted(StoredValue<Option<Rc<Editor>>, LocalStorage>);

impl Mounted {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// The editor stands in the page, or has left it.
    pub(crate) fn set(self, editor: Option<Rc<Editor>>) {
        self.0.set_value(editor);
    }

    /// Does something with the editor, if it stands in the page.
    pub(crate) fn with<R>(self, act: impl FnOnce(&Editor) -> R) -> Option<R> {
        let editor = self.0.try_get_value().flatten();
        editor.map(|editor| act(&editor))
    }
}
