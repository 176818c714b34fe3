//! Commands: unpack, hand over to the desk, answer. No rule lives here.

mod articles;
mod people;
mod photos;
mod sending;

use contract::{Failure, Request};
use tauri::{Runtime, ipc::Invoke};

/// What a command answers.
type Answer<R> = Result<<R as Request>::Reply, Failure>;

/// Every command of the contract.
pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        articles::list_shelves,
        articles::list_articles,
        articles::new_article,
        articles::open_article,
        articles::save_text,
        articles::make_move,
        articles::set_banner,
        people::hello,
        people::make_newsroom,
        people::try_ready_newsroom,
        people::sign_in,
        people::sign_out,
        people::close_window,
        people::list_staff,
        people::add_staff,
        photos::add_photo,
        photos::save_photo,
        photos::remove_photo,
        sending::list_transmissions,
        sending::retry_transmission,
        sending::cancel_transmission,
        sending::list_sites,
        sending::connect_site,
        sending::open_in_browser,
    ]
}
