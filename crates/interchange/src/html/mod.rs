//! Web pages, and Markdown by way of them.

mod elements;
mod page;

use std::cell::RefCell;

use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        self, BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    },
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::{
    InterchangeError, decode,
    flow::{Cell, Document, Paragraph, Piece, Role},
};
use page::Page;

/// Reads a page.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, InterchangeError> {
    let (text, _) = decode::plain(bytes, charset(bytes).as_deref());
    parse(&text)
}

/// Reads Markdown (CommonMark with tables). HTML in it is HTML. A paragraph that is bold as a whole, right below the
/// headline, is the standfirst: that is how ours are written.
pub(crate) fn read_markdown(bytes: &[u8]) -> Result<Document, InterchangeError> {
    let (text, _) = decode::plain(bytes, None);
    let mut page = String::with_capacity(text.len() * 2);
    // Links are written here: the library's own writer percent-encodes the letters of Vietnamese addresses.
    let events = Parser::new_ext(&text, Options::ENABLE_TABLES).map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => {
            Event::InlineHtml(format!("<a href=\"{}\">", crate::export::escape(&dest_url)).into())
        }
        Event::End(TagEnd::Link) => Event::InlineHtml("</a>".into()),
        event => event,
    });
    pulldown_cmark::html::push_html(&mut page, events);
    let mut document = parse(&page)?;
    document.pieces.iter_mut().for_each(drop_blank_heading);
    document.marks_headlines = true;
    let mut paragraphs = document.pieces.iter_mut();
    if let Some(Piece::Paragraph(Paragraph { role: Role::Headline, .. })) = paragraphs.next()
        && let Some(Piece::Paragraph(second)) = paragraphs.next()
        && second.role == Role::Text
        && second.runs.iter().all(|run| run.look.bold || run.text.trim().is_empty())
    {
        second.role = Role::Standfirst;
    }
    Ok(document)
}

/// Markdown cannot say that a table has no heading; an empty one is none.
fn drop_blank_heading(piece: &mut Piece) {
    let blank =
        |cell: &Cell| cell.header && cell.content.iter().all(|p| matches!(p, Piece::Paragraph(p) if p.is_blank()));
    if let Piece::Table(rows) = piece
        && rows.len() > 1
        && rows[0].iter().all(blank)
    {
        rows.remove(0);
    }
}

fn parse(text: &str) -> Result<Document, InterchangeError> {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(text));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Page::default())), TokenizerOpts::default());
    // It stops early only where a sink asks it to, for a script; ours never does.
    drop(tokenizer.feed(&queue));
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Page>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let opens = tag.kind == TagKind::StartTag;
                match opens {
                    true => page.open(&tag),
                    false => page.close(&tag.name),
                }
                if opens {
                    return raw(&tag);
                }
            }
            Token::CharacterTokens(text) => page.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Elements whose content is no markup.
fn raw(tag: &tokenizer::Tag) -> TokenSinkResult<()> {
    match &*tag.name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

/// The encoding that the page names.
fn charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let (_, rest) = start.split_once("charset=")?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    Some(rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect())
}
