//! A lost answer where looking up is blind: whatever comes of it, one post is left, at its own address.

use crate::{office::Office, there::There};
use chrono::Duration;
use newsroom::{ArticleId, Move, Notice, Stage, Step, Transmission};
use serde_json::{Value, json};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tempfile::TempDir;
use wordpress::{HttpTransport, Method, Request, Response, Transport, TransportError};

/// The network; while it is blind, lists of posts come empty, and the answer to the first making is lost.
#[derive(Default)]
struct Blind {
    real: HttpTransport,
    blind: AtomicBool,
    lost: AtomicBool,
}

impl Transport for Blind {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let answer = self.real.send(request)?;
        if !self.blind.load(Ordering::SeqCst) || !request.url.path().ends_with("/wp/v2/posts") {
            return Ok(answer);
        }
        match request.method {
            Method::Get => Ok(Response { body: b"[]".to_vec(), ..answer }),
            _ if !self.lost.swap(true, Ordering::SeqCst) => Err(TransportError::Interrupted("lost".to_owned())),
            _ => Ok(answer),
        }
    }
}

fn newest(office: &Office, id: ArticleId) -> Transmission {
    let view = office.desk.open_article(&office.staff("bientap"), id).unwrap();
    view.transmission.unwrap().transmission
}

/// Posts of a story that are not in the bin.
fn standing(there: &There, id: ArticleId) -> Vec<Value> {
    there.posts(id).into_iter().filter(|post| post["status"] != "trash").collect()
}

/// Sends a story to a site that does not show what the lost try made; it is online twice for now.
fn made_twice(there: &There, office: &Office, network: &Blind) -> ArticleId {
    there.connect(office);
    let id = office.approved_story();
    office.go(&office.staff("bientap"), id, Move::Publish);
    network.blind.store(true, Ordering::SeqCst);
    while newest(office, id).step != Step::Done {
        office.transmit();
        office.clock.forward(Duration::seconds(25));
    }
    assert_eq!(standing(there, id).len(), 2, "the second one was made");
    network.blind.store(false, Ordering::SeqCst);
    id
}

#[test]
fn wordpress_the_older_of_two_stays_at_its_own_address_and_the_other_goes_to_the_bin() {
    let (there, folder, network) = (There::start(), TempDir::new().unwrap(), Arc::new(Blind::default()));
    let office = Office::open(folder.path(), network.clone());
    let id = made_twice(&there, &office, &network);
    let older = there.posts(id).iter().filter_map(|post| post["id"].as_u64()).min().unwrap();
    assert_eq!(newest(&office, id).finished_at, None, "it is looked for once more");
    office.clock.forward(Duration::minutes(3));
    office.transmit();
    let left = standing(&there, id);
    assert_eq!(left.len(), 1);
    assert_eq!((left[0]["id"].as_u64(), &left[0]["status"]), (Some(older), &json!("publish")));
    assert_eq!(left[0]["slug"], "cua-khau-bac-luan-ii-thong-quan-hon-300-xe", "no number at its end");
    assert!(there.posts(id).iter().any(|post| post["status"] == "trash"), "the other can be taken out of the bin");
    let view = office.desk.open_article(&office.staff("bientap"), id).unwrap();
    assert_eq!(view.article.stage, Stage::Published);
    assert_eq!(view.article.link.as_deref(), left[0]["link"].as_str(), "where it stands now");
    let t = newest(&office, id);
    assert!(t.notices.contains(&Notice::CopiesRemoved(1)), "and it is told: {:?}", t.notices);
    there.clear(id);
}
