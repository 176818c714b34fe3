//! Moves, publishing, and the sites.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::json;

use crate::desk::{Desk, hook};
use crate::failure::Failure;
use crate::wait::{self, Seen};
use crate::webdriver::key;

/// An account on a site.
#[derive(Clone, Debug)]
pub(crate) struct SiteLogin {
    /// Address of the front page.
    pub(crate) address: String,
    /// The account's name.
    pub(crate) login: String,
    /// Its application password.
    pub(crate) password: String,
}

/// Vietnam's time, all year round.
const VIETNAM: i32 = 7 * 3600;
/// Three photos and a story to a site on this computer, also to a slow one.
const SENDING: Duration = Duration::from_secs(90);

impl Desk<'_> {
    /// The stage of the story on the screen, as the contract names it.
    pub(crate) fn stage(&self) -> Result<String, Failure> {
        Ok(self.attribute(&hook("stage"), "data-stage")?.unwrap_or_default())
    }

    /// Waits until the story stands at this stage.
    pub(crate) fn sees_stage(&self, stage: &str) -> Result<(), Failure> {
        self.sees_attribute(&hook("stage"), "data-stage", stage)
    }

    /// Presses the button of a move and waits for the stage that it leads to.
    pub(crate) fn make_move(&self, what: &str, stage: &str) -> Result<(), Failure> {
        self.press(&format!("move-{what}"))?;
        if what == "approve" {
            self.confirm_outgoing()?;
        }
        self.sees_stage(stage)
    }

    /// Publishes the story on the screen, and says yes to what goes out.
    pub(crate) fn publish(&self) -> Result<(), Failure> {
        self.press("move-publish")?;
        self.confirm_outgoing()
    }

    /// Reads what goes out, and presses Enter in the question: not so soon that nobody could have read it.
    pub(crate) fn confirm_outgoing(&self) -> Result<(), Failure> {
        self.sees(&hook("outgoing"))?;
        // It takes no key for a moment after it has appeared.
        self.has_focus(
            &format!("{}:not([aria-disabled])", hook("dialog-confirm")),
            "in the question of what goes out",
        )?;
        self.keys(&key::ENTER.to_string())?;
        self.sees_no_more(&hook("outgoing"))
    }

    /// Schedules the story on the screen for this minute.
    pub(crate) fn schedule(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        self.press("move-schedule")?;
        let input = self.sees(&hook("dialog-time"))?;
        let vietnam = FixedOffset::east_opt(VIETNAM).map(|zone| at.with_timezone(&zone));
        let typed = vietnam.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
        // How an hour is typed differs from one WebKit to the next; the field's value does not.
        let script = "arguments[0].value = arguments[1];
            arguments[0].dispatchEvent(new InputEvent('input', { bubbles: true })); return arguments[0].value;";
        let value = self.session.run(script, json!([input.to_json(), typed]))?;
        if value != json!(typed) {
            return Err(Failure::Wrong(format!("the field of the hour holds {value} and not {typed}")));
        }
        self.press("dialog-confirm")?;
        self.sees_stage("scheduled")
    }

    /// Waits until the story stands online, and gives the address of its page.
    pub(crate) fn published_link(&self) -> Result<String, Failure> {
        wait::until("the story to be online", SENDING, || {
            let stage = self.stage()?;
            if stage == "published"
                && self.has(&format!("{}[data-step=done][data-state=done]", hook("progress-step")))?
                && let Some(link) = self.attribute(&hook("published-link"), "href")?
            {
                return Ok(Seen::Yes(link));
            }
            Ok(Seen::NotYet(format!("stage {stage}, {}", self.sending()?)))
        })
    }

    /// Waits until this step of the sending is the one that is under way.
    pub(crate) fn sees_step(&self, step: &str) -> Result<(), Failure> {
        let css = format!("{}[data-step={step}][data-state=current]", hook("progress-step"));
        self.sees_within(&css, SENDING).map(drop)
    }

    /// How the sending of the story on the screen stands, in the words of the window.
    pub(crate) fn sending(&self) -> Result<String, Failure> {
        Ok(self.texts(&format!("{} .progress__words", hook("progress")))?.join(" "))
    }

    /// The chief connects a site, or gives its password anew.
    pub(crate) fn connect_site(&self, site: &SiteLogin) -> Result<(), Failure> {
        self.ask_site(site)?;
        let css = format!(".site:has(.site__facts) , {}", hook("failure"));
        wait::until(&format!("{} to be connected", site.address), SENDING, || {
            if let Some(trouble) = self.texts(&hook("failure"))?.into_iter().next() {
                return Err(Failure::Wrong(format!("the site was not connected: {trouble}")));
            }
            // The password is taken out of the form once the site has accepted it.
            let listed = self.texts(&css)?.iter().any(|line| line.contains(site.address.trim_end_matches('/')));
            let done = listed && self.value(&hook("site-password"))?.is_empty();
            Ok(if done { Seen::Yes(()) } else { Seen::NotYet("it is not listed".to_owned()) })
        })
    }

    /// Fills in the form of the sites and sends it, whatever becomes of it.
    pub(crate) fn ask_site(&self, site: &SiteLogin) -> Result<(), Failure> {
        self.press("sites")?;
        self.fill(&hook("site-address"), &site.address)?;
        self.fill(&hook("site-login"), &site.login)?;
        self.fill(&hook("site-password"), &site.password)?;
        self.press("site-connect")
    }
}
