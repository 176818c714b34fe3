//! Connecting a site whose host makes that hard, and the right reason where something is refused.

use newsroom::Trouble;

use crate::failure::Failure;
use crate::hosts::Scene;
use crate::hosts::front::{Front, interface, makes_a_post, page, uploads, with_header};
use crate::hosts::stage::{HEADLINE, Stage, check};
use crate::test_site::Access;
use crate::wire::Message;

const CLOSED: &str = include_str!("../../../wordpress/hosts/closed_to_visitors.php");
const HIDES: &str = include_str!("../../../wordpress/hosts/hides_accounts.php");
const REMOVES: &str = include_str!("../../../wordpress/hosts/removes_accounts.php");
const FORCED_LOGIN: &str = include_str!("../../../wordpress/hosts/forced_login.php");
const FULL: &str = include_str!("../../../wordpress/hosts/quota_is_full.php");

pub(super) fn scenes() -> Vec<Scene> {
    let scene = |name, play| Scene::new("connecting", name, play);
    vec![
        scene("the interface is closed to visitors: connected, and the story arrives", |stage| {
            stage.extension("closed", CLOSED)?;
            connects_at(stage, "")
        })
        .often(),
        scene("the login is taken out of requests: that is said", login_taken_away).often(),
        scene("the password is wrong: that is said, and nothing else", wrong_password),
        scene("an address that ends in /wp-admin/", |stage| connects_at(stage, "/wp-admin/")),
        scene("an address of a page for editors", |stage| connects_at(stage, "/wp-admin/post.php?post=3&action=edit")),
        scene("an address that ends in /wp-login.php", |stage| connects_at(stage, "/wp-login.php")).often(),
        scene("an address that ends in /xmlrpc.php", |stage| connects_at(stage, "/xmlrpc.php")),
        scene("an address that ends in /index.php", |stage| connects_at(stage, "/index.php")),
        scene("an address of the interface", |stage| connects_at(stage, "/wp-json/wp/v2/posts")),
        scene("every page leads to the login", |stage| {
            stage.extension("forced", FORCED_LOGIN)?;
            stage.office.connect_first(&stage.theatre.through)?;
            stage.office.publish(stage.story())?;
            // Nobody sees its page, so that is told, and an editor lets it stand.
            stage.settle(stage.story())?;
            let posts = stage.posts()?;
            check(posts.len() == 1 && posts[0]["status"] == "publish", || format!("{} posts", posts.len()))
        }),
        scene("accounts are told to nobody (403)", |stage| {
            stage.extension("hides", HIDES)?;
            connects_at(stage, "")
        })
        .often(),
        scene("the routes of accounts are taken away (404)", |stage| {
            stage.extension("removes", REMOVES)?;
            connects_at(stage, "")
        }),
        scene("a picture to solve (202) in place of an answer: a firewall, no hotel", |stage| {
            challenged(stage, page("202 Accepted", "Xác minh"))
        })
        .often(),
        scene("a picture to solve (503 with a header): a firewall, no maintenance", |stage| {
            challenged(
                stage,
                with_header(page("503 Service Unavailable", "Just a moment..."), "cf-mitigated", "challenge"),
            )
        }),
        scene("a picture to solve (405 with a header): a firewall", |stage| {
            challenged(stage, with_header(page("405 Method Not Allowed", "Human?"), "x-amzn-waf-action", "captcha"))
        }),
        scene("a picture to solve where the post is made: no lost answer", challenged_at_making),
        scene("the space of the site is used up: its disk is named", disk_is_full).often(),
        scene("… and it arrives when there is space", disk_is_full_for_a_while),
        scene("an address with a long caption is refused (414): the words follow", |stage| {
            long_address(stage, "414 URI Too Long")
        })
        .often(),
        scene("an address with a long caption is refused (431): the words follow", |stage| {
            long_address(stage, "431 Request Header Fields Too Large")
        }),
    ]
}

/// Connects at an address as people copy it, and sends the story there.
fn connects_at(stage: &Stage<'_>, ending: &str) -> Result<(), Failure> {
    let through = &stage.theatre.through;
    let address = format!("{}{ending}", through.address.trim_end_matches('/'));
    stage.office.connect_first(&Access { address, ..through.clone() })?;
    stage.office.publish(stage.story())?;
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

/// What connecting says.
fn reason(stage: &Stage<'_>, access: &Access) -> Result<Trouble, Failure> {
    match stage.office.connect_first(access) {
        Ok(()) => Err(Failure::Wrong("it connects".to_owned())),
        Err(Failure::Desk(desk::DeskError::Site(error))) => Ok(error.trouble()),
        Err(other) => Err(other),
    }
}

fn login_taken_away(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.front(Front::default().changes_requests(Box::new(|_| true), |request| {
        request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
    }));
    let said = reason(stage, &stage.theatre.through)?;
    check(said == Trouble::LoginTakenAway, || format!("{said:?}"))
}

fn wrong_password(stage: &Stage<'_>) -> Result<(), Failure> {
    let wrong = Access { password: "abcd EFGH ijkl MNOP qrst UVWX".to_owned(), ..stage.theatre.through.clone() };
    let said = reason(stage, &wrong)?;
    check(said == Trouble::Login, || format!("{said:?}"))
}

fn challenged(stage: &Stage<'_>, answer: Message) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    stage.front(Front::default().answers(interface(), answer));
    stage.stops(stage.story(), Trouble::Firewall)?;
    stage.front(Front::default());
    stage.office.send_again(stage.story())?;
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

fn challenged_at_making(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    stage.front(Front::default().answers_first(1, makes_a_post(), page("202 Accepted", "Xác minh")));
    let t = stage.stops(stage.story(), Trouble::Firewall)?;
    check(t.unsure_since.is_none(), || "it counts as a lost answer".to_owned())?;
    stage.office.send_again(stage.story())?;
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

fn disk_is_full(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("full", FULL)?;
    stage.flag("full", true)?;
    stage.publish(stage.story_with_photos())?;
    stage.office.transmit()?;
    let t = stage.office.newest(stage.story_with_photos())?;
    check(t.trouble == Some(Trouble::SiteDisk), || format!("{:?}: {:?}", t.trouble, t.detail))
}

fn disk_is_full_for_a_while(stage: &Stage<'_>) -> Result<(), Failure> {
    disk_is_full(stage)?;
    stage.flag("full", false)?;
    stage.arrives(stage.story_with_photos())?;
    stage.photos(2).map(drop)
}

fn long_address(stage: &Stage<'_>, status: &str) -> Result<(), Failure> {
    stage.publish(stage.story_with_photos())?;
    let long = |request: &Message| request.target().len() > 300;
    let uploads = uploads();
    let refuses = move |request: &Message| uploads(request) && long(request);
    stage.front(Front::default().answers(Box::new(refuses), page(status, "Quá dài")));
    stage.arrives(stage.story_with_photos())?;
    for photo in stage.photos(2)? {
        let caption = photo["caption"]["raw"].as_str().unwrap_or_default();
        check(caption.contains(crate::office::CAPTION), || format!("a caption is {caption:?}"))?;
    }
    Ok(())
}
