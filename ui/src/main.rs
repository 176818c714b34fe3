//! The interface of Newsdesk: a Leptos application in the shell's window.
//!
//! [`ipc`] is the only place that calls the shell, [`texts`] the only one that holds words, [`story::editor`] the only one that
//! speaks with the ProseMirror editor.

#![allow(unreachable_pub, reason = "the component macro makes public what it makes")]

mod app;
mod archive;
mod clock;
mod desk;
mod documents;
mod entry;
mod find;
mod ipc;
mod palette;
mod photos;
mod remarks;
mod rescue;
mod revisions;
mod sending;
mod settings;
mod sites;
mod staff;
mod story;
mod templates;
mod texts;
mod tools;
mod unsent;
mod widgets;

fn main() {
    std::panic::set_hook(Box::new(|broken| {
        console_error_panic_hook::hook(broken);
        // Whoever looks at the page can tell why it stands still.
        let page = web_sys::window().and_then(|window| window.document()).and_then(|page| page.document_element());
        if let Some(page) = page {
            page.set_attribute("data-broken", &broken.to_string()).unwrap_or_default();
        }
    }));
    leptos::mount::mount_to_body(app::App);
}
