//! Stories by somebody who wants to reach readers' browsers: nothing of it does, wherever the story is shown.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use serde_json::{Value, json};

use crate::harness::{B, City, MEDIA, P};

/// A word of every hostile story, to search for.
const WORD: &str = "tinlạ";

#[test]
fn no_script_reaches_readers_by_any_way() {
    let city = City::new();
    let section = city.section(0);
    let section_path = section["link"].as_str().unwrap().strip_prefix(&city.running.url()).unwrap().to_owned();
    let hostile: Vec<String> = serde_json::from_str(include_str!("hostile.json")).unwrap();
    for (number, evil) in hostile.iter().enumerate() {
        let content = format!("<!-- wp:paragraph --><p>{WORD}</p><!-- /wp:paragraph -->{evil}<p>hết</p>");
        let sent = json!({ "title": format!("Bài {number} {evil}"), "excerpt": evil, "content": content, "status": "publish",
            "slug": format!("bai-{number}"), "categories": [section["id"]] });
        // An author's story is filtered before it is stored, an editor's is stored as sent.
        for login in [P, B] {
            for (name, rendered) in rendered(&city.story(login, &sent)) {
                assert_eq!(judged(&rendered), [""; 0], "{login}: {evil:?} in {name}.rendered: {rendered}");
            }
        }
        let page = city.page(&format!("/bai-{number}-2/"));
        assert_eq!(judged(&page), [""; 0], "{evil:?} on the story's page:\n{}", body(&page));
        assert!(body(&page).contains(WORD), "{evil:?} hides the story");
        // What came now is on top of the lists; the feeds hold twenty.
        if number % 9 == 8 || number + 1 == hostile.len() {
            for path in ["/", "/tim-kiem/?q=tinla", &section_path] {
                let list = city.page(path);
                let newest = if path.contains('?') { "/bai-".to_owned() } else { format!("/bai-{number}-2/") };
                assert!(list.contains(&newest), "{path} shows it");
                assert_eq!(judged(&list), [""; 0], "{path}, up to {evil:?}");
            }
            for path in ["/feed/", "/feed/atom/"] {
                feed_is_harmless(&city.page(path), path);
            }
        }
    }
}

#[test]
fn no_script_reaches_readers_by_a_caption() {
    let city = City::new();
    let photo = city.photo(B, "a.jpg", "");
    city.story(B, &json!({ "title": "Ảnh", "status": "publish", "featured_media": photo["id"] }));
    let hostile: Vec<String> = serde_json::from_str(include_str!("hostile.json")).unwrap();
    for evil in hostile {
        let texts = json!({ "caption": evil, "description": evil, "title": evil, "alt_text": evil });
        let changed = city.post(&format!("{MEDIA}/{}", photo["id"]), B, &texts).json();
        for (name, rendered) in rendered(&changed) {
            assert_eq!(judged(&rendered), [""; 0], "{evil:?} in {name}.rendered: {rendered}");
        }
        let page = city.page("/anh/");
        assert_eq!(judged(&page), [""; 0], "{evil:?} under the lead photo:\n{}", body(&page));
    }
}

#[test]
fn nothing_without_end_costs_readers_their_page() {
    let city = City::new();
    let many = [
        "<div>".repeat(20_000),
        "<b><p>".repeat(20_000),
        "<table><tr><td>".repeat(5_000),
        "<svg><math>".repeat(10_000),
        (0..10_000).map(|n| format!("<p><b id=x{n}>")).collect(),
        (0..10_000).map(|n| format!("<a href=/{n}><i class=y{n}>z</a>")).collect(),
        format!("<p title=\"{}\" onclick=alert(1)>x</p>", "&lt;img src=x onerror=alert(1)&gt;".repeat(20_000)),
        format!("<p {}onclick=alert(1)>x</p>", "a=1 ".repeat(20_000)),
        format!("<p {}>x</p>", (0..2_000).map(|n| format!("onload{n}=alert(1) ")).collect::<String>()),
        format!("<a href=\"{}javascript:alert(1)\">x</a>", "\t".repeat(200_000)),
        "<".repeat(200_000),
        "<!--".repeat(100_000),
        "&".repeat(200_000),
    ];
    for (number, evil) in many.iter().enumerate() {
        let start: String = evil.chars().take(40).collect();
        let body = json!({ "title": "Dài", "content": format!("<p>{WORD}</p>{evil}"), "status": "publish", "slug": format!("dai-{number}") });
        let began = std::time::Instant::now();
        city.story(B, &body);
        let stored = began.elapsed();
        let page = city.page(&format!("/dai-{number}/"));
        let took = began.elapsed();
        assert_eq!(judged(&page), [""; 0], "{start}");
        assert!(page.contains(WORD), "{start}: what was said before is there");
        assert!(page.len() < 6 * evil.len() + 100_000, "{start}: {} bytes of {}", page.len(), evil.len());
        println!("stored after {stored:?}, page after {took:?}: {start}");
        assert!(took.as_secs() < 30, "{start} took {took:?}");
    }
}

#[test]
fn a_description_of_a_section_is_filtered_too() {
    let city = City::new();
    let sent =
        json!({ "name": "Mục lạ", "description": "<b>a</b><img src=x onerror=alert(1)><script>alert(1)</script>" });
    let made = city.post("/wp-json/wp/v2/categories", B, &sent).json();
    assert_eq!(made["description"], "<b>a</b><img src=\"x\">alert(1)");
    let changed = city.post(&format!("/wp-json/wp/v2/categories/{}", made["id"]), B, &sent).json();
    assert_eq!(changed["description"], made["description"]);
}

/// All that the interface says in `rendered`, of that post or file and of the public's view of it.
fn rendered(item: &Value) -> Vec<(&str, String)> {
    ["title", "content", "excerpt", "caption", "description"]
        .into_iter()
        .filter_map(|name| Some((name, item[name]["rendered"].as_str()?.to_owned())))
        .collect()
}

/// In RSS 2.0, `description` is HTML; all else of both feeds is plain text (RFC 4287, section 3.1).
fn feed_is_harmless(feed: &str, path: &str) {
    assert!(!feed.contains("<script") && !feed.contains("<img") && !feed.contains("<![CDATA["), "{path}: {feed}");
    if path == "/feed/" {
        for part in feed.split("<description>").skip(2) {
            let html = unescaped(part.split_once("</description>").unwrap().0);
            assert_eq!(judged(&html), [""; 0], "{path}: {html}");
        }
    }
    assert!(!feed.contains(" type=\"html\"") && !feed.contains("type=\"xhtml\""), "{path}: text only");
}

fn unescaped(xml: &str) -> String {
    xml.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn body(page: &str) -> &str {
    page.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).map_or(page, |(main, _)| main)
}

/// What a browser would run, load or be led to, that no page and no story of ours has.
fn judged(html: &str) -> Vec<String> {
    let judge = Tokenizer::new(Judge::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    drop(judge.feed(&queue));
    judge.end();
    judge.sink.0.into_inner()
}

#[derive(Default)]
struct Judge(RefCell<Vec<String>>);

impl TokenSink for Judge {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                self.judge(&tag);
                match &*tag.name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => {
                        return TokenSinkResult::RawData(RawKind::Rawtext);
                    }
                    _ => {}
                }
            }
            Token::CommentToken(comment) if comment.contains(['<', '>']) => {
                self.0.borrow_mut().push(format!("a comment {comment}"));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Judge {
    fn judge(&self, tag: &Tag) {
        let mut found = self.0.borrow_mut();
        let attribute = |name: &str| tag.attrs.iter().find(|attr| &*attr.name.local == name).map(|attr| &*attr.value);
        let known = match &*tag.name {
            "script" => attribute("type") == Some("application/ld+json") && attribute("src").is_none(),
            "meta" => attribute("http-equiv").is_none(),
            "link" => attribute("href").is_some_and(|href| href.starts_with("http://127.0.0.1:")),
            "form" => attribute("action").is_some_and(|action| action.ends_with("/tim-kiem/")),
            "input" => attribute("name") == Some("q"),
            name => KNOWN.split(' ').any(|known| known == name),
        };
        if !known {
            found.push(format!("<{}>", &*tag.name));
        }
        for attr in &tag.attrs {
            let (name, value) = (&*attr.name.local, &*attr.value);
            let plain: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
            let scheme = plain.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
            let address = matches!(name, "href" | "src" | "cite" | "action" | "srcset");
            let odd = !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-:".contains(&b));
            if odd
                || name.starts_with("on")
                || matches!(name, "style" | "srcdoc" | "formaction" | "ping" | "background" | "xlink:href" | "poster")
                || address && scheme.is_some_and(|(scheme, _)| !["http", "https", "mailto", "tel"].contains(&scheme))
            {
                found.push(format!("<{} {name}={value:?}>", &*tag.name));
            }
        }
    }
}

/// Elements of the site's pages and of stories.
const KNOWN: &str = "html head title body main nav header footer section article aside div p h1 h2 h3 h4 h5 h6 ul ol li \
    dl dt dd a abbr address b blockquote br button caption cite code col colgroup del details dfn em figcaption figure hr \
    i img ins kbd label mark pre q s samp small span strong sub summary sup table tbody td tfoot th thead time tr u var wbr";
