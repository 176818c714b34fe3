//! The one conversion from what went wrong to what the window is told.

use crate::error::DeskError;
use contract::{Failure, FailureCode, Field};
use darkroom::DarkroomError;
use interchange::InterchangeError;
use store::StoreError;

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        let detail = error.to_string();
        let code = match error {
            DeskError::Refused(refusal) => FailureCode::Refused(refusal),
            DeskError::NotSignedIn => FailureCode::NotSignedIn,
            DeskError::ChiefOnly => FailureCode::ChiefOnly,
            DeskError::WrongPassword => return Failure::about(FailureCode::WrongPassword, Field::Password),
            DeskError::Wait(left) => {
                FailureCode::WaitSeconds(u32::try_from(left.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
            }
            DeskError::LoginTaken => return Failure::about(FailureCode::LoginTaken, Field::Login),
            DeskError::LoginShape => return Failure::about(FailureCode::Invalid, Field::Login),
            DeskError::NameMissing => return Failure::about(FailureCode::Invalid, Field::Name),
            DeskError::PasswordTooShort => return Failure::about(FailureCode::PasswordTooShort, Field::Password),
            DeskError::OwnAccount => FailureCode::OwnAccount,
            DeskError::HasLeft => FailureCode::HasLeft,
            DeskError::WordsMissing => FailureCode::Invalid,
            DeskError::NewsroomExists => FailureCode::Invalid,
            DeskError::EntriesNotInCopies => FailureCode::EntriesNotInCopies,
            DeskError::Done { why, .. } => FailureCode::Done(Box::new(Failure::from(*why).code)),
            DeskError::Stale => FailureCode::Stale,
            DeskError::Body(_) => FailureCode::BadBody,
            DeskError::Photo(error) => photo(error),
            DeskError::Document(error) => document(&error),
            DeskError::Store(error) => store(&error),
            DeskError::Site(error) => FailureCode::Site(error.trouble()),
            DeskError::Elsewhere(elsewhere) => {
                return Failure::about(FailureCode::SiteElsewhere(Box::new(elsewhere)), Field::Address);
            }
            DeskError::TooLong(what) => FailureCode::TooLong(what),
            DeskError::SiteTaken => return Failure::about(FailureCode::SiteTaken, Field::Address),
            DeskError::NoSite => FailureCode::NoSite,
            DeskError::Section(why) => return Failure::about(FailureCode::Section(why), Field::Sections),
            // No command waits for the newsroom's server.
            DeskError::Newsroom(_) => FailureCode::Internal,
            DeskError::Hashing(_) | DeskError::BrokenOff | DeskError::ArchiveFull => FailureCode::Internal,
        };
        Failure::with_detail(code, detail)
    }
}

fn photo(error: DarkroomError) -> FailureCode {
    match error {
        DarkroomError::NotAPhoto | DarkroomError::TooSmall { .. } => FailureCode::NotAPhoto,
        DarkroomError::Unsupported { format } => FailureCode::PhotoFormat(format.to_owned()),
        DarkroomError::TooManyPixels { .. } | DarkroomError::FileTooLarge { .. } => FailureCode::PhotoTooLarge,
        DarkroomError::TooCostly => FailureCode::PhotoTooCostly,
        DarkroomError::Truncated
        | DarkroomError::Broken { .. }
        | DarkroomError::Panicked
        | DarkroomError::Failed { .. } => FailureCode::PhotoBroken,
    }
}

fn document(error: &InterchangeError) -> FailureCode {
    match error {
        InterchangeError::NotADocument(what) => FailureCode::NotADocument(*what),
        InterchangeError::Unsafe(danger) => FailureCode::DocumentUnsafe(*danger),
        InterchangeError::NotWritten(_) => FailureCode::CannotWriteFile,
    }
}

fn store(error: &StoreError) -> FailureCode {
    match error {
        StoreError::DiskFull => FailureCode::DiskFull,
        StoreError::Unwritable(_) => FailureCode::StoreUnwritable,
        StoreError::AlreadyOpen => FailureCode::AlreadyOpen,
        StoreError::TooNew { .. } => FailureCode::StoreTooNew,
        StoreError::Damaged(_) | StoreError::DamagedRows(_) => FailureCode::StoreDamaged,
        StoreError::Gone(_) => FailureCode::StoreGone,
        StoreError::Behind { missing } => FailureCode::ChangesMissing(*missing),
        StoreError::PlaceGone(_) => FailureCode::PlaceGone,
        StoreError::NotFound(_) => FailureCode::NotFound,
        StoreError::Taken(_) | StoreError::Unreadable { .. } | StoreError::Sql(_) => FailureCode::Internal,
    }
}
