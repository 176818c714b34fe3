//! The tools' dialogues over a story.

use super::{
    legacy_dialog::LegacyDialog, link::LinkDialog, numbers::NumbersDialog, pasted::PasteDetails, table::TableDialog,
    typography::TypographyDialog,
};
use crate::{
    photos::choice::PhotoChoice,
    state::{story::Story, tools::Shown},
};
use leptos::prelude::*;

/// Whichever is open.
#[component]
pub(crate) fn ToolDialogs() -> impl IntoView {
    let story: Story = expect_context();
    let close = Callback::new(move |()| story.tools.shown.set(None));
    view! {
        {move || {
            story.tools.shown.get().map(|shown| match shown {
                Shown::Link(address) => view! { <LinkDialog address=address close=close /> }.into_any(),
                Shown::Numbers(now) => view! { <NumbersDialog now=now close=close /> }.into_any(),
                Shown::Photo => view! { <PhotoChoice close=close /> }.into_any(),
                Shown::Table => view! { <TableDialog close=close /> }.into_any(),
                Shown::Typography => view! { <TypographyDialog close=close /> }.into_any(),
                Shown::Legacy(scope) => view! { <LegacyDialog scope=scope close=close /> }.into_any(),
                Shown::Pasted(report) => view! { <PasteDetails report=report close=close /> }.into_any(),
            })
        }}
    }
}
