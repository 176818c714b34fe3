//! The chief's page of the templates.

use crate::{
    bridge::{shell, uuid},
    state::{desk::Desk, unsent::Keeper},
    templates::form::Form,
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use contract::{
    templates::{ListTemplates, Template},
    unsent::About,
};
use leptos::{prelude::*, task::spawn_local};

/// A template on the page: as it is in store, if it is, and as it is being written.
#[derive(Clone, Copy)]
pub(super) struct Work {
    /// All that are in store; none until they are known.
    pub(super) stored: RwSignal<Option<Vec<Template>>>,
    /// As it is being written; a new identity builds the form anew.
    pub(super) writing: RwSignal<Option<Template>>,
    keeper: StoredValue<Keeper, LocalStorage>,
}

impl Work {
    /// An empty page, which goes on with what was being written when it was left.
    fn new(desk: Desk) -> Self {
        let keeper = Keeper::new(desk.session, About::Template);
        let work = Self {
            stored: RwSignal::new(None),
            writing: RwSignal::new(None),
            keeper: StoredValue::new_local(keeper.clone()),
        };
        spawn_local(async move {
            let Some(kept) = keeper.read::<Template>().await else { return };
            if work.writing.try_with_untracked(Option::is_none) == Some(true) {
                work.writing.set(Some(kept));
            }
        });
        work
    }

    /// Reads the list anew.
    pub(super) fn load(self, desk: Desk) {
        spawn_local(async move {
            match shell::ask(ListTemplates {}).await {
                Ok(list) => drop(self.stored.try_set(Some(list))),
                Err(failure) => desk.say_failure(&failure),
            }
        });
    }

    /// Changes what is being written, and keeps it beside the store until it is saved.
    pub(super) fn change(self, change: impl FnOnce(&mut Template)) {
        self.writing.try_update(|writing| {
            if let Some(template) = writing {
                change(template);
            }
        });
        self.keep();
    }

    /// Begins with this one, or with none.
    pub(super) fn begin(self, template: Option<Template>) {
        self.writing.set(template);
        self.keep();
    }

    fn keep(self) {
        self.writing.try_with_untracked(|writing| {
            let unsaved = writing.as_ref().filter(|_| untrack(|| self.is_unsaved()));
            self.keeper.with_value(|keeper| keeper.keep(unsaved));
        });
    }

    /// True if what is being written is not what is in store.
    pub(super) fn is_unsaved(self) -> bool {
        self.writing.with(|writing| {
            writing.as_ref().is_some_and(|new| {
                let stored = self.stored.with(|stored| stored.iter().flatten().find(|old| old.id == new.id).cloned());
                match stored {
                    Some(old) => old != *new,
                    None => !is_blank(new),
                }
            })
        })
    }
}

fn is_blank(template: &Template) -> bool {
    let Template { name, purpose, section, headline, standfirst, doc, .. } = template;
    section.is_none()
        && doc.is_empty()
        && [name, purpose, headline, standfirst].iter().all(|text| text.trim().is_empty())
}

fn blank() -> Option<Template> {
    let id = uuid::new_v7().parse().ok()?;
    Some(Template {
        id,
        name: String::new(),
        purpose: String::new(),
        section: None,
        headline: String::new(),
        standfirst: String::new(),
        doc: String::new(),
    })
}

/// The list on the left, the one that is written on the right.
#[component]
pub(crate) fn TemplatesPage() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let work = Work::new(desk);
    work.load(desk);
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
                            work.begin(blank());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_that_nobody_wrote_in_is_not_kept() {
        let id = "01930000-0000-7000-8000-000000000001".parse().unwrap();
        let text = String::new;
        let empty = Template {
            id,
            name: text(),
            purpose: text(),
            section: None,
            headline: text(),
            standfirst: " ".to_owned(),
            doc: text(),
        };
        assert!(is_blank(&empty));
        assert!(!is_blank(&Template { name: "Tin vắn".to_owned(), ..empty }));
    }
}
