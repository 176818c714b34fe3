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
mod widgets;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
