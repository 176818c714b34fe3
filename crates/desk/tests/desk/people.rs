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
fn the_wait_grows_with_each_guess_and_the_right_password_ends_it() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let wrong = || office.desk.sign_in("thuky", "wrong password");
    for _ in 0..4 {
        assert!(matches!(wrong(), Err(DeskError::WrongPassword)));
    }
    office.desk.sign_in("thuky", READY_PASSWORD).unwrap();
    for guess in 1..=5 {
        assert!(matches!(wrong(), Err(DeskError::WrongPassword)), "{guess}: counted anew");
    }
    for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
        if seconds >= 8 {
            // Shorter ones may have gone by while a password was looked at.
            let Err(DeskError::Wait(wait)) = wrong() else { panic!("{seconds} s are not waited for") };
            let whole = std::time::Duration::from_secs(seconds);
            assert!(wait <= whole && wait > whole / 2, "{wait:?} of {seconds} s");
        }
        office.clock.forward(Duration::seconds(60));
        assert!(matches!(wrong(), Err(DeskError::WrongPassword)), "after the wait it is looked at");
    }
}

#[test]
fn many_guesses_at_once_are_no_more_than_one_after_the_other() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let guess = || office.desk.sign_in("thuky", "wrong password");
    let answers: Vec<_> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..40).map(|_| scope.spawn(guess)).collect();
        asking.into_iter().map(|asking| asking.join().unwrap()).collect()
    });
    let tried = answers.iter().filter(|answer| matches!(answer, Err(DeskError::WrongPassword))).count();
    let waiting = answers.iter().filter(|answer| matches!(answer, Err(DeskError::Wait(_)))).count();
    assert!(tried + waiting == 40 && (5..=7).contains(&tried), "{tried} of 40 guesses were tried, {waiting} waited");
}

#[test]
fn a_clock_that_was_ahead_locks_nobody_out() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    office.clock.is_ahead(Duration::days(30));
    for _ in 0..5 {
        assert!(matches!(office.desk.sign_in("thuky", "wrong password"), Err(DeskError::WrongPassword)));
    }
    office.clock.is_ahead(Duration::zero());
    office.clock.forward(Duration::seconds(61));
    office.desk.sign_in("thuky", READY_PASSWORD).unwrap();
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
fn passwords_and_roles_change_and_who_has_left_gets_in_no_more() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor, reporter) = (office.staff("thuky"), office.staff("bientap"), office.staff("phongvien"));
    let wrong = office.desk.change_password(&reporter, "sai mật khẩu", "cửa khẩu 2026");
    assert!(matches!(wrong, Err(DeskError::WrongPassword)), "whoever sits at a window that was left open");
    let short = office.desk.change_password(&reporter, READY_PASSWORD, "ngắn");
    assert!(matches!(short, Err(DeskError::PasswordTooShort)));
    office.desk.change_password(&reporter, READY_PASSWORD, "cửa khẩu 2026").unwrap();
    assert!(matches!(office.desk.sign_in("phongvien", READY_PASSWORD), Err(DeskError::WrongPassword)));
    office.desk.sign_in("phongvien", "cửa khẩu 2026").unwrap();
    office.desk.give_password(&chief, reporter.id, "Trà Cổ 2026").unwrap();
    office.desk.sign_in("phongvien", "Trà Cổ 2026").unwrap();

    for (who, what) in [(&editor, reporter.id), (&reporter, editor.id)] {
        assert!(matches!(office.desk.change_role(who, what, Role::Chief), Err(DeskError::ChiefOnly)));
        assert!(matches!(office.desk.set_left(who, what, true, None), Err(DeskError::ChiefOnly)));
        assert!(matches!(office.desk.give_password(who, what, "12345678"), Err(DeskError::ChiefOnly)));
    }
    assert!(matches!(office.desk.change_role(&chief, chief.id, Role::Reporter), Err(DeskError::OwnAccount)));
    assert!(
        matches!(office.desk.set_left(&chief, chief.id, true, None), Err(DeskError::OwnAccount)),
        "there is always a chief"
    );

    office.desk.change_role(&chief, reporter.id, Role::Editor).unwrap();
    assert_eq!(office.desk.sign_in("phongvien", "Trà Cổ 2026").unwrap().role, Role::Editor);

    let claimed = office.desk.new_article(&chief, None).unwrap().0.article.id;
    let edit = contract::articles::TextEdit {
        headline: Some("Tin vắn".into()),
        doc: Some(
            r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Đã thông."}]}]}"#.into(),
        ),
        ..Default::default()
    };
    office.desk.save_text(&chief, claimed, 0, edit).unwrap();
    office.go(&chief, claimed, newsroom::Move::File);
    office.go(&editor, claimed, newsroom::Move::Claim);
    office.desk.set_left(&chief, editor.id, true, None).unwrap();
    assert!(matches!(office.desk.sign_in("bientap", READY_PASSWORD), Err(DeskError::WrongPassword)));
    let story = office.desk.open_article(&chief, claimed).unwrap().article;
    assert_eq!(story.stage, newsroom::Stage::Filed, "what was in hand waits for another editor");
    let listed = office.desk.staff(&chief).unwrap();
    assert_eq!(listed.last().map(|one| (one.staff.id, one.left_at.is_some())), Some((editor.id, true)));
    office.desk.set_left(&chief, editor.id, false, None).unwrap();
    office.staff("bientap");
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
