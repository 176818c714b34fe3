//! HTTP/1.1 on the wire (RFC 9112), as much of it as a line between a client and a site needs.

use std::io::{self, BufRead, Read};

/// Longest head of a message, in bytes.
const LONGEST_HEAD: usize = 64 << 10;
/// Longest body, in bytes.
const LONGEST_BODY: u64 = 256 << 20;

/// A request or an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Message {
    /// The first line, without its end.
    pub(crate) first: String,
    /// Header lines as they came.
    pub(crate) headers: Vec<(String, String)>,
    /// The whole body, its chunks put together.
    pub(crate) body: Vec<u8>,
    /// The answer to a `HEAD`: its `Content-Length` speaks of a body that is not there.
    pub(crate) headless: bool,
}

impl Message {
    /// An answer of our own.
    pub(crate) fn answer(status: &str, kind: &str, more: &[(&str, &str)], body: &str) -> Self {
        let own = [("Content-Type", kind)];
        let headers = own.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { first: format!("HTTP/1.1 {status}"), headers, body: body.as_bytes().to_vec(), headless: false }
    }

    /// The first header of that name, in any case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Sets a header, or adds it.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// `GET`, `POST` and so on.
    pub(crate) fn method(&self) -> &str {
        self.first.split(' ').next().unwrap_or_default()
    }

    /// Path and query.
    pub(crate) fn target(&self) -> &str {
        self.first.split(' ').nth(1).unwrap_or_default()
    }

    /// Is its body text, in which addresses may stand?
    pub(crate) fn is_text(&self) -> bool {
        let kind = self.header("content-type").unwrap_or_default().to_ascii_lowercase();
        ["text/", "json", "xml", "x-www-form-urlencoded"].iter().any(|word| kind.contains(word))
    }

    /// Does the sender close the connection after it?
    pub(crate) fn closes(&self) -> bool {
        self.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"))
            || self.first.starts_with("HTTP/1.0")
    }

    /// As it goes on the wire, in one piece with its length.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out = format!("{}\r\n", self.first).into_bytes();
        let length = |name: &str| name.eq_ignore_ascii_case("content-length");
        for (name, value) in &self.headers {
            if name.eq_ignore_ascii_case("transfer-encoding") || (length(name) && !self.headless) {
                continue;
            }
            out.extend(format!("{name}: {value}\r\n").bytes());
        }
        let bodiless = matches!(self.method(), "GET" | "HEAD") && self.body.is_empty();
        if !self.headless && !bodiless {
            out.extend(format!("Content-Length: {}\r\n", self.body.len()).bytes());
        }
        out.extend(b"\r\n");
        if !self.headless {
            out.extend(&self.body);
        }
        out
    }
}

/// The next request; none when the client has closed the connection.
pub(crate) fn read_request(from: &mut impl BufRead) -> io::Result<Option<Message>> {
    let Some(mut request) = read_head(from)? else { return Ok(None) };
    request.body = match request.header("content-length") {
        Some(length) => exactly(from, number(length)?)?,
        None if is_chunked(&request) => chunks(from)?,
        None => Vec::new(),
    };
    Ok(Some(request))
}

/// The answer to a request of that method.
pub(crate) fn read_answer(from: &mut impl BufRead, method: &str) -> io::Result<Message> {
    loop {
        let mut answer = read_head(from)?.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        let status = answer.target().to_owned();
        if status.starts_with('1') {
            continue;
        }
        if method == "HEAD" || status == "204" || status == "304" {
            answer.headless = true;
            return Ok(answer);
        }
        answer.body = match answer.header("content-length") {
            _ if is_chunked(&answer) => chunks(from)?,
            Some(length) => exactly(from, number(length)?)?,
            None => {
                let mut body = Vec::new();
                from.take(LONGEST_BODY).read_to_end(&mut body)?;
                body
            }
        };
        return Ok(answer);
    }
}

fn read_head(from: &mut impl BufRead) -> io::Result<Option<Message>> {
    let Some(first) = line(from)? else { return Ok(None) };
    let mut message = Message { first, ..Message::default() };
    let mut length = 0;
    while let Some(line) = line(from)?.filter(|line| !line.is_empty()) {
        length += line.len();
        let (name, value) = line.split_once(':').filter(|_| length < LONGEST_HEAD).ok_or_else(strange)?;
        message.headers.push((name.to_owned(), value.trim().to_owned()));
    }
    Ok(Some(message))
}

fn line(from: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    from.take(LONGEST_HEAD as u64).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned()))
}

fn is_chunked(message: &Message) -> bool {
    message.header("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"))
}

fn chunks(from: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = line(from)?.ok_or_else(strange)?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16).map_err(|_| strange())?;
        if size == 0 {
            while line(from)?.is_some_and(|line| !line.is_empty()) {}
            return Ok(body);
        }
        body.extend(exactly(from, size)?);
        line(from)?;
    }
}

fn exactly(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    if length > LONGEST_BODY {
        return Err(strange());
    }
    let mut body = Vec::new();
    from.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(body)
}

fn number(text: &str) -> io::Result<u64> {
    text.trim().parse().map_err(|_| strange())
}

fn strange() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not HTTP/1.1")
}

/// `from` (host and port) replaced by `to`, wherever it stands as a whole: also in JSON with its escaped slashes, which
/// are not part of it, and in a query.
pub(crate) fn redirected(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let escaped = |authority: &str| authority.replace(':', "%3A");
    let once = replaced(bytes, from.as_bytes(), to.as_bytes());
    replaced(&once, escaped(from).as_bytes(), escaped(to).as_bytes())
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let Some(&first) = from.first() else { return bytes.to_vec() };
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == first) {
        let (before, found) = rest.split_at(at);
        out.extend(before);
        let whole = found.starts_with(from) && !found.get(from.len()).is_some_and(u8::is_ascii_digit);
        let (new, used) = if whole { (to, from.len()) } else { (&found[..1], 1) };
        out.extend(new);
        rest = &found[used..];
    }
    out.extend(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_replaced_in_all_their_forms_and_only_as_a_whole() {
        let table = [
            ("http://127.0.0.1:80/x", "http://127.0.0.1:9999/x"),
            (r#"{"link":"http:\/\/127.0.0.1:80\/x"}"#, r#"{"link":"http:\/\/127.0.0.1:9999\/x"}"#),
            ("url=http%3A%2F%2F127.0.0.1%3A80%2Fx", "url=http%3A%2F%2F127.0.0.1%3A9999%2Fx"),
            ("http://127.0.0.1:8080/ 127.0.0.1", "http://127.0.0.1:8080/ 127.0.0.1"),
        ];
        for (before, after) in table {
            let replaced = redirected(before.as_bytes(), "127.0.0.1:80", "127.0.0.1:9999");
            assert_eq!(String::from_utf8_lossy(&replaced), after);
        }
    }

    #[test]
    fn bodies_are_read_by_length_by_chunks_and_to_the_end() {
        for (wire, closes) in [
            ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", false),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", false),
            ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello", true),
        ] {
            let answer = read_answer(&mut wire.as_bytes(), "POST").unwrap_or_else(|e| panic!("{e}: {wire}"));
            assert_eq!((answer.body.as_slice(), answer.closes()), (&b"hello"[..], closes), "{wire}");
            assert!(answer.bytes().ends_with(b"Content-Length: 5\r\n\r\nhello"));
        }
        let head = read_answer(&mut &b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"[..], "HEAD").map(|m| m.bytes());
        assert!(head.is_ok_and(|bytes| bytes == b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"));
        let short = read_answer(&mut &b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"[..], "GET");
        assert!(short.is_err(), "half an answer is none");
    }
}
