//! Sections: what is kept of them, what stands in them, and where their stories went on sites.

use crate::{
    outbox::change,
    scene::{self, played},
    story::{HAI, act, minute, uuid},
};
use newsroom::{ArticleId, Section, SiteId};
use store::{SectionUse, StoreError};

#[test]
fn a_section_is_kept_as_it_was_last_said() {
    let (_folder, store) = played();
    let before = store.sections().unwrap();
    let retired =
        Section { name: "Thời sự".into(), position: 9, retired_at: Some(minute(70)), ..before[0].clone() };
    change(&store, |t| t.save_section(&retired));
    let mut expected = before[1..].to_vec();
    expected.push(retired.clone());
    assert_eq!(store.sections().unwrap(), expected, "in order, with the retired one");
    change(&store, |t| t.save_section(&before[0]));
    assert_eq!(store.sections().unwrap(), before);
    let nobody = Section { id: newsroom::SectionId(uuid(77)), ..retired };
    let refused = store.transact(act(HAI, 90), |t| t.save_section(&nobody));
    assert!(matches!(refused, Err(StoreError::NotFound("section"))), "{refused:?}");
}

#[test]
fn stories_are_counted_by_section_and_those_in_the_bin_are_not() {
    let (_folder, store) = played();
    let uses = store.section_uses().unwrap();
    let listed = store.articles(&store::Filter::default()).unwrap();
    for section in store.sections().unwrap() {
        let of_section = || listed.iter().filter(|line| line.section == Some(section.id));
        let stories = of_section().filter(|line| line.stage != newsroom::Stage::Spiked).count();
        let in_hand = of_section().map(|line| store.article(line.id).unwrap()).filter(|article| {
            use newsroom::Stage::{Draft, Filed, InEdit};
            matches!(article.stage, Draft | Filed | InEdit) && article.readers.live.is_none()
        });
        let counted = uses.get(&section.id).copied().unwrap_or_default();
        let expected = SectionUse { stories: stories as u32, in_hand: in_hand.count() as u32 };
        assert_eq!(counted, expected, "{}", section.name);
    }
    assert!(uses.values().any(|counted| counted.in_hand > 0 && counted.stories > counted.in_hand), "{uses:?}");
}

#[test]
fn a_story_tells_that_its_section_was_retired_and_where_readers_have_it() {
    let (_folder, store) = played();
    let (filed, published) = (ArticleId(uuid(scene::FILED)), ArticleId(uuid(scene::PUBLISHED)));
    let told = |id| {
        let article = store.article(id).unwrap();
        (article.manuscript.section, article.retired_section, article.live_section)
    };
    let (section, none, _) = told(filed);
    assert!(section.is_some() && none.is_none());
    for known in store.sections().unwrap() {
        change(&store, |t| t.save_section(&Section { retired_at: Some(minute(70)), ..known.clone() }));
    }
    assert_eq!(told(filed), (section, section, None));
    let (section, retired, live) = told(published);
    assert!(section.is_some() && retired == section && live == section, "readers have it there: {live:?}");
}

#[test]
fn a_renamed_section_goes_on_to_the_categories_that_it_was_met_in() {
    let (_folder, store) = played();
    let site = SiteId(uuid(scene::SITE));
    let [first, second] = [0, 1].map(|n| store.sections().unwrap()[n].id);
    change(&store, |t| {
        t.place_section(site, second, Some(40))?;
        t.note_met_section(site, first, 4)?;
        t.note_met_section(site, first, 5)?;
        t.note_met_section(site, second, 6)
    });
    assert_eq!(store.met_sections(site).unwrap(), [(first, 5), (second, 6)], "the newest that is known");
    let chosen = store.site_sections(site).unwrap().len();
    change(&store, |t| {
        t.keep_met_sections(first)?;
        t.keep_met_sections(second)
    });
    let mut kept = store.site_sections(site).unwrap();
    kept.sort_unstable();
    assert_eq!(kept, [(first, 5), (second, 40)], "what somebody chose stays: {chosen}");
    assert!(store.met_sections(site).unwrap().is_empty(), "by the new name nothing was met yet");
}
