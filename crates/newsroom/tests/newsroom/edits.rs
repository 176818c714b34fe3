//! Whatever is written, kept and restored, in whatever order: documents come back byte for byte, and remarks stay on their words.

use newsroom::{
    Body, ContentHash, Crops, Manuscript, PhotoUse, PhotoUseId,
    compare::compare,
    merge::{Side, merge, resolve},
};
use proptest::{collection::vec, prelude::*, test_runner::FileFailurePersistence};
use uuid::Uuid;

use crate::script::{Step, Writer, bytes, step};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48),
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    }
}

/// Four numbers a step.
fn steps(most: usize) -> impl Strategy<Value = Vec<[u16; 4]>> {
    vec(any::<[u16; 4]>(), 1..most)
}

/// A writer before an empty story with two photos.
fn writer() -> Writer {
    let photo = |n: u8| PhotoUse {
        id: PhotoUseId(Uuid::from_u128(n.into())),
        original: ContentHash::of(&[n]),
        file_name: format!("DSC_{n}.JPG"),
        width: 1600,
        height: 1067,
        caption: "Cầu Bắc Luân II".to_owned(),
        alt_text: String::new(),
        credit: "Thu Bằng".to_owned(),
        crops: Crops::default(),
    };
    let doc = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Móng Cái xe"}]},
        {"type":"paragraph"},{"type":"bullet_list","content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}]}"#;
    let body = Body::from_doc(doc).unwrap();
    Writer::new(Manuscript { body, photos: vec![photo(1), photo(2)], ..Manuscript::default() }, 0)
}

fn edited(writer: &mut Writer, steps: &[[u16; 4]]) {
    for numbers in steps {
        if let Step::Edit(edit) = step(*numbers) {
            writer.edit(edit);
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_was_kept_comes_back_and_restoring_is_undone_to_the_byte(steps in steps(80)) {
        let mut writer = writer();
        let mut kept: Vec<(String, Vec<(newsroom::RemarkId, String)>)> = Vec::new();
        let mut before_restoring = None;
        for (number, numbers) in steps.iter().enumerate() {
            match step(*numbers) {
                Step::Edit(edit) => drop(writer.edit(edit)),
                Step::Keep => kept.push((bytes(&writer.manuscript), writer.manuscript.body.remarks())),
                Step::Restore(which) if !kept.is_empty() => {
                    let (state, remarks) = &kept[usize::from(which) % kept.len()];
                    before_restoring = Some(bytes(&writer.manuscript));
                    writer.manuscript = serde_json::from_str(state).unwrap();
                    prop_assert_eq!(&bytes(&writer.manuscript), state);
                    prop_assert_eq!(&writer.manuscript.body.remarks(), remarks);
                }
                Step::Undo => if let Some(before) = before_restoring.take() {
                    writer.manuscript = serde_json::from_str(&before).unwrap();
                    prop_assert_eq!(bytes(&writer.manuscript), before);
                },
                Step::Restore(_) => {}
            }
            writer.check(&format!("step {number}"));
        }
        let same = compare(&writer.manuscript, &writer.manuscript);
        prop_assert_eq!((same.words_added, same.words_removed), (0, 0));
    }

    /// The site's copy has no remarks; bringing it together with ours must not cost us any.
    #[test]
    fn a_site_that_changed_nothing_changes_nothing_here(before in steps(40), after in steps(40)) {
        let mut writer = writer();
        edited(&mut writer, &before);
        let base = writer.manuscript.body.clone();
        edited(&mut writer, &after);
        let ours = writer.manuscript.body.clone();
        let chunks = merge(&base, &ours, &base.without_remarks().normalised());
        let sides: Vec<Side> = chunks.iter().map(|chunk| chunk.kind.default_side()).collect();
        let merged = resolve(&chunks, &sides);
        prop_assert_eq!(merged.to_json(), ours.normalised().to_json());
        writer.remarks_stand_on_their_words(&merged, "merged");
    }
}
