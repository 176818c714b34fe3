//! Templates: patterns that new stories begin from. Everybody begins from them, the chief makes them.

mod body;
mod form;
pub(crate) mod new_menu;
mod page;

pub(crate) use page::TemplatesPage;
