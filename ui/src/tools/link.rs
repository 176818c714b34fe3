//! The dialogue that sets a link, and what it says of the address while it is typed.

use crate::{
    bridge::{editor::finish_typing, page::next_frame},
    state::{desk::Desk, story::Story},
    texts::Texts,
    widgets::{
        button::Button,
        dialog::{Dialog, DialogFoot},
        typed::{self, trimmed},
    },
};
use leptos::{html, prelude::*, task::spawn_local};
use newsroom::body::is_safe_link;

/// What is to be said of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// It can be set; readers' browsers will warn of it.
    Insecure,
    /// It can be set; a blank in it is hardly meant.
    Blank,
    /// It can be set, but leads nowhere outside of this house.
    NoDot,
    /// It cannot be set.
    Refused,
}

/// What is to be said of an address as it is typed; none for a good one, and for none at all.
pub(crate) fn doubt(address: &str) -> Option<Doubt> {
    let address = address.trim();
    if address.is_empty() {
        return None;
    }
    let scheme = address.split_once(':').filter(|(scheme, rest)| {
        let letters = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'));
        // `mongcai.gov.vn:8080` has a port and no scheme.
        letters
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && !rest.starts_with(|c: char| c.is_ascii_digit())
    });
    let (scheme, rest) = match scheme {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest.trim_start_matches('/')),
        None if address.contains('@') => ("mailto".to_owned(), address),
        None => ("https".to_owned(), address),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // What is typed without a scheme is taken for a page only if it looks like one.
    let bare = !address.contains(':') && !host.contains('.');
    if bare
        || !is_safe_link(&format!(
            "{scheme}:{}{}",
            if scheme.starts_with("http") { "//" } else { "" },
            rest.replace(' ', "%20")
        ))
    {
        return Some(Doubt::Refused);
    }
    match scheme.as_str() {
        _ if address.contains(char::is_whitespace) => Some(Doubt::Blank),
        "tel" => None,
        _ if !host.contains('.') => Some(Doubt::NoDot),
        "http" => Some(Doubt::Insecure),
        _ => None,
    }
}

/// Asks for an address and links the selected words with it.
#[component]
pub(crate) fn LinkDialog(
    /// The present address, or nothing.
    address: String,
    /// Called when the dialogue is to go.
    close: Callback<()>,
) -> impl IntoView {
    let t = Desk::here().t;
    let story: Story = expect_context();
    let node = NodeRef::<html::Input>::new();
    let trouble = RwSignal::new(false);
    let has_link = !address.is_empty();
    let doubted = RwSignal::new(doubt(&address));
    let report = typed::reporter(
        address.clone(),
        Callback::new(move |address: String| {
            trouble.set(false);
            doubted.set(doubt(&address));
        }),
    );
    let set = move |remove: bool| {
        spawn_local(async move {
            finish_typing().await;
            let address = if remove { String::new() } else { trimmed(node) };
            let refused = !remove && (address.is_empty() || doubt(&address) == Some(Doubt::Refused));
            let done = !refused && story.with_editor(|editor| editor.command("link", &address)).unwrap_or_default();
            trouble.set(!done);
            if done {
                close.run(());
                next_frame(move || {
                    story.with_editor(|editor| editor.focus());
                });
            }
        });
    };
    let warning = move || doubted.get().filter(|doubt| *doubt != Doubt::Refused).map(|doubt| t.link_doubt(doubt));
    view! {
        <Dialog title=Signal::derive(move || t.link_title().to_owned()) close=close>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    set(false);
                }
            >
                <div class="field">
                    <label class="field__label" for="link-address">{t.said(Texts::link_address)}</label>
                    <input
                        id="link-address"
                        class="field__input field__input--large"
                        data-testid="link-address"
                        inputmode="url"
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby="link-hint link-doubt"
                        node_ref=node
                        prop:value=address
                        on:input=move |event| report(&event)
                        on:compositionend=move |event| report(&event)
                    />
                    <p class="field__hint" id="link-hint">{t.said(Texts::link_hint)}</p>
                    <p class="field__doubt" id="link-doubt" role="status" data-testid="link-doubt">{warning}</p>
                </div>
                <div role="alert">
                    {move || trouble.get().then(|| view! { <p class="trouble" data-testid="failure">{t.link_bad()}</p> })}
                </div>
                <DialogFoot cancel=close confirm=t.said(Texts::link_set)>
                    {has_link
                        .then(|| {
                            view! {
                                <Button hook="link-remove" press=move |()| set(true)>
                                    {t.said(Texts::link_remove)}
                                </Button>
                            }
                        })}
                </DialogFoot>
            </form>
        </Dialog>
    }
}

impl Texts {
    /// What is to be said of an address that can be set nevertheless.
    fn link_doubt(self, doubt: Doubt) -> &'static str {
        match doubt {
            Doubt::Insecure => self.link_insecure(),
            Doubt::Blank => self.link_blank(),
            Doubt::NoDot => self.link_no_dot(),
            Doubt::Refused => self.link_bad(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_addresses_are_set_without_a_word() {
        for good in [
            "https://mongcai.gov.vn/tin",
            "mongcai.gov.vn",
            "toasoan@mongcai.gov.vn",
            "mailto:a@b.vn",
            "tel:+84203",
            " ",
        ] {
            assert_eq!(doubt(good), None, "{good}");
        }
        assert_eq!(doubt("mongcai.gov.vn:8080/tin"), None, "a port is no scheme");
    }

    #[test]
    fn the_writer_is_told_what_readers_will_meet() {
        assert_eq!(doubt("http://mongcai.gov.vn"), Some(Doubt::Insecure));
        assert_eq!(doubt("https://localhost/tin"), Some(Doubt::NoDot));
        assert_eq!(doubt("https://mongcai.gov.vn/tin moi"), Some(Doubt::Blank));
    }

    #[test]
    fn what_could_run_code_or_read_files_is_refused() {
        for bad in ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "móng cái", "mongcai"] {
            assert_eq!(doubt(bad), Some(Doubt::Refused), "{bad}");
        }
    }
}
