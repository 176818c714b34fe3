//! Reading a post back, whoever wrote it.

use newsroom::{
    Body, PhotoUseId,
    body::{Block, Inline, Mark},
};
use wordpress::content::{Read, read};

const PHOTO: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn reading(raw: &str) -> Read {
    let read = read(raw, &|id| (id == 103).then(|| PHOTO.parse::<PhotoUseId>().unwrap()));
    assert_eq!(Body::from_doc(&read.body.doc_json()).as_ref(), Ok(&read.body), "a body of ours: {raw:.200}");
    read
}

/// The body in few letters: `p`, `h2`, `ul(li(…))`; marks as `*bold*`, `_italic_`, `[link]`; breaks as `/`.
fn sketch(raw: &str) -> String {
    blocks(&reading(raw).body.doc.content)
}

fn blocks(all: &[Block]) -> String {
    all.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(block: &Block) -> String {
    let items = |items: &[newsroom::body::ListItem]| {
        items.iter().map(|i| format!("li({})", blocks(&i.content))).collect::<Vec<_>>().join(" ")
    };
    match block {
        Block::Paragraph { content } => format!("p({})", line(content)),
        Block::Subhead { attrs, content } => format!("h{}({})", attrs.level, line(content)),
        Block::BulletList { content } => format!("ul({})", items(content)),
        Block::OrderedList { attrs, content } => format!("ol{}({})", attrs.kind.sign(attrs.start), items(content)),
        Block::Quote { content } => format!("q({})", blocks(content)),
        Block::Figure { .. } => "figure".to_owned(),
        Block::Table { content } => {
            let cell = |cell: &newsroom::body::TableCell| {
                let attrs = cell.attrs();
                let name = if cell.is_header() { "th" } else { "td" };
                let spans = if (attrs.colspan, attrs.rowspan) == (1, 1) {
                    String::new()
                } else {
                    format!("{}x{}", attrs.colspan, attrs.rowspan)
                };
                format!("{name}{spans}({})", blocks(cell.content()))
            };
            let row = |row: &newsroom::body::TableRow| {
                format!("tr({})", row.content.iter().map(cell).collect::<Vec<_>>().join(" "))
            };
            format!("table({})", content.iter().map(row).collect::<Vec<_>>().join(" "))
        }
    }
}

fn line(pieces: &[Inline]) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::LineBreak { .. } => "/".to_owned(),
        Inline::Text { text, marks } => marks.iter().fold(text.clone(), |text, mark| match mark {
            Mark::Bold {} => format!("*{text}*"),
            Mark::Italic {} => format!("_{text}_"),
            Mark::Superscript {} => format!("^{text}^"),
            Mark::Subscript {} => format!("~{text}~"),
            Mark::Link { attrs } => format!("[{text}]{}", attrs.href),
            Mark::Remark { .. } => text,
        }),
    };
    pieces.iter().map(piece).collect()
}

#[test]
fn a_text_of_the_sites_editor_is_read() {
    let raw = r#"<!-- wp:heading {"level":4,"textAlign":"center"} -->
<h4 class="wp-block-heading has-text-align-center">Tít</h4>
<!-- /wp:heading -->

<!-- wp:paragraph {"align":"center","fontSize":"large"} -->
<p class="has-text-align-center has-large-font-size">Một <strong>hai <em>ba</em></strong> <a href="https://x.vn/?a=1&amp;b=2" target="_blank" rel="noreferrer noopener">bốn</a><br>năm &#8211; sáu</p>
<!-- /wp:paragraph -->

<!-- wp:list {"ordered":true,"start":3} -->
<ol start="3"><!-- wp:list-item -->
<li>một<!-- wp:list -->
<ul><!-- wp:list-item -->
<li>trong</li>
<!-- /wp:list-item --></ul>
<!-- /wp:list --></li>
<!-- /wp:list-item --></ol>
<!-- /wp:list -->

<!-- wp:quote -->
<blockquote class="wp-block-quote"><!-- wp:paragraph -->
<p>Lời</p>
<!-- /wp:paragraph --><cite>Người nói</cite></blockquote>
<!-- /wp:quote -->

<!-- wp:table -->
<figure class="wp-block-table"><table class="has-fixed-layout"><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td colspan="2">1<br>2</td></tr></tbody></table><figcaption class="wp-element-caption">Nguồn</figcaption></figure>
<!-- /wp:table -->

<!-- wp:image {"id":103,"sizeSlug":"large"} -->
<figure class="wp-block-image size-large"><img src="https://x.vn/a.jpg" alt="" class="wp-image-103"/><figcaption class="wp-element-caption">Chú thích</figcaption></figure>
<!-- /wp:image -->"#;
    assert_eq!(
        sketch(raw),
        "h3(Tít) p(Một *hai **_ba_* [bốn]https://x.vn/?a=1&b=2/năm – sáu) ol3(li(p(một) ul(li(p(trong))))) \
         q(p(Lời) p(Người nói)) table(tr(th(p(A)) th(p(B))) tr(td2x1(p(1/2)))) p(Nguồn) figure"
            .replace("**_ba_*", "*_*ba*_")
    );
    assert_eq!(reading(raw).lost, [] as [String; 0]);
}

#[test]
fn an_older_text_without_blocks_is_read_as_the_site_shows_it() {
    for (raw, expected) in [
        ("Một\r\n\r\nHai <b>ba</b>\r\nbốn\n\n\n\nNăm", "p(Một) p(Hai *ba*/bốn) p(Năm)"),
        ("<p>Một\nhai</p>\n<p>Ba</p>", "p(Một/hai) p(Ba)"),
        ("a<br />\nb<br>c", "p(a/b/c)"),
        ("<ul>\n<li>a\n<li>b</ul>c", "ul(li(p(a)) li(p(b))) p(c)"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "ul(li(p(a) ul(li(p(b)))))"),
        ("<ol start=x><li><ul><li>a</ul></ol>", "ol1(li(p() ul(li(p(a)))))"),
        ("<ol type=a start=3><li>x</ol><ol type=I><li>x</ol>", "olc(li(p(x))) olI(li(p(x)))"),
        // As newer editors of WordPress keep the kind of a list.
        ("<ol style=\"list-style-type:upper-alpha\"><li>x</ol>", "olA(li(p(x)))"),
        ("<ol style=\"color:red; list-style-type:lower-roman\" start=4><li>x</ol>", "oliv(li(p(x)))"),
        ("<ol type=x style=\"list-style-type:hebrew\"><li>x</ol>", "ol1(li(p(x)))"),
        ("10<sup>x</sup> và y<sub>max <b>z</b></sub>", "p(10^x^ và y~max ~~*z*~)"),
        ("a <sup>b<sub>c</sub></sup>d", "p(a ^bc^d)"),
        ("200 tỷ <s>hai trăm</s> <strike>x<b>y</b></strike><del>z</del>150", "p(200 tỷ  150)"),
        ("<h1>A</h1>b<h6>C</h6>", "h2(A) p(b) h3(C)"),
        ("<div>a<div>b</div>c</div>", "p(a) p(b) p(c)"),
        ("trước<img class=\"size-full wp-image-103\" src=\"https://x.vn/a.jpg\">sau", "p(trước) figure p(sau)"),
        (
            "[caption id=\"attachment_103\" width=\"3\"]<img class=\"wp-image-103\" /> Chú thích[/caption]\nsau",
            "figure p(sau)",
        ),
        ("<table><tr><td>a<td>b<tr><th>c</table>", "table(tr(td(p(a)) td(p(b))) tr(th(p(c))))"),
        ("<td>a</td><li>b</li></ul></table>", "p(a) p(b)"),
        ("5 < 6 &amp; [x]", "p(5 < 6 & [x])"),
        ("", ""),
        (" \n\n <p>&nbsp;</p> \n", ""),
    ] {
        assert_eq!(sketch(raw), expected, "{raw}");
    }
}

#[test]
fn what_cannot_be_taken_in_is_named_and_its_words_are_kept() {
    for (raw, expected, lost) in [
        ("<p>a<script>var b = '<p>';</script>c</p>", "p(ac)", vec!["script"]),
        ("<iframe src=\"https://youtu.be/x\"></iframe>b", "p(b)", vec!["iframe https://youtu.be/x"]),
        ("<p><mark>a</mark><u>b</u></p>", "p(ab)", vec!["mark", "u"]),
        ("<a href=\"javascript:x()\">a</a><a name=b>b</a>", "p(ab)", vec!["a javascript:x()"]),
        ("<img src=\"https://x.vn/b.jpg\" class=\"wp-image-9\">", "", vec!["img https://x.vn/b.jpg"]),
        ("<figure><img src=\"b.jpg\"><figcaption>Chú thích</figcaption></figure>", "p(Chú thích)", vec!["img b.jpg"]),
        ("<blockquote>a<ul><li>b</li></ul><h2>c</h2></blockquote>d", "q(p(a) p(b) p(c)) p(d)", vec!["ul"]),
        (
            "<ul><li>a<table><tr><td>b</td></tr></table></li><li>c</li></ul>",
            "ul(li(p(a) p(b)) li(p(c)))",
            vec!["table"],
        ),
        (
            "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>",
            "table(tr(td(p(a) p(b)) td(p(c))))",
            vec!["table"],
        ),
        ("<blockquote>a<blockquote>b</blockquote>c</blockquote>d", "q(p(a) p(b) p(c)) p(d)", vec!["blockquote"]),
        ("<ul><li>a<img class=wp-image-103></li></ul>b", "ul(li(p(a))) figure p(b)", vec![]),
        ("<table>x<tr><td></td></tr></table>", "p(x)", vec![]),
        ("<!-- wp:latest-posts {\"a\":1} /-->", "", vec!["wp:latest-posts"]),
        (
            "<!-- wp:gallery -->\n<figure class=\"x\"><!-- wp:image {\"id\":103} -->\n<figure><img src=\"a\"/></figure>\n\
             <!-- /wp:image --></figure>\n<!-- /wp:gallery -->",
            "figure",
            vec!["wp:gallery"],
        ),
    ] {
        assert_eq!(sketch(raw), expected, "{raw}");
        assert_eq!(reading(raw).lost, lost, "{raw}");
    }
}

#[test]
fn what_stands_around_the_text_is_no_part_of_it() {
    let read = reading(
        "<p class=\"correction\"><strong>Đính chính:</strong> Sai số.</p><p>Tin</p><p class=\"x byline\">Thu Hà</p>\
         <h2 class=\"wp-block-heading related__title\">Tin liên quan</h2>\
         <ul class=\"related\"><li><a href=\"https://x.vn/a\">A &amp; B</a></li><li>không có</li></ul><p>Sau</p>",
    );
    assert_eq!(blocks(&read.body.doc.content), "p(Tin) p(không có) p(Sau)");
    assert_eq!((read.correction.as_str(), read.byline.as_str()), ("Sai số.", "Thu Hà"));
    let stories: Vec<_> = read.related.iter().map(|r| (r.title.as_str(), r.link.as_str())).collect();
    assert_eq!(stories, [("A & B", "https://x.vn/a")]);
}

#[test]
fn hostile_texts_end_soon_and_leave_a_body() {
    let started = std::time::Instant::now();
    let deep = |tag: &str| format!("{}x", format!("<{tag}>").repeat(100_000));
    for raw in [
        deep("ul><li"),
        deep("ul"),
        deep("blockquote"),
        deep("table><tr><td"),
        deep("b"),
        deep("a href=https://x.vn"),
        deep("li"),
        deep("p"),
        deep("!-- wp:group --"),
        "a\n\n".repeat(1_000_000),
        "<p>a</p>".repeat(200_000),
        format!("<table><tr>{}", "<td>a".repeat(200_000)),
        "<img class=wp-image-103>".repeat(100_000),
        "<".repeat(1_000_000),
        "<a <a '".repeat(200_000),
        "[caption [/caption] ".repeat(100_000),
        format!("<!-- wp:image {} -->", "[".repeat(1_000_000)),
        "é".repeat(3_000_000),
        "\u{0}\u{1b}<\u{0}p>".to_owned(),
        "</ul></li></td></table></p></b></a>".repeat(50_000),
    ] {
        let read = reading(&raw);
        assert!(read.lost.len() <= 41, "{raw:.40}");
    }
    assert!(started.elapsed() < std::time::Duration::from_secs(60), "took {:?}", started.elapsed());
}
