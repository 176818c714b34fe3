//! However much is sent, and however it is broken: twice as much takes twice as long, and no more.

use std::time::Duration;

use crate::html::{filter, first_picture, page, paragraphs, plain_text, shows_picture};

/// Bytes of the smallest text.
const SIZE: usize = 24_000;
/// How much longer four times as much may take; anything that grows with the square takes sixteen times as long.
const GROWTH: f64 = 5.0;
/// What the clock and the rest of the machine may add.
const SLACK: Duration = Duration::from_millis(15);

/// Pieces that are repeated, with what stands before and after all of them. `#` becomes the number of the piece.
const KINDS: [(&str, &str, &str); 32] = [
    ("", "<p>Thông quan <b>nhanh</b> &amp; <a href=\"https://x.test/#\">gọn</a></p>", ""),
    ("", "<span>", ""),
    ("", "<span class=\"a#\">x", ""),
    ("", "<span><b><i>", ""),
    ("", "<b><p>", ""),
    ("<p>", "<b id=x#>x<p>", ""),
    ("", "<a href=\"/#\"><i class=y#>z</a>", ""),
    ("", "</p></div></b>", ""),
    ("<p ", "a#=1 ", ">x</p>"),
    ("<p ", "class=\"a#\" ", ">x</p>"),
    ("<p class=\"", "wort# ", "\">x</p>"),
    ("<img class=\"", "wp-image-# ", "\" src=a>"),
    ("", "<img class=\"wp-image-#\" src=/a.jpg>", ""),
    ("<p ", "onclick=alert(#) ", ""),
    ("<table>", "<b>x</b>", ""),
    ("<table>", "x<p>", "</table>"),
    ("<table>", "chữ <!-- dna:# --> ", ""),
    ("<table><tr>", "<i>x</i>y", ""),
    ("<table><colgroup>", "<col>x", ""),
    ("", "<table><tr><td>x", ""),
    ("", "<ul><li>x", ""),
    ("<dl>", "<dt>x<dd>y", ""),
    ("", "<details><summary>x", ""),
    ("", "<svg><math>", ""),
    ("", "<", ""),
    ("", "<!--", ""),
    ("", "<!-- dna:# -->", ""),
    ("", "<!", ""),
    ("", "&", ""),
    ("", "&amp;lt;&#x41;&NotEqualTilde;", ""),
    ("<script>", "</scrip<", ""),
    ("<p title='", "&quot;>", ""),
];

fn of_size((before, piece, after): (&str, &str, &str), size: usize) -> String {
    let mut text = before.to_owned();
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        text.push_str(&piece.replace('#', &number.to_string()));
    }
    text + after
}

/// All that a story goes through on its way in and out.
fn read(text: &str) -> usize {
    let filtered = filter(text);
    let shown = page(&paragraphs(text), |_| None).into_string();
    let found = usize::from(shows_picture(text, -1, "khong-co-anh")) + usize::from(first_picture(text).is_some());
    filtered.len() + shown.len() + plain_text(text).len() + found
}

fn time(text: &str) -> Duration {
    let before = on_processor();
    std::hint::black_box(read(text));
    on_processor().saturating_sub(before)
}

/// How long this thread was on a processor, exactly (`clock_gettime(2)`, `CLOCK_THREAD_CPUTIME_ID`): what else the machine does is
/// left out.
fn on_processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[test]
fn time_grows_with_the_length_alone() {
    for kind in KINDS {
        let [one, two, four] = [SIZE, 2 * SIZE, 4 * SIZE].map(|size| of_size(kind, size));
        let mut seen = Vec::new();
        // Other work on the machine can only make it slower: the best of some tries counts.
        let (mut small, mut middle, mut large) = (Duration::MAX, Duration::MAX, Duration::MAX);
        for _ in 0..6 {
            small = small.min(time(&one));
            middle = middle.min(time(&two));
            large = large.min(time(&four));
            seen = vec![small, middle, large];
            if large <= small.mul_f64(GROWTH) + SLACK {
                break;
            }
        }
        println!("{seen:?} {kind:?}");
        assert!(large <= small.mul_f64(GROWTH) + SLACK, "{kind:?}: {seen:?}");
    }
}

#[test]
fn what_is_shown_grows_with_the_length_alone() {
    for kind in KINDS {
        let sent = of_size(kind, SIZE);
        let shown = page(&paragraphs(&sent), |_| None).into_string();
        assert!(shown.len() < 6 * sent.len() + 2_000, "{kind:?}: {} bytes of {}", shown.len(), sent.len());
    }
}
