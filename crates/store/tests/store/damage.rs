//! Random damage to the folder of a newsroom: it opens with everything, or says what is wrong and goes back to a copy; and
//! nothing that was there is deleted. A few rounds here; `cargo xtask soak damage` is the long run.

use crate::story::{LAN, act, add_people, bring, brought, draft, minute, photo, uuid};
use newsroom::{ContentHash, Occasion, RevisionId};
use rusqlite::Connection;
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};
use store::{
    DESK, PHOTOS, Store, StoreError,
    keeping::{self, CopyKind, Depth, Place},
};
use tempfile::TempDir;

const USUAL: usize = 12;

/// What every table holds, by table; the sums and the count of changes apart.
type Dump = BTreeMap<String, Vec<String>>;

#[test]
fn whatever_is_damaged_is_told_and_nothing_is_lost_that_a_copy_has() {
    let rounds = number("NEWSDESK_DAMAGES").unwrap_or(USUAL as u64);
    let seed = number("NEWSDESK_FUZZ_SEED").unwrap_or_else(|| fastrand::u64(..));
    println!("NEWSDESK_FUZZ_SEED={seed}");
    let mut rng = fastrand::Rng::with_seed(seed);
    let scene = Scene::play(if rounds > 100 { 200 } else { 60 }, if rounds > 100 { 300 } else { 40 });
    let (mut opened, mut went_back, mut went_on) = (0, 0, 0);
    let mut by_kind: BTreeMap<&str, u32> = BTreeMap::new();
    for round in 0..rounds {
        let folder = scene.copy(rng.bool());
        let (kind, what) = damage(folder.path(), &scene, &mut rng);
        *by_kind.entry(kind).or_default() += 1;
        match outcome(folder.path(), &scene, &mut rng, &format!("round {round} of seed {seed}: {kind} {what}")) {
            Outcome::Opened => opened += 1,
            Outcome::WentBack => went_back += 1,
            Outcome::WentOn => went_on += 1,
        }
    }
    println!(
        "{rounds} damages {by_kind:?}: {opened} opened with everything, {went_on} went on with what was left, {went_back} went back to a copy"
    );
}

enum Outcome {
    Opened,
    WentBack,
    WentOn,
}

/// What a person does with a damaged newsroom, and that it is right.
fn outcome(folder: &Path, scene: &Scene, rng: &mut fastrand::Rng, what: &str) -> Outcome {
    let mut before = bytes_of(folder);
    if opens_whole(folder, scene, what) {
        return Outcome::Opened;
    }
    let health = keeping::examine(folder, Depth::Photos).unwrap();
    if health.is_sound() {
        // What was cut off the file stood in its log still, which closing has brought home.
        assert!(opens_whole(folder, scene, what), "{what}: it does not open, and nothing is said to be wrong");
        return Outcome::Opened;
    }
    if !health.rows.is_empty() {
        // With single rows damaged it opens, and what stood in its log is in its file since.
        assert!(Store::open(folder, minute(201)).is_ok(), "{what}: single rows keep nobody out");
        before = bytes_of(folder);
    }
    let readable = !health.gone && health.desk.is_none() && health.rows.is_empty();
    if readable && rng.bool() {
        let left = keeping::keep_what_is_left(folder, minute(210)).unwrap();
        let store = Store::open(folder, minute(211)).unwrap_or_else(|error| panic!("{what}: went on, and {error:?}"));
        let there = dump(folder);
        if health.missing_changes.is_none() {
            assert_eq!(there, scene.now, "{what}: only photos were damaged");
        }
        keeping::mend_photos(&store, &Place::all(folder), &[]).unwrap();
        assert_photos(&store, scene, what);
        assert_put_aside(folder, &before, what);
        assert!(left.aside.is_dir());
        return Outcome::WentOn;
    }
    let copies = Place::all(folder).into_iter().flat_map(|place| place.copies());
    let mut regular = copies.filter(|copy| matches!(copy.kind, CopyKind::Regular { .. }));
    let restored = regular.find_map(|copy| keeping::restore(folder, &copy.file, minute(210)).ok());
    let restored = restored.unwrap_or_else(|| panic!("{what}: no copy can be restored"));
    let store = Store::open(folder, minute(211)).unwrap_or_else(|error| panic!("{what}: restored, and {error:?}"));
    assert_eq!(dump(folder), scene.copied, "{what}: restored, and something else is there");
    keeping::mend_photos(&store, &Place::all(folder), &[]).unwrap();
    assert_photos(&store, scene, what);
    assert_put_aside(folder, &before, what);
    assert!(restored.aside.is_dir());
    Outcome::WentBack
}

/// Whether it opens with everything, photos brought back from the copies.
fn opens_whole(folder: &Path, scene: &Scene, what: &str) -> bool {
    let Ok(store) = Store::open(folder, minute(200)) else { return false };
    let health = keeping::examine(folder, Depth::PhotoBytes).unwrap();
    if !health.stories_are_sound() {
        return false;
    }
    assert_eq!(dump(folder), scene.now, "{what}: opened, and something else is there");
    let mended = keeping::mend_photos(&store, &Place::all(folder), &health.damaged_photos);
    if health.photos.is_some() || mended.is_err() {
        return false;
    }
    assert_photos(&store, scene, what);
    true
}

/// Every photo that was copied is there, byte for byte.
fn assert_photos(store: &Store, scene: &Scene, what: &str) {
    for bytes in &scene.photos_copied {
        let hash = ContentHash::of(bytes);
        assert_eq!(store.original(hash).as_ref().ok(), Some(bytes), "{what}: photo {hash}");
    }
}

/// What was in the databases is still in the folder, under whatever name.
fn assert_put_aside(folder: &Path, before: &BTreeMap<PathBuf, Vec<u8>>, what: &str) {
    let now: Vec<Vec<u8>> = bytes_of(folder).into_values().collect();
    for (path, bytes) in before {
        let log = format!("{}-wal", PHOTOS.file);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // The log of sound photos is brought into their file.
        let kept = [DESK.file.to_owned(), format!("{}-wal", DESK.file)].contains(&name);
        if kept && name != log && !bytes.is_empty() {
            assert!(now.contains(bytes), "{what}: {} is nowhere any more", path.display());
        }
    }
}

struct Scene {
    /// Closed cleanly.
    closed: TempDir,
    /// As a power cut leaves it, the last changes in the logs.
    cut: TempDir,
    /// An older state of the databases.
    old: TempDir,
    /// The second place, which is not in the folder.
    _second: TempDir,
    now: Dump,
    copied: Dump,
    photos_copied: Vec<Vec<u8>>,
}

impl Scene {
    fn play(stories: u64, photos: u64) -> Self {
        let (closed, old, cut, second) =
            (TempDir::new().unwrap(), TempDir::new().unwrap(), TempDir::new().unwrap(), TempDir::new().unwrap());
        let folder = closed.path();
        let store = Store::open(folder, minute(0)).unwrap();
        add_people(&store);
        let mut photos_copied = Vec::new();
        for n in 0..photos {
            let bytes: Vec<u8> = (0..3000 + n * 37).map(|at| ((at * n) >> 3) as u8 ^ n as u8).collect();
            store.keep_picture(&bytes, &[], minute(1)).unwrap();
            photos_copied.push(bytes);
        }
        for n in 0..stories {
            write(&store, n, 0, photos_copied.get((n % photos) as usize));
        }
        // Photos that no story uses are the newsroom's, too.
        let unused = photos_copied.iter().enumerate().skip(stories as usize);
        store
            .transact(act(LAN, 2), |t| {
                unused.clone().try_for_each(|(n, bytes)| {
                    t.add_photo(&brought(&photo(9000 + n as u64, ContentHash::of(bytes), "Ảnh")))
                })
            })
            .map_err(|e: StoreError| e)
            .unwrap();
        drop(store);
        for schema in [&DESK, &PHOTOS] {
            fs::copy(folder.join(schema.file), old.path().join(schema.file)).unwrap();
        }
        let store = Store::open(folder, minute(10)).unwrap();
        for n in 0..stories / 4 {
            write(&store, n, 1, None);
        }
        let place = Place::choose_second(folder, second.path()).unwrap();
        for place in [&Place::here(folder), &place] {
            keeping::make_copy(folder, place, minute(60), &|| true).unwrap();
        }
        let copied = dump(folder);
        for n in 0..stories / 5 {
            write(&store, n, 2, None);
        }
        let late: Vec<u8> = (0..5000u32).map(|n| (n >> 2) as u8).collect();
        store.keep_picture(&late, &[], minute(61)).unwrap();
        write(&store, stories, 0, Some(&late));
        let now = dump(folder);
        copy_folder(folder, cut.path());
        drop(store);
        Self { closed, cut, old, _second: second, now, copied, photos_copied }
    }

    fn copy(&self, clean: bool) -> TempDir {
        let folder = TempDir::new().unwrap();
        copy_folder(if clean { self.closed.path() } else { self.cut.path() }, folder.path());
        folder
    }
}

fn write(store: &Store, n: u64, turn: u64, used: Option<&Vec<u8>>) {
    let text = format!("Đoạn thứ {turn} của bài {n} về cửa khẩu Móng Cái. ").repeat(30 + (n % 20) as usize);
    let mut article = draft(1000 + n, &format!("Tin số {n}, lần {turn}"), &text);
    article.version = turn + 1;
    if let Some(bytes) = used {
        article.manuscript.photos.push(photo(5000 + n, ContentHash::of(bytes), &format!("Chú thích {n}")));
    }
    store
        .transact(act(LAN, 2), |t| {
            bring(t, &article)?;
            t.save_article(&article)?;
            t.keep_revision(
                RevisionId(uuid(20_000 + turn * 1000 + n)),
                article.id,
                &article.manuscript,
                &Occasion::Kept,
            )
        })
        .map_err(|e: StoreError| e)
        .unwrap();
}

/// Damages one thing, and says how.
fn damage(folder: &Path, scene: &Scene, rng: &mut fastrand::Rng) -> (&'static str, String) {
    let logs: Vec<PathBuf> = [DESK.file, PHOTOS.file]
        .map(|file| folder.join(format!("{file}-wal")))
        .into_iter()
        .filter(|log| log.exists())
        .collect();
    let mut files: Vec<PathBuf> = vec![folder.join(DESK.file), folder.join(DESK.file), folder.join(PHOTOS.file)];
    files.extend(logs.clone());
    files.extend(Place::here(folder).copies().into_iter().map(|copy| copy.file));
    files.push(folder.join("newsdesk.tally"));
    let file = files[rng.usize(..files.len())].clone();
    let name = file.strip_prefix(folder).unwrap().display().to_string();
    match rng.u8(..10) {
        0..=4 => {
            let mut bytes = fs::read(&file).unwrap();
            let mut flipped = Vec::new();
            for _ in 0..rng.usize(1..=8) {
                let at = rng.usize(..bytes.len());
                bytes[at] ^= 1 << rng.u8(..8);
                flipped.push(at);
            }
            fs::write(&file, bytes).unwrap();
            ("bits", format!("of {name} at {flipped:?}"))
        }
        5 | 6 => {
            let length = rng.u64(..fs::metadata(&file).unwrap().len());
            fs::File::options().write(true).open(&file).unwrap().set_len(length).unwrap();
            ("cut", format!("{name} to {length}"))
        }
        7 => match logs.is_empty() {
            false => {
                let log = &logs[rng.usize(..logs.len())];
                fs::remove_file(log).unwrap();
                ("log", format!("{} removed", log.display()))
            }
            true => {
                fs::remove_file(&file).unwrap();
                ("removed", name)
            }
        },
        8 => {
            fs::remove_file(&file).unwrap();
            ("removed", name)
        }
        _ => {
            let schema = if rng.bool() { &DESK } else { &PHOTOS };
            for ending in ["-wal", "-shm"] {
                drop(fs::remove_file(folder.join(format!("{}{ending}", schema.file))));
            }
            fs::copy(scene.old.path().join(schema.file), folder.join(schema.file)).unwrap();
            ("old", schema.file.to_owned())
        }
    }
}

fn dump(folder: &Path) -> Dump {
    let file = Connection::open(folder.join(DESK.file)).unwrap();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('row_sum', 'tally') AND name NOT LIKE 'sqlite%'";
    let mut statement = file.prepare(names).unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    tables
        .into_iter()
        .map(|table| {
            let mut statement = file.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| {
                Ok((0..columns).map(|n| format!("{:?}|", row.get_ref(n).unwrap())).collect::<String>())
            });
            let mut rows: Vec<String> = rows.unwrap().map(Result::unwrap).collect();
            rows.sort_unstable();
            (table, rows)
        })
        .collect()
}

fn bytes_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(bytes_of(&path));
        } else if !path.to_string_lossy().ends_with("-shm") {
            found.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    found
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &to);
        } else if !path.to_string_lossy().ends_with("-shm") {
            fs::copy(path, to).unwrap();
        }
    }
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|text| text.parse().unwrap())
}
