//! The interface of Newsdesk: a Leptos application in the shell's window.
//!
//! Four modules serve all screens: [`texts`] holds every word in both languages, [`bridge`] speaks with the shell, the ProseMirror
//! editor and the browser, [`state`] is what the window knows, [`widgets`] are small parts of many screens. Every other module is
//! a view: a screen or a part of one.

#![allow(unreachable_pub, reason = "the component macro makes public what it makes")]

mod app;
mod archive;
mod bridge;
mod desk;
mod documents;
mod entry;
mod find;
mod keeping;
mod notice;
mod palette;
mod photos;
mod remarks;
mod rescue;
mod revisions;
mod sections;
mod sending;
mod sites;
mod staff;
mod state;
mod story;
mod switches;
mod templates;
mod texts;
mod tools;
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
