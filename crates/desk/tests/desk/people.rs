//! Signing in, and what a first run makes.

use crate::office::{Office, picture};
use chrono::Duration;
use desk::{DeskError, READY_PASSWORD};
use newsroom::{PhotoSize, Role};
use tempfile::TempDir;

#[test]
fn a_wrong_password_is_refused_and_guessing_is_slowed_down() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    for login in ["phongvien", "nobody"] {
        for _ in 0..5 {
            assert!(matches!(office.desk.sign_in(login, "wrong password"), Err(DeskError::WrongPassword)));
        }
        assert!(matches!(office.desk.sign_in(login, READY_PASSWORD), Err(DeskError::Wait(_))), "the sixth waits");
    }
    office.clock.forward(Duration::minutes(2));
    let staff = office.desk.sign_in(" PhongVien ", READY_PASSWORD).unwrap();
    assert_eq!((staff.login.as_str(), staff.role), ("phongvien", Role::Reporter), "case and blanks do not matter");
}

#[test]
fn passwords_are_kept_as_argon2id_hashes() {
    let folder = TempDir::new().unwrap();
    drop(Office::online(folder.path()));
    let bytes = std::fs::read(folder.path().join("desk.sqlite")).unwrap();
    let has = |needle: &[u8]| bytes.windows(needle.len()).any(|w| w == needle);
    assert!(has(b"$argon2id$"));
    assert!(!has(READY_PASSWORD.as_bytes()), "the password itself is nowhere");
}

#[test]
fn the_chief_adds_people_and_nobody_else_does() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor) = (office.staff("thuky"), office.staff("bientap"));
    let add = |who, login, password| office.desk.add_staff(who, "Đặng Thị Hoa", login, Role::Reporter, password);
    assert!(matches!(add(&editor, "hoa", "12345678"), Err(DeskError::ChiefOnly)));
    assert!(matches!(add(&chief, "hoa", "1234567"), Err(DeskError::PasswordTooShort)));
    assert!(matches!(add(&chief, "hoa hoa", "12345678"), Err(DeskError::LoginShape)));
    assert!(matches!(add(&chief, "bientap", "12345678"), Err(DeskError::LoginTaken)));
    add(&chief, "hoa", "12345678").unwrap();
    office.desk.sign_in("hoa", "12345678").unwrap();
}

#[test]
fn a_newsroom_is_made_once() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    assert!(matches!(office.desk.make_ready_newsroom(), Err(DeskError::NewsroomExists)));
    let trial = office.desk.trial_staff().unwrap();
    assert_eq!(trial.iter().map(|s| s.role).collect::<Vec<_>>(), Role::ALL, "one of each, in the order of the work");
}

#[test]
fn a_broken_photo_is_refused_and_the_story_is_as_before() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let reporter = office.staff("phongvien");
    let id = office.desk.new_article(&reporter, None).unwrap().0.article.id;
    let whole = picture(1);
    for bad in [&b"not a photo"[..], &whole[..whole.len() / 2], &[]] {
        let refused = office.desk.add_photo(&reporter, id, "x.jpg", bad);
        assert!(matches!(refused, Err(DeskError::Photo(_))), "{refused:?}");
    }
    assert!(office.desk.open_article(&reporter, id).unwrap().article.manuscript.photos.is_empty());
    let (photo, _) = office.desk.add_photo(&reporter, id, "x.jpg", &whole).unwrap();
    assert_eq!(
        office.desk.picture(&reporter, photo.id, PhotoSize::Thumb).unwrap().jpeg[..2],
        [0xff, 0xd8],
        "a JPEG is shown"
    );
}
