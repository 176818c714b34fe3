//! Sites and the outbox.

use crate::requests;
use newsroom::{SiteId, Transmission, TransmissionId};
use serde::{Deserialize, Serialize};

/// A transmission with what a list needs beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TransmissionView {
    /// The transmission.
    pub transmission: Transmission,
    /// Headline of the story.
    pub headline: String,
    /// Name of the site.
    pub site: String,
}

/// A connected site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SiteView {
    /// Identity.
    pub id: SiteId,
    /// The site's own name.
    pub name: String,
    /// Address of its front page.
    pub address: String,
    /// The account stories are sent with.
    pub login: String,
    /// True if the password is known in this session.
    pub ready: bool,
    /// True for the city site that runs inside this program.
    pub bundled: bool,
}

requests! {
    /// Everything in the outbox that is not finished, and what was finished today; newest first.
    ListTransmissions => "list_transmissions" -> Vec<TransmissionView> {}
    /// Tries a stopped or waiting transmission again at once.
    RetryTransmission => "retry_transmission" -> TransmissionView {
        /// Which.
        transmission: TransmissionId,
    }
    /// Takes a transmission out of the outbox; what stands on the site already stays there.
    CancelTransmission => "cancel_transmission" -> () {
        /// Which.
        transmission: TransmissionId,
    }
    /// The connected sites.
    ListSites => "list_sites" -> Vec<SiteView> {}
    /// Connects a site, or gives its password anew: finds the API, checks the login and what the account may do.
    /// Only the chief connects a new one.
    ConnectSite => "connect_site" -> SiteView {
        /// Address of the front page.
        address: String,
        /// The account's name there.
        login: String,
        /// Its application password. Never stored in a file.
        password: String,
    }
    /// Shows a published story, or the site's front page, in the system's browser.
    OpenInBrowser => "open_in_browser" -> () {
        /// An address of a connected site; any other is refused.
        address: String,
    }
}
