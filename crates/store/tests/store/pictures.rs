//! Pictures come back byte for byte, are stored once, and damage to them is not passed on.

use crate::story::minute;
use newsroom::{ContentHash, Crop, PhotoSize, Recipe};
use rusqlite::Connection;
use std::{path::Path, time::Instant};
use store::{CHUNK_BYTES, PHOTOS, RenditionFacts, Store, StoreError, StoredRendition};
use tempfile::TempDir;

#[test]
fn originals_of_any_length_come_back_byte_for_byte() {
    let (folder, store) = empty();
    let lengths =
        [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 1, 5 * CHUNK_BYTES];
    for length in lengths {
        let bytes = picture(length);
        let hash = store.keep_picture(&bytes, &[], minute(0)).unwrap();
        assert_eq!(hash, ContentHash::of(&bytes));
        assert!(store.original(hash).unwrap() == bytes, "{length} bytes");
        let longest = format!("SELECT coalesce(max(length(bytes)), 0) FROM chunk WHERE hash = '{hash}'");
        assert!(count(folder.path(), &longest) <= CHUNK_BYTES, "{length} bytes");
        let chunks = count(folder.path(), &format!("SELECT count(*) FROM chunk WHERE hash = '{hash}'"));
        assert_eq!(chunks, length.div_ceil(CHUNK_BYTES), "{length} bytes");
    }
    drop(store);
    let store = Store::open(folder.path(), minute(1)).unwrap();
    for length in lengths {
        let bytes = picture(length);
        assert!(store.original(ContentHash::of(&bytes)).unwrap() == bytes, "{length} bytes, after a restart");
    }
}

#[test]
fn the_same_picture_twice_is_stored_once() {
    let (folder, store) = empty();
    let bytes = picture(3 * CHUNK_BYTES);
    let first = store.keep_picture(&bytes, &[rendition(&bytes, PhotoSize::Thumb, 1)], minute(0)).unwrap();
    let second = store.keep_picture(&bytes, &[rendition(&bytes, PhotoSize::Body, 2)], minute(5)).unwrap();
    assert_eq!(first, second);
    assert_eq!(count(folder.path(), "SELECT count(*) FROM original"), 1);
    assert_eq!(count(folder.path(), "SELECT count(*) FROM chunk"), 3);
    assert_eq!(count(folder.path(), "SELECT count(*) FROM original WHERE stored_at LIKE '%T01:00:00.000Z'"), 1);
    assert!(
        store.rendition(whole(first, PhotoSize::Thumb)).is_ok()
            && store.rendition(whole(first, PhotoSize::Body)).is_ok()
    );
}

#[test]
fn renditions_come_back_and_are_replaced_by_better_ones() {
    let (_folder, store) = empty();
    let sizes = [PhotoSize::Thumb, PhotoSize::Body, PhotoSize::Banner];
    let renditions = sizes.map(|size| rendition(b"original", size, 1));
    let hash = store.keep_picture(b"original", &renditions, minute(0)).unwrap();
    for r in &renditions {
        assert!(store.rendition(r.recipe).unwrap() == *r, "{}", r.recipe.steps());
        let facts = store.rendition_facts(r.recipe).unwrap();
        let bytes = r.jpeg.len() as u64;
        assert_eq!(facts, RenditionFacts { content: r.content, width: r.width, height: r.height, bytes });
    }
    let again = rendition(b"original", PhotoSize::Body, 2);
    store.keep_picture(b"original", std::slice::from_ref(&again), minute(1)).unwrap();
    assert!(store.rendition(whole(hash, PhotoSize::Body)).unwrap() == again);
    assert!(store.rendition(whole(hash, PhotoSize::Thumb)).unwrap() == renditions[0]);
}

#[test]
fn a_part_of_a_picture_is_another_rendition_than_the_whole() {
    let (_folder, store) = empty();
    let hash = store.keep_picture(b"original", &[rendition(b"original", PhotoSize::Body, 1)], minute(0)).unwrap();
    let crops = [[0, 0, 5000, 10_000], [5000, 0, 5000, 10_000]].map(|crop| Crop::try_from(crop).unwrap());
    let parts = crops.map(|crop| made_by(Recipe::new(hash, Some(crop), PhotoSize::Body), 2));
    for part in &parts {
        assert!(matches!(store.rendition(part.recipe), Err(StoreError::NotFound(_))), "not the whole in its place");
        store.keep_rendition(part).unwrap();
    }
    for part in &parts {
        assert!(store.rendition(part.recipe).unwrap() == *part);
    }
    assert!(store.rendition(whole(hash, PhotoSize::Body)).unwrap() == rendition(b"original", PhotoSize::Body, 1));
    let nothing = made_by(whole(ContentHash::of(b"unknown"), PhotoSize::Body), 1);
    assert!(matches!(store.keep_rendition(&nothing), Err(StoreError::Sql(_))), "nothing is made of no original");
}

#[test]
fn what_is_not_there_is_not_found() {
    let (_folder, store) = empty();
    let unknown = ContentHash::of(b"unknown");
    assert!(matches!(store.original(unknown), Err(StoreError::NotFound(_))));
    assert!(matches!(store.rendition(whole(unknown, PhotoSize::Thumb)), Err(StoreError::NotFound(_))));
    let known = store.keep_picture(b"known", &[], minute(0)).unwrap();
    assert!(matches!(store.rendition(whole(known, PhotoSize::Thumb)), Err(StoreError::NotFound(_))));
    assert!(matches!(store.rendition_facts(whole(known, PhotoSize::Thumb)), Err(StoreError::NotFound(_))));
}

#[test]
fn a_picture_that_changed_on_the_disk_is_not_called_safe() {
    let bytes = picture(3 * CHUNK_BYTES + 7);
    for (damage, what) in [
        ("UPDATE chunk SET bytes = zeroblob(length(bytes)) WHERE position = 1", "a chunk of zeros"),
        ("UPDATE chunk SET bytes = substr(bytes, 2) WHERE position = 3", "a byte less"),
        ("DELETE FROM chunk WHERE position = 2", "a missing chunk"),
        ("DELETE FROM chunk", "no chunk at all"),
        ("UPDATE chunk SET position = 10 - position", "chunks in another order"),
    ] {
        let (folder, store) = empty();
        let hash = store.keep_picture(&bytes, &[], minute(0)).unwrap();
        raw(folder.path()).execute_batch(damage).unwrap();
        let again = store.keep_picture(&bytes, &[], minute(1));
        assert!(matches!(again, Err(StoreError::Damaged(_))), "{what}: {again:?}");
        let read = store.original(hash);
        assert!(matches!(read, Err(StoreError::Damaged(_))), "{what} is not handed on: {:?}", read.map(|b| b.len()));
    }
}

#[test]
fn a_rendition_that_changed_on_the_disk_is_not_published() {
    let (folder, store) = empty();
    let hash = store.keep_picture(b"original", &[rendition(b"original", PhotoSize::Body, 1)], minute(0)).unwrap();
    raw(folder.path()).execute_batch("UPDATE rendition SET jpeg = zeroblob(5000)").unwrap();
    let read = store.rendition(whole(hash, PhotoSize::Body));
    assert!(matches!(read, Err(StoreError::Damaged(_))));
    store.keep_picture(b"original", &[rendition(b"original", PhotoSize::Body, 1)], minute(1)).unwrap();
    assert!(store.rendition(whole(hash, PhotoSize::Body)).is_ok(), "made again, it is as good as new");
}

#[test]
fn a_senseless_size_on_the_disk_is_damage_and_no_crash() {
    for size in ["-1", "9223372036854775807"] {
        let (folder, store) = empty();
        let hash = store.keep_picture(b"original", &[], minute(0)).unwrap();
        raw(folder.path()).execute_batch(&format!("UPDATE original SET size = {size}")).unwrap();
        let read = store.original(hash);
        assert!(read.as_ref().is_ok_and(|bytes| bytes == b"original") || read.is_err(), "{size}");
    }
}

#[test]
fn a_large_original_takes_bearable_time() {
    let (_folder, store) = empty();
    let bytes = picture(20 << 20);
    let started = Instant::now();
    let hash = store.keep_picture(&bytes, &[], minute(0)).unwrap();
    let kept = started.elapsed();
    let started = Instant::now();
    assert!(store.original(hash).unwrap() == bytes);
    println!("20 MB original: kept and read back in {kept:?}, read in {:?}", started.elapsed());
    assert!(kept.as_secs() < 20, "a reporter with thirty photos would go home: {kept:?}");
}

fn empty() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path(), minute(0)).unwrap();
    (folder, store)
}

/// Bytes that differ from chunk to chunk, as a photo's do.
fn picture(length: usize) -> Vec<u8> {
    let blocks = length.div_ceil(32);
    let mut bytes: Vec<u8> =
        (0..blocks).flat_map(|n| [n.to_le_bytes(), (!n).to_le_bytes()].concat().repeat(2)).collect();
    bytes.truncate(length);
    bytes
}

/// A rendition of the whole picture.
fn rendition(of: &[u8], size: PhotoSize, version: u8) -> StoredRendition {
    made_by(whole(ContentHash::of(of), size), version)
}

fn whole(original: ContentHash, size: PhotoSize) -> Recipe {
    Recipe::new(original, None, size)
}

fn made_by(recipe: Recipe, version: u8) -> StoredRendition {
    let jpeg = [recipe.steps().as_bytes(), &[version; 5000]].concat();
    StoredRendition { recipe, content: ContentHash::of(&jpeg), width: 320, height: u32::from(version), jpeg }
}

fn raw(folder: &Path) -> Connection {
    Connection::open(folder.join(PHOTOS.file)).unwrap()
}

fn count(folder: &Path, sql: &str) -> usize {
    raw(folder).query_row(sql, [], |row| row.get(0)).unwrap()
}
