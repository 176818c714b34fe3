//! What can happen to one request on its way.

use std::time::Duration;

use crate::wire::Message;

/// How long a server works on after its client is gone.
pub(crate) const LATE: Duration = Duration::from_millis(300);

/// Seconds that a site asks to wait.
const RETRY_AFTER: &str = "7";

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// The line is cut; nothing reaches the site.
    CutBefore,
    /// The site has done it and answered; nothing of the answer arrives.
    CutAfter,
    /// The answer breaks off half way.
    CutInAnswer,
    /// The site has done it; the answer does not come within the client's time.
    Delay,
    /// 401: the login is not accepted.
    Unauthorized,
    /// 403 with a page, as from a firewall.
    Forbidden,
    /// 413 with a page, as from a web server's own limit.
    TooLarge,
    /// 429 with `Retry-After`.
    TooManyRequests,
    /// The site has done it; the answer is 500 with a page.
    ServerErrorAfter,
    /// 503 with `Retry-After`.
    Unavailable,
    /// 200 with a page, as from a captive portal; nothing reaches the site.
    HtmlPage,
    /// The site has done it; a PHP warning stands before its right JSON.
    Garbage,
    /// 302 to another address; nothing reaches the site.
    Redirect,
    /// The program is killed before the request reaches the site.
    KilledBefore,
    /// The program is killed when the site has done it, before the answer arrives.
    KilledAfter,
    /// The line is cut, and the site does it a little later.
    LateCut,
    /// The program is killed and started again at once, and the site does it a little later.
    LateKill,
}

impl Fault {
    /// All, in the order in which they are told.
    pub(crate) const ALL: [Self; 17] = [
        Self::CutBefore,
        Self::CutAfter,
        Self::CutInAnswer,
        Self::Delay,
        Self::Unauthorized,
        Self::Forbidden,
        Self::TooLarge,
        Self::TooManyRequests,
        Self::ServerErrorAfter,
        Self::Unavailable,
        Self::HtmlPage,
        Self::Garbage,
        Self::Redirect,
        Self::KilledBefore,
        Self::KilledAfter,
        Self::LateCut,
        Self::LateKill,
    ];

    /// In words, for the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::CutBefore => "cut before sending",
            Self::CutAfter => "cut after the server committed",
            Self::CutInAnswer => "cut in the answer",
            Self::Delay => "delay beyond the time-out",
            Self::Unauthorized => "401",
            Self::Forbidden => "403 page",
            Self::TooLarge => "413 page",
            Self::TooManyRequests => "429 Retry-After",
            Self::ServerErrorAfter => "500 after save",
            Self::Unavailable => "503 Retry-After",
            Self::HtmlPage => "HTML page",
            Self::Garbage => "garbage before JSON",
            Self::Redirect => "redirect",
            Self::KilledBefore => "kill -9 before the request",
            Self::KilledAfter => "kill -9 after the request",
            Self::LateCut => "late: cut, done later",
            Self::LateKill => "late: kill -9, done later",
        }
    }

    /// Is the program killed by it?
    pub(crate) fn kills(self) -> bool {
        matches!(self, Self::KilledBefore | Self::KilledAfter | Self::LateKill)
    }

    /// Does it mean something only for requests that change the site?
    pub(crate) fn is_late(self) -> bool {
        matches!(self, Self::LateCut | Self::LateKill)
    }

    /// The answer that comes in the place of the site's, which is not asked.
    pub(crate) fn instead(self) -> Option<Message> {
        let page = |words: &str| format!("<!DOCTYPE html>\n<html><body><h1>{words}</h1></body></html>\n");
        const HTML: &str = "text/html; charset=UTF-8";
        Some(match self {
            Self::Unauthorized => Message::answer(
                "401 Unauthorized",
                "application/json; charset=UTF-8",
                &[],
                r#"{"code":"rest_not_logged_in","message":"Bạn hiện chưa đăng nhập.","data":{"status":401}}"#,
            ),
            Self::Forbidden => Message::answer("403 Forbidden", HTML, &[], &page("403 Forbidden")),
            Self::TooLarge => {
                Message::answer("413 Request Entity Too Large", HTML, &[], &page("413 Request Entity Too Large"))
            }
            Self::TooManyRequests => Message::answer(
                "429 Too Many Requests",
                HTML,
                &[("Retry-After", RETRY_AFTER)],
                &page("429 Too Many Requests"),
            ),
            Self::Unavailable => Message::answer(
                "503 Service Unavailable",
                HTML,
                &[("Retry-After", RETRY_AFTER)],
                &page("Đang bảo trì trong giây lát"),
            ),
            Self::HtmlPage => Message::answer("200 OK", HTML, &[], &page("Chào mừng đến với mạng không dây")),
            // Nobody listens at port 9 ("discard"); whoever follows on a write is found out by what is missing.
            Self::Redirect => {
                Message::answer("302 Found", HTML, &[("Location", "http://127.0.0.1:9/")], &page("302 Found"))
            }
            _ => return None,
        })
    }

    /// What it makes of the site's answer.
    pub(crate) fn spoil(self, answer: Message) -> Message {
        match self {
            Self::ServerErrorAfter => {
                let page = "<!DOCTYPE html>\n<html><body><h1>500 Internal Server Error</h1></body></html>\n";
                let headless = answer.headless;
                let mut broken = Message::answer("500 Internal Server Error", "text/html; charset=UTF-8", &[], page);
                // WordPress names the attachment before it makes the sizes, so this header gets through.
                if let Some(id) = answer.header("x-wp-upload-attachment-id") {
                    broken.set("X-WP-Upload-Attachment-ID", id);
                }
                broken.headless = headless;
                broken
            }
            Self::Garbage => {
                let warning = "<br />\n<b>Warning</b>:  Undefined array key 0 in <b>/var/www/html/plugin.php</b> on \
                               line <b>7</b><br />\n";
                let body = [warning.as_bytes(), answer.body.as_slice()].concat();
                Message { body, ..answer }
            }
            _ => answer,
        }
    }
}
