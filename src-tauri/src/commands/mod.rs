//! Commands: unpack, hand over to the desk, answer. No rule lives here.

mod articles;
mod documents;
mod people;
mod photos;
mod remarks;
mod revisions;
mod sending;
mod templates;

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
        people::show_other,
        people::list_staff,
        people::add_staff,
        photos::add_photo,
        photos::save_photo,
        photos::remove_photo,
        documents::import_document,
        documents::export_article,
        documents::rescue_text,
        remarks::list_remarks,
        remarks::add_remark,
        remarks::answer_remark,
        remarks::resolve_remark,
        revisions::list_revisions,
        revisions::keep_revision,
        revisions::compare_revisions,
        revisions::restore_revision,
        templates::list_templates,
        templates::save_template,
        templates::remove_template,
        sending::list_transmissions,
        sending::retry_transmission,
        sending::cancel_transmission,
        sending::list_sites,
        sending::connect_site,
        sending::open_in_browser,
    ]
}
