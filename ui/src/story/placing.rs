//! How a story stands on the site: its address, its time on the banner, and what readers are told was wrong.

use crate::{
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::typed::Typed,
};
use copydesk::{local_input, parse_local};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{Action, Stage, TextLine};

/// The panel of it.
#[component]
pub(crate) fn Publishing() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let (may_place, may_address) = (move || desk.may(Action::SetBanner), move || desk.may(Action::SetSlug));
    let banner = Memo::new(move |_| story.view.with(|view| view.article.banner));
    let until = move || story.view.with(|view| view.article.banner_until.map(local_input).unwrap_or_default());
    let slug = move || story.view.with(|view| view.article.slug.clone().unwrap_or_default());
    // A correction belongs to what readers have had before.
    let corrects = Memo::new(move |_| {
        story.view.with(|view| {
            view.article.link.is_some() && view.article.stage != Stage::Draft
                || !view.article.manuscript.correction.is_empty()
        })
    });
    let namesake = Memo::new(move |_| story.view.with(|view| view.namesake.clone()));
    let correction = story.draft.with_untracked(|draft| draft.correction.clone());
    let typed = Callback::new(move |text: String| story.change_line(TextLine::Correction, text));
    let readonly = Signal::derive(move || !story.editable());
    view! {
        <section class="panel" aria-label=t.said(Texts::slug)>
            {move || {
                let correction = correction.clone();
                corrects
                    .get()
                    .then(|| {
                        view! {
                            <Typed
                                id="correction"
                                label=t.said(Texts::correction)
                                hint=t.said(Texts::correction_hint)
                                value=correction
                                readonly=readonly
                                lines=true
                                typed=typed
                            />
                        }
                    })
            }}
            {move || {
                (may_place() && banner.get())
                    .then(|| {
                        view! {
                            <div class="field">
                                <label class="field__label" for="banner-until">{t.said(Texts::banner_until)}</label>
                                <input
                                    id="banner-until"
                                    class="field__input"
                                    data-testid="banner-until"
                                    type="datetime-local"
                                    prop:value=until
                                    on:change=move |event| {
                                        let at = parse_local(&event_target_value(&event));
                                        spawn_local(story.set_banner(true, at));
                                    }
                                />
                            </div>
                        }
                    })
            }}
            {move || {
                may_address()
                    .then(|| {
                        view! {
                            <div class="field" data-undo="own">
                                <label class="field__label" for="slug">{t.said(Texts::slug)}</label>
                                <input
                                    id="slug"
                                    class="field__input"
                                    data-testid="slug"
                                    autocomplete="off"
                                    spellcheck="false"
                                    placeholder=t.said(Texts::slug_hint)
                                    prop:value=slug
                                    on:change=move |event| spawn_local(story.set_slug(event_target_value(&event)))
                                />
                            </div>
                        }
                    })
            }}
            <div role="status">
                {move || {
                    namesake
                        .get()
                        .map(|headline| {
                            view! {
                                <p class="trouble" data-testid="namesake">
                                    {t.namesake(&headline)}
                                </p>
                            }
                        })
                }}
            </div>
        </section>
    }
}
