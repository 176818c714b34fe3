//! The ProseMirror editor (`ui/editor`), which the page loads as `window.newsdeskEditor`.

pub(crate) mod remarks;
pub(crate) mod tools;

use crate::{
    bridge::{
        editor::{
            remarks::{RemarkClosures, RemarkListeners},
            tools::{ToolClosures, ToolListeners},
        },
        shell,
    },
    texts::Texts,
};
use contract::photos::address;
use js_sys::{Function, Object, Promise, Reflect};
use newsroom::{Body, Manuscript, PhotoSize};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    type Handle;

    #[wasm_bindgen(catch, js_namespace = ["window", "newsdeskEditor"], js_name = mount)]
    fn mount(host: &HtmlElement, options: &JsValue) -> Result<Handle, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["window", "newsdeskEditor"], js_name = settled)]
    fn settled_js() -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, js_name = setEditable)]
    fn set_editable(this: &Handle, editable: bool);

    #[wasm_bindgen(method, js_name = setPhotos)]
    fn set_photos(this: &Handle, json: &str);

    #[wasm_bindgen(method, js_name = setWords)]
    fn set_words(this: &Handle, json: &str);

    #[wasm_bindgen(method)]
    fn command(this: &Handle, name: &str, argument: &str) -> bool;

    #[wasm_bindgen(method)]
    fn focus(this: &Handle);

    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
}

/// Length of a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Length {
    /// Words.
    pub(crate) words: usize,
    /// Letters with blanks.
    pub(crate) characters: usize,
}

/// What the toolbar shows of the place of the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct CursorState {
    /// In bold.
    pub(crate) bold: bool,
    /// In italics.
    pub(crate) italic: bool,
    /// Raised.
    pub(crate) superscript: bool,
    /// Lowered.
    pub(crate) subscript: bool,
    /// How the numbered list at the cursor counts.
    pub(crate) numbers: Option<Numbers>,
    /// Address of the link at the cursor.
    pub(crate) link: Option<String>,
    /// The block's command name.
    pub(crate) block: String,
    /// There is something to undo.
    pub(crate) can_undo: bool,
    /// There is something to do again.
    pub(crate) can_redo: bool,
    /// A link can be set here.
    pub(crate) can_link: bool,
    /// In a table.
    pub(crate) table: bool,
}

/// How a numbered list counts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Numbers {
    /// Its first number.
    pub(crate) start: u32,
    /// Its kind, by the name of `newsroom::body::ListKind`.
    pub(crate) kind: String,
    /// The first number with which it would go on from the list of its kind before it.
    pub(crate) goes_on: Option<u32>,
}

/// What the editor tells.
pub(crate) struct Listeners {
    /// The story changed: its document and its length.
    pub(crate) change: Box<dyn FnMut(String, Length)>,
    /// The cursor stands elsewhere.
    pub(crate) state: Box<dyn FnMut(CursorState)>,
    /// The writer wants to see a photo.
    pub(crate) photo: Box<dyn FnMut(String)>,
    /// The writer wants to set a link; given is the present address.
    pub(crate) link: Box<dyn FnMut(String)>,
    /// A picture came in: true if it was pasted, false if it was dropped.
    pub(crate) files: Box<dyn FnMut(bool)>,
    /// What a story hears of remarks and pasted pictures; a template has neither.
    pub(crate) remarks: Option<RemarkListeners>,
    /// What the writer's tools hear; a template has none.
    pub(crate) tools: Option<ToolListeners>,
}

/// An editor in the page; gone with its last owner.
pub(crate) struct Editor {
    handle: Handle,
    _change: Closure<dyn FnMut(String, String)>,
    _others: [Closure<dyn FnMut(String)>; 4],
    _remarks: Option<RemarkClosures>,
    _tools: Option<ToolClosures>,
}

impl Editor {
    /// Puts an editor for this body into the host element.
    ///
    /// # Errors
    /// If the editor's script is missing or does not take the document.
    pub(crate) fn mount(
        host: &HtmlElement,
        body: &Body,
        editable: bool,
        t: Texts,
        listeners: Listeners,
    ) -> Result<Self, JsValue> {
        let Listeners { mut change, mut state, photo, link, mut files, remarks, tools } = listeners;
        let change = Closure::<dyn FnMut(String, String)>::new(move |doc: String, length: String| {
            change(doc, serde_json::from_str(&length).unwrap_or_default());
        });
        let state = Closure::<dyn FnMut(String)>::new(move |json: String| {
            state(serde_json::from_str(&json).unwrap_or_default());
        });
        let others = [
            state,
            Closure::new(photo),
            Closure::new(link),
            Closure::new(move |json: String| files(json.contains("\"paste\""))),
        ];
        let options = Object::new();
        let set = |key: &str, value: &JsValue| Reflect::set(&options, &key.into(), value).map(drop);
        set("doc", &doc_of(body).into())?;
        set("editable", &editable.into())?;
        set("words", &words(t).into())?;
        set("onChange", change.as_ref())?;
        for (name, closure) in ["onState", "onPhotoOpen", "onLink", "onPasteFiles"].into_iter().zip(&others) {
            set(name, closure.as_ref())?;
        }
        let remarks = remarks.map(|listeners| listeners.register(set)).transpose()?;
        let tools = tools.map(|listeners| listeners.register(set)).transpose()?;
        let handle = mount(host, &options)?;
        Ok(Self { handle, _change: change, _others: others, _remarks: remarks, _tools: tools })
    }

    /// Calls a method by its name; none if this editor has none of it, or it does not take the arguments.
    pub(crate) fn call(&self, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
        let handle: &JsValue = self.handle.as_ref();
        let function: Function = Reflect::get(handle, &method.into()).ok()?.dyn_into().ok()?;
        let answer = function.apply(handle, &arguments.iter().collect());
        if let Err(error) = &answer {
            leptos::logging::warn!("the editor refuses {method}: {error:?}");
        }
        answer.ok()
    }

    /// Lets the writer write, or only read.
    pub(crate) fn set_editable(&self, editable: bool) {
        self.handle.set_editable(editable);
    }

    /// Tells pictures and captions of the figures.
    pub(crate) fn set_photos(&self, manuscript: &Manuscript) {
        let windows = shell::is_windows();
        let mut faces = serde_json::Map::new();
        for photo in &manuscript.photos {
            let face = serde_json::json!({
                "src": address(photo.picture(PhotoSize::Body), windows),
                "caption": photo.caption,
                "credit": photo.credit,
                "alt": photo.alt_text,
                "width": photo.width,
                "height": photo.height,
            });
            faces.insert(photo.id.to_string(), face);
        }
        self.handle.set_photos(&serde_json::to_string(&faces).unwrap_or_default());
    }

    /// Speaks the language of the window.
    pub(crate) fn set_words(&self, t: Texts) {
        self.handle.set_words(&words(t));
    }

    /// Carries out a command of the toolbar; false if it does not apply.
    pub(crate) fn command(&self, name: &str, argument: &str) -> bool {
        self.handle.command(name, argument)
    }

    /// Puts the cursor into the story.
    pub(crate) fn focus(&self) {
        self.handle.focus();
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

/// Waits until no word is open in any field and the editor has handed over what was typed.
pub(crate) async fn finish_typing() {
    let waited = match settled_js() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    if let Err(error) = waited {
        leptos::logging::error!("the editor cannot be asked: {error:?}");
    }
}

/// The editor makes an empty story of its own.
fn doc_of(body: &Body) -> String {
    if body.doc.content.is_empty() { String::new() } else { body.doc_json() }
}

fn words(t: Texts) -> String {
    leptos::prelude::untrack(|| {
        serde_json::json!({
            "label": t.body(),
            "placeholder": t.body_hint(),
            "noCaption": t.figure_no_caption(),
            "photoMissing": t.figure_missing(),
            "credit": t.figure_credit(),
            "figure": t.photo(),
        })
    })
    .to_string()
}
