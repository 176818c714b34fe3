//! The dialogue that sets a link.

use crate::{
    desk::state::Desk,
    story::{
        editor::{next_frame, settled},
        state::Story,
    },
    widgets::{dialog::Dialog, typed::trimmed},
};
use leptos::{html, prelude::*, task::spawn_local};

/// Asks for an address and links the selected words with it.
#[component]
pub(crate) fn LinkDialog(
    /// The present address, or nothing.
    address: String,
    /// Set to none when the dialogue is to go.
    ask: RwSignal<Option<String>>,
) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let node = NodeRef::<html::Input>::new();
    let trouble = RwSignal::new(false);
    let has_link = !address.is_empty();
    let close = move || ask.set(None);
    let set = move |remove: bool| {
        spawn_local(async move {
            settled().await;
            let address = if remove { String::new() } else { trimmed(node) };
            if !remove && address.is_empty() {
                trouble.set(true);
                return;
            }
            let done = story.with_editor(|editor| editor.command("link", &address)).unwrap_or_default();
            trouble.set(!done);
            if done {
                close();
                next_frame(move || {
                    story.with_editor(|editor| editor.focus());
                });
            }
        });
    };
    view! {
        <Dialog title=Signal::derive(move || t.link_title().to_owned()) close=Callback::new(move |()| close())>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    set(false);
                }
            >
                <div class="field">
                    <label class="field__label" for="link-address">{move || t.link_address()}</label>
                    <input
                        id="link-address"
                        class="field__input field__input--large"
                        data-testid="link-address"
                        inputmode="url"
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby="link-hint"
                        node_ref=node
                        prop:value=address
                    />
                    <p class="field__hint" id="link-hint">{move || t.link_hint()}</p>
                </div>
                <div role="alert">
                    {move || trouble.get().then(|| view! { <p class="trouble" data-testid="failure">{t.link_bad()}</p> })}
                </div>
                <footer class="dialog__foot">
                    {has_link
                        .then(|| {
                            view! {
                                <button type="button" class="button" data-testid="link-remove" on:click=move |_| set(true)>
                                    {move || t.link_remove()}
                                </button>
                            }
                        })}
                    <span class="dialog__space"></span>
                    <button type="button" class="button" data-testid="dialog-cancel" on:click=move |_| close()>
                        {move || t.cancel()}
                    </button>
                    <button class="button button--main" data-testid="dialog-confirm">{move || t.link_set()}</button>
                </footer>
            </form>
        </Dialog>
    }
}
