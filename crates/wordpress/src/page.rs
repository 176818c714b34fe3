//! What readers get.

use crate::{
    address::same_site,
    answer,
    client::{Client, header},
    error::Error,
    transport::{Headers, Method, Response},
};
use url::Url;

/// Redirects that are followed: to https, to www, to the slash, to a new slug, and one in reserve.
const MAX_REDIRECTS: usize = 5;

/// A public page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// HTTP status, after redirects; 403 also where a picture to solve stands in place of the page.
    pub status: u16,
    /// The page; see [`crate::content::page_shows`].
    pub text: String,
    /// Its `Content-Type`, or empty.
    pub content_type: String,
}

/// A public file, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSeen {
    /// HTTP status, after redirects; 200 also where only a part was asked for.
    pub status: u16,
    /// Its `Content-Type`, or empty.
    pub content_type: String,
    /// Bytes, if the site says.
    pub length: Option<u64>,
}

impl Client<'_> {
    /// The page that readers get at an address, as new as caches give it. Anonymous; follows redirects within the site.
    ///
    /// # Errors
    /// [`Error::Address`] for what is no web address, [`Error::Page`] if it leads to another site or in circles; else what
    /// the transport says. A status such as 404 is no error.
    pub fn page(&self, url: &str) -> Result<Page, Error> {
        let answer = self.follow(Method::Get, url, &[])?;
        let content_type = content_type(&answer.headers);
        Ok(Page { status: answer.status, text: String::from_utf8_lossy(&answer.body).into_owned(), content_type })
    }

    /// The bytes that readers get at the address of a file; none longer than `most`. As [`Client::page`].
    ///
    /// # Errors
    /// As [`Client::page`], and [`Error::NotWordPress`] where there is no such file.
    pub(crate) fn bytes_of(&self, url: &str, most: u64) -> Result<Vec<u8>, Error> {
        let answer = self.follow(Method::Get, url, &[])?;
        match answer.status {
            200 if answer.body.len() as u64 <= most => Ok(answer.body),
            status => Err(Error::NotWordPress(format!("no file to compare: {status}"))),
        }
    }

    /// What readers get at the address of a file, without fetching it, as shown by the page `on`: many sites give their
    /// pictures to readers of their own pages alone. As [`Client::page`].
    ///
    /// # Errors
    /// As [`Client::page`].
    pub fn file(&self, url: &str, on: &str) -> Result<FileSeen, Error> {
        let shown_on = (!on.is_empty()).then(|| header("Referer", on));
        let mut headers: Vec<_> = shown_on.into_iter().collect();
        let head = self.follow(Method::Head, url, &headers)?;
        let number = |headers: &Headers| headers.get("Content-Length").and_then(|n| n.trim().parse().ok());
        if head.status == 200 {
            let length = number(&head.headers);
            return Ok(FileSeen { status: head.status, content_type: content_type(&head.headers), length });
        }
        // Some hosts refuse to tell about a file and give it all the same.
        headers.push(header("Range", "bytes=0-0"));
        let part = self.follow(Method::Get, url, &headers)?;
        // `Content-Range: bytes 0-0/1234` (RFC 9110 §14.4).
        let total = |range: &str| range.rsplit_once('/').and_then(|(_, n)| n.trim().parse().ok());
        let (status, length) = match part.status {
            206 => (200, part.headers.get("Content-Range").and_then(total)),
            status => (status, number(&part.headers)),
        };
        Ok(FileSeen { status, content_type: content_type(&part.headers), length })
    }

    fn follow(&self, method: Method, url: &str, more: &[(String, String)]) -> Result<Response, Error> {
        let web = |url: &Url| matches!(url.scheme(), "http" | "https");
        let first = Url::parse(url).ok().filter(web);
        let first = first.ok_or_else(|| Error::Address("not an address of a page".to_owned()))?;
        let mut url = first.clone();
        for _ in 0..=MAX_REDIRECTS {
            let answer = self.ask_as_reader(method, url.clone(), more.to_vec())?;
            if answer::is_challenge(&answer, None) {
                // It wants to see a person: closed to programs, by whatever number.
                return Ok(Response { status: 403, ..answer });
            }
            if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
                return Ok(answer);
            }
            let status = answer.status;
            let to = answer.headers.get("Location").and_then(|to| url.join(to).ok());
            url = to.filter(|to| web(to) && same_site(to, &first)).ok_or_else(|| Error::Page {
                status,
                about: format!("it sends readers elsewhere: {}", answer.headers.get("Location").unwrap_or("nowhere")),
                write: false,
            })?;
        }
        Err(Error::Page { status: 302, about: "it redirects in circles".to_owned(), write: false })
    }
}

fn content_type(headers: &Headers) -> String {
    headers.get("Content-Type").unwrap_or_default().trim().to_owned()
}
