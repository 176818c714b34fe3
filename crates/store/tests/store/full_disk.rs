//! The disk runs full in the middle of work: a clear error, nothing half-written, and work goes on when there is room.

use crate::{
    old_databases::old_newsroom,
    story::{add_people, draft, minute, save, uuid},
};
use newsroom::{ArticleId, ContentHash, PhotoSize, PhotoUseId, Recipe};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use store::{DESK, Filter, PHOTOS, Store, StoreError, StoredRendition};
use tempfile::TempDir;

#[test]
fn a_story_that_finds_no_room_is_not_kept_by_half_and_is_kept_later() {
    let Some(disk) = SmallDisk::mount() else { return };
    let store = Store::open(disk.path(), minute(0)).unwrap();
    add_people(&store);
    disk.leave(900_000);
    let text = "Đoạn văn của bài về cửa khẩu Móng Cái. ".repeat(1500);
    let refused = (500..).map(|n| draft(n, &format!("Bài số {n}"), &text)).find_map(|mut article| {
        article.manuscript.photos.push(crate::story::photo(article.id.0.as_u128() as u64 + 5000, hash(), "Cầu."));
        save(&store, &[&article]).err().map(|error| (article, error))
    });
    let (article, error) = refused.unwrap();
    assert!(matches!(error, StoreError::DiskFull), "{error:?}");
    let kept = store.articles(&Filter::default()).unwrap();
    assert!(!kept.is_empty(), "what was kept before can still be read");
    assert!(matches!(store.article(article.id), Err(StoreError::NotFound(_))), "nothing of the story");
    for listed in &kept {
        assert_eq!(store.article(listed.id).unwrap().manuscript.body, article.manuscript.body);
    }
    disk.leave(3_000_000);
    save(&store, &[&article]).unwrap();
    assert_eq!(store.article(article.id).unwrap(), article, "the very same call, once there is room");
    drop(store);
    let store = Store::open(disk.path(), minute(1)).unwrap();
    assert_eq!(store.articles(&Filter::default()).unwrap().len(), kept.len() + 1);
    assert_eq!(store.photo_use(article.manuscript.photos[0].id).unwrap().0, article.id);
    assert!(matches!(store.photo_use(PhotoUseId(uuid(1))), Err(StoreError::NotFound(_))));
}

#[test]
fn a_picture_that_finds_no_room_is_not_kept_by_half_and_is_kept_later() {
    let Some(disk) = SmallDisk::mount() else { return };
    let store = Store::open(disk.path(), minute(0)).unwrap();
    store.keep_picture(b"small", &[], minute(0)).unwrap();
    disk.leave(700_000);
    let bytes: Vec<u8> = (0..1_000_000u32).map(|n| n.to_le_bytes()[1]).collect();
    let jpeg = vec![9; 50_000];
    let recipe = Recipe::new(ContentHash::of(&bytes), None, PhotoSize::Body);
    let rendition = StoredRendition { recipe, content: ContentHash::of(&jpeg), width: 16, height: 9, jpeg };
    let keep = || store.keep_picture(&bytes, std::slice::from_ref(&rendition), minute(1));
    for attempt in 1..=3 {
        let refused = keep();
        assert!(matches!(refused, Err(StoreError::DiskFull)), "attempt {attempt}: {refused:?}");
        let missing = store.original(ContentHash::of(&bytes));
        assert!(matches!(missing, Err(StoreError::NotFound(_))), "nobody is told that it is safe: {missing:?}");
    }
    assert_eq!(store.original(ContentHash::of(b"small")).unwrap(), b"small");
    disk.leave(3_500_000);
    let kept = keep().unwrap();
    assert_eq!(store.original(kept).unwrap(), bytes);
    assert_eq!(store.rendition(recipe).unwrap().jpeg, rendition.jpeg);
}

#[test]
fn a_newsroom_on_a_full_disk_says_so_and_opens_when_there_is_room() {
    let Some(disk) = SmallDisk::mount() else { return };
    for room in [0, 4096, 20_000, 40_000, 60_000, 100_000] {
        let folder = disk.path().join(format!("moi-{room}"));
        disk.leave(room);
        let refused = Store::open(&folder, minute(0));
        assert!(matches!(refused, Err(StoreError::DiskFull)), "{room} bytes left: {refused:?}");
        disk.leave(3_000_000);
        let store = Store::open(&folder, minute(0)).unwrap();
        add_people(&store);
        save(&store, &[&draft(500, "Bản tin sáng", "Trời quang.")]).unwrap();
        drop(store);
        disk.leave(0);
        let opened = Store::open(&folder, minute(1));
        assert!(matches!(opened, Ok(_) | Err(StoreError::DiskFull)), "a full disk is called that: {opened:?}");
        drop(opened);
        disk.leave(3_000_000);
        let store = Store::open(&folder, minute(2)).unwrap();
        assert!(store.article(ArticleId(uuid(500))).is_ok());
        drop(store);
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn an_upgrade_that_finds_no_room_leaves_the_newsroom_to_the_program_before() {
    let Some(disk) = SmallDisk::mount() else { return };
    let (old, folder) = (old_newsroom(5, 1), disk.path().join("cu"));
    fs::create_dir(&folder).unwrap();
    for file in fs::read_dir(old.path()).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    let version = |file: &str| -> u32 {
        let connection = Connection::open(folder.join(file)).unwrap();
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
    };
    for room in [40_000, 80_000, 160_000] {
        disk.leave(room);
        let refused = Store::open(&folder, minute(0));
        assert!(matches!(refused, Err(StoreError::DiskFull)), "{room} bytes left: {refused:?}");
        disk.leave(1_000_000);
        assert_eq!(
            (version(DESK.file), version(PHOTOS.file)),
            (5, 1),
            "{room} bytes left: it opens in the old program"
        );
        let backups = folder.join("backups");
        assert_eq!(fs::read_dir(&backups).map_or(0, Iterator::count), 0, "{room} bytes left: no copy by half");
    }
    disk.leave(3_000_000);
    drop(Store::open(&folder, minute(1)).unwrap());
    assert_eq!((version(DESK.file), version(PHOTOS.file)), (DESK.newest(), PHOTOS.newest()));
}

fn hash() -> ContentHash {
    ContentHash::of(b"cau")
}

/// A disk of 6 MB in memory, unmounted with the guard.
pub(crate) struct SmallDisk {
    mounted: TempDir,
}

impl SmallDisk {
    /// None, and a line that says so, where this user may not mount.
    pub(crate) fn mount() -> Option<Self> {
        let mounted = TempDir::new().unwrap();
        let made = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=6m", "newsdesk-full-disk"])
            .arg(mounted.path())
            .output();
        match made {
            Ok(output) if output.status.success() => Some(Self { mounted }),
            other => {
                println!("SKIPPED: a full disk cannot be tried, for want of the right to mount: {other:?}");
                None
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.mounted.path()
    }

    /// Leaves so many bytes of room, in whole pages.
    pub(crate) fn leave(&self, bytes: u64) {
        let ballast: PathBuf = self.path().join("khac.bin");
        drop(fs::remove_file(&ballast));
        let free = || {
            let said = Command::new("df").args(["--output=avail", "-B1"]).arg(self.path()).output().unwrap();
            let text = String::from_utf8(said.stdout).unwrap();
            text.lines().nth(1).unwrap().trim().parse::<u64>().unwrap()
        };
        let size = free().checked_sub(bytes).expect("the disk has that much room");
        fs::write(&ballast, vec![0; usize::try_from(size).unwrap()]).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily, because a failed test may still hold a file.
        let done = Command::new("umount").arg("-l").arg(self.mounted.path()).status();
        if !done.is_ok_and(|status| status.success()) {
            println!("{} stays mounted", self.mounted.path().display());
        }
    }
}
