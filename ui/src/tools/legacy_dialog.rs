//! Before and after of paragraphs in an old encoding.

use super::{
    changes::{Change, Changes},
    legacy::{Candidate, ENCODINGS, candidates},
    rewrite::{offer_undo, passages, rewrite},
};
use crate::{
    bridge::editor::finish_typing,
    find::bar::place_name,
    state::{desk::Desk, offers::About, passages::Rewriting, story::Story, tools::Scope},
    texts::Texts,
    widgets::dialog::{Dialog, DialogFoot},
};
use copydesk::legacy::Encoding;
use leptos::{prelude::*, task::spawn_local};

fn name(encoding: Encoding) -> &'static str {
    ENCODINGS.into_iter().find(|(one, _)| *one == encoding).map_or("", |(_, name)| name)
}

/// Shows what would be converted, and converts what is chosen.
#[component]
pub(crate) fn LegacyDialog(
    /// The paragraphs that are looked at.
    scope: Scope,
    /// Called when the dialogue is to go.
    close: Callback<()>,
) -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let chosen = RwSignal::new(None::<Encoding>);
    let left_out = RwSignal::new(Vec::new());
    let of_selection = scope.texts.is_some();
    let found = Memo::new(move |_| candidates(passages(story), &scope, chosen.get()));
    let count = move || found.with(Vec::len);
    let choose = move |value: String| {
        left_out.set(Vec::new());
        chosen.set(value.parse::<usize>().ok().and_then(|number| ENCODINGS.get(number)).map(|(encoding, _)| *encoding));
    };
    let change = move |candidate: &Candidate| Change {
        place: format!("{} · {}", place_name(t, story, candidate.passage.place), name(candidate.encoding)),
        lead: String::new(),
        old: candidate.passage.text.clone(),
        new: candidate.after.clone(),
        tail: String::new(),
    };
    let make = move || {
        let wanted: Vec<Rewriting> = found.with_untracked(|found| {
            let chosen =
                found.iter().enumerate().filter(|(number, _)| left_out.with_untracked(|out| !out.contains(number)));
            chosen.map(|(_, candidate)| candidate.rewriting()).collect()
        });
        if wanted.is_empty() {
            return;
        }
        spawn_local(async move {
            finish_typing().await;
            let number = wanted.len();
            close.run(());
            story.tools.offers.withdraw(About::Encoding);
            match rewrite(story, &wanted) {
                Some(step) => {
                    let words = Callback::new(move |t: Texts| t.converted(number));
                    offer_undo(desk, story, About::Change, step, words, None);
                }
                None => desk.say_trouble(untrack(|| t.changed_since())),
            }
        });
    };
    let options = ENCODINGS.iter().enumerate().map(|(number, (_, name))| {
        view! { <option value=number.to_string()>{*name}</option> }
    });
    view! {
        <Dialog title=Signal::derive(move || t.to_unicode().to_owned()) close=close>
            <div class="dialog__wide">
                <div class="field field--line">
                    <label class="field__label" for="encoding">{t.said(Texts::encoding)}</label>
                    <select id="encoding" class="field__input" data-testid="encoding" on:change:target=move |event| choose(event.target().value())>
                        <option value="">{t.said(Texts::encoding_by_itself)}</option>
                        {options.collect_view()}
                    </select>
                    <span class="field__hint">{move || if of_selection { t.of_these_paragraphs() } else { t.of_the_story() }}</span>
                </div>
                {move || {
                    if count() == 0 {
                        view! { <p data-testid="nothing-to-convert">{t.nothing_to_convert()}</p> }.into_any()
                    } else {
                        let changes = found.with(|found| found.iter().map(change).collect::<Vec<_>>());
                        view! {
                            <div class="changes--paragraphs">
                                <Changes changes=changes left_out=left_out />
                            </div>
                        }
                            .into_any()
                    }
                }}
                <DialogFoot
                    cancel=close
                    confirm=t.said(Texts::convert_chosen)
                    act=move |()| make()
                    unavailable=Signal::derive(move || left_out.with(Vec::len) == count())
                />
            </div>
        </Dialog>
    }
}
