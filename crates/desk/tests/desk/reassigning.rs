//! What somebody has not finished is gone on with by a colleague, and who wrote it stays on record.

use crate::{office::Office, there::There};
use contract::articles::{Shelf, TextEdit};
use desk::{DeskError, READY_PASSWORD};
use newsroom::{ArticleId, Attempt, Deed, Move, Occasion, Refusal, Role, Staff, Stage};
use tempfile::TempDir;

fn headline(words: &str) -> TextEdit {
    TextEdit { headline: Some(words.to_owned()), ..TextEdit::default() }
}

fn draft(office: &Office, who: &Staff, words: &str) -> ArticleId {
    let id = office.desk.new_article(who, None).unwrap().0.article.id;
    office.desk.save_text(who, id, 0, headline(words)).unwrap();
    id
}

fn colleague(office: &Office) -> Staff {
    let chief = office.staff("thuky");
    office.desk.add_staff(&chief, "Đặng Thị Hoa", "hoa", Role::Reporter, READY_PASSWORD).unwrap().0
}

fn on_own_shelf(office: &Office, who: &Staff) -> Vec<ArticleId> {
    office.desk.list(who, Shelf::Mine, "").unwrap().into_iter().map(|row| row.id).collect()
}

fn unfinished(office: &Office, who: &Staff) -> u32 {
    let staff = office.desk.staff(&office.staff("thuky")).unwrap();
    staff.iter().find(|one| one.staff.id == who.id).unwrap().unfinished
}

#[test]
fn who_leaves_hands_over_what_is_not_finished_in_one_step() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let (chief, editor, reporter) = (office.staff("thuky"), office.staff("bientap"), office.staff("phongvien"));
    let hoa = colleague(&office);
    let written = draft(&office, &reporter, "Chợ đêm biên giới");
    let (filed, approved) = (office.filed_story(), office.approved_story());
    let updated = office.approved_story();
    office.go(&editor, updated, Move::Publish);
    let published = office.approved_story();
    office.go(&editor, published, Move::Publish);
    office.transmit();
    office.go(&editor, updated, Move::Revise);
    let back = Attempt { reason: Some("Thêm số liệu".to_owned()), ..Attempt::default() };
    office.desk.make_move(&editor, updated, Move::Return, &back).unwrap();
    let thrown = draft(&office, &reporter, "Không đăng nữa");
    office.go(&reporter, thrown, Move::Spike);
    let live = office.desk.open_article(&editor, updated).unwrap().article.readers.live;
    assert_eq!(unfinished(&office, &reporter), 4);

    // Nobody has left, and nothing is given, where it cannot go on.
    office.desk.set_left(&chief, hoa.id, true, None).unwrap();
    let gone = office.desk.set_left(&chief, reporter.id, true, Some(hoa.id));
    assert!(matches!(gone, Err(DeskError::HasLeft)), "{gone:?}");
    office.staff("phongvien");
    assert_eq!(unfinished(&office, &reporter), 4);
    office.desk.set_left(&chief, hoa.id, false, None).unwrap();

    let (handed, changes) = office.desk.set_left(&chief, reporter.id, true, Some(hoa.id)).unwrap();
    assert_eq!((handed.given, handed.left.len()), (4, 0));
    assert_eq!(changes.articles, [written, filed, approved, updated].into(), "what windows have to read again");
    assert!(matches!(office.desk.sign_in("phongvien", READY_PASSWORD), Err(DeskError::WrongPassword)));
    let mut hers = on_own_shelf(&office, &hoa);
    hers.sort();
    assert_eq!(
        hers,
        {
            let mut all = [written, filed, approved, updated];
            all.sort();
            all
        },
        "on her shelf"
    );
    assert_eq!((unfinished(&office, &reporter), unfinished(&office, &hoa)), (0, 4));
    for (id, stage) in [(published, Stage::Published), (thrown, Stage::Spiked)] {
        let article = office.desk.open_article(&chief, id).unwrap().article;
        assert_eq!((article.author, article.stage), (reporter.id, stage), "what is done with stays");
    }

    // She goes on where he stopped.
    let view = office.desk.open_article(&hoa, written).unwrap();
    assert!(view.editable);
    assert_eq!(view.article.manuscript.byline, reporter.name, "the byline is what was written");
    office.desk.save_text(&hoa, written, view.article.version, headline("Chợ đêm mở lại")).unwrap();
    let update = office.desk.open_article(&hoa, updated).unwrap();
    assert!(update.editable);
    assert_eq!(
        (update.article.stage, update.article.readers.live),
        (Stage::Draft, live),
        "readers keep what they have"
    );
    let ready = office.desk.open_article(&editor, approved).unwrap().article;
    assert!(ready.is_approved_as_is(), "an approval stays in force");
    office.go(&editor, approved, Move::Publish);
    office.transmit();
    assert_eq!(office.desk.open_article(&editor, approved).unwrap().article.stage, Stage::Published);
    office.go(&hoa, filed, Move::Recall);
    assert!(office.desk.open_article(&hoa, filed).unwrap().editable, "an author takes back what was handed in");
}

#[test]
fn a_story_that_is_given_says_to_whom_and_keeps_who_wrote_it() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, reporter) = (office.staff("thuky"), office.staff("phongvien"));
    let hoa = colleague(&office);
    let id = draft(&office, &reporter, "Chợ đêm biên giới");
    let (view, _) = office.desk.reassign_story(&chief, id, reporter.id, hoa.id).unwrap();
    assert_eq!((view.article.author, view.author.as_str(), view.editable), (hoa.id, "Đặng Thị Hoa", false));
    assert!(matches!(office.desk.open_article(&reporter, id), Err(DeskError::Store(_))), "it is not his any more");

    let told = office.desk.open_article(&hoa, id).unwrap();
    let given = told.given.clone().unwrap();
    assert_eq!((given.by, given.from), (chief.name.clone(), reporter.name.clone()), "she is told");
    let row = || office.desk.list(&hoa, Shelf::Mine, "").unwrap().remove(0);
    assert!(row().given, "and sees it in the list");
    let line = &told.history[0];
    assert_eq!((&line.deed, line.who.as_deref()), (&Deed::Reassigned, Some(chief.name.as_str())));
    assert_eq!(line.note.as_deref(), Some("Đặng Thị Hoa"), "by the name");
    let first = told.history.last().unwrap();
    assert_eq!((&first.deed, first.who.as_deref()), (&Deed::Created, Some(reporter.name.as_str())));
    let kept = office.desk.list_revisions(&hoa, id).unwrap();
    assert_eq!(kept[0].entry.occasion, Occasion::Reassigned, "as he left it");
    office.desk.save_text(&hoa, id, told.article.version, headline("Chợ đêm mở lại")).unwrap();
    assert_eq!(office.desk.open_article(&hoa, id).unwrap().given, None, "until she goes on with it");
    assert!(!row().given);

    // Given on and back: the present author is told, and nobody else is among those it was.
    let editor = office.staff("bientap");
    office.desk.reassign_story(&chief, id, hoa.id, editor.id).unwrap();
    office.desk.reassign_story(&chief, id, editor.id, reporter.id).unwrap();
    let back = office.desk.open_article(&reporter, id).unwrap();
    assert_eq!(back.article.past_authors, [hoa.id, editor.id]);
    assert_eq!(back.given.unwrap().from, editor.name);
}

#[test]
fn whose_story_it_was_learns_who_has_it_until_it_is_done() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor, reporter) = (office.staff("thuky"), office.staff("bientap"), office.staff("phongvien"));
    let hoa = colleague(&office);
    let told = |who: &Staff, shelf| -> Vec<(String, String, Option<String>)> {
        let listed = office.desk.list_beginning(who, shelf, "", None, 9).unwrap().passed_on;
        listed.into_iter().map(|story| (story.headline, story.to, story.by)).collect()
    };
    let id = draft(&office, &reporter, "Chợ đêm biên giới");
    let kept = draft(&office, &reporter, "Của riêng");
    assert!(told(&reporter, Shelf::Mine).is_empty());
    office.desk.reassign_story(&chief, id, reporter.id, hoa.id).unwrap();
    let line = |to: &Staff| ("Chợ đêm biên giới".to_owned(), to.name.clone(), Some(chief.name.clone()));
    assert_eq!(told(&reporter, Shelf::Mine), [line(&hoa)]);
    assert!(told(&reporter, Shelf::Live).is_empty(), "on his own shelf alone");
    assert!(told(&hoa, Shelf::Mine).is_empty() && told(&editor, Shelf::Mine).is_empty());
    office.desk.reassign_story(&chief, id, hoa.id, editor.id).unwrap();
    assert_eq!((told(&reporter, Shelf::Mine), told(&hoa, Shelf::Mine)), (vec![line(&editor)], vec![line(&editor)]));
    office.go(&editor, id, Move::Spike);
    assert!(told(&reporter, Shelf::Mine).is_empty(), "what is done with is history");
    office.desk.reassign_story(&chief, kept, reporter.id, hoa.id).unwrap();
    office.desk.reassign_story(&chief, kept, hoa.id, reporter.id).unwrap();
    assert!(told(&reporter, Shelf::Mine).is_empty(), "it is his again");
}

#[test]
fn what_is_approved_is_not_shown_as_given() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor, reporter) = (office.staff("thuky"), office.staff("bientap"), office.staff("phongvien"));
    let hoa = colleague(&office);
    let id = office.filed_story();
    office.desk.reassign_story(&chief, id, reporter.id, hoa.id).unwrap();
    let given = || {
        let row = office.desk.list(&hoa, Shelf::Mine, "").unwrap().remove(0);
        (row.given, office.desk.open_article(&hoa, id).unwrap().given.is_some())
    };
    office.go(&editor, id, Move::Claim);
    assert_eq!(given(), (true, true));
    office.go(&editor, id, Move::Approve);
    assert_eq!(given(), (false, false), "there is nothing for her to do");
}

#[test]
fn nobody_approves_a_story_that_was_his() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor) = (office.staff("thuky"), office.staff("bientap"));
    let id = office.filed_story();
    let author = office.desk.open_article(&chief, id).unwrap().article.author;
    let oneself = office.desk.reassign_story(&editor, id, author, editor.id);
    assert!(matches!(oneself, Err(DeskError::Refused(Refusal::ToOneself))), "{oneself:?}");
    assert!(office.desk.takers(&editor).unwrap().iter().all(|taker| taker.id != editor.id), "it is not offered");
    assert!(office.desk.takers(&chief).unwrap().iter().any(|taker| taker.id == editor.id));
    office.desk.reassign_story(&chief, id, author, editor.id).unwrap();
    office.desk.reassign_story(&chief, id, editor.id, author).unwrap();
    office.go(&editor, id, Move::Claim);
    let own = office.desk.make_move(&editor, id, Move::Approve, &Attempt::default());
    assert!(matches!(own, Err(DeskError::Refused(Refusal::OwnStory))), "{own:?}");
}

#[test]
fn two_who_give_the_same_story_do_not_overwrite_each_other() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor, reporter) = (office.staff("thuky"), office.staff("bientap"), office.staff("phongvien"));
    let hoa = colleague(&office);
    let id = office.filed_story();
    office.desk.reassign_story(&editor, id, reporter.id, hoa.id).unwrap();
    let late = office.desk.reassign_story(&chief, id, reporter.id, editor.id);
    assert!(matches!(late, Err(DeskError::Stale)), "{late:?}");
    let same = office.desk.reassign_story(&chief, id, hoa.id, hoa.id);
    assert!(matches!(same, Err(DeskError::Stale)), "{same:?}");
    assert_eq!(office.desk.open_article(&chief, id).unwrap().article.author, hoa.id);
    office.desk.set_left(&chief, reporter.id, true, None).unwrap();
    let gone = office.desk.reassign_story(&chief, id, hoa.id, reporter.id);
    assert!(matches!(gone, Err(DeskError::HasLeft)), "{gone:?}");
    let names: Vec<String> = office.desk.takers(&editor).unwrap().into_iter().map(|taker| taker.name).collect();
    assert!(names.contains(&hoa.name) && !names.contains(&reporter.name), "{names:?}");
}

#[test]
fn what_was_left_where_it_is_can_be_given_later() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor, reporter) = (office.staff("thuky"), office.staff("bientap"), office.staff("phongvien"));
    let id = draft(&office, &reporter, "Chợ đêm biên giới");
    office.desk.set_left(&chief, reporter.id, true, None).unwrap();
    assert_eq!(office.desk.open_article(&chief, id).unwrap().article.author, reporter.id);
    assert!(matches!(office.desk.reassign_stories(&editor, reporter.id, editor.id), Err(DeskError::ChiefOnly)));
    let (handed, _) = office.desk.reassign_stories(&chief, reporter.id, editor.id).unwrap();
    assert_eq!(handed.given, 1);
    assert!(office.desk.open_article(&editor, id).unwrap().editable);
    let (handed, changes) = office.desk.reassign_stories(&chief, reporter.id, editor.id).unwrap();
    assert!(handed.given == 0 && changes.articles.is_empty(), "there is nothing more");
}

fn rows(office: &Office, who: &Staff) -> Vec<(String, bool)> {
    let listed = office.desk.list(who, Shelf::AuthorLeft, "").unwrap();
    listed.into_iter().map(|row| (row.headline, row.author_left)).collect()
}

fn counted(office: &Office, who: &Staff) -> Option<u32> {
    let shelves = office.desk.shelves(who).unwrap();
    shelves.iter().find(|counted| counted.shelf == Shelf::AuthorLeft).map(|counted| counted.count)
}

#[test]
fn what_comes_back_to_who_has_left_lies_on_a_shelf_of_those_who_can_give_it_on() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor, reporter) = (office.staff("thuky"), office.staff("bientap"), office.staff("phongvien"));
    let hoa = colleague(&office);
    let (returned, filed) = (office.filed_story(), office.filed_story());
    let thrown = draft(&office, &reporter, "Bỏ rồi lấy lại");
    office.go(&reporter, thrown, Move::Spike);
    assert_eq!((counted(&office, &chief), counted(&office, &editor)), (None, None), "he works here still");
    assert!(!office.desk.open_article(&editor, filed).unwrap().author_left);
    office.desk.set_left(&chief, reporter.id, true, None).unwrap();

    let back = Attempt { reason: Some("Thêm số liệu".to_owned()), ..Attempt::default() };
    assert!(office.desk.open_article(&editor, returned).unwrap().author_left, "an editor is told before");
    let (view, _) = office.desk.make_move(&editor, returned, Move::Return, &back).unwrap();
    assert_eq!((view.article.stage, view.author_left), (Stage::Draft, true));
    assert_eq!((counted(&office, &chief), counted(&office, &editor)), (Some(2), Some(1)), "drafts are the chief's");
    assert!(rows(&office, &chief).iter().all(|(_, left)| *left));
    assert_eq!(rows(&office, &editor).len(), 1);
    assert_eq!((counted(&office, &hoa), rows(&office, &hoa)), (None, vec![]), "reporters have no such shelf");
    // Out of the bin it comes to nobody, either.
    office.go(&chief, thrown, Move::Restore);
    assert_eq!(counted(&office, &chief), Some(3));

    for id in [returned, filed, thrown] {
        office.desk.reassign_story(&chief, id, reporter.id, hoa.id).unwrap();
    }
    assert_eq!((counted(&office, &chief), rows(&office, &chief)), (None, vec![]));
    assert!(!office.desk.open_article(&hoa, returned).unwrap().author_left);
}

#[test]
fn a_story_of_who_has_left_is_returned_to_somebody_who_goes_on_with_it() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor, reporter) = (office.staff("thuky"), office.staff("bientap"), office.staff("phongvien"));
    let hoa = colleague(&office);
    let id = office.filed_story();
    let to =
        |who: &Staff| Attempt { reason: Some("Thêm số liệu".into()), give_to: Some(who.id), ..Attempt::default() };
    let behind = office.desk.make_move(&editor, id, Move::Return, &to(&hoa));
    assert!(matches!(behind, Err(DeskError::Stale)), "nothing is taken from who works here: {behind:?}");
    office.desk.set_left(&chief, reporter.id, true, None).unwrap();
    office.go(&editor, id, Move::Claim);
    let gone = office.desk.make_move(&editor, id, Move::Return, &to(&reporter));
    assert!(matches!(gone, Err(DeskError::HasLeft)), "{gone:?}");
    let own = office.desk.make_move(&editor, id, Move::Return, &to(&editor));
    assert!(matches!(own, Err(DeskError::Refused(Refusal::ToOneself))), "{own:?}");
    let unsaid = Attempt { reason: None, ..to(&hoa) };
    let unsaid = office.desk.make_move(&editor, id, Move::Return, &unsaid);
    assert!(matches!(unsaid, Err(DeskError::Refused(Refusal::ReasonMissing))), "{unsaid:?}");
    let same = office.desk.open_article(&editor, id).unwrap().article;
    assert_eq!((same.author, same.stage), (reporter.id, Stage::InEdit), "what is refused changes nothing");

    office.desk.make_move(&editor, id, Move::Return, &to(&hoa)).unwrap();
    let hers = office.desk.open_article(&hoa, id).unwrap();
    assert!(hers.editable && !hers.author_left);
    assert_eq!((hers.article.stage, hers.article.returned.as_deref()), (Stage::Draft, Some("Thêm số liệu")));
    assert_eq!(hers.given.unwrap().from, reporter.name, "she is told whose it was");
    let deeds: Vec<&Deed> = hers.history.iter().take(2).map(|line| &line.deed).collect();
    assert_eq!(deeds, [&Deed::Move(Move::Return), &Deed::Reassigned]);
}

#[test]
fn those_who_may_take_a_story_stand_in_the_order_of_their_given_names() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let chief = office.staff("thuky");
    colleague(&office);
    office.desk.add_staff(&chief, "Vũ Văn An", "an", Role::Reporter, READY_PASSWORD).unwrap();
    let names: Vec<String> = office.desk.takers(&chief).unwrap().into_iter().map(|taker| taker.name).collect();
    assert_eq!(names, ["Vũ Văn An", "Nguyễn Thu Hà", "Đặng Thị Hoa", "Lê Thanh Mai", "Trần Minh Quân"]);
}

#[test]
fn stories_are_given_on_from_somebody_who_is_known_to_somebody_else() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, reporter) = (office.staff("thuky"), office.staff("phongvien"));
    draft(&office, &reporter, "Chợ đêm biên giới");
    let nobody = newsroom::StaffId(uuid::Uuid::from_u128(5));
    let unknown = office.desk.reassign_stories(&chief, nobody, reporter.id);
    assert!(matches!(unknown, Err(DeskError::Store(store::StoreError::NotFound(_)))), "{unknown:?}");
    let same = office.desk.reassign_stories(&chief, reporter.id, reporter.id);
    assert!(matches!(same, Err(DeskError::Stale)), "{same:?}");
    let oneself = office.desk.set_left(&chief, reporter.id, true, Some(reporter.id));
    assert!(matches!(oneself, Err(DeskError::Stale)), "{oneself:?}");
    assert_eq!(unfinished(&office, &reporter), 1);
    assert!(office.desk.sign_in("phongvien", READY_PASSWORD).is_ok(), "and nobody has left");
}

#[test]
fn what_was_written_is_kept_where_the_new_author_writes_on_at_once_and_nowhere_else() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, reporter) = (office.staff("thuky"), office.staff("phongvien"));
    let hoa = colleague(&office);
    let given = |id| {
        office.desk.reassign_story(&chief, id, reporter.id, hoa.id).unwrap();
        let kept = office.desk.list_revisions(&chief, id).unwrap();
        kept.iter().filter(|one| one.entry.occasion == Occasion::Reassigned).count()
    };
    assert_eq!(given(draft(&office, &reporter, "Chợ đêm biên giới")), 1);
    assert_eq!(given(office.desk.new_article(&reporter, None).unwrap().0.article.id), 0, "an empty sheet is no state");
    assert_eq!(given(office.filed_story()), 0, "it was kept when it was filed");
}
