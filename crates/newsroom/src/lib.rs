//! The newsroom domain: what a story is, who may do what with it, and what an approval binds.
//!
//! No IO, no clock, no random: callers pass `now` and ids. Compiles natively and for wasm32, so that
//! the same rules advise in the window and decide at the desk.

pub mod approval;
pub mod article;
pub mod body;
pub mod changes;
pub mod compare;
pub mod id;
pub mod manuscript;
pub mod merge;
pub mod moves;
pub mod photo;
pub mod readiness;
pub mod section;
pub mod staff;
pub mod stage;
pub mod transmission;

pub use approval::{Approval, ContentHash};
pub use article::Article;
pub use body::Body;
pub use changes::Changes;
pub use id::{ArticleId, PhotoId, RemarkId, RevisionId, SectionId, SiteId, StaffId, TemplateId, TransmissionId};
pub use manuscript::{CORRECTION_LABEL, Manuscript, Related, TextEdit, correction_words};
pub use moves::{Attempt, Move, Refusal};
pub use photo::Photo;
pub use section::Section;
pub use staff::{Actor, Role, Staff};
pub use stage::Stage;
pub use transmission::{Delivery, Difference, Notice, Step, Transmission, Trouble};
