//! Two stories that would get the same address.

use crate::{office::Office, there::There};
use newsroom::Move;
use tempfile::TempDir;

#[test]
fn a_second_story_with_the_same_headline_is_told_before_it_is_sent() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let (first, second) = (office.approved_story(), office.approved_story());
    let told = |id| office.desk.open_article(&editor, id).unwrap().namesake;
    assert_eq!(told(second), None, "the first is not on its way");
    office.go(&editor, first, Move::Publish);
    let headline = Some("Cửa khẩu Bắc Luân II thông quan hơn 300 xe".to_owned());
    assert_eq!(told(second), headline, "it is in the outbox");
    office.transmit();
    assert_eq!((told(second), told(first)), (headline, None), "it stands there");
    office.desk.set_slug(&editor, second, "thong-quan-hon-300-xe").unwrap();
    assert_eq!(told(second), None, "another address was chosen");
}
