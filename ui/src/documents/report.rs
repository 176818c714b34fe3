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
        (report.pictures_cut, Texts::import_pictures_cut),
        (report.footnotes, Texts::import_footnotes),
        (report.insertions, Texts::import_insertions),
    ])
}

/// What is not.
fn dropped(report: &ImportReport) -> Vec<CountLine> {
    with_count([
        (report.pictures_dropped, Texts::import_pictures_dropped),
        (report.objects_dropped, Texts::import_objects_dropped),
        (report.struck, Texts::import_struck),
        (report.hidden, Texts::import_hidden),
        (report.margins, Texts::import_margins),
        (report.details, Texts::import_details),
        (report.comments, Texts::import_comments),
        (report.deletions, Texts::import_deletions),
    ])
}

/// Everything stands in the draft, every letter of it as it was.
fn is_whole(report: &ImportReport) -> bool {
    dropped(report).is_empty() && report.letters_lost == 0
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
            let whole = is_whole(&report);
            view! {
                <Part title=Texts::import_kept lines=kept />
                <Part title=Texts::import_dropped lines=dropped />
                {whole.then(|| view! { <p class="panel__ready">{t.said(Texts::import_whole)}</p> })}
                {(report.letters_lost > 0)
                    .then(|| {
                        let count = report.letters_lost as usize;
                        view! { <p class="imports__warning">{Icon::Alert.draw()} <span>{move || t.import_letters_lost(&t.count(count))}</span></p> }
                    })}
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
        // Every count is named: one that is added later must be put among these.
        let report = ImportReport {
            paragraphs: 9,
            subheads: 0,
            tables: 0,
            pictures: 0,
            pictures_cut: 0,
            footnotes: 0,
            insertions: 0,
            old_encoding: 0,
            letters_lost: 0,
            deletions: 1,
            comments: 2,
            pictures_dropped: 3,
            objects_dropped: 4,
            struck: 5,
            hidden: 6,
            margins: 7,
            details: 8,
        };
        let mut lost: Vec<u32> = dropped(&report).into_iter().map(|(count, _)| count).collect();
        lost.sort_unstable();
        assert_eq!(lost, [1, 2, 3, 4, 5, 6, 7, 8]);
        assert!(!is_whole(&report));
        let broken = ImportReport { letters_lost: 1, ..ImportReport::default() };
        assert!(!is_whole(&broken), "a letter that could not be read is no whole text");
        assert!(is_whole(&ImportReport { paragraphs: 1, ..ImportReport::default() }));
        assert_eq!(kept(&report).len(), 1, "what there was none of is not mentioned");
    }
}
