//! The toolbar of the body: a button for each command of [`crate::story::commands`] that has one.

use crate::{
    state::{desk::Desk, story::Story},
    story::commands::{Face, GROUPS, Tool, press},
    texts::Texts,
    tools::table::TableTool,
};
use leptos::prelude::*;

/// The buttons over the body.
#[component]
pub(crate) fn Toolbar() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let groups = GROUPS.iter().map(|tools| {
        let buttons = tools.iter().map(|tool| button(t, story, tool)).collect_view();
        view! { <div class="toolbar__group" role="group">{buttons}</div> }
    });
    view! {
        <div class="toolbar" role="toolbar" aria-label=t.said(Texts::formatting)>
            {groups.collect_view()}
            <div class="toolbar__group" role="group">
                <TableTool />
            </div>
        </div>
    }
}

fn button(t: Texts, story: Story, tool: &'static Tool) -> impl IntoView {
    let open = move || story.cursor.with(tool.open);
    let pressed = move || tool.pressed.map(|pressed| story.cursor.with(pressed).to_string());
    let title = move || match tool.keys {
        "" => (tool.name)(t).to_owned(),
        keys => t.with_shortcut((tool.name)(t), keys),
    };
    let face = match tool.face {
        Face::Icon(icon) => icon.draw().into_any(),
        Face::Letters(letters) => view! { <span aria-hidden="true">{letters}</span> }.into_any(),
    };
    view! {
        <button
            type="button"
            class=format!("tool tool--{}", tool.command)
            data-testid=format!("tool-{}", tool.command)
            title=title
            aria-label=move || (tool.name)(t)
            aria-pressed=pressed
            aria-disabled=move || (!open()).then_some("true")
            on:click=move |_| {
                if untrack(open) {
                    press(story, tool.command);
                }
            }
        >
            {face}
        </button>
    }
}
