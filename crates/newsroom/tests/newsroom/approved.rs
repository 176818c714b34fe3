//! Approvals that editors gave with the program of the first form, frozen as they were: what was approved then is approved.
//! The files in `approved/` are never made anew.

use newsroom::canonical::{CanonicalForm, Seal, canonical_bytes};
use newsroom::{Body, ContentHash, Crop, Manuscript};
use serde::Deserialize;
use std::{fs, path::PathBuf};

/// What an editor approved once.
#[derive(Deserialize)]
struct Frozen {
    approved: ContentHash,
    manuscript: Manuscript,
    bytes: String,
}

fn frozen() -> Vec<(String, Frozen)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/newsroom/approved");
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
    };
    let found: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| read(entry.unwrap().path())).collect();
    assert_eq!(found.len(), 9, "every one of them is asked");
    found
}

#[test]
fn what_was_approved_by_an_older_program_is_approved() {
    for (name, Frozen { approved, manuscript, bytes }) in frozen() {
        let form = CanonicalForm(1);
        assert!(Seal { form, content: approved }.binds(&manuscript), "{name}");
        let written = String::from_utf8(canonical_bytes(&manuscript, form).unwrap()).unwrap();
        assert_eq!(written, bytes, "{name}");
        assert_eq!(Seal::of(&manuscript), Seal { form, content: approved }, "{name}: sealed anew, it is the same");
        assert_eq!(ContentHash::of_manuscript(&manuscript), approved, "{name}");
    }
}

#[test]
fn a_word_that_readers_would_see_breaks_an_old_seal_and_one_that_they_would_not_does_not() {
    for (name, Frozen { approved, manuscript, .. }) in frozen() {
        let seal = Seal { form: CanonicalForm(1), content: approved };
        let other = Manuscript { headline: format!("{} khác", manuscript.headline), ..manuscript.clone() };
        assert!(!seal.binds(&other), "{name}");
        let blank = Manuscript { standfirst: format!("{} \n", manuscript.standfirst), ..manuscript.clone() };
        assert!(seal.binds(&blank), "{name}");
        assert!(!Seal { form: CanonicalForm(0), ..seal }.binds(&manuscript), "{name}: of a form that is not known");
        assert!(!Seal { form: CanonicalForm(u32::MAX), ..seal }.binds(&manuscript), "{name}");
    }
}

#[test]
fn a_crop_that_readers_see_breaks_an_old_seal_and_one_that_they_do_not_does_not() {
    let (_, Frozen { approved, manuscript, .. }) =
        frozen().into_iter().find(|(name, _)| name == "photos-used-and-unused").unwrap();
    let old = Seal { form: CanonicalForm(1), content: approved };
    let crop = Crop::new(1250, 0, 7500, 10_000).ok();
    let cropped = |place: usize| {
        let mut manuscript = manuscript.clone();
        manuscript.photos[place].crops.body = crop;
        manuscript
    };
    assert!(old.binds(&cropped(0)), "a photo that lies unused");
    assert!(!old.binds(&cropped(1)), "a photo in the text");
    assert_eq!(canonical_bytes(&cropped(1), CanonicalForm(1)), None, "it cannot be said in that form");

    // The second form, as the first program that knows it writes it.
    let sealed = Seal::of(&cropped(1));
    let bytes = String::from_utf8(canonical_bytes(&cropped(1), CanonicalForm(2)).unwrap()).unwrap();
    assert!(bytes.starts_with(r#"{"form":2,"headline":"Cầu Bắc Luân II","#), "{bytes}");
    assert!(
        bytes.contains(r#""alt_text":"Bãi xe","credit":"Quang Huy","crops":{"body":[1250,0,7500,10000]}}"#),
        "{bytes}"
    );
    assert_eq!(sealed, Seal { form: CanonicalForm(2), content: ContentHash::of(bytes.as_bytes()) });
    assert!(sealed.binds(&cropped(1)) && !sealed.binds(&cropped(2)) && !sealed.binds(&manuscript));
    let mut banner = cropped(1);
    banner.photos[1].crops.banner = crop;
    assert!(!sealed.binds(&banner), "another size is cropped too");
}

/// A story with these attributes of its list, and these marks on its last words.
fn decree(list: &str, marks: &str) -> Manuscript {
    let doc = format!(
        r#"{{"type":"doc","content":[{{"type":"ordered_list","attrs":{{{list}}},"content":[{{"type":"list_item","content":[{{"type":"paragraph","content":[{{"type":"text","text":"diện tích x"}},{{"type":"text","text":"y"{marks}}}]}}]}}]}}]}}"#
    );
    Manuscript { headline: "Nghị định".to_owned(), body: Body::from_doc(&doc).unwrap(), ..Manuscript::default() }
}

#[test]
fn a_raised_figure_and_the_kind_of_a_list_are_part_of_what_is_approved() {
    let raised = r#","marks":[{"type":"superscript"}]"#;
    let plain = decree(r#""start":3"#, "");
    let old = Seal::of(&plain);
    assert_eq!(old.form, CanonicalForm(1), "what older programs can say is sealed as they do");
    assert!(old.binds(&decree(r#""start":3,"kind":"decimal""#, "")), "to say what is so anyway is nothing new");
    let of_lists = ["lower_letter", "upper_letter", "lower_roman", "upper_roman"];
    let mut newer: Vec<Manuscript> =
        of_lists.iter().map(|kind| decree(&format!(r#""start":3,"kind":"{kind}""#), "")).collect();
    newer.push(decree(r#""start":3"#, raised));
    newer.push(decree(r#""start":3"#, &raised.replace("super", "sub")));
    newer.push(decree(r#""start":3,"kind":"upper_roman""#, raised));
    for (n, manuscript) in newer.iter().enumerate() {
        assert_eq!(Seal::of(manuscript).form, CanonicalForm(3), "{n}");
        assert!(Seal::of(manuscript).binds(manuscript), "{n}");
        assert!(!old.binds(manuscript), "{n}: it is not what was approved");
        for form in [1, 2] {
            assert_eq!(canonical_bytes(manuscript, CanonicalForm(form)), None, "{n}: form {form} has no words for it");
        }
        for (m, other) in newer.iter().enumerate() {
            assert_eq!(Seal::of(manuscript).binds(other), n == m, "{n} and {m}");
        }
    }
    // The third form, as the first program that knows it writes it.
    let bytes = canonical_bytes(&newer[6], CanonicalForm(3)).unwrap();
    let said = concat!(
        r#"{"form":3,"headline":"Nghị định","standfirst":"","byline":"","section":null,"tags":[],"body":{"version":3,"#,
        r#""doc":{"type":"doc","content":[{"type":"ordered_list","attrs":{"start":3,"kind":"upper_roman"},"content":["#,
        r#"{"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"diện tích x"},"#,
        r#"{"type":"text","text":"y","marks":[{"type":"superscript"}]}]}]}]}]}},"lead_photo":null,"photos":[]}"#,
    );
    assert_eq!(String::from_utf8(bytes).unwrap(), said);
}
