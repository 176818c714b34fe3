//! Text before and behind the data of a site: it is read all the same.

use crate::failure::Failure;
use crate::hosts::Scene;
use crate::hosts::front::{Front, interface};
use crate::hosts::stage::{HEADLINE, Stage};

const BEHIND: &str = include_str!("../../../wordpress/hosts/text_behind_json.php");
const BEFORE: &str = include_str!("../../../wordpress/hosts/text_before_json.php");

pub(super) fn scenes() -> Vec<Scene> {
    let scene = |name, play| Scene::new("noise", name, play);
    vec![
        scene("a warning and a cache's remark behind the data", |stage| {
            stage.extension("behind", BEHIND)?;
            sends(stage)
        })
        .often(),
        scene("a mark and a notice before the data", |stage| {
            stage.extension("before", BEFORE)?;
            sends(stage)
        }),
        scene("text before and behind the data", |stage| {
            stage.extension("behind", BEHIND)?;
            stage.extension("before", BEFORE)?;
            sends(stage)
        }),
        scene("text behind the data, with photos", |stage| {
            stage.extension("behind", BEHIND)?;
            stage.publish(stage.story_with_photos())?;
            stage.arrives(stage.story_with_photos())?;
            stage.photos(2).map(drop)
        }),
        scene("the data is called text/html", |stage| {
            stage.front(Front::default().changes_answers(interface(), |_, answer| {
                answer.set("Content-Type", "text/html; charset=UTF-8");
            }));
            sends(stage)
        }),
        scene("a byte 0 and blank lines behind the data", |stage| {
            stage.front(Front::default().changes_answers(interface(), |_, answer| answer.body.extend(b"\n\n\0")));
            sends(stage)
        }),
    ]
}

/// Connects, and sends the story.
fn sends(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}
