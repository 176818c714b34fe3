//! Whole lives of stories at a real desk, written at random: what was kept comes back byte for byte, restoring is undone byte for
//! byte, remarks stay on their words, and all of it is still so after the newsroom was closed and opened.
//!
//! Two seconds of it by default; `NEWSDESK_FUZZ_SECONDS` lets it run longer, `NEWSDESK_FUZZ_SEED` on other ways.

#[path = "../../../newsroom/tests/newsroom/blocks.rs"]
mod blocks;
#[path = "../../../newsroom/tests/newsroom/lines.rs"]
mod lines;
#[path = "../../../newsroom/tests/newsroom/script.rs"]
mod script;

use crate::office::{Office, picture};
use contract::articles::TextEdit;
use desk::WRITING_CHECKPOINT;
use fastrand::Rng;
use newsroom::{ArticleId, Manuscript, Occasion, RemarkId, RevisionId, Staff, body::nfc, manuscript::PhotoWords};
use script::{Edit, Step, Writer, bytes, step};
use std::{
    env,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Steps of one life.
const STEPS: usize = 120;

/// A story, and what must be true of it.
struct Life {
    me: Staff,
    id: ArticleId,
    version: u64,
    writer: Writer,
    /// All that was kept: its bytes then.
    kept: Vec<(RevisionId, String)>,
    /// What was there before the last restoring.
    before: Option<(RevisionId, String)>,
    said: Vec<RemarkId>,
    about: String,
}

impl Life {
    fn begin(office: &Office, story: u32) -> Self {
        let me = office.staff("phongvien");
        let id = office.desk.new_article(&me, None).unwrap().0.article.id;
        for number in 1..=2 {
            office.desk.add_photo(&me, id, "anh.jpg", &picture(number)).unwrap();
        }
        let article = office.desk.open_article(&me, id).unwrap().article;
        let writer = Writer::new(article.manuscript, story);
        let (kept, said, before) = Default::default();
        Self { me, id, version: article.version, writer, kept, before, said, about: format!("seed {story}") }
    }

    fn live(&mut self, office: &Office, rng: &mut Rng) {
        for number in 0..STEPS {
            let numbers = [(); 4].map(|()| rng.u16(..));
            match step(numbers) {
                Step::Edit(edit) => self.write(office, edit, numbers[3].is_multiple_of(9)),
                Step::Keep => {
                    let row = office.desk.keep_revision(&self.me, self.id, "").unwrap().0.entry;
                    self.kept.push((row.id, bytes(&self.writer.manuscript)));
                }
                Step::Restore(which) if !self.kept.is_empty() => {
                    let (revision, state) = self.kept[usize::from(which) % self.kept.len()].clone();
                    self.restore(office, revision, &state);
                }
                Step::Undo => {
                    if let Some((revision, state)) = self.before.take() {
                        self.restore(office, revision, &state);
                    }
                }
                Step::Restore(_) => {}
            }
            let stored = office.desk.open_article(&self.me, self.id).unwrap().article.manuscript;
            assert_eq!(bytes(&stored), bytes(&self.writer.manuscript), "{}, step {number}", self.about);
            self.writer.check(&format!("{}, step {number}", self.about));
        }
    }

    /// Edits and saves as the window does; after a `pause`, the desk keeps by itself what was there before.
    fn write(&mut self, office: &Office, edit: Edit, pause: bool) {
        let former = bytes(&self.writer.manuscript);
        let put = self.writer.edit(edit);
        if pause {
            office.clock.forward(WRITING_CHECKPOINT);
        }
        self.save(office);
        self.writer.manuscript = as_saved(&self.writer.manuscript);
        let newest = office.desk.list_revisions(&self.me, self.id).unwrap().into_iter().next().map(|row| row.entry);
        if let Some(row) = newest.filter(|row| self.kept.iter().all(|(known, _)| *known != row.id)) {
            assert_eq!(row.occasion, Occasion::WhileWriting, "{}", self.about);
            self.kept.push((row.id, former));
        }
        if let Some(watched) = put {
            let quote = watched.sign.to_string();
            office.desk.add_remark(&self.me, self.id, watched.id, &quote, "Nguồn?").unwrap();
            self.said.push(watched.id);
        }
    }

    fn save(&mut self, office: &Office) {
        let m = self.writer.manuscript.clone();
        let edit = TextEdit {
            headline: Some(m.headline),
            standfirst: Some(m.standfirst),
            byline: Some(m.byline),
            tags: Some(m.tags),
            doc: Some(m.body.doc_json()),
            lead_photo: Some(m.lead_photo),
            correction: Some(m.correction),
            related: Some(m.related),
            ..TextEdit::default()
        };
        self.version = office.desk.save_text(&self.me, self.id, self.version, edit).unwrap().0.version;
        let stored = office.desk.open_article(&self.me, self.id).unwrap().article.manuscript;
        for (photo, stored) in m.photos.into_iter().zip(stored.photos) {
            if photo != stored {
                let [caption, alt_text, credit] = [photo.caption, photo.alt_text, photo.credit].map(Some);
                let words = PhotoWords { caption, alt_text, credit };
                office.desk.save_photo(&self.me, self.id, photo.id, words).unwrap();
            }
        }
    }

    /// The present state is kept before; what comes back is what was kept, with its remarks on their words.
    fn restore(&mut self, office: &Office, revision: RevisionId, state: &str) {
        let former = bytes(&self.writer.manuscript);
        let view = office.desk.restore_revision(&self.me, self.id, self.version, revision).unwrap().0;
        assert_eq!(bytes(&view.article.manuscript), state, "{}: restored", self.about);
        self.version = view.article.version;
        self.writer.manuscript = view.article.manuscript;
        let newest = office.desk.list_revisions(&self.me, self.id).unwrap().remove(0).entry;
        assert_eq!(newest.occasion, Occasion::BeforeRestore, "{}", self.about);
        self.kept.push((newest.id, former.clone()));
        self.before = Some((newest.id, former));
    }

    /// Nothing that was ever kept or said is lost or changed.
    fn look_back(&mut self, office: &Office) {
        for (revision, state) in self.kept.clone() {
            self.restore(office, revision, &state);
            let (before, former) = self.before.take().unwrap();
            self.restore(office, before, &former);
        }
        let threads = office.desk.list_remarks(&self.me, self.id).unwrap();
        let mut found: Vec<RemarkId> = threads.iter().map(|thread| thread.id).collect();
        found.sort();
        assert_eq!(found, self.said, "{}", self.about);
        assert!(threads.iter().all(|thread| thread.notes.len() == 1), "{}", self.about);
    }
}

/// What the desk makes of the writer's letters: normal form C, and tags that say something.
fn as_saved(written: &Manuscript) -> Manuscript {
    let mut m = written.clone();
    let photos = m.photos.iter_mut().flat_map(|photo| [&mut photo.caption, &mut photo.alt_text, &mut photo.credit]);
    let lines = [&mut m.headline, &mut m.standfirst, &mut m.byline, &mut m.correction].into_iter().chain(photos);
    lines.for_each(|line| *line = nfc(line));
    m.tags = m.tags.iter().map(|tag| nfc(tag.trim())).filter(|tag| !tag.is_empty()).collect();
    m.body = m.body.normalised();
    m
}

#[test]
fn kept_states_come_back_to_the_byte_and_remarks_stay_on_their_words() {
    let number = |name| env::var(name).ok().map(|value: String| value.parse::<u64>().unwrap());
    let seconds = number("NEWSDESK_FUZZ_SECONDS").unwrap_or(2);
    let first = number("NEWSDESK_FUZZ_SEED").unwrap_or(1) as u32;
    let folder = TempDir::new().unwrap();
    let mut office = Office::online(folder.path());
    let ends = Instant::now() + Duration::from_secs(seconds);
    let (mut lives, mut kept, mut remarks) = (0, 0, 0);
    while lives < 2 || Instant::now() < ends {
        let seed = first + lives;
        let mut life = Life::begin(&office, seed);
        life.live(&office, &mut Rng::with_seed(seed.into()));
        drop(office);
        office = Office::online(folder.path());
        kept += life.kept.len();
        remarks += life.said.len();
        life.look_back(&office);
        lives += 1;
    }
    println!("{lives} lives of {STEPS} steps, {kept} kept states, {remarks} remarks");
    assert!(kept > 0 && remarks > 0, "something was kept and said");
}
