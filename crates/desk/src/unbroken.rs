//! Work that a fault of this program must not end.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does one piece of work of a thread that is to go on, whatever happens in it. What is shared must be whole after a panic:
/// the store rolls back, and every lock here is taken over ([`std::sync::PoisonError::into_inner`]).
///
/// # Errors
/// The words of the panic.
pub fn unbroken<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|defect| {
        let words = defect.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| defect.downcast_ref::<&str>().copied()).unwrap_or("without words").to_owned();
        tracing::error!(defect = words, "a piece of work broke off");
        words
    })
}
