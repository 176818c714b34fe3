//! Web pages.

mod elements;
mod forms;
mod page;

use std::{cell::RefCell, collections::HashMap};

use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        self, BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    },
};

use crate::{Danger, InterchangeError, decode, flow::Document, limits, work::Work};
use page::Page;

/// Reads a page.
pub(crate) fn read(bytes: &[u8], work: &Work) -> Result<Document, InterchangeError> {
    let (text, _) = decode::plain(bytes, charset(bytes).as_deref());
    parse(&text, HashMap::new(), work)
}

/// Reads the letters of a page; `pictures` are those that lie beside it in the same file, by [`crate::mime::last_step`].
pub(crate) fn parse(text: &str, pictures: HashMap<String, Vec<u8>>, work: &Work) -> Result<Document, InterchangeError> {
    if has_too_many_attributes(text) {
        return Err(Danger::TooLong.into());
    }
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(text));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Page::new(pictures, work))), TokenizerOpts::default());
    // It stops early only where a sink asks it to, for a script; ours never does.
    drop(tokenizer.feed(&queue));
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

/// True if an element has more than [`limits::ATTRIBUTES`]: the tokenizer compares each with every other. Quotes are heeded
/// as the tokenizer does inside a tag; a `<` in a script may count too much, but no script writes so many equal signs in one.
fn has_too_many_attributes(text: &str) -> bool {
    let (mut inside, mut quote, mut before) = (false, None, b' ');
    let mut count = 0;
    for byte in text.bytes() {
        match (inside, quote) {
            (false, _) => {
                inside = before == b'<' && byte.is_ascii_alphabetic();
                count = 0;
            }
            (true, Some(mark)) => {
                if byte == mark {
                    quote = None;
                }
            }
            (true, None) => match byte {
                b'>' => inside = false,
                b'"' | b'\'' if before == b'=' => quote = Some(byte),
                _ if (before.is_ascii_whitespace() || matches!(before, b'/' | b'"' | b'\''))
                    && !byte.is_ascii_whitespace() =>
                {
                    count += 1;
                    if count > limits::ATTRIBUTES {
                        return true;
                    }
                }
                _ => {}
            },
        }
        // Blanks between a name, its sign and its value change nothing.
        if !(byte.is_ascii_whitespace() && before == b'=') {
            before = byte;
        }
    }
    false
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
                    false => page.close(&tag),
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
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    // An XML declaration says the same in another word.
    let (_, rest) = start.split_once("charset=").or_else(|| start.split_once("encoding="))?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    Some(rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect())
}
