//! The template that is being written, beside those in store.

use crate::{
    bridge::{shell, uuid},
    state::{session::Session, unsent::Keeper},
};
use contract::{templates::ListTemplates, unsent::About};
use leptos::{prelude::*, task::spawn_local};
use newsroom::template::Template;

/// A template on the page: as it is in store, if it is, and as it is being written.
#[derive(Clone, Copy)]
pub(crate) struct TemplateWork {
    /// All that are in store; none until they are known.
    pub(crate) stored: RwSignal<Option<Vec<Template>>>,
    /// As it is being written; a new identity builds the form anew.
    pub(crate) writing: RwSignal<Option<Template>>,
    keeper: StoredValue<Keeper, LocalStorage>,
}

impl TemplateWork {
    /// An empty page, which goes on with what was being written when it was left.
    pub(crate) fn new(session: Session) -> Self {
        let keeper = Keeper::new(session, About::Template);
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
    pub(crate) fn load(self, session: Session) {
        spawn_local(async move {
            match shell::ask(ListTemplates {}).await {
                Ok(list) => drop(self.stored.try_set(Some(list))),
                Err(failure) => session.say_failure(&failure),
            }
        });
    }

    /// Changes what is being written, and keeps it beside the store until it is saved.
    pub(crate) fn change(self, change: impl FnOnce(&mut Template)) {
        self.writing.try_update(|writing| {
            if let Some(template) = writing {
                change(template);
            }
        });
        self.keep();
    }

    /// Begins with this one, or with none.
    pub(crate) fn begin(self, template: Option<Template>) {
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
    pub(crate) fn is_unsaved(self) -> bool {
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

/// A template without a word.
pub(crate) fn blank() -> Option<Template> {
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
