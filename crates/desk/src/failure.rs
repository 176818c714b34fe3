//! The one conversion from what went wrong to what the window is told.

use crate::error::DeskError;
use contract::{
    Failure, FailureCode, Field,
    documents::{Danger, Unreadable},
};
use darkroom::DarkroomError;
use interchange::InterchangeError;
use store::StoreError;

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        let detail = error.to_string();
        let code = match error {
            DeskError::Refused(refusal) => FailureCode::Refused(refusal),
            DeskError::ChiefOnly => FailureCode::ChiefOnly,
            DeskError::WrongPassword => return Failure::about(FailureCode::WrongPassword, Field::Password),
            DeskError::Wait(left) => {
                FailureCode::WaitSeconds(u32::try_from(left.num_seconds().max(0)).unwrap_or(u32::MAX) + 1)
            }
            DeskError::LoginTaken => return Failure::about(FailureCode::LoginTaken, Field::Login),
            DeskError::LoginShape => return Failure::about(FailureCode::Invalid, Field::Login),
            DeskError::NameMissing => return Failure::about(FailureCode::Invalid, Field::Name),
            DeskError::PasswordTooShort => return Failure::about(FailureCode::PasswordTooShort, Field::Password),
            DeskError::WordsMissing => FailureCode::Invalid,
            DeskError::NewsroomExists => FailureCode::Invalid,
            DeskError::Stale => FailureCode::Stale,
            DeskError::Body(_) => FailureCode::BadBody,
            DeskError::Photo(error) => photo(error),
            DeskError::Document(error) => document(&error),
            DeskError::Store(error) => store(&error),
            DeskError::Site(error) => FailureCode::Site(error.trouble()),
            DeskError::NoSite => FailureCode::NoSite,
            DeskError::Hashing(_) | DeskError::BrokenOff => FailureCode::Internal,
        };
        Failure::with_detail(code, detail)
    }
}

fn photo(error: DarkroomError) -> FailureCode {
    match error {
        DarkroomError::NotAPhoto | DarkroomError::TooSmall { .. } => FailureCode::NotAPhoto,
        DarkroomError::Unsupported { format } => FailureCode::PhotoFormat(format.to_owned()),
        DarkroomError::TooManyPixels { .. } | DarkroomError::FileTooLarge { .. } => FailureCode::PhotoTooLarge,
        DarkroomError::Truncated
        | DarkroomError::Broken { .. }
        | DarkroomError::Panicked
        | DarkroomError::Failed { .. } => FailureCode::PhotoBroken,
    }
}

fn document(error: &InterchangeError) -> FailureCode {
    match error {
        InterchangeError::NotADocument(what) => FailureCode::NotADocument(unreadable(*what)),
        InterchangeError::Unsafe(danger) => FailureCode::DocumentUnsafe(unsafe_by(*danger)),
        InterchangeError::NotWritten(_) => FailureCode::CannotWriteFile,
    }
}

fn unreadable(what: interchange::Unreadable) -> Unreadable {
    use interchange::Unreadable as Of;
    match what {
        Of::Empty => Unreadable::Empty,
        Of::OldWord => Unreadable::OldWord,
        Of::Rtf => Unreadable::Rtf,
        Of::Pages => Unreadable::Pages,
        Of::Pdf => Unreadable::Pdf,
        Of::Spreadsheet => Unreadable::Spreadsheet,
        Of::Presentation => Unreadable::Presentation,
        Of::Picture => Unreadable::Picture,
        Of::Encrypted => Unreadable::Encrypted,
        Of::Damaged => Unreadable::Damaged,
        Of::Unknown => Unreadable::Unknown,
    }
}

fn unsafe_by(danger: interchange::Danger) -> Danger {
    use interchange::Danger as Of;
    match danger {
        Of::FileTooLarge => Danger::FileTooLarge,
        Of::TooManyParts => Danger::TooManyParts,
        Of::Bomb => Danger::Bomb,
        Of::Path => Danger::Path,
        Of::Entities => Danger::Entities,
        Of::TooDeep => Danger::TooDeep,
        Of::TooLong => Danger::TooLong,
    }
}

fn store(error: &StoreError) -> FailureCode {
    match error {
        StoreError::DiskFull => FailureCode::DiskFull,
        StoreError::Unwritable(_) => FailureCode::StoreUnwritable,
        StoreError::AlreadyOpen => FailureCode::AlreadyOpen,
        StoreError::TooNew { .. } => FailureCode::StoreTooNew,
        StoreError::Damaged(_) => FailureCode::StoreDamaged,
        StoreError::NotFound(_) => FailureCode::NotFound,
        StoreError::Taken(_) | StoreError::Unreadable { .. } | StoreError::Sql(_) => FailureCode::Internal,
    }
}
