//! What the editor tells of remarks and of pasted pictures.

use wasm_bindgen::prelude::*;

/// What is done when the editor tells something.
pub(crate) struct RemarkListeners {
    /// Which remarks stand in the text, in reading order, as JSON.
    pub(crate) standing: Box<dyn FnMut(String)>,
    /// The words of a remark were clicked, or somebody went to them by key.
    pub(crate) open: Box<dyn FnMut(String)>,
    /// The writer wants to make a remark.
    pub(crate) ask: Box<dyn FnMut()>,
    /// Pictures came with a paste, as JSON.
    pub(crate) pictures: Box<dyn FnMut(String)>,
}

/// Kept as long as the editor may call.
pub(crate) struct RemarkClosures {
    _telling: [Closure<dyn FnMut(String)>; 3],
    _asking: Closure<dyn FnMut()>,
}

impl RemarkListeners {
    /// Gives them to the editor by `set`.
    ///
    /// # Errors
    /// As `set`.
    pub(crate) fn register(
        self,
        set: impl Fn(&str, &JsValue) -> Result<(), JsValue>,
    ) -> Result<RemarkClosures, JsValue> {
        let telling = [self.standing, self.open, self.pictures].map(Closure::new);
        for (name, closure) in ["onRemarks", "onRemarkOpen", "onPastedPictures"].into_iter().zip(&telling) {
            set(name, closure.as_ref())?;
        }
        let asking = Closure::new(self.ask);
        set("onAskRemark", asking.as_ref())?;
        Ok(RemarkClosures { _telling: telling, _asking: asking })
    }
}
