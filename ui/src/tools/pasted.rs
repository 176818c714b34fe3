//! What a paste brought and what it lost, said quietly.

use super::{
    legacy::{self, Scope},
    offers::About,
    rewrite::{Step, offer_undo},
};
use crate::{bridge::editor::tools::PasteReport, state::tools::Shown};
use crate::{
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::dialog::Dialog,
};
use copydesk::legacy::by_font;
use leptos::prelude::*;

/// Says what was pasted, and looks for old encodings in it.
pub(crate) fn tell(desk: Desk, story: Story, report: PasteReport) {
    let lines = story.with_editor(|editor| editor.texts()).unwrap_or_default();
    let inside = lines
        .into_iter()
        .filter(|line| line.from <= report.to && line.from + line.text.encode_utf16().count() >= report.from);
    let scope = Scope {
        texts: Some(inside.map(|line| line.text).collect()),
        font: report.legacy_font.as_deref().and_then(by_font),
    };
    let said = report.clone();
    let words = Callback::new(move |t: Texts| t.pasted(&said));
    let shown = report.clone();
    let details = Callback::new(move |()| story.tools.shown.set(Some(Shown::Pasted(shown.clone()))));
    let details: (fn(Texts) -> &'static str, _) = (Texts::paste_details, details);
    // One line of plain text is not worth a word.
    if report.has_news() {
        offer_undo(desk, story, About::Paste, Step::of_editor(story), words, Some(details));
    }
    legacy::look(story, scope);
}

/// What a paste kept and dropped, with what can be done about it.
#[component]
pub(crate) fn PasteDetails(
    /// What the editor told.
    report: PasteReport,
    /// Called when it is to go.
    close: Callback<()>,
) -> impl IntoView {
    let t = Desk::here().t;
    let lines = |lines: Vec<String>| lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let (kept, dropped) = untrack(|| (t.pasted_kept(&report), t.pasted_dropped(&report, true)));
    let none = dropped.is_empty();
    view! {
        <Dialog title=Signal::derive(move || t.paste_title().to_owned()) close=close>
            <div class="report">
                <h3>{t.said(Texts::paste_kept)}</h3>
                <ul>{lines(kept)}</ul>
                <h3>{t.said(Texts::paste_dropped)}</h3>
                {if none { view! { <p>{t.said(Texts::paste_nothing_dropped)}</p> }.into_any() } else { view! { <ul>{lines(dropped)}</ul> }.into_any() }}
                <p class="field__hint">{t.said(Texts::paste_plain_hint)}</p>
            </div>
            <footer class="dialog__foot">
                <span class="dialog__space"></span>
                <button type="button" class="button button--main" data-testid="dialog-confirm" on:click=move |_| close.run(())>
                    {t.said(Texts::close)}
                </button>
            </footer>
        </Dialog>
    }
}
