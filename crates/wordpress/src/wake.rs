//! Waking a site that sleeps: WordPress publishes what is due only when somebody calls.

use crate::{
    address::same_site,
    answer,
    client::{Client, READ},
    error::Error,
    transport::Method,
};
use url::Url;

impl Client<'_> {
    /// Has the site publish what is due. Anonymous, and a courtesy: many hosts forbid it and publish all the same. `home` is
    /// the address of the front page ([`crate::Discovery::home`]); the program may lie in a folder of its own, which the
    /// site tells.
    ///
    /// # Errors
    /// What the transport says, or an answer other than 200.
    pub fn wake_cron(&self, home: &str) -> Result<(), Error> {
        let home = Url::parse(home).map_err(|_| Error::Address("not an address of a site".to_owned()))?;
        let mut url = self.installed_at().filter(|url| same_site(url, &home)).unwrap_or(home);
        let path = format!("{}/wp-cron.php", url.path().trim_end_matches('/'));
        url.set_path(&path);
        url.set_query(Some("doing_wp_cron"));
        let answer = self.send(Method::Get, url, Vec::new(), Vec::new(), READ)?;
        if answer.status == 200 { Ok(()) } else { Err(answer::refuse(&answer, &self.secrets)) }
    }

    /// Where the site says that its program lies; none if it does not tell.
    fn installed_at(&self) -> Option<Url> {
        let (root, _) = self.get("/", &[("_fields", "url")]).ok()?;
        let url = Url::parse(root.get("url")?.as_str()?).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
    }
}
