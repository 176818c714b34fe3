//! The schema is what the migrations make of it, and migrations that have landed are never edited.

use crate::{dump, story::minute};
use newsroom::ContentHash;
use std::{collections::BTreeMap, env, fs, path::PathBuf};
use store::{ARCHIVE, DESK, PHOTOS, Schema, Store};
use tempfile::TempDir;

/// Every migration with the SHA-256 of its file. A new one is added here with the file, once it will not change.
const LANDED: [(&str, &str); 17] = [
    ("archive/0001_archive.sql", "bb2afb584437d91ab67df7ab68c73c1fc82abaeb6120945c729c1f17d7d12fc8"),
    ("archive/0002_folding.sql", "99cd8f3c86887f5d1d346d9300b8a6fce03d9444baa21280c68a57c24c97623c"),
    ("desk/0001_newsroom.sql", "84169cb300754b3f44a97e04e1bc8b04ffd5384d0c3fb47a30aeabd3350c8b8a"),
    ("desk/0002_kept_for_ever.sql", "5e3bfba3e60db7c6e183eaa45809e5440c5f908774a2f5ae2b94c125293ef823"),
    ("desk/0003_writing.sql", "debf5158282df123adc977eefc985836c7477de8bffa0bfb3efbea32cde59108"),
    ("desk/0004_sending.sql", "cc277a1ca23b00f3e99ac87ca7eb4ba96f3a4ce00427b70aa89657b85372e6eb"),
    ("desk/0005_unsent.sql", "61e01f6076c064de272e098d0dfc253031707d160981268fc2e2a908ba9fbb49"),
    ("desk/0006_canonical_form.sql", "9e0d264f6c2b55bb9eea3147e3d1dac40cdba4b980ebdcd52832e6f4885ad7e5"),
    ("desk/0007_photos_of_the_newsroom.sql", "dba1098fcf17aa8d30d5c8f606c2ef2e70a49e5ba96e45c2aa99e74b41e6891b"),
    ("desk/0008_loss_is_noticed.sql", "44978fc3013d3e462cba5015145706951fb8b8a48c3ad6f2e83fdd91d59a214a"),
    ("desk/0009_what_readers_have.sql", "90b4c35550b22daef3bce0e200bd6610036235741545ac2f03ac0e1afc8613e3"),
    ("desk/0010_people_leave.sql", "55b1241b86c3a2076e9fca1e025b05eb328ccd095905a2d57b51bc4b5046bd07"),
    ("desk/0011_sections_of_ones_own.sql", "989bc495ab5674838cd8b0c56a6d83e535de93d2eb8556dfe685c1e6d9a3c729"),
    ("desk/0012_several_laptops.sql", "9e1fc8eabe22b978985b4cace421a1c4e93e0dce5b127dad634ab568b62b7835"),
    ("photos/0001_pictures.sql", "e7ea9d53a722424987862c6275b85116a1da33d81273c83d566f2df14bb7e29e"),
    ("photos/0002_recipes.sql", "ea4fd62cb22bcb0967e7e635feb53fb82251cac0ad76140b54cafee54e07e5fb"),
    ("photos/0003_arriving.sql", "cb5619432aeb8dbbbf859f592475ad3cff0cbd3050ccca3a39172ad0e75d28c4"),
];

#[test]
fn landed_migrations_are_not_edited() {
    let found: BTreeMap<String, String> = files().into_iter().map(|(name, sql)| (name, hash(&sql))).collect();
    for (name, landed) in LANDED {
        let now = found.get(name).map(String::as_str);
        assert_eq!(
            now,
            Some(landed),
            "migrations/{name} has changed or is gone. Newsrooms have run it already and will not run it again: put \
             it back as it was, and write what is to change as the next number."
        );
    }
    let unknown: Vec<_> = found.iter().filter(|(name, _)| !LANDED.iter().any(|(landed, _)| landed == name)).collect();
    assert!(unknown.is_empty(), "new migrations: add them to LANDED in {}: {unknown:#?}", file!());
}

#[test]
fn the_program_runs_every_migration_in_order() {
    for (schema, folder) in [(&ARCHIVE, "archive/"), (&DESK, "desk/"), (&PHOTOS, "photos/")] {
        let numbers: Vec<u32> =
            files().keys().filter_map(|name| name.strip_prefix(folder)?.split('_').next()?.parse().ok()).collect();
        let expected: Vec<u32> = (1..=schema.newest()).collect();
        assert_eq!(numbers, expected, "files of migrations/{folder} against those named in src/migrations.rs");
    }
}

#[test]
fn a_new_newsroom_has_the_golden_schema() {
    let folder = TempDir::new().unwrap();
    drop(Store::open(folder.path(), minute(0)).unwrap());
    compare(&DESK, &folder);
    compare(&PHOTOS, &folder);
    compare(&ARCHIVE, &folder);
}

/// The text of each migration by its name, as it is in the repository and not as the program has it built in.
pub(crate) fn files() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in ["archive", "desk", "photos"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(folder);
        for entry in fs::read_dir(path).unwrap().map(Result::unwrap) {
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            found.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    found
}

/// Compares a file in a folder with the golden schema, or takes it for golden when asked to.
pub(crate) fn compare(schema: &Schema, folder: &TempDir) {
    let name = schema.file.replace(".sqlite", ".sql");
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/store/golden").join(name);
    let found = dump::schema(&folder.path().join(schema.file));
    if accepting() {
        fs::write(&golden, &found).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    assert!(
        found == expected,
        "{} does not have the golden schema. If that is meant, run `ACCEPT=1 cargo test -p store` and commit {}.\n\
         {}",
        schema.file,
        golden.display(),
        first_difference(&expected, &found)
    );
}

/// True if the person at the keyboard accepts what the tests find as right from now on.
pub(crate) fn accepting() -> bool {
    env::var_os("ACCEPT").is_some_and(|v| v == "1")
}

fn first_difference(expected: &str, found: &str) -> String {
    let lines = expected.lines().chain(["(end)"]).zip(found.lines().chain(["(end)"]));
    let different = (1..).zip(lines).find(|(_, (expected, found))| expected != found);
    let (number, (expected, found)) = different.unwrap_or((0, ("", "")));
    format!("line {number}\n  golden: {expected}\n  found:  {found}")
}

fn hash(text: &str) -> String {
    ContentHash::of(text.as_bytes()).to_string()
}
