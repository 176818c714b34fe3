//! Letters and words that a site, or a firewall before it, does not take.

use crate::{
    host::{Answer, Host, page},
    office::Office,
    there::There,
};
use contract::articles::TextEdit;
use newsroom::{ArticleId, Difference, LetterPlace, Move, Staff, Stage, TextLine, Transmission, Trouble};
use std::sync::Arc;
use tempfile::TempDir;
use wordpress::{Method, Request, Response};

struct Sending {
    there: There,
    office: Office,
    host: Arc<Host>,
    editor: Staff,
    id: ArticleId,
    _folder: TempDir,
}

impl Sending {
    /// A story with this headline and standfirst, in the outbox of an office on this host.
    fn of(headline: &str, standfirst: &str) -> Self {
        let (there, folder, host) = (There::bundled(), TempDir::new().unwrap(), Host::new());
        let office = Office::open(folder.path(), host.clone());
        there.connect(&office);
        let (editor, id) = (office.staff("bientap"), office.approved_story());
        office.go(&editor, id, Move::Reopen);
        let version = office.desk.open_article(&editor, id).unwrap().article.version;
        let edit = TextEdit {
            headline: Some(headline.to_owned()),
            standfirst: Some(standfirst.to_owned()),
            ..TextEdit::default()
        };
        office.desk.save_text(&editor, id, version, edit).unwrap();
        office.go(&editor, id, Move::Approve);
        office.go(&editor, id, Move::Publish);
        Self { there, office, host, editor, id, _folder: folder }
    }

    fn sending(&self) -> Transmission {
        self.office.desk.open_article(&self.editor, self.id).unwrap().transmission.unwrap().transmission
    }

    fn published(&self) -> serde_json::Value {
        let view = self.office.desk.open_article(&self.editor, self.id).unwrap();
        assert_eq!(view.article.stage, Stage::Published, "{:#?}", view.transmission);
        let mut posts = self.there.posts(self.id);
        assert_eq!(posts.len(), 1);
        posts.remove(0)
    }
}

/// A database of three bytes a letter.
fn narrow(request: &Request, site: &dyn Fn() -> Answer) -> Answer {
    let wide = |text: &str| text.chars().any(|letter| u32::from(letter) > 0xffff);
    let words: String = request.url.query_pairs().map(|(_, value)| value.into_owned()).collect();
    let is_media = request.url.path().ends_with("/media");
    let told = if is_media { words } else { words + &String::from_utf8_lossy(&request.body) };
    if request.method == Method::Get || !wide(&told) {
        return site();
    }
    let refusal =
        r#"{"code":"db_insert_error","message":"Could not insert post into the database.","data":{"status":500}}"#;
    Ok(Response { body: refusal.as_bytes().to_vec(), ..page(500, &[])? })
}

#[test]
fn letters_that_the_database_cannot_hold_are_named_and_sent_as_entities_where_somebody_says_so() {
    let at = Sending::of("Bia chữ Nôm 𡨸喃 ở Trà Cổ", "Bia còn nguyên 😀.");
    at.host.rule(narrow);
    at.office.transmit();
    let stopped = at.sending();
    assert_eq!((stopped.trouble, stopped.stopped), (Some(Trouble::Letters), true), "{stopped:?}");
    let places = [('𡨸', TextLine::Headline), ('😀', TextLine::Standfirst)];
    let named = places.map(|(letter, line)| Difference::Letter(letter, LetterPlace::Line(line)));
    assert_eq!(stopped.differences, named);

    at.office.desk.send_letters_as_entities(&at.editor, stopped.id).unwrap();
    at.office.clock.forward(chrono::Duration::seconds(30));
    at.office.transmit();
    let post = at.published();
    assert_eq!(post["title"]["raw"], "Bia chữ Nôm &#x21a38;喃 ở Trà Cổ");
    assert!(at.sending().notices.is_empty(), "readers get the same: {:?}", at.sending().notices);
}

#[test]
fn what_looks_like_an_entity_stands_on_the_site_as_it_was_typed() {
    let at = Sending::of("Gõ &#39; thay dấu '", "Viết &lt;b&gt; và R&D, 5 < 6.");
    at.office.transmit();
    let post = at.published();
    assert_eq!(post["title"]["raw"], "Gõ &#38;#39; thay dấu '");
    assert!(at.sending().notices.is_empty(), "{:?}", at.sending().notices);
}

#[test]
fn the_words_that_a_firewall_refuses_are_found_without_changing_anything() {
    let at = Sending::of("Lớp tin học", "Thầy dạy lệnh union select * from bai cho học sinh lớp 9.");
    at.host.rule(|request, site| {
        let body = String::from_utf8_lossy(&request.body);
        if body.contains("union select * from") { page(403, &[]) } else { site() }
    });
    at.office.transmit();
    let stopped = at.sending();
    assert_eq!((stopped.trouble, stopped.stopped), (Some(Trouble::Firewall), true), "{stopped:?}");
    let before = at.there.posts(at.id);
    let (found, _) = at.office.desk.find_refused_words(&at.editor, stopped.id).unwrap();
    assert_eq!(found.as_deref(), Some("union select * from"));
    assert_eq!(at.sending().differences, [Difference::RefusedWords("union select * from".into())]);
    assert!(at.host.asked().iter().filter(|r| r.url.query_pairs().any(|(name, _)| name == "_method")).count() <= 60);
    assert_eq!(at.there.posts(at.id), before, "it was only asked");

    at.host.rule(|request, site| if request.method == Method::Post { page(403, &[]) } else { site() });
    at.office.desk.retry(&at.editor, stopped.id).unwrap();
    at.office.transmit();
    let (found, _) = at.office.desk.find_refused_words(&at.editor, at.sending().id).unwrap();
    assert_eq!(found, None, "where everything is refused it is not the words");
}
