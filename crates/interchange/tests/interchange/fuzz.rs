//! Documents broken at random are taken or refused; nothing panics, hangs or eats the memory. `NEWSDESK_FUZZ_SECONDS`
//! lengthens it, `NEWSDESK_FUZZ_SEED` leads it other ways.

use std::{
    env, fs,
    io::{Cursor, Read},
    panic::catch_unwind,
    time::{Duration, Instant},
};

use fastrand::Rng;
use interchange::{ExportFormat, ExportSource, export, import};
use zip::ZipArchive;

use crate::{
    corpus::{documents, manuscript},
    packed::{Parts, pack},
};

/// One document may keep the processor busy so long. The slowest whole one of the corpus takes a few milliseconds.
const LONGEST: Duration = Duration::from_secs(5);

/// Pieces that mean something to a reader.
const TOKENS: [&str; 34] = [
    "<w:p>",
    "</w:p>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:vMerge/>",
    "<w:gridSpan w:val=\"65535\"/>",
    "<w:br/>",
    "<w:del>",
    "</w:del>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "w:val=\"-1\"",
    "w:val=\"4294967295\"",
    "w:val=\"99999999999999999999\"",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "\u{0}",
    "\u{301}",
    "\u{ffff}",
    "<w:numPr><w:ilvl w:val=\"200\"/><w:numId w:val=\"1\"/></w:numPr>",
    "<text:list>",
    "</text:list>",
    "<table:table-cell>",
];

fn unpacked(bytes: &[u8]) -> Option<Parts> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).ok()?;
        parts.push((name, bytes));
    }
    Some(parts)
}

fn mutate(bytes: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..=rng.usize(..6) {
        let at = rng.usize(..=bytes.len());
        let to = (at + rng.usize(..200)).min(bytes.len());
        match rng.usize(..7) {
            0 if at < bytes.len() => bytes[at] = rng.u8(..),
            1 => {
                bytes.drain(at..to);
            }
            2 => {
                let piece = bytes[at..to].to_vec();
                let times = rng.usize(1..=40);
                bytes.splice(at..at, piece.repeat(times));
            }
            3 => {
                let token = TOKENS[rng.usize(..TOKENS.len())];
                let times = if rng.usize(..8) == 0 { rng.usize(1..=400) } else { 1 };
                bytes.splice(at..at, token.repeat(times).into_bytes());
            }
            4 => {
                let from = rng.usize(..=bytes.len());
                let until = (from + rng.usize(..2000)).min(bytes.len());
                let piece = bytes[from..until].to_vec();
                bytes.splice(at..at, piece);
            }
            // Tags are exchanged whole, so that the XML often stays XML.
            5 => swap_tags(bytes, rng),
            _ => bytes.truncate(bytes.len() - rng.usize(..=bytes.len() / 20)),
        }
    }
}

fn swap_tags(bytes: &mut Vec<u8>, rng: &mut Rng) {
    let starts: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(at, _)| at).collect();
    if starts.len() < 2 {
        return;
    }
    let tag = |at: usize| bytes[at..].iter().position(|byte| *byte == b'>').map(|end| at..at + end + 1);
    let (Some(one), Some(two)) = (tag(starts[rng.usize(..starts.len())]), tag(starts[rng.usize(..starts.len())]))
    else {
        return;
    };
    let piece = bytes[two].to_vec();
    bytes.splice(one, piece);
}

/// How long this thread has had a processor, to a hundredth of a second: a machine may be slow, or busy with other
/// things. Zero where the system does not say; then only hanging for ever is noticed.
fn busy() -> Duration {
    let said = fs::read_to_string("/proc/thread-self/stat").unwrap_or_default();
    // Behind the name in brackets; fields 14 and 15 of proc(5), in ticks of USER_HZ, which is 100.
    let fields = said.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// What is taken in can be handed out and taken in again.
fn round(name: &str, bytes: &[u8]) -> bool {
    let Ok(taken) = import(name, bytes) else { return false };
    let story = manuscript(&taken);
    let photo = |id| taken.pictures.iter().find(|picture| picture.placeholder == id).map(|p| p.bytes.clone());
    for format in [ExportFormat::Docx, ExportFormat::Html, ExportFormat::Markdown, ExportFormat::Text] {
        export(format, &ExportSource { manuscript: &story, section: None, photo: &photo }).unwrap();
    }
    true
}

#[test]
fn broken_documents_are_taken_or_refused() {
    let seconds = env::var("NEWSDESK_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(2);
    let seed = env::var("NEWSDESK_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0x5eed);
    let documents = documents();
    let ends = Instant::now() + Duration::from_secs(seconds);
    let (mut rounds, mut taken, mut slowest) = (0_u64, 0_u64, Duration::ZERO);
    while Instant::now() < ends {
        let mut rng = Rng::with_seed(seed + rounds);
        let (name, whole) = &documents[rng.usize(..documents.len())];
        let mut bytes = whole.clone();
        match unpacked(whole) {
            Some(mut parts) if rng.usize(..8) > 0 => {
                let wanted = parts.iter().position(|(name, _)| name.ends_with("document.xml") || name == "content.xml");
                let any = rng.usize(..parts.len());
                let at = wanted.filter(|_| rng.usize(..4) > 0).unwrap_or(any);
                mutate(&mut parts[at].1, &mut rng);
                bytes = pack(&parts);
            }
            _ => mutate(&mut bytes, &mut rng),
        }
        let began = busy();
        let result = catch_unwind(|| round(name, &bytes));
        let took = busy() - began;
        slowest = slowest.max(took);
        if result.is_err() || took > LONGEST {
            let kept = env::temp_dir().join(format!("newsdesk-fuzz-{rounds}-{name}"));
            fs::write(&kept, &bytes).unwrap();
            panic!("NEWSDESK_FUZZ_SEED={}: {name}, {took:?}: kept as {}", seed + rounds, kept.display());
        }
        taken += u64::from(result.unwrap());
        rounds += 1;
    }
    println!("{rounds} rounds, {taken} taken in, the slowest took {slowest:?}");
    assert!(taken > 0 && taken < rounds, "some are still documents, and some are not: {taken} of {rounds}");
}
