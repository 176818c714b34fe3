//! What readers will see over the body beside the words: the lead photo. The bundled site shows it there unless the text
//! shows it; what another site does is for its looks to decide, and is not claimed.

use crate::texts::Texts;
use crate::{
    bridge::shell,
    state::{desk::Desk, story::Story},
};
use contract::photos::address;
use leptos::prelude::*;
use newsroom::PhotoSize;

/// The lead photo with its caption, once there is one.
#[component]
pub(crate) fn LeadFigure() -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let lead = Memo::new(move |_| {
        story
            .draft
            .with(|draft| draft.lead_photo.and_then(|id| draft.photo(id)).map(|photo| photo.picture(PhotoSize::Body)))
    });
    let words = move |pick: fn(&newsroom::PhotoUse) -> &String| {
        story.draft.with(|draft| {
            lead.get().and_then(|lead| draft.photo(lead.photo)).map(|photo| pick(photo).trim().to_owned())
        })
    };
    let in_text = Memo::new(move |_| story.draft.with(newsroom::Manuscript::text_shows_lead));
    let bundled = Memo::new(move |_| story.view.with(|view| view.goes_to.as_ref().is_some_and(|site| site.bundled)));
    let where_it_is = move || match (in_text.get(), bundled.get()) {
        (true, true) => Some(t.lead_in_text()),
        (true, false) => Some(t.lead_in_text_elsewhere()),
        (false, false) => Some(t.lead_elsewhere()),
        (false, true) => None,
    };
    let caption = move || words(|photo| &photo.caption).filter(|words| !words.is_empty());
    let credit = move || words(|photo| &photo.credit).filter(|words| !words.is_empty());
    view! {
        {move || {
            lead.get()
                .map(|picture| {
                    view! {
                        <figure class="lead" class:lead--in-text=move || in_text.get() data-testid="lead-figure">
                            <img
                                class="lead__photo"
                                src=address(picture, shell::is_windows())
                                alt=move || words(|photo| &photo.alt_text)
                            />
                            <figcaption class="lead__words">
                                <span class="lead__tag">{t.said(Texts::lead_photo)}</span>
                                {move || caption().unwrap_or_else(|| t.figure_no_caption().to_owned())}
                                {move || credit().map(|credit| view! { <span class="lead__credit">{credit}</span> })}
                                {move || where_it_is().map(|words| view! { <small class="lead__where" data-testid="lead-where">{words}</small> })}
                            </figcaption>
                        </figure>
                    }
                })
        }}
    }
}
