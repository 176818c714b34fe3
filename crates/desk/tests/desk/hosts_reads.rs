//! What a site answers late, rewrites on purpose, or keeps from programs; and what an editor lets stand.

use crate::{
    host::{Answer, Host, page},
    office::Office,
    there::There,
};
use chrono::Duration;
use desk::DeskError;
use newsroom::{ArticleId, Deed, Difference, Move, Notice, Refusal, Staff, Stage, Transmission, Trouble};
use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
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
    fn of_one() -> Self {
        let (there, folder, host) = (There::bundled(), TempDir::new().unwrap(), Host::new());
        let office = Office::open(folder.path(), host.clone());
        there.connect(&office);
        let (editor, id) = (office.staff("bientap"), office.approved_story());
        office.go(&editor, id, Move::Publish);
        Self { there, office, host, editor, id, _folder: folder }
    }

    fn sending(&self) -> Transmission {
        self.office.desk.open_article(&self.editor, self.id).unwrap().transmission.unwrap().transmission
    }

    fn stage(&self) -> Stage {
        self.office.desk.open_article(&self.editor, self.id).unwrap().article.stage
    }

    /// Looks, and looks again 5 and 20 s later.
    fn look_through(&self) {
        for seconds in [0, 5, 15] {
            self.office.clock.forward(Duration::seconds(seconds));
            self.office.transmit();
        }
    }

    fn published_with(&self, notices: &[Notice]) {
        let sending = self.sending();
        assert_eq!(self.stage(), Stage::Published, "{sending:#?}");
        assert_eq!(sending.notices, notices, "{:?}", sending.differences);
    }
}

fn is_post(request: &Request) -> bool {
    request.method == Method::Get && request.url.path().contains("/wp/v2/posts/")
}

fn is_photo(request: &Request) -> bool {
    request.url.path().ends_with(".jpg")
}

fn rewritten(answer: Answer, rewrite: impl Fn(&str) -> String) -> Answer {
    let answer = answer?;
    let body = rewrite(&String::from_utf8(answer.body).unwrap());
    Ok(Response { body: body.into_bytes(), ..answer })
}

#[test]
fn reads_from_a_cache_make_no_story_wrong() {
    let at = Sending::of_one();
    // Whatever was read once is read so for ever, but under another address.
    let mut kept: HashMap<String, Response> = HashMap::new();
    let cache = move |request: &Request, site: &dyn Fn() -> Answer| {
        if !is_post(request) {
            return site();
        }
        if let Some(answer) = kept.get(request.url.as_str()) {
            return Ok(answer.clone());
        }
        let answer = site()?;
        kept.insert(request.url.to_string(), answer.clone());
        Ok(answer)
    };
    at.host.rule(cache);
    at.look_through();
    at.published_with(&[]);
    // An update: the cache still tells of what stood there before.
    at.office.go(&at.editor, at.id, Move::Revise);
    let version = at.office.desk.open_article(&at.editor, at.id).unwrap().article.version;
    let edit = contract::articles::TextEdit { headline: Some("Thông quan 320 xe".into()), ..Default::default() };
    at.office.desk.save_text(&at.editor, at.id, version, edit).unwrap();
    at.office.go(&at.editor, at.id, Move::Approve);
    at.office.go(&at.editor, at.id, Move::Publish);
    at.look_through();
    at.published_with(&[]);
    assert_eq!(at.there.posts(at.id)[0]["title"]["raw"], "Thông quan 320 xe");
}

#[test]
fn photos_that_appear_after_a_quarter_of_a_minute_are_awaited() {
    let at = Sending::of_one();
    let there = Arc::new(AtomicBool::new(false));
    let appeared = there.clone();
    at.host.rule(
        move |request, site| {
            if is_photo(request) && !appeared.load(Ordering::SeqCst) { page(404, &[]) } else { site() }
        },
    );
    at.office.transmit();
    at.office.clock.forward(Duration::seconds(5));
    at.office.transmit();
    let looking = at.sending();
    assert_eq!((looking.trouble, looking.stopped), (Some(Trouble::LookingAgain), false), "nobody is told so yet");
    there.store(true, Ordering::SeqCst);
    at.office.clock.forward(Duration::seconds(15));
    at.office.transmit();
    at.published_with(&[]);
}

#[test]
fn a_cache_that_keeps_what_was_missing_a_moment_ago_makes_no_photo_wrong() {
    let at = Sending::of_one();
    // The photos are there a moment after they were asked for; a cache answers whoever asks for the same address.
    let (mut kept, mut asked) = (HashSet::new(), HashSet::new());
    at.host.rule(move |request, site| {
        if !is_photo(request) {
            return site();
        }
        if asked.insert(request.url.path().to_owned()) {
            kept.insert(request.url.to_string());
        }
        if kept.contains(request.url.as_str()) { page(404, &[]) } else { site() }
    });
    at.look_through();
    at.published_with(&[]);
}

#[test]
fn photos_that_never_appear_are_wrong_after_three_looks() {
    let at = Sending::of_one();
    at.host.rule(|request, site| if is_photo(request) { page(404, &[]) } else { site() });
    at.look_through();
    let wrong = at.sending();
    assert_eq!((wrong.trouble, wrong.stopped), (Some(Trouble::Mismatch), true), "{wrong:?}");
    assert!(matches!(wrong.differences[..], [Difference::PhotoMissing(_), ..]), "{wrong:?}");
}

#[test]
fn a_host_that_refuses_to_tell_of_photos_or_gives_them_to_its_own_pages_alone_is_right() {
    let at = Sending::of_one();
    let home = at.there.url.clone();
    at.host.rule(move |request, site| {
        let comes_from_us = request.header("Referer").is_some_and(|page| page.starts_with(&home));
        let refused = is_photo(request) && (request.method == Method::Head || !comes_from_us);
        if refused { page(403, &[]) } else { site() }
    });
    at.office.transmit();
    at.published_with(&[]);
}

#[test]
fn what_is_closed_to_programs_is_told_and_the_story_is_published() {
    let at = Sending::of_one();
    at.host.rule(|request, site| {
        let is_reader = request.header("Authorization").is_none();
        if is_reader { page(403, &[]) } else { site() }
    });
    at.office.transmit();
    let notices = at.sending().notices;
    let photos = notices.iter().filter(|notice| matches!(notice, Notice::PhotoUnseen(_))).count();
    assert_eq!((photos, notices.contains(&Notice::PageUnseen)), (3, true), "{notices:?}");
    assert_eq!(at.stage(), Stage::Published);
}

#[test]
fn what_a_site_rewrites_on_purpose_is_a_notice() {
    let at = Sending::of_one();
    at.host.rule(|request, site| {
        let answer = site();
        if is_post(request) { rewritten(answer, |body| body.replace(['“', '”'], "\\\"")) } else { answer }
    });
    at.office.transmit();
    at.published_with(&[Notice::SignsChanged]);

    let at = Sending::of_one();
    let no_route = r#"{"code":"rest_no_route","message":"m","data":{"status":404}}"#;
    at.host.rule(move |request, site| {
        if request.url.path().contains("/wp/v2/tags") {
            let none = page(404, &[])?;
            return Ok(Response { body: no_route.as_bytes().to_vec(), ..none });
        }
        site()
    });
    at.office.transmit();
    at.published_with(&[Notice::NoKeywords]);
}

/// The site takes the quotation out of what it shows to programs.
fn without_quotes(request: &Request, site: &dyn Fn() -> Answer) -> Answer {
    let answer = site();
    let plain = |body: &str| body.replace("<blockquote class=\\\"wp-block-quote\\\">", "").replace("</blockquote>", "");
    if is_post(request) { rewritten(answer, plain) } else { answer }
}

#[test]
fn an_editor_lets_stand_what_the_site_made_of_a_story() {
    let at = Sending::of_one();
    at.host.rule(without_quotes);
    at.look_through();
    let wrong = at.sending();
    assert_eq!(wrong.differences, [Difference::Stripped(vec!["blockquote".into()])], "{wrong:?}");
    assert!(wrong.may_be_accepted());
    let reporter = at.office.staff("phongvien");
    let refused = at.office.desk.accept_as_it_stands(&reporter, wrong.id);
    assert!(matches!(refused, Err(DeskError::Refused(Refusal::Role))), "{refused:?}");

    at.office.desk.accept_as_it_stands(&at.editor, wrong.id).unwrap();
    at.published_with(&[Notice::Accepted]);
    let view = at.office.desk.open_article(&at.editor, at.id).unwrap();
    let deed = view.history.iter().find(|line| line.deed == Deed::AcceptedAsItStands).expect("it is on record");
    assert_eq!(deed.who.as_deref(), Some(at.editor.name.as_str()), "under the name of who did it");
    assert!(at.office.desk.receipt(&at.editor, wrong.id).unwrap().contains("blockquote"), "with what was accepted");

    // What stands there is what was seen: an update is no conflict.
    at.office.go(&at.editor, at.id, Move::Revise);
    at.office.go(&at.editor, at.id, Move::Approve);
    at.office.go(&at.editor, at.id, Move::Publish);
    at.look_through();
    assert_eq!(at.sending().trouble, Some(Trouble::Mismatch), "asked anew, as it is sent anew");
}

#[test]
fn an_editor_lets_stand_what_the_site_made_of_a_story_and_the_keywords_it_added() {
    let at = Sending::of_one();
    at.host.rule(|request, site| {
        let answer = without_quotes(request, site);
        let more = |body: &str| body.replace("\"tags\":[", "\"tags\":[987654,");
        if is_post(request) { rewritten(answer, more) } else { answer }
    });
    at.look_through();
    let wrong = at.sending();
    assert_eq!(wrong.differences, [Difference::Stripped(vec!["blockquote".into()])], "{wrong:?}");
    at.office.desk.accept_as_it_stands(&at.editor, wrong.id).unwrap();
    at.published_with(&[Notice::TermsAdded, Notice::Accepted]);
}

#[test]
fn what_was_not_shown_is_not_let_stand() {
    let at = Sending::of_one();
    at.host.rule(without_quotes);
    at.look_through();
    let wrong = at.sending();
    at.host.rule(|request, site| {
        let answer = without_quotes(request, site);
        if is_post(request) {
            rewritten(answer, |body| body.replace("thông quan hơn", "thông qua hơn"))
        } else {
            answer
        }
    });
    at.office.desk.accept_as_it_stands(&at.editor, wrong.id).unwrap();
    assert_eq!(at.sending().trouble, Some(Trouble::LookingAgain), "somebody is at it");
    at.look_through();
    let shown = at.sending();
    assert!(shown.differences.contains(&Difference::Headline) && shown.may_be_accepted(), "{shown:?}");

    // Whether readers have it is nobody's taste.
    at.host.rule(|request, site| {
        let answer = site();
        let hidden = |body: &str| body.replace("\"status\":\"publish\"", "\"status\":\"pending\"");
        if is_post(request) { rewritten(answer, hidden) } else { answer }
    });
    at.office.desk.retry(&at.editor, shown.id).unwrap();
    at.look_through();
    let hidden = at.sending();
    assert!(!hidden.may_be_accepted(), "{hidden:?}");
    assert!(at.office.desk.accept_as_it_stands(&at.editor, hidden.id).is_err());
}
