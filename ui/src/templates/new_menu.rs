//! The menu beside "new story": templates, and documents of other programs.

use crate::texts::Texts;
use crate::{
    bridge::shell,
    documents::import,
    state::desk::Desk,
    widgets::{
        icon::Icon,
        menu::{Menu, MenuItem},
    },
};
use contract::templates::ListTemplates;
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::template::Template;

/// The other ways to begin a story.
#[component]
pub(crate) fn NewMenu() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let templates = RwSignal::new(Vec::<Template>::new());
    let files = NodeRef::<html::Input>::new();
    let load = Callback::new(move |()| {
        spawn_local(async move {
            match shell::ask(ListTemplates {}).await {
                Ok(list) => drop(templates.try_set(list)),
                Err(failure) => desk.say_failure(&failure),
            }
        });
    });
    // Known before the menu is opened for the first time, so that nothing jumps.
    load.run(());
    let choose = Callback::new(move |()| {
        if let Some(input) = files.get_untracked() {
            input.click();
        }
    });
    let add_chosen = move || {
        if let Some(input) = files.get_untracked()
            && let Some(chosen) = input.files()
        {
            import::import_files(desk, &chosen);
            // The same file may be chosen again after a trouble.
            input.set_value("");
        }
    };
    let item = move |template: Template| {
        let id = template.id;
        view! {
            <MenuItem
                hook=format!("template-{id}")
                name=template.name
                more=template.purpose
                act=Callback::new(move |()| spawn_local(desk.new_article(Some(id))))
            />
        }
    };
    view! {
        <Menu
            hook="new-from"
            name=Signal::derive(move || t.new_from().to_owned())
            icon=Icon::More
            class="button button--main split__more"
            opens=load
        >
            {move || templates.get().into_iter().map(item).collect_view()}
            <MenuItem
                hook="import"
                name=Signal::derive(move || t.import().to_owned())
                more=Signal::derive(move || t.import_hint().to_owned())
                act=choose
            />
        </Menu>
        <input
            class="visually-hidden"
            data-testid="import-file"
            type="file"
            multiple
            accept=import::KINDS
            tabindex="-1"
            aria-label=t.said(Texts::import)
            node_ref=files
            on:change=move |_| add_chosen()
        />
    }
}
