//! The chief's sections: what becomes of stories when one is renamed, put elsewhere, retired and brought back.

use crate::{office::Office, there::There};
use contract::{articles::TextEdit, sections::SectionLine, sites::SectionPlace};
use desk::DeskError;
use newsroom::{
    ArticleId, Attempt, Move, Refusal, SectionId, SectionRefusal, Staff, Stage, TemplateId, readiness::Lack,
    template::Template,
};
use std::sync::Arc;
use tempfile::TempDir;
use wordpress::HttpTransport;

fn names(office: &Office) -> Vec<String> {
    let in_use = office.desk.sections().unwrap().into_iter().filter(newsroom::Section::is_in_use);
    in_use.map(|section| section.name).collect()
}

fn id(office: &Office, name: &str) -> SectionId {
    office.desk.sections().unwrap().into_iter().find(|section| section.name == name).unwrap().id
}

fn line(office: &Office, chief: &Staff, section: SectionId) -> SectionLine {
    let lines = office.desk.show_sections(chief).unwrap();
    lines.into_iter().find(|line| line.section.id == section).unwrap()
}

fn choose(office: &Office, who: &Staff, story: ArticleId, section: SectionId) {
    let version = office.desk.open_article(who, story).unwrap().article.version;
    let edit = TextEdit { section: Some(Some(section)), ..TextEdit::default() };
    office.desk.save_text(who, story, version, edit).unwrap();
}

#[test]
fn the_chief_adds_renames_orders_and_retires_sections_and_nobody_else_does() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, editor, reporter) = (office.staff("thuky"), office.staff("bientap"), office.staff("phongvien"));
    let (added, changes) = office.desk.add_section(&chief, "  Biên giới  -  Hải đảo ").unwrap();
    assert!(changes.sections && added.name == "Biên giới - Hải đảo");
    let economy = id(&office, "Kinh tế - Cửa khẩu");
    for who in [&editor, &reporter] {
        assert_eq!(office.desk.list_sections(who).unwrap().len(), 5, "everybody writes under one");
        assert!(matches!(office.desk.show_sections(who), Err(DeskError::ChiefOnly)));
        assert!(matches!(office.desk.add_section(who, "Thể thao"), Err(DeskError::ChiefOnly)));
        assert!(matches!(office.desk.rename_section(who, economy, "Thể thao"), Err(DeskError::ChiefOnly)));
        assert!(matches!(office.desk.order_sections(who, &[added.id]), Err(DeskError::ChiefOnly)));
        assert!(matches!(office.desk.retire_section(who, economy, true), Err(DeskError::ChiefOnly)));
    }
    let sections = || office.desk.show_sections(&chief).unwrap();
    let twice = office.desk.add_section(&chief, "BIÊN GIỚI - HẢI ĐẢO");
    assert!(matches!(twice, Err(DeskError::Section(SectionRefusal::NameTaken(_)))), "{twice:?}");
    office.desk.rename_section(&chief, economy, "Kinh tế").unwrap();
    office.desk.order_sections(&chief, &[added.id, economy]).unwrap();
    assert_eq!(
        names(&office),
        ["Biên giới - Hải đảo", "Kinh tế", "Tin trong thành phố", "Văn hóa - Xã hội", "Chính quyền"]
    );
    let (_, changes) = office.desk.order_sections(&chief, &[added.id, economy]).unwrap();
    assert!(changes.is_empty(), "they stand so already");
    office.desk.retire_section(&chief, economy, true).unwrap();
    assert!(!office.desk.sections().unwrap().iter().any(|s| s.id == economy), "no story has it, so nobody meets it");
    assert!(!line(&office, &chief, economy).section.is_in_use(), "but the chief, who may want it back");
    let again = office.desk.add_section(&chief, "kinh tế");
    assert!(matches!(again, Err(DeskError::Section(SectionRefusal::NameRetired(_)))), "{again:?}");
    office.desk.retire_section(&chief, economy, false).unwrap();
    assert_eq!(names(&office)[1], "Kinh tế", "where it stood");
    let all: Vec<SectionId> = sections().iter().map(|line| line.section.id).collect();
    let retired: Vec<bool> =
        all.iter().map(|section| office.desk.retire_section(&chief, *section, true).is_ok()).collect();
    assert_eq!(retired, [true, true, true, true, false], "stories need one");
    drop(office);
    let office = Office::online(folder.path());
    assert_eq!(names(&office), ["Chính quyền"], "and all of it is on disk");
}

#[test]
fn a_story_in_a_retired_section_waits_for_another_and_what_is_approved_goes_out() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let (chief, editor) = (office.staff("thuky"), office.staff("bientap"));
    let (approved, waiting) = (office.approved_story(), office.filed_story());
    let economy = id(&office, "Kinh tế - Cửa khẩu");
    let counted = line(&office, &chief, economy);
    assert_eq!((counted.stories, counted.in_hand), (2, 1), "one is approved already");
    let (_, changes) = office.desk.retire_section(&chief, economy, true).unwrap();
    assert!(changes.sections);
    assert!(office.desk.sections().unwrap().iter().any(|s| s.id == economy), "stories have it, and show its name");

    office.go(&editor, waiting, Move::Claim);
    let refused = office.desk.make_move(&editor, waiting, Move::Approve, &Attempt::default());
    let Err(DeskError::Refused(Refusal::Lacks(lacks))) = refused else { panic!("{refused:?}") };
    assert_eq!(lacks, [Lack::RetiredSection]);
    let view = office.desk.open_article(&editor, waiting).unwrap();
    assert_eq!(view.article.manuscript.section, Some(economy), "the story still has it, and shows it");
    choose(&office, &editor, waiting, id(&office, "Chính quyền"));
    office.go(&editor, waiting, Move::Approve);

    office.go(&editor, approved, Move::Publish);
    office.transmit();
    let view = office.desk.open_article(&editor, approved).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "{:?}", view.transmission);
    assert_eq!(category(&there, approved), "Kinh tế - Cửa khẩu");
    // Readers have it there: a correction does not move it.
    office.go(&editor, approved, Move::Revise);
    office.go(&editor, approved, Move::Approve);
    assert_eq!(line(&office, &chief, economy).in_hand, 0);
    there.clear(approved);
}

#[test]
fn a_template_of_a_retired_section_begins_stories_without_it() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let (chief, reporter) = (office.staff("thuky"), office.staff("phongvien"));
    let section = id(&office, "Chính quyền");
    let template = Template {
        id: TemplateId(uuid::Uuid::now_v7()),
        name: "Nghị quyết".into(),
        purpose: String::new(),
        section: Some(section),
        headline: String::new(),
        standfirst: String::new(),
        doc: r#"{"type":"doc","content":[{"type":"paragraph"}]}"#.into(),
    };
    let (template, _) = office.desk.save_template(&chief, template).unwrap();
    let begun = || office.desk.new_article(&reporter, Some(template.id)).unwrap().0.article.manuscript.section;
    assert_eq!(begun(), Some(section));
    office.desk.retire_section(&chief, section, true).unwrap();
    assert_eq!(begun(), None, "it is offered for nothing new");
    office.desk.retire_section(&chief, section, false).unwrap();
    assert_eq!(begun(), Some(section));
}

#[test]
fn a_renamed_section_stays_in_its_category_and_its_approvals_hold() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let (chief, editor) = (office.staff("thuky"), office.staff("bientap"));
    let (sent, approved) = (office.approved_story(), office.approved_story());
    let economy = id(&office, "Kinh tế - Cửa khẩu");
    assert!(!line(&office, &chief, economy).sites[0].stays, "nothing was sent yet, and nobody has looked");
    office.go(&editor, sent, Move::Publish);
    office.transmit();
    assert!(line(&office, &chief, economy).sites[0].stays);
    let categories = count_categories(&there);
    office.desk.rename_section(&chief, economy, "Kinh tế").unwrap();

    office.go(&editor, approved, Move::Publish);
    office.transmit();
    let view = office.desk.open_article(&editor, approved).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "approved before, sent after: {:?}", view.transmission);
    office.desk.set_banner(&editor, sent, true, None).unwrap();
    office.transmit();
    for story in [sent, approved] {
        assert_eq!(category(&there, story), "Kinh tế - Cửa khẩu", "no story moves by surprise");
    }
    assert_eq!(count_categories(&there), categories, "nothing was made");

    // The chief wants the new name on the site as well, and chooses it.
    let site = office.desk.sites(&chief).unwrap()[0].site.id;
    office.desk.place_sections(&chief, site, &[(economy, SectionPlace::SameName)]).unwrap();
    office.desk.create_site_section(&chief, site, economy).unwrap();
    office.desk.set_banner(&editor, sent, false, None).unwrap();
    office.transmit();
    assert_eq!(category(&there, sent), "Kinh tế");
    for story in [sent, approved] {
        there.clear(story);
    }
}

#[test]
fn looking_at_a_site_is_enough_to_know_where_a_renamed_section_goes() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::open(folder.path(), Arc::new(HttpTransport::new()));
    there.connect(&office);
    let chief = office.staff("thuky");
    let site = office.desk.sites(&chief).unwrap()[0].site.id;
    office.desk.site_sections(&chief, site).unwrap();
    let culture = id(&office, "Văn hóa - Xã hội");
    assert!(line(&office, &chief, culture).sites[0].stays);
    // The same name to a site: it is found as before, and nothing is to be kept.
    office.desk.rename_section(&chief, culture, "VĂN HÓA - XÃ HỘI").unwrap();
    let place = |office: &Office| {
        let places = office.desk.site_sections(&chief, site).unwrap().places;
        places.into_iter().find(|(section, ..)| *section == culture).unwrap()
    };
    let (_, how, same) = place(&office);
    assert_eq!(how, SectionPlace::SameName);
    office.desk.rename_section(&chief, culture, "Văn hóa").unwrap();
    let (_, how, _) = place(&office);
    assert_eq!(Some(how), same.map(SectionPlace::Category), "the category that it had there");
    // A section that no site knows goes by its name, also by a new one.
    let (sport, _) = office.desk.add_section(&chief, "Thể thao").unwrap();
    assert!(!line(&office, &chief, sport.id).sites[0].stays);
    // One that is retired, and empty, is nothing to be placed.
    office.desk.retire_section(&chief, sport.id, true).unwrap();
    let places = office.desk.site_sections(&chief, site).unwrap().places;
    assert!(!places.iter().any(|(section, ..)| *section == sport.id));
}

/// The name of the only category that a story has on the site.
fn category(there: &There, story: ArticleId) -> String {
    let post = &there.posts(story)[0];
    let ids = post["categories"].as_array().unwrap();
    assert_eq!(ids.len(), 1, "{post}");
    there.get(&format!("categories/{}", ids[0]))["name"].as_str().unwrap().to_owned()
}

fn count_categories(there: &There) -> usize {
    there.get("categories?per_page=100").as_array().unwrap().len()
}
