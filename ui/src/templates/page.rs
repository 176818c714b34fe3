//! The chief's page of the templates.

use crate::{
    state::{
        desk::Desk,
        template::{self, TemplateWork},
    },
    templates::form::Form,
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use leptos::prelude::*;
use newsroom::template::Template;

/// The list on the left, the one that is written on the right.
#[component]
pub(crate) fn TemplatesPage() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let work = TemplateWork::new(desk.session);
    work.load(desk.session);
    let writing = Memo::new(move |_| work.writing.with(|writing| writing.as_ref().map(|template| template.id)));
    let line = move |template: Template| {
        let id = template.id;
        let section = template.section.and_then(|section| desk.section_name(section));
        let chosen = template.clone();
        view! {
            <li>
                <button
                    type="button"
                    class="template"
                    data-testid="template"
                    aria-current=move || (writing.get() == Some(id)).then_some("true")
                    // What is being written and not saved is not thrown away by a click.
                    aria-disabled=move || (work.is_unsaved() && writing.get() != Some(id)).then_some("true")
                    on:click=move |_| {
                        if !untrack(|| work.is_unsaved()) {
                            work.begin(Some(chosen.clone()));
                        }
                    }
                >
                    <strong>{template.name}</strong>
                    <span>{template.purpose}</span>
                    {section.map(|section| view! { <small>{section}</small> })}
                </button>
            </li>
        }
    };
    view! {
        <main class="page-screen" aria-label=t.said(Texts::templates) data-pane>
            <header class="templates__head">
                <h1 class="page-screen__title">{t.said(Texts::templates)}</h1>
                <Button
                    hook="new-template"
                    unavailable=Signal::derive(move || work.is_unsaved())
                    press=move |()| {
                        if !untrack(|| work.is_unsaved()) {
                            work.begin(template::blank());
                        }
                    }
                >
                    {Icon::Plus.draw()}
                    <span>{t.said(Texts::new_template)}</span>
                </Button>
            </header>
            <div class="templates">
                <div>
                    {move || {
                        let list = work.stored.get().unwrap_or_default();
                        let none = work.stored.with(|stored| stored.as_ref().is_some_and(Vec::is_empty));
                        if none {
                            view! { <p class="panel__none">{t.templates_none()}</p> }.into_any()
                        } else {
                            view! { <ul class="templates__list">{list.into_iter().map(line).collect_view()}</ul> }.into_any()
                        }
                    }}
                </div>
                {move || match writing.get() {
                    Some(_) => view! { <Form work=work /> }.into_any(),
                    None => view! { <p class="panel__none">{t.template_pick()}</p> }.into_any(),
                }}
            </div>
        </main>
    }
}
