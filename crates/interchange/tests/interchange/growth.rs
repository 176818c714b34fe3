//! Every reader takes four times as long for four times as much, at most five; what no person writes is refused. Each kind is
//! something that once took the square of its size.

use std::time::{Duration, Instant};

use interchange::{Danger, InterchangeError, import};

use crate::packed::{namespaces, pack, parts, with_body};

/// A document of so many pieces.
type Make = fn(usize) -> Vec<u8>;

/// A kind: its name, the name of its file, how many pieces are "once", and how it is made.
type Kind = (&'static str, &'static str, usize, Make);

fn page(inside: String) -> Vec<u8> {
    format!("<html><body><p>Đầu trang</p>{inside}</body></html>").into_bytes()
}

fn odt(inside: &str) -> Vec<u8> {
    let space = |name: &str| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\"");
    let spaces = ["office", "text", "style", "table"].map(space).join(" ");
    let content = format!(
        "<office:document-content {spaces}><office:body><office:text>{inside}</office:text></office:body>\
         </office:document-content>"
    );
    pack(&vec![
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml".to_owned(), content.into_bytes()),
    ])
}

const KINDS: [Kind; 27] = [
    ("DOCX: paragraphs", "a.docx", 1_000, |n| with_body(&"<w:p><w:r><w:t>Một đoạn chữ.</w:t></w:r></w:p>".repeat(n))),
    ("DOCX: runs of one paragraph", "a.docx", 1_500, |n| {
        with_body(&format!(
            "<w:p>{}</w:p>",
            "<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>".repeat(n)
        ))
    }),
    ("DOCX: raised letters", "a.docx", 1_500, |n| {
        let run = "<w:r><w:t>m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>";
        with_body(&format!("<w:p>{}</w:p>", run.repeat(n)))
    }),
    ("DOCX: fields that never end", "a.docx", 1_500, |n| {
        let field =
            "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/><w:t>a</w:t></w:r>";
        with_body(&format!("<w:p>{}</w:p>", field.repeat(n)))
    }),
    ("DOCX: notes", "a.docx", 1_000, |n| {
        let marks: String = (0..n).map(|id| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>")).collect();
        let note = |id| format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>");
        let notes: String = (0..n).map(note).collect();
        pack(&parts(&format!("=== body\n<w:p>{marks}</w:p>\n=== footnotes\n{notes}")))
    }),
    ("DOCX: one table of many cells", "a.docx", 100, |n| {
        let row = format!("<w:tr>{}</w:tr>", "<w:tc><w:p/></w:tc>".repeat(20));
        with_body(&format!("<w:tbl>{}</w:tbl>", row.repeat(n)))
    }),
    ("DOCX: elements with many attributes", "a.docx", 100, |n| {
        let many: String = (0..200).map(|at| format!(" w:a{at}=\"x\"")).collect();
        with_body(&format!("<w:p{many}><w:r><w:t>a</w:t></w:r></w:p>").repeat(n))
    }),
    ("DOCX: names in many spaces", "a.docx", 200, |n| {
        let many: String = (0..n).map(|at| format!(" xmlns:a{at}=\"urn:{at}\"")).collect();
        let body =
            format!("<w:document {}{many}><w:body>{}</w:body></w:document>", namespaces(), "<w:p/>".repeat(n * 20));
        pack(&parts(&format!("=== word/document.xml\n{body}")))
    }),
    ("DOCX: lists", "a.docx", 500, |n| {
        let item = |at: usize| {
            format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>", at % 9)
        };
        let levels: String =
            (0..9).map(|at| format!("<w:lvl w:ilvl=\"{at}\"><w:lvlText w:val=\"%1.%{}.\"/></w:lvl>", at + 1)).collect();
        let items: String = (0..n).map(item).collect();
        let numbering = format!(
            "<w:abstractNum w:abstractNumId=\"1\">{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId \
             w:val=\"1\"/></w:num>"
        );
        pack(&parts(&format!("=== body\n{items}\n=== numbering\n{numbering}")))
    }),
    ("ODT: paragraphs with spans", "a.odt", 1_000, |n| {
        odt(&"<text:p>Một <text:span>đoạn</text:span> chữ.</text:p>".repeat(n))
    }),
    ("ODT: lists in lists", "a.odt", 40, |n| {
        odt(&"<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>".repeat(n * 10))
    }),
    ("ODT: blanks", "a.odt", 2_000, |n| odt(&format!("<text:p>{}</text:p>", "<text:s/>a".repeat(n)))),
    ("HTML: paragraphs", "a.html", 2_000, |n| page("<p>Một <b>đoạn</b> chữ.</p>".repeat(n))),
    ("HTML: spans in spans", "a.html", 5_000, |n| page("<span>a".repeat(n))),
    ("HTML: ends of what never began", "a.html", 5_000, |n| {
        page(format!("{}{}", "<span>".repeat(250), "</b>a</i>".repeat(n)))
    }),
    ("HTML: items below two hundred spans", "a.html", 2_000, |n| {
        page(format!("<ul><li>{}{}", "<span>".repeat(200), "<li>a".repeat(n)))
    }),
    ("HTML: elements with many attributes", "a.html", 20, |n| {
        let many: String = (0..200).map(|at| format!(" a{at}=\"x\"")).collect();
        page(format!("<p{many}>a</p>").repeat(n))
    }),
    ("HTML: cells", "a.html", 2_000, |n| page(format!("<table><tr>{}</tr></table>", "<td>a</td>".repeat(n)))),
    ("HTML: options to choose from", "a.html", 3_000, |n| {
        page(format!("<select>{}</select>", "<option selected>a".repeat(n)))
    }),
    ("HTML: entities", "a.html", 5_000, |n| page("&amp;&notanentity;".repeat(n))),
    ("Markdown: pipes in one line", "a.md", 10_000, |n| {
        format!("{}\n{}\n", "|a".repeat(n), "|-".repeat(n)).into_bytes()
    }),
    ("Markdown: brackets", "a.md", 2_000, |n| "[a](".repeat(n).into_bytes()),
    ("Markdown: stars", "a.md", 3_000, |n| "*a **b _c ".repeat(n).into_bytes()),
    ("Markdown: quotes in quotes", "a.md", 300, |n| format!("{}a\n", "> ".repeat(n)).repeat(3).into_bytes()),
    ("text: one endless word", "a.txt", 20_000, |n| "眺㹴㱷".repeat(n).into_bytes()),
    ("text: lines", "a.txt", 2_000, |n| "Một dòng chữ\n\n".repeat(n).into_bytes()),
    ("mail: parts", "a.mht", 200, |n| {
        let part = "--x\r\nContent-Type: text/plain\r\n\r\na\r\n".repeat(n);
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n{part}--x--\r\n").into_bytes()
    }),
];

/// How long this thread has had a processor, exactly (`clock_gettime(2)`, `CLOCK_THREAD_CPUTIME_ID`). What stands in proc(5) is
/// brought up to date at ticks only, so that a short reading takes no time at all there.
fn busy() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The shortest of some tries: what else the machine does only makes it longer.
fn cost(name: &str, bytes: &[u8]) -> Duration {
    let once = || {
        let began = busy();
        let result = import(name, bytes);
        drop(std::hint::black_box(result));
        busy() - began
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

/// What four times as much may cost, for what it costs once; below this the clock says nothing.
const GROWTH: u32 = 5;
const NOISE: Duration = Duration::from_millis(4);

#[test]
fn four_times_as_much_takes_at_most_five_times_as_long() {
    let mut wrong = Vec::new();
    for (kind, name, size, make) in KINDS {
        let measure = || [1, 2, 4].map(|times| cost(name, &make(size * times)));
        let grows = |[one, _, four]: [Duration; 3]| four > one * GROWTH + NOISE;
        let mut seen = measure();
        // Once more, and once more: a busy machine is no fault of the reader.
        for _ in 0..2 {
            if grows(seen) {
                seen = measure();
            }
        }
        println!("{kind}: {seen:?}");
        if grows(seen) {
            wrong.push(format!("{kind}: {seen:?}"));
        }
    }
    assert!(wrong.is_empty(), "grows faster than it should:\n{}", wrong.join("\n"));
}

/// What is refused is refused at once, however large it is.
#[test]
fn what_no_person_writes_is_refused_before_it_costs_anything() {
    let attributes: String = (0..100_000).map(|at| format!(" a{at}=\"x\"")).collect();
    let spaces: String = (0..50_000).map(|at| format!(" xmlns:a{at}=\"urn:{at}\"")).collect();
    let open = format!("<w:document {}{spaces}><w:body><w:p/></w:body></w:document>", namespaces());
    for (kind, name, bytes) in [
        ("attributes in HTML", "a.html", page(format!("<p{attributes}>a</p>"))),
        ("attributes in DOCX", "a.docx", with_body(&format!("<w:p{attributes}/>"))),
        ("attributes in Markdown", "a.md", format!("<p{attributes}>a</p>").into_bytes()),
        ("spaces in DOCX", "a.docx", pack(&parts(&format!("=== word/document.xml\n{open}")))),
    ] {
        let began = Instant::now();
        assert!(import(name, &bytes).is_err(), "{kind} was taken");
        assert!(began.elapsed() < Duration::from_secs(20), "{kind}: {:?}", began.elapsed());
    }
    let page = page(format!("<p{attributes}>a</p>"));
    assert_eq!(import("a.html", &page), Err(InterchangeError::Unsafe(Danger::TooLong)), "with its reason");
}

/// Documents in documents in documents end somewhere.
#[test]
fn a_document_that_holds_itself_is_read_three_times_at_most() {
    let chunk = "<w:p><w:r><w:t>Một</w:t></w:r></w:p><w:altChunk r:id=\"c\"/>";
    let relation = "<Relationship Id=\"c\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk\" \
                    Target=\"inner.docx\"/>";
    let mut inner = with_body("<w:p><w:r><w:t>Cuối</w:t></w:r></w:p>");
    for _ in 0..3 {
        let mut outer = parts(&format!("=== body\n{chunk}\n=== relations\n{relation}"));
        outer.push(("word/inner.docx".to_owned(), std::mem::take(&mut inner)));
        inner = pack(&outer);
    }
    assert_eq!(import("a.docx", &inner), Err(InterchangeError::Unsafe(Danger::TooDeep)));
}
