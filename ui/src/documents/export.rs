//! A story handed out as a document of another program.

use crate::{
    bridge::shell,
    state::{desk::Desk, story::Story},
    widgets::{
        icon::Icon,
        menu::{Menu, MenuItem},
    },
};
use contract::documents::ExportArticle;
use leptos::{prelude::*, task::spawn_local};
use newsroom::document::ExportFormat;

/// The menu of the formats.
#[component]
pub(crate) fn ExportMenu() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let item = move |format: ExportFormat| {
        let act = Callback::new(move |()| spawn_local(export(desk, story, format)));
        view! {
            <MenuItem
                hook=hook(format)
                name=Signal::derive(move || t.format_name(format).to_owned())
                more=Signal::derive(move || t.format_more(format).to_owned())
                act=act
            />
        }
    };
    view! {
        <Menu hook="export" name=Signal::derive(move || t.export().to_owned()) icon=Icon::Export>
            {ExportFormat::ALL.map(item).collect_view()}
        </Menu>
    }
}

/// The hook for tests: two formats share an ending.
fn hook(format: ExportFormat) -> String {
    match format {
        ExportFormat::Portal => "export-portal".to_owned(),
        format => format!("export-{}", format.ending()),
    }
}

/// Asks for a place and writes the story there, as it is on the screen.
pub(crate) async fn export(desk: Desk, story: Story, format: ExportFormat) {
    let done = match story.flush().await {
        Ok(()) => shell::ask(ExportArticle { article: story.id, format }).await,
        Err(failure) => Err(failure),
    };
    match done {
        Ok(Some(path)) => desk.say(untrack(|| desk.t.exported_to(&path))),
        Ok(None) => {}
        Err(failure) => desk.say_failure(&failure),
    }
}
