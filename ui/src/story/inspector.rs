//! The column beside the text: what the story lacks, where it is to stand, its photos, its history.

use crate::texts::Texts;
use crate::{
    archive::related::{AlikeWarning, RelatedPanel},
    bridge::page::focus_on,
    photos::strip::PhotoStrip,
    remarks::{RemarksPanel, tabs::Tabs},
    state::{desk::Desk, story::Story, tools::Tab},
    story::placing::Publishing,
    tools::{outline::OutlinePanel, rewrite::TAGS},
    widgets::{button::Button, typed::Typed},
};
use contract::articles::TextEdit;
use leptos::{prelude::*, task::spawn_local};
use newsroom::{Action, Deed, SectionId, Stage, history::HistoryEntry, readiness::Lack};

/// The inspector.
#[component]
pub(crate) fn Inspector() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    // After the approval there is nothing left to be missing.
    let open = Memo::new(move |_| {
        story.view.with(|view| matches!(view.article.stage, Stage::Draft | Stage::Filed | Stage::InEdit))
    });
    view! {
        <aside class="inspector" aria-label=t.said(Texts::inspector) data-pane>
            <Tabs />
            // Both stay in the page, with all that is typed in them.
            <div
                id="panel-about"
                class="inspector__page"
                role="tabpanel"
                aria-labelledby="tab-about"
                hidden=move || story.tools.tab.get() != Tab::About
            >
                {move || open.get().then(|| view! { <ReadinessLine /> })}
                <Placement />
                <PhotoStrip />
                <Publishing />
                {move || open.get().then(|| view! { <Readiness /> })}
                // Below what is written in: it comes and goes by itself.
                <AlikeWarning />
                <RelatedPanel />
                <History />
            </div>
            <div
                id="panel-remarks"
                class="inspector__page"
                role="tabpanel"
                aria-labelledby="tab-remarks"
                hidden=move || story.tools.tab.get() != Tab::Remarks
            >
                <RemarksPanel />
            </div>
            {move || {
                (story.tools.tab.get() == Tab::Outline)
                    .then(|| {
                        view! {
                            <div id="panel-outline" class="inspector__page" role="tabpanel" aria-labelledby="tab-outline">
                                <OutlinePanel />
                            </div>
                        }
                    })
            }}
        </aside>
    }
}

/// What is missing, in one line whose height never changes: what comes and goes stands below the fields, or it would push them
/// away under the mouse.
#[component]
fn ReadinessLine() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let lacks = Memo::new(move |_| story.lacks_to_approve());
    let words = move || {
        let mut names: Vec<String> = lacks.with(|lacks| lacks.iter().map(|lack| t.lack(*lack, None)).collect());
        names.dedup();
        if names.is_empty() { t.ready().to_owned() } else { format!("{}: {}", t.readiness(), names.join(", ")) }
    };
    view! {
        <button
            type="button"
            class="readiness-line"
            class:readiness-line--ready=move || lacks.with(Vec::is_empty)
            data-testid="readiness-line"
            title=words
            on:click=move |_| {
                if let Some(lack) = lacks.with_untracked(|lacks| lacks.first().copied()) {
                    show(story, lack);
                }
            }
        >
            {words}
        </button>
    }
}

#[component]
fn Readiness() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let lacks = Memo::new(move |_| story.lacks_to_approve());
    let line = move |lack: Lack| {
        let place = photo_of(lack).and_then(|id| {
            story.draft.with(|draft| draft.photos.iter().position(|photo| photo.id == id)).map(|place| place + 1)
        });
        view! {
            <li>
                <button type="button" class="lack" on:click=move |_| show(story, lack)>
                    {move || t.lack(lack, place)}
                </button>
            </li>
        }
    };
    view! {
        <section class="panel" aria-label=t.said(Texts::readiness) data-testid="readiness">
            <h2 class="panel__title">
                {t.said(Texts::readiness)}
                {move || lacks.with(|lacks| (!lacks.is_empty()).then(|| view! { <span class="panel__count">{lacks.len().to_string()}</span> }))}
            </h2>
            {move || {
                let lacks = lacks.get();
                if lacks.is_empty() {
                    view! { <p class="panel__ready">{t.ready()}</p> }.into_any()
                } else {
                    view! { <ul class="lacks">{lacks.into_iter().map(line).collect_view()}</ul> }.into_any()
                }
            }}
        </section>
    }
}

fn photo_of(lack: Lack) -> Option<newsroom::PhotoUseId> {
    match lack {
        Lack::Caption(id) | Lack::Credit(id) | Lack::AltText(id) | Lack::Photo(id) => Some(id),
        Lack::Headline | Lack::Standfirst | Lack::Body | Lack::Section | Lack::RetiredSection => None,
    }
}

/// Puts the cursor where something is missing.
fn show(story: Story, lack: Lack) {
    match lack {
        Lack::Headline => focus_on("#headline"),
        Lack::Standfirst => focus_on("#standfirst"),
        Lack::Section | Lack::RetiredSection => focus_on("#section"),
        Lack::Body | Lack::Photo(_) => {
            story.with_editor(|editor| editor.focus());
        }
        Lack::Caption(id) => focus_on(&format!("[id='photo-caption-{id}']")),
        Lack::Credit(id) => focus_on(&format!("[id='photo-credit-{id}']")),
        Lack::AltText(id) => focus_on(&format!("[id='photo-alt-{id}']")),
    }
}

#[component]
fn Placement() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let chosen = move || story.draft.with(|draft| draft.section);
    let lacking = Memo::new(move |_| {
        let about = |lack: &Lack| matches!(lack, Lack::Section | Lack::RetiredSection);
        story.editable() && story.lacks_to_approve().iter().any(about)
    });
    // Drawn anew only when there is another choice, not at every choosing.
    let offered = Memo::new(move |_| desk.session.offered_sections(chosen()));
    let options = move || {
        let option = move |section: newsroom::Section| {
            let id = section.id;
            view! {
                <option value=id.to_string() prop:selected=move || chosen() == Some(id)>
                    {desk.session.section_choice(&section)}
                </option>
            }
        };
        offered.get().into_iter().map(option).collect_view()
    };
    let choose = move |value: String| {
        let section: Option<SectionId> = value.parse().ok();
        story.change(TextEdit { section: Some(section), ..TextEdit::default() });
    };
    let tags = story.draft.with_untracked(|draft| draft.tags.join(", "));
    let typed_tags = Callback::new(move |text: String| story.change_tags(&text));
    let readonly = Signal::derive(move || !story.editable());
    view! {
        <section class="panel" aria-label=t.said(Texts::inspector)>
            <div class="field">
                <label class="field__label" for="section">{t.said(Texts::section)}</label>
                <select
                    id="section"
                    class="field__input"
                    data-testid="section"
                    disabled=move || !story.editable()
                    aria-invalid=move || lacking.get().then_some("true")
                    on:change:target=move |event| choose(event.target().value())
                >
                    <option value="" prop:selected=move || chosen().is_none()>{t.said(Texts::no_section)}</option>
                    {options}
                </select>
            </div>
            <Banner />
            <Typed id=TAGS label=t.said(Texts::tags) hint=t.said(Texts::tags_hint) value=tags readonly=readonly typed=typed_tags />
        </section>
    }
}

#[component]
fn Banner() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let on = move || story.view.with(|view| view.article.banner);
    let may = move || desk.may(Action::SetBanner);
    view! {
        {move || {
            (may() || on())
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="switch"
                            role="switch"
                            data-testid="banner"
                            aria-checked=move || on().to_string()
                            aria-disabled=move || (!may()).then_some("true")
                            on:click=move |_| {
                                if untrack(may) {
                                    spawn_local(story.set_banner(!untrack(on), None));
                                }
                            }
                        >
                            <span class="switch__track" aria-hidden="true"></span>
                            <span class="switch__words">
                                {t.said(Texts::banner)} <small>{t.said(Texts::banner_hint)}</small>
                            </span>
                        </button>
                    }
                })
        }}
    }
}

#[component]
fn History() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let lines = Memo::new(move |_| story.view.with(|view| view.history.clone()));
    let words = move |line: &HistoryEntry| match (&line.deed, &line.note) {
        (Deed::Reassigned, Some(to)) => t.reassigned_to(to),
        (deed, _) => t.deed(deed).into_owned(),
    };
    view! {
        <section class="panel" aria-label=t.said(Texts::history) data-testid="history">
            <h2 class="panel__title">{t.said(Texts::history)}</h2>
            {move || {
                story
                    .may_reassign()
                    .then(|| {
                        view! {
                            <Button small=true hook="reassign" press=move |()| story.reassigning.set(true)>
                                {t.said(Texts::reassign)}
                            </Button>
                        }
                    })
            }}
            <ol class="history">
                {move || {
                    lines
                        .get()
                        .into_iter()
                        .map(|line| {
                            view! {
                                <li class="history__line">
                                    <time class="history__time" title=t.full_moment(line.at)>
                                        {t.moment(line.at, desk.now.get())}
                                    </time>
                                    <span class="history__words">
                                        {words(&line)} {line.who.map(|who| format!(" · {who}"))}
                                        {line.note.filter(|_| line.deed != Deed::Reassigned).map(said)}
                                    </span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ol>
        </section>
    }
}

/// The words of a deed: somebody's, in quotation marks, or an address.
fn said(note: String) -> AnyView {
    if note.starts_with("http") {
        view! { <span class="history__address">{note}</span> }.into_any()
    } else {
        view! { <q class="history__note">{note}</q> }.into_any()
    }
}
