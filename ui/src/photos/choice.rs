//! The dialogue that chooses a photo for the text.

use crate::{
    bridge::{editor::finish_typing, page::next_frame, shell},
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
    },
};
use contract::photos::address;
use leptos::{prelude::*, task::spawn_local};
use newsroom::PhotoSize;

/// The photos of the story, to choose one.
#[component]
pub(crate) fn PhotoChoice(
    /// Called when the dialogue is to go.
    close: Callback<()>,
) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let photos = story.draft.with_untracked(|draft| draft.photos.clone());
    let none = photos.is_empty();
    let choices = photos.into_iter().enumerate().map(move |(place, photo)| {
        let id = photo.id;
        let insert = move || {
            spawn_local(async move {
                finish_typing().await;
                close.run(());
                story.with_editor(|editor| editor.command("figure", &id.to_string()));
                next_frame(move || {
 story.with_editor(|editor| editor.focus());
 });
            });
        };
        let src = address(photo.picture(PhotoSize::Thumb), shell::is_windows());
        let caption = photo.caption.clone();
        view! {
            <li>
                <button type="button" class="choice" data-testid="choose-photo" data-id=id.to_string() on:click=move |_| insert()>
                    <img src=src alt=photo.alt_text />
                    <span>{move || t.photo_number(place + 1)} " " {caption}</span>
                </button>
            </li>
        }
    });
    view! {
        <Dialog
            title=Signal::derive(move || t.choose_photo().to_owned())
            close=close
        >
            <ul class="choices">{choices.collect_view()}</ul>
            {none.then(|| view! { <p>{t.said(Texts::choose_photo_none)}</p> })}
            <DialogFoot>
                <Button hook="dialog-cancel" press=move |()| close.run(())>
                    {t.said(Texts::cancel)}
                </Button>
            </DialogFoot>
        </Dialog>
    }
}
