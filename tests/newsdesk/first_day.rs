//! The first day of a newsroom, through the commands.

use crate::{picture, until, window::Window};
use contract::{
    FailureCode,
    articles::{ListArticles, MakeMove, NewArticle, OpenArticle, SaveText, SetBanner, Shelf, TextEdit},
    people::{Hello, MakeNewsroom, SignIn, SignOut, TryReadyNewsroom},
    photos::{ADD_PHOTO, ARTICLE_HEADER, FILE_NAME_HEADER, SavePhoto},
    sending::OpenInBrowser,
    sites::ListSites,
};
use newsroom::{ArticleId, Attempt, Move, PhotoUse, Refusal, Stage};
use tempfile::TempDir;

fn sign_in(window: &Window, login: &str) {
    window.ask(SignIn { login: login.into(), password: "mongcai2026".into() }).unwrap();
}

fn go(window: &Window, article: ArticleId, what: Move) -> Stage {
    window.ask(MakeMove { article, what, words: Attempt::default() }).unwrap().article.stage
}

#[test]
fn a_story_goes_from_the_reporter_to_the_city_site() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(folder.path());
    assert_eq!(window.ask(Hello {}).unwrap().newsroom, None, "the first run asks what to do");
    assert_eq!(window.ask(NewArticle { template: None }).unwrap_err().code, FailureCode::NotSignedIn);
    let welcome = window.ask(TryReadyNewsroom { stories: false }).unwrap();
    assert_eq!(welcome.trial_staff.len(), 3);
    let wrong = window.ask(SignIn { login: "phongvien".into(), password: "sai mật khẩu".into() }).unwrap_err();
    assert_eq!(wrong.code, FailureCode::WrongPassword);

    sign_in(&window, "phongvien");
    let story = window.ask(NewArticle { template: None }).unwrap().article.id;
    let photo = window
        .hand_over(ADD_PHOTO, picture(), &[(ARTICLE_HEADER, &story.to_string()), (FILE_NAME_HEADER, "c%E1%BA%A7u.jpg")])
        .unwrap();
    let photo: PhotoUse = serde_json::from_value(photo).unwrap();
    assert_eq!(photo.file_name, "cầu.jpg");
    let words = |text: &str| Some(text.to_owned());
    window
        .ask(SavePhoto {
            article: story,
            photo: photo.id,
            caption: words("Cầu Bắc Luân II sáng 23/11"),
            alt_text: words("Cây cầu trong sương"),
            credit: words("Thu Hà"),
        })
        .unwrap();
    let doc = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Hàng hóa thông quan nhanh."}]}]}"#;
    let edit = TextEdit {
        headline: words("Cầu Bắc Luân II thông quan sớm"),
        standfirst: words("Từ 6 giờ sáng, xe hàng đã làm thủ tục."),
        section: Some(Some(welcome.sections[1].id)),
        doc: words(doc),
        lead_photo: Some(Some(photo.id)),
        ..TextEdit::default()
    };
    let saved = window.ask(SaveText { article: story, version: 0, edit: edit.clone() }).unwrap();
    assert_eq!(saved.version, 1);
    assert_eq!(window.ask(SaveText { article: story, version: 0, edit }).unwrap_err().code, FailureCode::Stale);
    assert_eq!(go(&window, story, Move::File), Stage::Filed);
    let own = window.ask(MakeMove { article: story, what: Move::Claim, words: Attempt::default() }).unwrap_err();
    assert_eq!(own.code, FailureCode::Refused(Refusal::Role));
    window.ask(SignOut {}).unwrap();

    sign_in(&window, "bientap");
    let queue = window
        .ask(ListArticles { shelf: Shelf::Stage(Stage::Filed), search: "thong quan".into(), section: None, limit: 500 })
        .unwrap()
        .stories;
    assert_eq!(queue.iter().map(|r| r.id).collect::<Vec<_>>(), [story], "found without accents");
    go(&window, story, Move::Claim);
    go(&window, story, Move::Approve);
    window.ask(SetBanner { article: story, banner: true, until: None }).unwrap();
    until("the bundled site", || window.ask(ListSites {}).unwrap().into_iter().find(|s| s.site.bundled && s.ready));
    go(&window, story, Move::Publish);
    let link = until("the story online", || {
        let view = window.ask(OpenArticle { article: story }).unwrap();
        (view.article.stage == Stage::Published).then(|| view.article.link.unwrap())
    });
    assert!(link.contains("cau-bac-luan-ii-thong-quan-som"), "a readable address: {link}");
    let elsewhere = window.ask(OpenInBrowser { address: "https://example.com/".into() }).unwrap_err();
    assert_eq!(elsewhere.code, FailureCode::NotFound, "only pages of connected sites are shown");
    drop(window);

    // Closed and opened again, everything is there.
    let window = Window::open(folder.path());
    sign_in(&window, "phongvien");
    let view = window.ask(OpenArticle { article: story }).unwrap();
    assert_eq!(view.article.manuscript.photos[0].caption, "Cầu Bắc Luân II sáng 23/11");
    assert_eq!(view.article.link.as_deref(), Some(link.as_str()), "and the page has its old address");
}

#[test]
fn a_newsroom_of_ones_own_begins_with_its_chief() {
    let folder = TempDir::new().unwrap();
    let window = Window::open(folder.path());
    let make = |password: &str| MakeNewsroom {
        newsroom: "Đài Hải Ninh".into(),
        sections: "Tin tức, Kinh tế ,, Biên giới, kinh  tế".into(),
        name: "Phạm Văn Đông".into(),
        login: "dong".into(),
        password: password.into(),
    };
    assert_eq!(window.ask(make("ngắn")).unwrap_err().code, FailureCode::PasswordTooShort);
    let welcome = window.ask(make("dài hơn tám")).unwrap();
    assert_eq!(welcome.newsroom.as_deref(), Some("Đài Hải Ninh"));
    let names: Vec<_> = welcome.sections.iter().map(|section| section.name.as_str()).collect();
    assert_eq!(names, ["Tin tức", "Kinh tế", "Biên giới"], "its own, each once");
    assert!(welcome.trial_staff.is_empty() && welcome.staff.is_some());
    assert!(window.ask(ListSites {}).unwrap().is_empty(), "no site is connected behind the chief's back");
}

#[test]
fn a_second_program_on_the_same_folder_says_so() {
    let folder = TempDir::new().unwrap();
    let first = Window::open(folder.path());
    let second = Window::open(folder.path());
    let trouble = second.ask(Hello {}).unwrap().trouble.unwrap();
    assert_eq!(trouble.code, FailureCode::AlreadyOpen);
    assert_eq!(second.ask(TryReadyNewsroom { stories: false }).unwrap_err().code, FailureCode::AlreadyOpen);
    first.ask(TryReadyNewsroom { stories: false }).unwrap();
}
