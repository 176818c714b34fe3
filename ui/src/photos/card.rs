//! A photo with its words.

use crate::{
    bridge::{
        editor,
        page::{self, focus_on},
        shell,
    },
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
        icon::Icon,
        typed::Typed,
    },
};
use contract::{articles::TextEdit, photos::address};
use leptos::{prelude::*, task::spawn_local};
use newsroom::{PhotoLine, PhotoSize, PhotoUse, PhotoUseId, TextLine};

/// One photo of the strip.
#[component]
pub(crate) fn PhotoCard(
    /// The photo.
    id: PhotoUseId,
) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let first: Option<PhotoUse> = story.draft.with_untracked(|draft| draft.photo(id).cloned());
    let Some(first) = first else { return ().into_any() };
    let src = address(first.picture(PhotoSize::Thumb), shell::is_windows());
    let PhotoUse { file_name, width, height, caption, credit, alt_text, .. } = first;
    let place =
        move || story.draft.with(|draft| draft.photos.iter().position(|photo| photo.id == id).unwrap_or_default() + 1);
    let is_lead = Memo::new(move |_| story.draft.with(|draft| draft.lead_photo == Some(id)));
    let in_text = Memo::new(move |_| story.draft.with(|draft| draft.body.figures().contains(&id)));
    let used = move || is_lead.get() || in_text.get();
    let alt = move || story.draft.with(|draft| draft.photo(id).map(|photo| photo.alt_text.clone()));
    // What a used photo owes its readers is marked where it is missing.
    let owes = move |line: PhotoLine| {
        Signal::derive(move || {
            let empty =
                story.draft.with(|draft| draft.photo(id).is_some_and(|photo| photo.line(line).trim().is_empty()));
            empty && used() && story.editable()
        })
    };
    let words = move |line: PhotoLine| Callback::new(move |text| story.change_line(TextLine::Photo(id, line), text));
    let readonly = Signal::derive(move || !story.editable());
    Effect::new(move |_| {
        if story.shown_photo.get() == Some(id) {
            story.shown_photo.set(None);
            page::next_frame(move || focus_on(&format!("[id='photo-caption-{id}']")));
        }
    });
    view! {
        <li class="photo" data-testid="photo-card" data-id=id.to_string() aria-label=move || t.photo_number(place())>
            <div class="photo__head">
                <img class="photo__thumb" src=src alt=alt />
                <p class="photo__facts">
                    <strong>{move || t.photo_number(place())}</strong>
                    <span class="photo__file" title=file_name.clone()>{file_name.clone()}</span>
                    <span class="photo__size">{move || t.pixels(width, height)}</span>
                    <span class="photo__badges">
                        {move || is_lead.get().then(|| view! { <span class="badge badge--lead">{t.lead_photo()}</span> })}
                        {move || in_text.get().then(|| view! { <span class="badge">{t.in_text()}</span> })}
                        {move || (!used()).then(|| view! { <span class="badge badge--faint">{t.not_used()}</span> })}
                    </span>
                </p>
            </div>
            {move || story.editable().then(|| view! { <Actions id=id is_lead=is_lead in_text=in_text /> })}
            <Typed
                id=format!("photo-caption-{id}")
                testid="photo-caption"
                label=t.said(Texts::caption)
                hint=t.said(Texts::caption_hint)
                value=caption
                readonly=readonly
                lines=true
                missing=owes(PhotoLine::Caption)
                typed=words(PhotoLine::Caption)
            />
            <Typed
                id=format!("photo-credit-{id}")
                testid="photo-credit"
                label=t.said(Texts::credit)
                hint=t.said(Texts::credit_hint)
                value=credit
                readonly=readonly
                missing=owes(PhotoLine::Credit)
                typed=words(PhotoLine::Credit)
            />
            <Typed
                id=format!("photo-alt-{id}")
                testid="photo-alt"
                label=t.said(Texts::alt_text)
                hint=t.said(Texts::alt_hint)
                value=alt_text
                readonly=readonly
                lines=true
                missing=owes(PhotoLine::AltText)
                typed=words(PhotoLine::AltText)
            />
        </li>
    }
    .into_any()
}

#[component]
fn Actions(id: PhotoUseId, is_lead: Memo<bool>, in_text: Memo<bool>) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let asking = RwSignal::new(false);
    let remove = move || {
        if is_lead.get_untracked() || in_text.get_untracked() {
            asking.set(true);
        } else {
            story.remove_photo(id);
        }
    };
    let set_lead = move || {
        let lead = (!is_lead.get_untracked()).then_some(id);
        story.change(TextEdit { lead_photo: Some(lead), ..TextEdit::default() });
    };
    let insert = move || {
        spawn_local(async move {
            editor::finish_typing().await;
            story.with_editor(|editor| editor.command("figure", &id.to_string()));
        });
    };
    view! {
        <div class="photo__actions">
            <Button
                small=true
                hook="photo-lead"
                pressed=is_lead
                hint=move || if is_lead.get() { t.drop_lead() } else { t.make_lead() }
                press=move |()| set_lead()
            >
                {Icon::Star.draw()}
                <span>{t.said(Texts::lead_photo)}</span>
            </Button>
            <Button small=true hook="photo-insert" press=move |()| insert()>
                {Icon::Insert.draw()}
                <span>{t.said(Texts::insert_photo)}</span>
            </Button>
            <Button
                small=true
                bare=true
                hook="photo-remove"
                hint=t.said(Texts::remove_photo)
                label=t.said(Texts::remove_photo)
                press=move |()| remove()
            >
                {Icon::Bin.draw()}
            </Button>
        </div>
        {move || {
            asking
                .get()
                .then(|| {
                    view! {
                        <Dialog
                            title=Signal::derive(move || t.remove_title().to_owned())
                            close=Callback::new(move |()| asking.set(false))
                        >
                            <p>{t.said(Texts::remove_used)}</p>
                            <DialogFoot
                                cancel=move |()| asking.set(false)
                                confirm=t.said(Texts::remove_photo)
                                act=move |()| {
                                        asking.set(false);
                                        story.remove_photo(id);
                                    }
                                danger=true
                            />
                        </Dialog>
                    }
                })
        }}
    }
}
