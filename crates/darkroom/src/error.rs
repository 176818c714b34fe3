use thiserror::Error;

/// Why a photo was refused. The words for the user belong to the interface; these are for the log.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DarkroomError {
    /// Neither a picture in a format that is known here, nor one in a format known by name.
    #[error("not a photo")]
    NotAPhoto,
    /// A picture or film, but in a format that is not developed here.
    #[error("{format} is not supported")]
    Unsupported {
        /// The format's usual name, for the message: `"HEIC"`, `"WebP"`, `"TIFF"`, …
        format: &'static str,
    },
    /// The file ends before the picture does: an interrupted copy, a card pulled out too early.
    #[error("the file ends before the picture does")]
    Truncated,
    /// The file is whole, but the picture in it cannot be decoded without guessing.
    #[error("the picture is damaged: {detail}")]
    Broken {
        /// What the decoder said, in English.
        detail: String,
    },
    /// More pixels than [`crate::MAX_PIXELS`], or a side longer than [`crate::MAX_SIDE`]. Found before decoding.
    #[error("{width} x {height} pixels are too many")]
    TooManyPixels {
        /// Width in the file, in pixels, before orientation.
        width: u32,
        /// Height in the file, in pixels, before orientation.
        height: u32,
    },
    /// A side shorter than [`crate::MIN_SIDE`].
    #[error("{width} x {height} pixels are too few")]
    TooSmall {
        /// Width in the file, in pixels, before orientation.
        width: u32,
        /// Height in the file, in pixels, before orientation.
        height: u32,
    },
    /// More bytes than [`crate::MAX_FILE_BYTES`].
    #[error("{bytes} bytes are too many")]
    FileTooLarge {
        /// Size of the file in bytes.
        bytes: usize,
    },
    /// It would take more memory than one photo may ([`crate::MAX_MEMORY`]), or took longer ([`crate::TIME_LIMIT`]).
    #[error("more memory or time than one photo may take")]
    TooCostly,
    /// A decoder panicked. The photo is refused; the program goes on.
    #[error("the decoder panicked")]
    Panicked,
    /// Decoded, but a rendition could not be made.
    #[error("the rendition could not be made: {detail}")]
    Failed {
        /// What the resizer or encoder said, in English.
        detail: String,
    },
}

impl DarkroomError {
    pub(crate) fn broken(detail: impl ToString) -> Self {
        Self::Broken { detail: detail.to_string() }
    }

    pub(crate) fn failed(detail: impl ToString) -> Self {
        Self::Failed { detail: detail.to_string() }
    }
}
