//! What became of a document, for the person who brought it in.

use crate::{
    state::{
        desk::Desk,
        importing::{Importing, State},
    },
    texts::Texts,
    widgets::icon::Icon,
};
use leptos::prelude::*;
use newsroom::document::ImportReport;

/// One line of a report: how many, of what.
type CountLine = (u32, fn(Texts) -> &'static str);

/// What is in the draft now.
fn kept(report: &ImportReport) -> Vec<CountLine> {
    with_count([
        (report.paragraphs, Texts::import_paragraphs),
        (report.subheads, Texts::import_subheads),
        (report.tables, Texts::import_tables),
        (report.pictures, Texts::import_pictures),
        (report.footnotes, Texts::import_footnotes),
        (report.insertions, Texts::import_insertions),
    ])
}

/// What is not.
fn dropped(report: &ImportReport) -> Vec<CountLine> {
    with_count([
        (report.pictures_dropped, Texts::import_pictures_dropped),
        (report.objects_dropped, Texts::import_objects_dropped),
        (report.comments, Texts::import_comments),
        (report.deletions, Texts::import_deletions),
    ])
}

fn with_count<const N: usize>(lines: [CountLine; N]) -> Vec<CountLine> {
    lines.into_iter().filter(|(count, _)| *count > 0).collect()
}

/// A document of the dialogue.
#[component]
pub(super) fn Report(one: Importing) -> impl IntoView {
    let Importing { name, state } = one;
    let t = Desk::here().t;
    let more = match state {
        State::Reading => {
            view! { <progress class="incoming__bar" aria-label=t.said(Texts::importing)></progress> }.into_any()
        }
        State::Failed(failure) => {
            view! { <p class="trouble" data-testid="failure">{move || t.failure(&failure)}</p> }.into_any()
        }
        State::Done(report) => {
            let (kept, dropped) = (kept(&report), dropped(&report));
            let whole = dropped.is_empty();
            view! {
                <Part title=Texts::import_kept lines=kept />
                <Part title=Texts::import_dropped lines=dropped />
                {whole.then(|| view! { <p class="panel__ready">{t.said(Texts::import_whole)}</p> })}
                {(report.old_encoding > 0)
                    .then(|| {
                        let count = report.old_encoding as usize;
                        view! { <p class="imports__warning">{Icon::Alert.draw()} <span>{move || t.import_old_encoding(&t.count(count))}</span></p> }
                    })}
            }
            .into_any()
        }
    };
    view! {
        <li class="imports__one">
            <h3 class="imports__name">{Icon::Page.draw()} <span>{name}</span></h3>
            {more}
        </li>
    }
}

#[component]
fn Part(title: fn(Texts) -> &'static str, lines: Vec<CountLine>) -> impl IntoView {
    let t = Desk::here().t;
    (!lines.is_empty()).then(|| {
        let line = |(count, name): CountLine| {
            view! {
                <li>
                    <strong>{move || t.count(count as usize)}</strong>
                    " "
                    {move || name(t)}
                </li>
            }
        };
        view! {
            <p class="imports__part">{move || title(t)}</p>
            <ul class="imports__lines">{lines.into_iter().map(line).collect_view()}</ul>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_document_lost_goes_unsaid() {
        let report = ImportReport {
            deletions: 1,
            comments: 2,
            pictures_dropped: 3,
            objects_dropped: 4,
            paragraphs: 9,
            ..ImportReport::default()
        };
        let mut lost: Vec<u32> = dropped(&report).into_iter().map(|(count, _)| count).collect();
        lost.sort_unstable();
        assert_eq!(lost, [1, 2, 3, 4]);
        assert_eq!(kept(&report).len(), 1, "what there was none of is not mentioned");
    }
}
