//! Commands: unpack, hand over to the desk, answer. No rule lives here.

mod articles;
mod documents;
mod keeping;
mod people;
mod photos;
mod remarks;
mod revisions;
mod sections;
mod sending;
mod sites;
mod templates;
mod unsent;

use crate::newsdesk::Newsdesk;
use contract::{Failure, FailureCode, Request};
use newsroom::Action;
use std::collections::HashMap;
use tauri::{Runtime, ipc::Invoke};

/// What a command answers.
type Answer<R> = Result<<R as Request>::Reply, Failure>;

/// Every command of the contract. One that needs somebody signed in is refused here already; what it takes beyond that,
/// the desk asks.
pub(crate) fn handler<R: Runtime>(newsdesk: Newsdesk) -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    let rights: HashMap<&str, Action> = contract::rights().into_iter().collect();
    let commands = commands();
    move |invoke: Invoke<R>| {
        let action = rights.get(invoke.message.command());
        let open = action.is_some_and(|action| action.permit_role(None).is_ok());
        if !open && newsdesk.signed_in().is_none() {
            invoke.resolver.reject(Failure::of(FailureCode::NotSignedIn));
            return true;
        }
        commands(invoke)
    }
}

fn commands<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        articles::list_shelves,
        articles::list_articles,
        articles::new_article,
        articles::open_article,
        articles::save_text,
        articles::make_move,
        articles::set_banner,
        articles::set_slug,
        articles::reassign_story,
        people::hello,
        people::make_newsroom,
        people::try_ready_newsroom,
        people::sign_in,
        people::sign_out,
        people::close_window,
        people::zoom_window,
        people::show_other,
        people::list_staff,
        people::add_staff,
        people::list_first_steps,
        people::change_password,
        people::give_password,
        people::change_role,
        people::set_left,
        people::list_takers,
        people::reassign_stories,
        photos::add_photo,
        photos::save_photo,
        photos::remove_photo,
        documents::import_document,
        documents::export_article,
        documents::rescue_text,
        keeping::show_keeping,
        keeping::copy_now,
        keeping::choose_second_place,
        keeping::forget_second_place,
        keeping::look_into_copy,
        keeping::restore_copy,
        keeping::try_restore,
        keeping::mend_entries,
        keeping::show_remains,
        keeping::recover_newsroom,
        remarks::list_remarks,
        remarks::add_remark,
        remarks::answer_remark,
        remarks::resolve_remark,
        revisions::list_revisions,
        revisions::keep_revision,
        revisions::compare_revisions,
        revisions::restore_revision,
        sections::list_sections,
        sections::show_sections,
        sections::add_section,
        sections::rename_section,
        sections::order_sections,
        sections::retire_section,
        templates::list_templates,
        templates::save_template,
        templates::remove_template,
        unsent::read_unsent,
        unsent::keep_unsent,
        sending::list_transmissions,
        sending::retry_transmission,
        sending::cancel_transmission,
        sending::pause_transmission,
        sending::send_first,
        sending::accept_as_it_stands,
        sending::send_letters_as_entities,
        sending::find_refused_words,
        sending::show_receipt,
        sending::get_data_saver,
        sending::set_data_saver,
        sending::compare_with_site,
        sending::resolve_conflict,
        sending::open_in_browser,
        sites::list_sites,
        sites::probe_site,
        sites::connect_site,
        sites::ask_account,
        sites::list_site_sections,
        sites::place_sections,
        sites::create_site_section,
        sites::set_main_site,
        sites::pause_site,
        sites::forget_password,
        sites::list_archives,
        sites::update_archive,
        sites::search_archive,
        sites::find_alike,
    ]
}
