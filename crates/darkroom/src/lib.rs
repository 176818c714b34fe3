//! Photo bytes in, renditions and metadata out. No database, no network, no files.
//!
//! [`inspect`] reads what a photo says about itself; [`develop`] makes the pictures that are shown and published;
//! [`cut`] keeps of a picture what a document shows of it;
//! [`reduce`] makes a smaller one for a site that refuses the file as too large.
//! Bytes come from cards, phones and strangers: every size is checked before memory is taken, one photo is
//! decoded at a time within a budget of memory and time, and a panic in a decoder comes back as an error.
//!
//! ```
//! use darkroom::{FocalPoint, Plan, Print, develop, inspect};
//! use image::{ImageFormat, RgbImage};
//! use newsroom::PhotoSize;
//!
//! let mut card = std::io::Cursor::new(Vec::new());
//! RgbImage::new(2400, 1600).write_to(&mut card, ImageFormat::Jpeg)?;
//! let file = card.into_inner();
//!
//! let negative = inspect(&file)?;
//! assert_eq!((negative.width, negative.height, negative.has_gps), (2400, 1600, false));
//! let plan = Plan { prints: vec![Print::whole(PhotoSize::Body)], focal_point: FocalPoint::CENTRE };
//! let body = &develop(&file, &plan)?[0];
//! assert_eq!((body.width, body.height), (1600, 1067), "upright, sRGB, without any metadata of the file");
//!
//! // A file that is cut off is refused as a whole.
//! assert!(develop(&file[..file.len() / 2], &plan).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod budget;
mod colour;
mod cut;
mod decode;
mod develop;
mod error;
mod format;
mod frame;
mod metadata;
mod negative;
mod plan;
mod reduce;
mod structure;

pub use budget::{MAX_MEMORY, TIME_LIMIT};
pub use cut::cut;
pub use develop::develop;
pub use error::DarkroomError;
pub use format::{PhotoFormat, recognise};
pub use negative::{Negative, Taken, inspect};
pub use plan::{FocalPoint, Plan, Print, Rendition};
pub use reduce::{REDUCTIONS, Reduced, reduce};

/// The largest file accepted, in bytes: 80 MB. The largest JPEGs of today's cameras are about half of that.
pub const MAX_FILE_BYTES: usize = 80_000_000;

/// The longest side accepted, in pixels.
pub const MAX_SIDE: u32 = 20_000;

/// The shortest side accepted, in pixels: the smallest from which a 16:9 picture can be cut.
pub const MIN_SIDE: u32 = 16;

/// The most pixels accepted: 120 million, above the 102 of medium-format cameras. A kind of file that takes more memory than
/// [`MAX_MEMORY`] for them is accepted with fewer.
pub const MAX_PIXELS: u64 = 120_000_000;
