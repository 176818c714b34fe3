//! What the palette offers: actions, moves of the story, places, sections and stories, by name in both languages.

use super::actions::{Act, Action, Group, all};
use crate::{
    state::{desk::Desk, place::Place, recent},
    story::moves,
    texts::{Lang, Name, Texts},
    tools::focus,
};
use contract::articles::Shelf;
use copydesk::fold;
use leptos::{prelude::*, task::spawn_local};
use newsroom::{ArticleId, Move, SectionId};

/// What a line of the palette does.
#[derive(Clone, Copy)]
pub(crate) enum Does {
    /// An action of the table.
    Action(Action),
    /// A move of the story.
    Move(Move),
    /// Goes to a shelf.
    Shelf(Shelf),
    /// Shows the stories of a section.
    Section(SectionId),
    /// Opens a story.
    Story(ArticleId),
}

/// The heading over lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// Actions chosen last.
    Recent,
    /// What comes next for the story.
    Moves,
    /// Of the table.
    Group(Group),
    /// Shelves.
    Shelves,
    /// Sections.
    Sections,
    /// Stories opened last.
    Stories,
}

impl Heading {
    /// Its words.
    pub(crate) fn name(self) -> Name {
        match self {
            Heading::Recent => Texts::recent,
            Heading::Moves => Texts::moves,
            Heading::Group(group) => group.name(),
            Heading::Shelves => Texts::shelves,
            Heading::Sections => Texts::section,
            Heading::Stories => Texts::recent_stories,
        }
    }
}

/// A line of the palette.
#[derive(Clone)]
pub(crate) struct Entry {
    /// Under which heading.
    pub(crate) heading: Heading,
    /// In the language of the moment.
    pub(crate) name: String,
    /// In all languages, folded.
    sought: String,
    /// Its key; empty for none.
    pub(crate) keys: &'static str,
    /// What it does.
    pub(crate) does: Does,
    /// It destroys something, passes the story on or ends the work: never chosen by itself.
    pub(crate) weighty: bool,
}

/// The table in both languages: what is typed may be in either.
#[derive(Clone, Copy)]
pub(crate) struct Both {
    vi: Texts,
    en: Texts,
}

impl Both {
    /// For as long as the owner of the moment lives.
    pub(crate) fn new() -> Self {
        Self { vi: Texts::new(Lang::Vi), en: Texts::new(Lang::En) }
    }
}

/// What can be done now.
pub(crate) fn entries(desk: Desk, both: Both) -> Vec<Entry> {
    untrack(|| {
        let t = desk.t;
        let entry = |heading, name: &dyn Fn(Texts) -> String, keys, does| Entry {
            heading,
            name: name(t),
            sought: fold(&format!("{} {}", name(both.vi), name(both.en))),
            keys,
            does,
            weighty: does.is_weighty(),
        };
        let mut entries = Vec::new();
        if let Some(story) = desk.story() {
            for (what, _) in story.moves().into_iter().filter(|(_, refusal)| refusal.is_none()) {
                let name = |t: Texts| t.move_name(what, false).to_owned();
                entries.push(entry(Heading::Moves, &name, "", Does::Move(what)));
            }
        }
        let actions: Vec<Action> = all()
            .filter(|action| matches!(action.act, Act::Window(_) | Act::Command(_)) && action.applies(desk))
            .collect();
        let of_group = |group: Group| actions.iter().copied().filter(move |action| action.group == group);
        for action in Group::ALL.into_iter().flat_map(of_group) {
            let keys = action.keys.split_whitespace().next().unwrap_or_default();
            let name = |t: Texts| (action.name)(t).to_owned();
            entries.push(entry(Heading::Group(action.group), &name, keys, Does::Action(action)));
        }
        for counted in desk.shelves.get() {
            let name = |t: Texts| t.shelf(counted.shelf).to_owned();
            entries.push(entry(Heading::Shelves, &name, "", Does::Shelf(counted.shelf)));
        }
        for section in desk.sections() {
            let name = |_: Texts| desk.session.section_choice(&section);
            entries.push(entry(Heading::Sections, &name, "", Does::Section(section.id)));
        }
        let open = desk.opened.with(|opened| opened.as_ref().map(|view| view.article.id));
        for story in recent::stories_by_name(desk).into_iter().filter(|story| Some(story.id) != open) {
            let headline = story.headline.clone();
            let name = |t: Texts| if headline.is_empty() { t.untitled().to_owned() } else { headline.clone() };
            entries.push(entry(Heading::Stories, &name, "", Does::Story(story.id)));
        }
        entries
    })
}

/// How well words fit a folded name: none if not, the less the better.
fn fit(sought: &str, words: &[String]) -> Option<usize> {
    let mut worst = 0;
    for word in words {
        let at = sought.find(word.as_str())?;
        let begins = at == 0 || sought.match_indices(word.as_str()).any(|(at, _)| sought[..at].ends_with(' '));
        worst += match (at, begins) {
            (0, _) => 0,
            (_, true) => 1,
            _ => 3,
        };
    }
    Some(worst)
}

/// The lines for what is typed, in the order in which they are shown: the best heading first. For nothing typed: recent actions first.
pub(crate) fn matching(entries: &[Entry], typed: &str, recent: &[String]) -> Vec<Entry> {
    let words: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        let of_id = |id: &String| {
            let same = |entry: &&Entry| matches!(entry.does, Does::Action(action) if action.id == id);
            entries.iter().find(same).map(|entry| Entry { heading: Heading::Recent, ..entry.clone() })
        };
        let first: Vec<Entry> = recent.iter().filter_map(of_id).filter(|entry| !entry.weighty).take(4).collect();
        let stories = entries.iter().filter(|entry| entry.heading == Heading::Stories).take(6);
        let others = entries.iter().filter(|entry| entry.heading != Heading::Stories);
        return first.into_iter().chain(stories.cloned()).chain(others.cloned()).collect();
    }
    let mut found: Vec<(usize, Entry)> = Vec::new();
    for entry in entries {
        if let Some(fit) = fit(&entry.sought, &words) {
            let used = matches!(entry.does, Does::Action(action) if recent.iter().any(|id| id == action.id));
            found.push((fit * 2 + usize::from(!used), entry.clone()));
        }
    }
    found.sort_by_key(|(fit, _)| *fit);
    let mut headings = Vec::new();
    for (_, entry) in &found {
        if !headings.contains(&entry.heading) {
            headings.push(entry.heading);
        }
    }
    let under =
        |heading| found.iter().filter(move |(_, entry)| entry.heading == heading).map(|(_, entry)| entry.clone());
    headings.into_iter().flat_map(under).collect()
}

/// The line that Enter takes before anybody has chosen one: the first, if taking it by mistake costs nothing.
pub(crate) fn preselected(found: &[Entry]) -> Option<usize> {
    found.first().filter(|entry| !entry.weighty).map(|_| 0)
}

impl Does {
    /// True for what destroys something, passes the story on or ends the work.
    fn is_weighty(self) -> bool {
        match self {
            Does::Move(_) => true,
            Does::Action(action) => action.id == "sign_out" || action.id.ends_with("_delete"),
            Does::Shelf(_) | Does::Section(_) | Does::Story(_) => false,
        }
    }

    /// Does it.
    pub(crate) fn run(self, desk: Desk) {
        match self {
            Does::Action(action) => {
                recent::used(desk, action.id);
                action.run(desk);
            }
            Does::Move(what) => {
                if let Some(story) = desk.story() {
                    moves::begin(desk, story, what);
                }
            }
            Does::Shelf(shelf) => {
                focus::leave(desk);
                desk.section.set(None);
                desk.go(Place::Shelf(shelf));
            }
            Does::Section(section) => {
                focus::leave(desk);
                desk.go_to_list();
                desk.section.set(Some(section));
            }
            Does::Story(article) => spawn_local(desk.open(article)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(heading: Heading, name: &str) -> Entry {
        let does = Does::Shelf(Shelf::Mine);
        Entry { heading, name: name.to_owned(), sought: fold(name), keys: "", does, weighty: false }
    }

    fn names(found: &[Entry]) -> Vec<&str> {
        found.iter().map(|entry| entry.name.as_str()).collect()
    }

    #[test]
    fn names_are_found_without_accents_and_by_their_beginnings_first() {
        let entries = [
            entry(Heading::Group(Group::Format), "Danh sách chấm Bulleted list"),
            entry(Heading::Moves, "Duyệt Approve"),
            entry(Heading::Group(Group::Go), "Đăng xuất Sign out"),
        ];
        assert_eq!(names(&matching(&entries, "dang", &[])), ["Đăng xuất Sign out"]);
        assert_eq!(names(&matching(&entries, "list", &[])), ["Danh sách chấm Bulleted list"], "in English as well");
        assert_eq!(names(&matching(&entries, "sach cham", &[])), ["Danh sách chấm Bulleted list"]);
        assert_eq!(names(&matching(&entries, "zzz", &[])), [""; 0]);
    }

    #[test]
    fn enter_alone_moves_no_story_and_signs_nobody_out() {
        let of = |does: Does| Entry { does, weighty: does.is_weighty(), ..entry(Heading::Moves, "Bỏ bài") };
        for what in Move::ALL {
            assert_eq!(preselected(&[of(Does::Move(what)), entry(Heading::Shelves, "Của tôi")]), None, "{what:?}");
        }
        let action = |id| Does::Action(all().find(|action| action.id == id).unwrap());
        assert_eq!(preselected(&[of(action("sign_out"))]), None);
        assert_eq!(preselected(&[of(action("find"))]), Some(0));
        let recent = ["sign_out".to_owned(), "find".to_owned()];
        let entries = [of(Does::Move(Move::Spike)), of(action("sign_out")), of(action("find"))];
        let found = matching(&entries, "", &recent);
        assert!(matches!(found[0].does, Does::Action(action) if action.id == "find"), "what was last done weighs more");
        assert_eq!(preselected(&matching(&entries, "bo bai", &recent)), None);
    }

    #[test]
    fn lines_of_one_heading_stand_together() {
        let (one, other) = (Heading::Shelves, Heading::Stories);
        let entries = [entry(one, "Bản nháp"), entry(other, "Nháp đầu"), entry(one, "Nháp cũ")];
        let found = matching(&entries, "nhap", &[]);
        let headings: Vec<Heading> = found.iter().map(|entry| entry.heading).collect();
        assert_eq!(headings.iter().filter(|heading| **heading == one).count(), 2);
        assert!(headings == [one, one, other] || headings == [other, one, one], "{headings:?}");
    }
}
