//! The page in Newsdesk's window, in the words of those who work with it.

mod sending;
mod story;

use std::time::Duration;

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::wait::{self, Seen, USUAL};
use crate::webdriver::{Element, Session, key};
use crate::xwindow::{self, XWindow};

pub(crate) use sending::SiteLogin;
pub(crate) use story::{PhotoWords, TEXT};

/// The password of everybody in the ready newsroom.
pub(crate) const PASSWORD: &str = "mongcai2026";

/// The window of a running Newsdesk.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    session: &'a Session,
    process: u32,
}

impl<'a> Desk<'a> {
    /// The page that this session drives, in the window of this process.
    pub(crate) fn new(session: &'a Session, process: u32) -> Self {
        Self { session, process }
    }

    /// The driver, for what this page object has no words for.
    pub(crate) fn session(&self) -> &'a Session {
        self.session
    }

    /// The window as the X server has it.
    pub(crate) fn window(&self) -> Result<XWindow, Failure> {
        xwindow::of_process(self.process)
    }

    /// The window as a person sees it, a PNG.
    pub(crate) fn picture(&self) -> Result<Vec<u8>, Failure> {
        self.window()?.picture()
    }

    /// Asks the shell as the page does, past the page: for what a journey needs and is not about.
    pub(crate) fn ask(&self, command: &str, request: &Value) -> Result<Value, Failure> {
        let script = "const [command, request, done] = arguments;
            window.__TAURI__.core.invoke(command, { request })
                .then(answer => done({ answer }), failure => done({ failure }));";
        self.answer(command, self.session.run_later(script, json!([command, request]))?)
    }

    /// What the shell answered, from `{ answer }` or `{ failure }`.
    pub(crate) fn answer(&self, command: &str, mut said: Value) -> Result<Value, Failure> {
        match said.get("failure") {
            Some(failure) => Err(Failure::Wrong(format!("the shell refused {command}: {failure}"))),
            None => Ok(said["answer"].take()),
        }
    }

    /// Presses a real mouse on an element, near the beginning of its first line, after bringing it into sight.
    pub(crate) fn point(&self, window: &XWindow, css: &str) -> Result<(), Failure> {
        let element = self.sees(css)?;
        let script = "const e = arguments[0]; e.scrollIntoView({ block: 'nearest' });
            const b = e.getBoundingClientRect();
            return [b.left + Math.min(b.width / 2, 40), b.top + Math.min(b.height / 2, 14)].map(Math.round);";
        let place = self.session.run(script, json!([element.to_json()]))?;
        let number = |at: usize| place[at].as_i64().unwrap_or_default();
        window.click((number(0), number(1)))
    }

    /// Clicks into a field with a real mouse until it has the focus.
    pub(crate) fn enter(&self, window: &XWindow, css: &str) -> Result<(), Failure> {
        wait::until_so(&format!("the cursor in {css}"), USUAL, || {
            self.point(window, css)?;
            let script = "return document.activeElement === document.querySelector(arguments[0]);";
            Ok(self.session.run(script, json!([css]))? == json!(true))
        })
    }

    /// What the status line says.
    pub(crate) fn status(&self) -> Result<String, Failure> {
        self.text_of(&format!("{} .status__words", hook("status-line")))
    }

    /// Waits until the status line holds these words.
    pub(crate) fn sees_status(&self, words: &str) -> Result<String, Failure> {
        wait::until(&format!("\"{words}\" in the status line"), USUAL, || {
            let now = self.status()?;
            Ok(if now.contains(words) { Seen::Yes(now) } else { Seen::NotYet(now) })
        })
    }

    /// Waits for the first screen, whichever it is.
    pub(crate) fn is_there(&self, limit: Duration) -> Result<(), Failure> {
        self.sees_within(&format!("{}, {}, {}", hook("try-ready"), hook("sign-in"), hook("failure")), limit).map(drop)
    }

    /// First run: makes a ready newsroom whose shelves are empty, up to the signing in. The button of the first screen makes
    /// one with stories ([`Desk::try_full`]).
    pub(crate) fn try_ready(&self) -> Result<(), Failure> {
        self.sees(&hook("try-ready"))?;
        self.ask("try_ready_newsroom", &json!({ "stories": false }))?;
        // After the answer: a page that goes while it is asked has none.
        self.session.run("setTimeout(() => location.reload());", json!([]))?;
        self.sees_within(&hook("sign-in"), Duration::from_secs(40)).map(drop)
    }

    /// First run as a newcomer: the button that makes the ready newsroom with its stories, up to the signing in.
    pub(crate) fn try_full(&self) -> Result<(), Failure> {
        self.press("try-ready")?;
        self.sees_within(&hook("sign-in"), Duration::from_secs(40)).map(drop)
    }

    /// Signs in somebody of the ready newsroom by typing name and password.
    pub(crate) fn sign_in(&self, login: &str) -> Result<(), Failure> {
        self.sign_in_with(login, PASSWORD)?;
        self.sees(&hook("sign-out")).map(drop)
    }

    /// Types a name and a password and sends them, whatever becomes of it.
    pub(crate) fn sign_in_with(&self, login: &str, password: &str) -> Result<(), Failure> {
        self.fill(&hook("login"), login)?;
        self.fill(&hook("password"), password)?;
        self.press("sign-in")
    }

    /// Signs out.
    pub(crate) fn sign_out(&self) -> Result<(), Failure> {
        self.press("sign-out")?;
        self.sees(&hook("sign-in")).map(drop)
    }

    /// Signs out whoever is signed in, and in somebody else.
    pub(crate) fn change_to(&self, login: &str) -> Result<(), Failure> {
        self.sign_out()?;
        self.sign_in(login)
    }

    /// The name of who is signed in.
    pub(crate) fn who(&self) -> Result<String, Failure> {
        wait::until("the name of who is signed in", USUAL, || {
            let name = self.text_of(&hook("signed-in-name"))?;
            Ok(if name.is_empty() { Seen::NotYet("no name".to_owned()) } else { Seen::Yes(name) })
        })
    }

    /// Goes to a shelf by its name in hooks: `mine`, `filed` ...
    pub(crate) fn shelf(&self, name: &str) -> Result<(), Failure> {
        self.press(&format!("shelf-{name}"))?;
        self.sees(&format!("{}[aria-current=true]", hook(&format!("shelf-{name}")))).map(drop)
    }

    /// Headlines of the list.
    pub(crate) fn rows(&self) -> Result<Vec<String>, Failure> {
        self.texts(&format!("{} .row__headline", hook("article-row")))
    }

    /// Opens the story with this headline from the list.
    pub(crate) fn open_row(&self, headline: &str) -> Result<(), Failure> {
        let row = wait::until(&format!("\"{headline}\" in the list"), USUAL, || {
            let rows = self.rows()?;
            let at = rows.iter().position(|row| row.contains(headline));
            let elements = self.session.find_all(&hook("article-row"))?;
            Ok(match at.and_then(|at| elements.get(at)) {
                Some(row) => Seen::Yes(row.clone()),
                None => Seen::NotYet(format!("the rows {rows:?}")),
            })
        })?;
        self.session.click(&row)?;
        self.sees(&format!("{}[aria-current=true]", hook("article-row")))?;
        self.sees(&hook("stage")).map(drop)
    }

    /// The words of the newest trouble shown on the screen.
    pub(crate) fn trouble(&self) -> Result<String, Failure> {
        wait::until("words that say what is wrong", USUAL, || {
            let told = self.texts(&hook("failure"))?;
            Ok(match told.into_iter().rfind(|words| !words.trim().is_empty()) {
                Some(words) => Seen::Yes(words),
                None => Seen::NotYet("no trouble is shown".to_owned()),
            })
        })
    }

    /// The first element that matches, when it is there.
    pub(crate) fn sees(&self, css: &str) -> Result<Element, Failure> {
        self.sees_within(css, USUAL)
    }

    /// The same with another limit.
    pub(crate) fn sees_within(&self, css: &str, limit: Duration) -> Result<Element, Failure> {
        wait::until(css, limit, || self.session.find(css).map(Seen::Yes))
    }

    /// Waits until nothing matches any more.
    pub(crate) fn sees_no_more(&self, css: &str) -> Result<(), Failure> {
        wait::until_so(&format!("{css} to go"), USUAL, || Ok(self.session.find_all(css)?.is_empty()))
    }

    /// Does anything match at this moment?
    pub(crate) fn has(&self, css: &str) -> Result<bool, Failure> {
        Ok(!self.session.find_all(css)?.is_empty())
    }

    /// Presses the button with this hook as soon as it may be pressed.
    pub(crate) fn press(&self, name: &str) -> Result<(), Failure> {
        self.click(&hook(name))
    }

    /// Clicks the first element that matches, as soon as it may be clicked.
    pub(crate) fn click(&self, css: &str) -> Result<(), Failure> {
        wait::until(&format!("{css} to be pressed"), USUAL, || {
            let element = self.session.find(css)?;
            if !self.session.enabled(&element)? || self.session.property(&element, "ariaDisabled")? == json!("true") {
                return Ok(Seen::NotYet("it is disabled".to_owned()));
            }
            // The driver brings nothing into sight of which the edge of a panel leaves a strip.
            let script = "arguments[0].scrollIntoView({ block: 'nearest', inline: 'nearest' });";
            self.session.run(script, json!([element.to_json()]))?;
            self.session.click(&element).map(Seen::Yes)
        })
    }

    /// Puts text in place of what stands in a field.
    pub(crate) fn fill(&self, css: &str, text: &str) -> Result<(), Failure> {
        self.click(css)?;
        let everything = format!("{}{}", key::holding(key::CONTROL, "a"), key::BACKSPACE);
        if self.value(css)?.is_empty() {
            self.session.type_here(text)?;
        } else {
            self.session.type_here(&format!("{everything}{text}"))?;
        }
        wait::until(&format!("the text in {css}"), USUAL, || {
            let value = self.value(css)?;
            Ok(if value == text { Seen::Yes(()) } else { Seen::NotYet(value) })
        })
    }

    /// What stands in a field.
    pub(crate) fn value(&self, css: &str) -> Result<String, Failure> {
        let element = self.sees(css)?;
        Ok(self.session.property(&element, "value")?.as_str().unwrap_or_default().to_owned())
    }

    /// The text of the first element that matches.
    pub(crate) fn text_of(&self, css: &str) -> Result<String, Failure> {
        self.sees(css)?;
        Ok(self.texts(css)?.into_iter().next().unwrap_or_default())
    }

    /// The texts of all that match. Not asked of the driver, to which what is cut short on the screen has no text.
    pub(crate) fn texts(&self, css: &str) -> Result<Vec<String>, Failure> {
        let script = "return Array.from(document.querySelectorAll(arguments[0]), e => e.innerText.trim());";
        let texts = self.session.run(script, json!([css]))?;
        Ok(texts.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// The value of an attribute; none where the element or the attribute is missing.
    pub(crate) fn attribute(&self, css: &str, name: &str) -> Result<Option<String>, Failure> {
        let script = "const e = document.querySelector(arguments[0]); return e && e.getAttribute(arguments[1]);";
        Ok(self.session.run(script, json!([css, name]))?.as_str().map(str::to_owned))
    }

    /// Waits until an attribute has this value.
    pub(crate) fn sees_attribute(&self, css: &str, name: &str, value: &str) -> Result<(), Failure> {
        wait::until(&format!("{name}={value} at {css}"), USUAL, || {
            let now = self.attribute(css, name)?;
            Ok(if now.as_deref() == Some(value) { Seen::Yes(()) } else { Seen::NotYet(format!("{now:?}")) })
        })
    }
}

/// The selector of a hook for tests.
pub(crate) fn hook(name: &str) -> String {
    format!("[data-testid=\"{name}\"]")
}
