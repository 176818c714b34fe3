//! What a paste brought and what it lost, said quietly.

use super::{
    legacy,
    rewrite::{Step, offer_undo},
};
use crate::{
    bridge::editor::tools::PasteReport,
    state::{
        desk::Desk,
        offers::About,
        story::Story,
        tools::{Scope, Shown},
    },
    texts::{Name, Texts},
    widgets::dialog::{Dialog, DialogFoot},
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
    let words = Callback::new(move |t: Texts| in_a_line(t, &said));
    let shown = report.clone();
    let details = Callback::new(move |()| story.tools.shown.set(Some(Shown::Pasted(shown.clone()))));
    let details: (fn(Texts) -> &'static str, _) = (Texts::paste_details, details);
    // One line of plain text is not worth a word.
    if report.has_news() {
        offer_undo(desk, story, About::Paste, Step::last(story), words, Some(details));
    }
    legacy::look(story, scope);
}

/// The words for so many of something.
type Counted = fn(Texts, usize) -> String;

/// What a paste kept, in parts.
fn kept(t: Texts, report: &PasteReport) -> Vec<String> {
    let kept = &report.kept;
    let parts: [(usize, Counted); 6] = [
        (kept.paragraphs, Texts::count_paragraphs),
        (kept.subheads, Texts::count_subheads),
        (kept.lists, Texts::count_lists),
        (kept.tables, Texts::count_tables),
        (kept.links, Texts::count_links),
        (report.pictures, Texts::count_pictures_coming),
    ];
    parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| words(t, count)).collect()
}

/// What a paste dropped, in parts; `why` adds the reason or what helps.
fn dropped(t: Texts, report: &PasteReport, why: bool) -> Vec<String> {
    let dropped = &report.dropped;
    let parts: [(usize, Counted, Option<Name>); 8] = [
        (dropped.pictures, Texts::count_pictures_elsewhere, Some(Texts::pictures_elsewhere_why)),
        (dropped.tables, Texts::count_layout_tables, Some(Texts::layout_tables_why)),
        (dropped.embeds, Texts::count_embeds, Some(Texts::embeds_why)),
        (dropped.footnotes, Texts::count_footnote_marks, Some(Texts::footnote_marks_why)),
        (dropped.comments, Texts::count_comments, None),
        (dropped.deleted, Texts::count_deleted, None),
        (dropped.struck, Texts::count_struck, Some(Texts::struck_why)),
        (dropped.styles, Texts::count_styles, Some(Texts::styles_why)),
    ];
    let part = |(count, words, reason): (usize, Counted, Option<Name>)| {
        let words = words(t, count);
        match reason.filter(|_| why) {
            Some(reason) => format!("{words}. {}", reason(t)),
            None => words,
        }
    };
    parts.into_iter().filter(|(count, ..)| *count > 0).map(part).collect()
}

/// What was pasted, in a line.
fn in_a_line(t: Texts, report: &PasteReport) -> String {
    let (kept, dropped) = (kept(t, report).join(", "), dropped(t, report, false).join(", "));
    if dropped.is_empty() { t.pasted_words(&kept) } else { t.pasted_and_dropped(&kept, &dropped) }
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
    let (kept, dropped) = untrack(|| (kept(t, &report), dropped(t, &report, true)));
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
            <DialogFoot confirm=t.said(Texts::close) act=close />
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bridge::editor::tools::{Dropped, Kept},
        texts::Lang,
    };
    use leptos::prelude::Owner;

    #[test]
    fn a_paste_is_told_in_one_line() {
        let owner = Owner::new();
        let said = owner.with(|| {
            let report = PasteReport {
                kept: Kept { paragraphs: 12, tables: 2, ..Kept::default() },
                dropped: Dropped { pictures: 3, footnotes: 1, ..Dropped::default() },
                ..PasteReport::default()
            };
            [Lang::Vi, Lang::En].map(|lang| in_a_line(Texts::new(lang), &report))
        });
        assert_eq!(said[0], "Đã dán: 12 đoạn, 2 bảng; bỏ: 3 ảnh ở nơi khác, 1 số chú thích");
        assert_eq!(said[1], "Pasted: 12 paragraphs, 2 tables; left out: 3 pictures elsewhere, 1 footnote mark");
    }
}
