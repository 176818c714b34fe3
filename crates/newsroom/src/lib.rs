//! The newsroom domain: what a story is, who may do what with it, and what an approval binds.
//!
//! No IO, no clock, no random: callers pass `now` and ids. Compiles natively and for wasm32, so that
//! the same rules advise in the window and decide at the desk.
//!
//! The table of moves decides, and nothing else changes a stage:
//!
//! ```
//! use chrono::DateTime;
//! use newsroom::{
//!     Actor, Article, ArticleId, Attempt, Body, Move, Refusal, RevisionId, Role, Stage, StaffId,
//!     body::{Block, Inline},
//! };
//! use uuid::Uuid;
//!
//! let (thu_ha, now) = (StaffId(Uuid::from_u128(1)), DateTime::UNIX_EPOCH);
//! let reporter = Actor::Person(thu_ha, Role::Reporter);
//! let mut story = Article::new(ArticleId(Uuid::from_u128(2)), thu_ha, "Thu Hà", now);
//! let mut go = |story: &mut Article, what| {
//!     story.make_move(what, reporter, &Attempt::default(), RevisionId(Uuid::from_u128(3)), now)
//! };
//!
//! // An editor needs at least a headline and a text.
//! assert!(matches!(go(&mut story, Move::File), Err(Refusal::Lacks(_))));
//! story.edit(reporter, now, |manuscript| {
//!     manuscript.headline = "Cầu Bắc Luân II thông xe".to_owned();
//!     let text = Inline::Text { text: "Sáng 23/11, cầu thông xe.".to_owned(), marks: vec![] };
//!     manuscript.body = Body::new(vec![Block::Paragraph { content: vec![text] }]);
//! })?;
//! go(&mut story, Move::File)?;
//! assert_eq!(story.stage, Stage::Filed);
//!
//! // Approving is an editor's, and only from the editor's hands.
//! assert!(go(&mut story, Move::Approve).is_err());
//! // The window greys out by the same table.
//! assert!(story.open_moves(reporter).iter().any(|(what, refusal)| *what == Move::Recall && refusal.is_none()));
//! # Ok::<(), Refusal>(())
//! ```

mod align;
pub mod approval;
pub mod archive;
pub mod article;
pub mod body;
pub mod canonical;
pub mod changes;
pub mod compare;
pub mod deeds;
pub mod document;
pub mod first_steps;
pub mod history;
pub mod id;
pub mod manuscript;
pub mod merge;
pub mod moves;
pub mod operation;
pub mod photo;
pub mod readers;
pub mod readiness;
mod reassigning;
pub mod remark;
pub mod rendition;
pub mod rights;
pub mod section;
pub mod site;
pub mod staff;
pub mod stage;
pub mod summary;
pub mod template;
pub mod transmission;

pub use approval::{Approval, ContentHash};
pub use article::Article;
pub use body::Body;
pub use canonical::{CanonicalForm, Seal};
pub use changes::Changes;
pub use deeds::{Deed, Occasion};
pub use first_steps::FirstStep;
pub use id::{
    ArticleId, PhotoId, PhotoUseId, RemarkId, RevisionId, SectionId, SiteId, StaffId, TemplateId, TransmissionId,
};
pub use manuscript::{CORRECTION_LABEL, Manuscript, PhotoLine, Related, TextEdit, TextLine, TooLong, correction_words};
pub use moves::{Attempt, Move, Refusal};
pub use operation::{Arrival, Kind, LostSight, Operation, Pushed, SharedStory, Thing, ThingId};
pub use photo::{Consent, Crops, Photo, PhotoUse, Picture};
pub use readers::{Kept, Live, Readers};
pub use rendition::{Crop, PhotoSize, Recipe};
pub use rights::Action;
pub use section::{Section, SectionRefusal};
pub use staff::{Actor, Role, Staff};
pub use stage::Stage;
pub use transmission::{Delivery, Difference, LetterPlace, Notice, Outcome, Step, Transmission, Trouble};
