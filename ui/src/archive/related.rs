//! Where a story leads its readers, and what it may repeat: published stories beside it.

use crate::{
    archive::{look, search_field},
    bridge::shell,
    sending::progress,
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::button::Button,
};
use contract::{
    articles::TextEdit,
    sites::{Alike, FindAlike},
};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{Related, archive::ArchivedStory};

/// The related stories of the story on the screen.
#[component]
pub(crate) fn RelatedPanel() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let related = Memo::new(move |_| story.draft.with(|draft| draft.related.clone()));
    let sought = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Vec<ArchivedStory>>);
    Effect::new(move |_| {
        let search = sought.get();
        if search.trim().is_empty() {
            found.set(None);
        } else {
            spawn_local(look(desk, search, sought, found));
        }
    });
    let set = move |related: Vec<Related>| story.change(TextEdit { related: Some(related), ..TextEdit::default() });
    let add = move |new: Related| {
        let mut all = related.get_untracked();
        all.retain(|old| old.link != new.link);
        all.push(new);
        set(all);
    };
    let remove = move |link: &str| {
        let mut all = related.get_untracked();
        all.retain(|old| old.link != link);
        set(all);
    };
    let chosen = move |Related { title, link }: Related| {
        view! {
            <li class="related__line">
                <span>{title}</span>
                <Button small=true attr:hidden=move || !story.editable() press=move |()| remove(&link)>
                    {move || t.related_remove()}
                </Button>
            </li>
        }
        .into_any()
    };
    let offered = move |story: ArchivedStory| {
        let new = Related { title: story.title.clone(), link: story.link };
        let leads_nowhere = new.link.is_empty();
        view! {
            <li class="related__line">
                <span>{story.title}</span>
                <Button small=true hook="related-add" disabled=leads_nowhere press=move |()| add(new.clone())>
                    {move || t.related_add()}
                </Button>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-label=t.said(Texts::related) data-testid="related">
            <h2 class="panel__title">{t.said(Texts::related)}</h2>
            <ul class="related">{move || related.get().into_iter().map(chosen).collect_view()}</ul>
            <div hidden=move || !story.editable()>{search_field(t, "related-search", sought)}</div>
            <ul class="related related--found">
                {move || found.get().map(|stories| stories.into_iter().take(8).map(offered).collect_view())}
            </ul>
        </section>
    }
}

/// Warns of published stories with much the same headline.
#[component]
pub(crate) fn AlikeWarning() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let alike = RwSignal::new(Vec::<Alike>::new());
    let article = story.id;
    Effect::new(move |_| {
        desk.archive.track();
        // Looked up when it was saved, not at every letter.
        story.view.track();
        spawn_local(async move {
            if let Ok(found) = shell::ask(FindAlike { article }).await {
                alike.try_set(found);
            }
        });
    });
    let line = move |Alike { story, percent }: Alike| {
        let link = story.link.clone();
        view! {
            <li>
                <button type="button" class="lack" on:click=move |_| spawn_local(progress::open(desk, link.clone()))>
                    {story.title} " (" {t.alike_percent(percent)} ")"
                </button>
            </li>
        }
        .into_any()
    };
    move || {
        let found = alike.get();
        (!found.is_empty()).then(|| {
            view! {
                <section class="panel" aria-label=t.said(Texts::alike) data-testid="alike">
                    <h2 class="panel__title">{t.said(Texts::alike)}</h2>
                    <ul class="lacks">{found.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    }
}
