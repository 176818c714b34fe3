use super::*;
use crate::{
    moves::{
        Attempt, Move, Refusal,
        tests::{EDITOR, REPORTER, actor, now, story},
    },
    readiness::Lack,
    stage::Stage,
};
use proptest::prelude::*;
use uuid::Uuid;

fn id(n: u128) -> SectionId {
    SectionId(Uuid::from_u128(n))
}

fn sections(names: &[(&str, bool)]) -> Vec<Section> {
    let section = |(n, (name, in_use)): (u32, &(&str, bool))| Section {
        id: id(n.into()),
        name: (*name).to_owned(),
        position: n,
        retired_at: (!in_use).then(now),
    };
    (0..).zip(names).map(section).collect()
}

#[test]
fn a_name_is_one_line_in_normal_form_that_says_something() {
    assert_eq!(section_name("  Kinh te\u{302}\u{301}  - \n Cửa khẩu\u{a0}").unwrap(), "Kinh tế - Cửa khẩu");
    for nothing in ["", " \t\n", "\u{200b}\u{feff}"] {
        assert_eq!(section_name(nothing), Err(SectionRefusal::NameMissing), "{nothing:?}");
    }
    assert_eq!(section_name(&"ế".repeat(SECTION_CHARS)).unwrap().chars().count(), SECTION_CHARS);
    assert_eq!(section_name(&"ế".repeat(SECTION_CHARS + 1)), Err(SectionRefusal::NameTooLong));
    assert_eq!(section_name(&"\n".repeat(1_000_000)), Err(SectionRefusal::NameTooLong), "and nobody waits for it");
}

#[test]
fn no_two_sections_have_a_name_that_a_site_takes_for_the_same() {
    let known = sections(&[("Kinh tế", true), ("Bầu cử", false)]);
    let taken = |name: &str| Err(SectionRefusal::NameTaken(name.into()));
    for same in ["Kinh tế", "KINH  TẾ ", "kinh te\u{302}\u{301}"] {
        assert_eq!(free_name(&known, same, None), taken("Kinh tế"), "{same:?}");
        assert_eq!(free_name(&known, same, Some(id(1))), taken("Kinh tế"), "{same:?}");
    }
    assert_eq!(
        free_name(&known, "bầu cử", None),
        Err(SectionRefusal::NameRetired("Bầu cử".into())),
        "it is brought back"
    );
    assert_eq!(free_name(&known, "Kinh Tế", Some(id(0))).unwrap(), "Kinh Tế", "its own name in other letters");
    assert_eq!(free_name(&known, "Kinh te", None).unwrap(), "Kinh te", "a site would take it for another");
    let many: Vec<String> = (0..MOST_SECTIONS).map(|n| format!("Mục {n}")).collect();
    let many = sections(&many.iter().map(|name| (name.as_str(), true)).collect::<Vec<_>>());
    assert_eq!(free_name(&many, "Mục mới", None), Err(SectionRefusal::TooMany));
    assert_eq!(free_name(&many, "Mục mới", Some(id(3))).unwrap(), "Mục mới", "there are no more by another name");
}

#[test]
fn the_last_section_in_use_is_not_retired() {
    let known = sections(&[("Kinh tế", true), ("Bầu cử", false), ("Văn hóa", true)]);
    assert_eq!(may_retire(&known, id(0)), Ok(()));
    assert_eq!(
        may_retire(&known[..2], id(0)),
        Err(SectionRefusal::LastInUse),
        "what is retired already does not count"
    );
}

#[test]
fn a_first_list_is_read_as_it_is_typed() {
    let read = |typed: &str| first_names(typed).unwrap();
    assert_eq!(read("Tin tức, Kinh tế;Biên giới"), ["Tin tức", "Kinh tế", "Biên giới"]);
    assert_eq!(read("Tin tức\r\n\r\n Văn hóa, Thể thao \n tin  TỨC\n"), ["Tin tức", "Văn hóa, Thể thao"]);
    for nothing in ["", " , ;", "\n \n"] {
        assert_eq!(first_names(nothing), Err(SectionRefusal::NameMissing), "{nothing:?}");
    }
    let too_many = (0..=MOST_SECTIONS).map(|n| n.to_string()).collect::<Vec<_>>().join("\n");
    assert_eq!(first_names(&too_many), Err(SectionRefusal::TooMany));
}

/// The rule of a retired section, case by case: its own section, what is retired, in which readers have it; may it be approved.
#[test]
fn a_retired_section_counts_as_none_chosen_unless_readers_have_the_story_in_it() {
    let (kept, other) = (Some(id(5)), Some(id(6)));
    for (chosen, retired, live, approved) in [
        (kept, None, None, true),
        (kept, kept, None, false),
        (kept, kept, kept, true),
        // Readers have it elsewhere: the update was to bring it into a section that is retired by now.
        (kept, kept, other, false),
        // What the desk knew of the section before another one was chosen in the window.
        (other, kept, None, true),
        (None, None, None, false),
        (None, kept, kept, false),
    ] {
        let mut a = story(REPORTER);
        (a.manuscript.section, a.retired_section, a.live_section) = (chosen, retired, live);
        let case = format!("{chosen:?}, retired {retired:?}, readers have it in {live:?}");
        let mut go =
            |what, who| a.make_move(what, actor(who), &Attempt::default(), crate::RevisionId(Uuid::nil()), now());
        go(Move::File, REPORTER).unwrap_or_else(|e| panic!("{case}: an editor can choose: {e}"));
        go(Move::Claim, EDITOR).unwrap();
        let lack = if chosen.is_none() { Lack::Section } else { Lack::RetiredSection };
        let answer = go(Move::Approve, EDITOR);
        assert_eq!(answer, if approved { Ok(()) } else { Err(Refusal::Lacks(vec![lack])) }, "{case}");
        if approved {
            // Retired after it was approved: it goes out as it was approved.
            a.retired_section = a.manuscript.section;
            a.live_section = None;
            a.make_move(Move::Publish, actor(EDITOR), &Attempt::default(), crate::RevisionId(Uuid::nil()), now())
                .unwrap();
            assert_eq!(a.stage, Stage::Approved);
            assert!(a.is_approved_as_is());
        }
    }
}

#[derive(Clone, Debug)]
enum Done {
    Add(String),
    Rename(u128, String),
    Retire(u128, bool),
    Order(Vec<u128>),
}

fn done() -> impl Strategy<Value = Vec<Done>> {
    let name = || "[aAáÁ ]{0,3}";
    let one = prop_oneof![
        name().prop_map(Done::Add),
        (0u128..6, name()).prop_map(|(n, name)| Done::Rename(n, name)),
        (0u128..6, any::<bool>()).prop_map(|(n, retired)| Done::Retire(n, retired)),
        prop::collection::vec(0u128..8, 0..8).prop_map(Done::Order),
    ];
    prop::collection::vec(one, 0..40)
}

proptest! {
    /// Whatever the chief does in whatever order: one section stays in use, no two are the same to a site, every place is
    /// one section's, and none is lost.
    #[test]
    fn the_sections_stay_sound(done in done()) {
        let mut all = sections(&[("Một", true)]);
        for deed in done {
            let count = all.len();
            match deed {
                Done::Add(name) => if let Ok(name) = free_name(&all, &name, None) {
                    let position = all.iter().map(|s| s.position).max().unwrap_or(0) + 1;
                    all.push(Section { id: id(count as u128), name, position, retired_at: None });
                },
                Done::Rename(n, name) => if let Ok(name) = free_name(&all, &name, Some(id(n))) {
                    all.iter_mut().filter(|s| s.id == id(n)).for_each(|s| s.name.clone_from(&name));
                },
                Done::Retire(n, retired) => if !retired || may_retire(&all, id(n)).is_ok() {
                    all.iter_mut().filter(|s| s.id == id(n)).for_each(|s| s.retired_at = retired.then(now));
                },
                Done::Order(order) => {
                    let order: Vec<SectionId> = order.into_iter().map(id).collect();
                    let before = all.clone();
                    all = ordered(&all, &order);
                    let mut ids = (all.iter().map(|s| s.id).collect::<Vec<_>>(), before.iter().map(|s| s.id).collect::<Vec<_>>());
                    ids.0.sort_unstable();
                    ids.1.sort_unstable();
                    prop_assert_eq!(ids.0, ids.1, "none is lost, none comes twice");
                }
            }
            prop_assert!(all.iter().any(Section::is_in_use));
            let mut keys: Vec<String> = all.iter().map(|s| name_key(&s.name)).collect();
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), all.len(), "names");
            let mut places: Vec<u32> = all.iter().map(|s| s.position).collect();
            places.sort_unstable();
            places.dedup();
            prop_assert_eq!(places.len(), all.len(), "places");
        }
    }
}
