//! The photo strip of the inspector.

use crate::{
    photos::{adding, card::PhotoCard},
    state::{
        desk::Desk,
        incoming::{Incoming, Progress},
        story::Story,
    },
    texts::Texts,
    widgets::{button::Button, icon::Icon},
};
use leptos::{html, prelude::*};

/// All photos of the story, and the way in for new ones.
#[component]
pub(crate) fn PhotoStrip() -> impl IntoView {
    let desk = Desk::here();
    let t = desk.t;
    let story: Story = expect_context();
    let node = NodeRef::<html::Input>::new();
    let ids =
        Memo::new(move |_| story.draft.with(|draft| draft.photos.iter().map(|photo| photo.id).collect::<Vec<_>>()));
    let add_chosen = move || {
        if let Some(input) = node.get_untracked()
            && let Some(files) = input.files()
        {
            adding::add_files(desk, story, &files);
            // The same file may be chosen again after a trouble.
            input.set_value("");
        }
    };
    let open = move || {
        if let Some(input) = node.get_untracked() {
            input.click();
        }
    };
    view! {
        <section class="panel" aria-label=t.said(Texts::photos) data-testid="photo-strip">
            <h2 class="panel__title">
                {t.said(Texts::photos)}
                {move || ids.with(|ids| (!ids.is_empty()).then(|| view! { <span class="panel__count panel__count--calm">{ids.len().to_string()}</span> }))}
            </h2>
            {move || {
                story
                    .editable()
                    .then(|| {
                        view! {
                            <div class="drop">
                                <Button hint=t.said(Texts::add_photos_hint) press=move |()| open()>
                                    {Icon::Plus.draw()}
                                    <span>{t.said(Texts::add_photos)}</span>
                                </Button>
                                <input
                                    class="visually-hidden"
                                    data-testid="add-photos"
                                    type="file"
                                    multiple
                                    accept="image/jpeg,image/png"
                                    tabindex="-1"
                                    aria-label=t.said(Texts::add_photos)
                                    node_ref=node
                                    on:change=move |_| add_chosen()
                                />
                                <span class="drop__hint">{t.said(Texts::add_photos_hint)}</span>
                            </div>
                        }
                    })
            }}
            <ul class="incoming" aria-live="polite">
                <For each=move || story.incoming.get() key=|file| (file.number, format!("{:?}", file.progress)) let:file>
                    <IncomingLine file=file />
                </For>
            </ul>
            <ol class="photos">
                <For each=move || ids.get() key=|id| *id let:id>
                    <PhotoCard id=id />
                </For>
            </ol>
            {move || {
                (ids.with(Vec::is_empty) && !story.editable()).then(|| view! { <p class="panel__none">{t.no_photos_here()}</p> })
            }}
        </section>
    }
}

#[component]
fn IncomingLine(file: Incoming) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let Incoming { number, name, progress } = file;
    match progress {
        Progress::Failed(failure) => view! {
            <li class="incoming__file incoming__file--failed">
                <p class="trouble" data-testid="failure">
                    {move || t.file_trouble(&name, &t.failure(&failure))}
                </p>
                <Button
                    bare=true
                    label=t.said(Texts::dismiss)
                    press=move |()| story.incoming.update(|incoming| incoming.retain(|other| other.number != number))
                >
                    {Icon::Cross.draw()}
                </Button>
            </li>
        }
        .into_any(),
        progress => view! {
            <li class="incoming__file">
                <span class="incoming__name">{name}</span>
                <span class="incoming__state">
                    {move || if progress == Progress::Reading { t.reading_file() } else { t.storing_photo() }}
                </span>
                <progress class="incoming__bar" aria-label=t.said(Texts::storing_photo)></progress>
            </li>
        }
        .into_any(),
    }
}
