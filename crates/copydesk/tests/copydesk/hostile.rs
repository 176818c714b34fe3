//! Texts that nobody would write: mutations of old-encoded and Unicode ones, round after round.
//!
//! A fixed number of rounds by default; `NEWSDESK_FUZZ_SECONDS` runs it for so long instead, `NEWSDESK_FUZZ_SEED` on other ways.

use std::time::{Duration, Instant};

use copydesk::legacy::{Encoding, by_font, convert, detect};
use copydesk::typography::{apply, tidy};
use copydesk::{Length, Query, exact, find, fold, is_syllable, nfc, replacement, slug, word_count};
use fastrand::Rng;

use crate::legacy::NEWS;
use crate::old_text::{Old, encode};

const ROUNDS: u64 = 120;
const ENCODINGS: [Encoding; 7] = [
    Encoding::Tcvn3,
    Encoding::Vni,
    Encoding::Viscii,
    Encoding::Viqr,
    Encoding::Windows1258,
    Encoding::Decomposed,
    Encoding::Utf8AsLatin1,
];

#[test]
fn no_text_breaks_the_rules() {
    let number = |name| std::env::var(name).ok().map(|value: String| value.parse::<u64>().unwrap());
    let seconds = number("NEWSDESK_FUZZ_SECONDS").map(Duration::from_secs);
    let seed = number("NEWSDESK_FUZZ_SEED").unwrap_or(20_261_124);
    // Shown where the test fails.
    println!("NEWSDESK_FUZZ_SEED={seed}");
    let mut rng = Rng::with_seed(seed);
    let corpus = corpus();
    // What went through one old program is plain after one conversion.
    for text in &corpus {
        let after = detect(text).and_then(|from| detect(&convert(text, from)));
        assert_eq!(after, None, "what was converted is not converted again: {text:?}");
    }
    let start = Instant::now();
    let mut pool = corpus.clone();
    let mut rounds = 0_u64;
    let mut detected = 0_u64;
    while seconds.map_or(rounds < ROUNDS, |seconds| start.elapsed() < seconds) {
        rounds += 1;
        let at = rng.usize(..pool.len());
        let text = mutated(&pool[at], &corpus, &mut rng);
        let words = piece(&text, 6, &mut rng);
        let found = check(&text, &words, rounds);
        detected += u64::from(found);
        // Some ways lead far from what people write, but not all of them may.
        pool[at] = if rng.usize(..8) == 0 { corpus[at].clone() } else { text };
    }
    assert!(detected > rounds / 20, "the texts are too strange to test much: {detected} of {rounds} detected");
    println!("{rounds} rounds in {:?}, {detected} paragraphs in old encodings", start.elapsed());
}

/// Sentences in every encoding, and what stands around them.
fn corpus() -> Vec<String> {
    let mut corpus: Vec<String> = NEWS.iter().map(|sentence| (*sentence).to_owned()).collect();
    for old in Old::EVERY {
        corpus.extend(NEWS.iter().map(|sentence| encode(sentence, old)));
    }
    let others = [
        "Le maire a déclaré mardi que les travaux près de la gare seraient achevés à l'été.",
        "  Họp ,bàn... \"thế à\" ? (x )và http://a.vn/b,c 7:30; 93,7% 108/2014/NÐ-CP\u{a0}\u{a0}",
        "Mêng Kh¬ng ®-îc nh- ngêi, t- c- -u",
        "👨\u{200d}👩\u{200d}👧 \u{feff}İ ﬁ ß 가 ड़ \u{301}\u{302}\u{323} Å ™",
    ];
    corpus.extend(others.map(str::to_owned));
    corpus
}

/// Says whether the text was taken for an old encoding.
fn check(text: &str, words: &str, round: u64) -> bool {
    let about = || format!("round {round}: {text:?}, words {words:?}");
    for from in ENCODINGS {
        let converted = convert(text, from);
        assert_eq!(nfc(&converted), converted.as_str(), "{from:?} gives NFC, {}", about());
    }
    let detected = detect(text);
    // A text that went through two old programs is offered twice, one after the other; no conversion is offered again.
    let (mut made, mut now) = (Vec::new(), text.to_owned());
    while let Some(from) = detect(&now) {
        assert!(!made.contains(&from), "{from:?} is not converted again after {made:?}, {}", about());
        made.push(from);
        now = convert(&now, from);
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    for how in 0..8 {
        let query = Query {
            words: words.to_owned(),
            match_case: how & 1 > 0,
            match_accents: how & 2 > 0,
            whole_word: how & 4 > 0,
        };
        let mut last = 0;
        for range in find(text, &query) {
            assert!(last <= range.start && range.start < range.end, "{query:?}, {}", about());
            let piece = String::from_utf16(&units[range.clone()]);
            let piece = piece.unwrap_or_else(|_| panic!("half a character by {query:?}, {}", about()));
            assert_eq!(fold(&piece), fold(words), "{query:?}, {}", about());
            last = range.end;
        }
    }
    let tidied = apply(text, &tidy(text));
    assert_eq!(tidy(&tidied), [], "tidy is tidy, {}", about());
    assert_eq!(word_count(text) == 0, word_count(&tidied) == 0, "{}", about());
    let length = Length::of(text);
    assert!(length.without_blanks <= length.characters, "{}", about());
    assert_eq!(fold(&exact(text)), fold(text), "{}", about());
    assert!(slug(text).is_ascii(), "{}", about());
    let put = replacement(text, words, round.is_multiple_of(2));
    assert_eq!(nfc(&put), put.as_str(), "{}", about());
    if text.split_whitespace().any(is_syllable) && by_font(text).is_some() {
        assert!(text.to_ascii_lowercase().contains("vn"), "{}", about());
    }
    detected.is_some()
}

fn mutated(text: &str, corpus: &[String], rng: &mut Rng) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=rng.usize(..4) {
        let at = rng.usize(..=letters.len());
        let end = letters.len().min(at + rng.usize(..12));
        match rng.usize(..9) {
            0 => drop(letters.drain(at..end)),
            1 => letters.insert(at, letter(rng)),
            2 if at < letters.len() => letters[at] = letter(rng),
            3 => {
                let copy: Vec<char> = letters[at..end].to_vec();
                let to = rng.usize(..=letters.len());
                letters.splice(to..to, copy);
            }
            4 => letters[at..end].reverse(),
            5 => {
                let other = &corpus[rng.usize(..corpus.len())];
                let piece: Vec<char> = piece(other, 20, rng).chars().collect();
                letters.splice(at..end, piece);
            }
            6 => letters = encode(&letters.iter().collect::<String>(), Old::EVERY[rng.usize(..8)]).chars().collect(),
            7 => letters = convert(&letters.iter().collect::<String>(), ENCODINGS[rng.usize(..7)]).chars().collect(),
            _ => {
                let upper: Vec<char> = letters[at..end].iter().flat_map(|c| c.to_uppercase()).collect();
                letters.splice(at..end, upper);
            }
        }
        letters.truncate(400);
    }
    letters.into_iter().collect()
}

fn piece(text: &str, most: usize, rng: &mut Rng) -> String {
    let at = rng.usize(..text.chars().count().max(1));
    text.chars().skip(at).take(rng.usize(1..=most)).collect()
}

fn letter(rng: &mut Rng) -> char {
    const SIGNS: &str = " \u{a0}\u{ad}\u{200b}\u{200d}\u{feff}\u{300}\u{301}\u{303}\u{309}\u{323}\u{302}\u{306}\u{31b}\"“”‘’.,;:!?()-–—…'`~^+\\/@=&\n\t\rðÐđĐăơưấộ09aqgiuyAÃÂÄáºà»©¬®«\u{2028}\u{85}";
    match rng.usize(..4) {
        0 => char::from(rng.u8(..)),
        1 => rng.char(..),
        _ => SIGNS.chars().nth(rng.usize(..SIGNS.chars().count())).unwrap(),
    }
}
