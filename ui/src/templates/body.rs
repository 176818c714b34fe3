//! The body of a template, in the editor of the stories.

use crate::{
    bridge::editor::{CursorState, Editor, Listeners, finish_typing},
    state::{desk::Desk, template::TemplateWork},
    texts::{Name, Texts},
};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::Body;
use std::rc::Rc;

/// What a template's text may be made of.
const TOOLS: [(&str, Name, &str); 6] = [
    ("bold", Texts::tool_bold, "B"),
    ("italic", Texts::tool_italic, "I"),
    ("subhead2", Texts::tool_subhead2, "H2"),
    ("bullet_list", Texts::tool_bullet_list, "•"),
    ("ordered_list", Texts::tool_ordered_list, "1."),
    ("quote", Texts::tool_quote, "“”"),
];

/// The editor with a few buttons; drawn once for a template.
#[component]
pub(super) fn TemplateBody(work: TemplateWork, doc: String) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let host = NodeRef::<html::Div>::new();
    let editor = StoredValue::new_local(None::<Rc<Editor>>);
    let cursor = RwSignal::new(CursorState::default());
    let body = Body::from_doc(&doc).unwrap_or_default();
    Effect::new(move |mounted: Option<bool>| {
        let Some(host) = host.get() else { return false };
        if mounted == Some(true) {
            return true;
        }
        match Editor::mount(&host, &body, true, t, listeners(work, cursor)) {
            Ok(made) => {
                // A template has no photos: figures copied out of a story stay out.
                made.call("setPhotos", &["{}".into()]);
                editor.set_value(Some(Rc::new(made)));
            }
            Err(error) => {
                leptos::logging::error!("no editor: {error:?}");
                desk.say_trouble(untrack(|| t.editor_missing()));
            }
        }
        true
    });
    on_cleanup(move || editor.set_value(None));
    let press = move |command: &'static str| {
        spawn_local(async move {
            finish_typing().await;
            if let Some(editor) = editor.try_get_value().flatten() {
                editor.command(command, "");
                editor.focus();
            }
        });
    };
    let holds = move |command: &str| {
        cursor.with(|at| match command {
            "bold" => at.bold,
            "italic" => at.italic,
            block => at.block == block,
        })
    };
    let button = move |(command, name, letters): (&'static str, Name, &'static str)| {
        view! {
            <button
                type="button"
                class=format!("tool tool--{command}")
                title=move || name(t)
                aria-label=move || name(t)
                aria-pressed=move || holds(command).to_string()
                on:click=move |_| press(command)
            >
                <span aria-hidden="true">{letters}</span>
            </button>
        }
    };
    view! {
        <div class="field">
            <span class="field__label">{t.said(Texts::template_body)}</span>
            <div class="template-body">
                <div class="toolbar" role="toolbar" aria-label=t.said(Texts::formatting)>
                    <div class="toolbar__group" role="group">{TOOLS.map(button).collect_view()}</div>
                </div>
                <div class="paper template-body__paper">
                    <div class="paper__body" data-testid="template-body" node_ref=host></div>
                </div>
            </div>
        </div>
    }
}

fn listeners(work: TemplateWork, cursor: RwSignal<CursorState>) -> Listeners {
    Listeners {
        change: Box::new(move |doc, _| work.change(|template| template.doc = doc)),
        state: Box::new(move |at| {
            cursor.try_set(at);
        }),
        photo: Box::new(|_| {}),
        link: Box::new(|_| {}),
        files: Box::new(|_| {}),
        remarks: None,
        tools: None,
    }
}
