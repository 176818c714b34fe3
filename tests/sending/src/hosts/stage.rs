//! The stage of a scene: a real WordPress with what a host has put into it and before it, and an office that sends there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use newsroom::{ArticleId, Notice, Step, Transmission, Trouble};
use serde_json::Value;
use tempfile::TempDir;

use crate::failure::Failure;
use crate::hosts::front::Front;
use crate::office::{Office, Sending, ShortTimeouts, copy};
use crate::proxy::FaultProxy;
use crate::test_site::{Access, TestSite, Watermark, plain};

/// Runs PHP inside the site.
const STARTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../wordpress/site.sh");
/// Times that an office comes again for a story before it has gone on for too long.
const PATIENCE: usize = 40;

/// Where all scenes are played.
pub(crate) struct Theatre {
    pub(crate) site: TestSite,
    pub(crate) proxy: FaultProxy,
    pub(crate) through: Access,
    template: TempDir,
    /// Approved stories of the template: without photos, with two, and another one with the first one's headline.
    stories: [ArticleId; 3],
    /// The folder of the WordPress.
    folder: PathBuf,
    /// Where its files are.
    www: PathBuf,
    watermark: Watermark,
}

/// The headline of the story without photos.
pub(crate) const HEADLINE: &str = "Móng Cái mở thêm hai làn thông quan trong dịp Tết";
/// Its address.
pub(crate) const SLUG: &str = "mong-cai-mo-them-hai-lan-thong-quan-trong-dip-tet";

impl Theatre {
    /// A line to the site, an office that knows it, stories that are approved.
    pub(crate) fn open(site: TestSite) -> Result<Self, Failure> {
        let folder = site.folder.clone().ok_or_else(Failure::wrong("hosts are imitated on a real WordPress"))?;
        let base = fs::read_to_string(folder.join("base")).unwrap_or_default();
        let www = folder.join("www").join(base.trim().trim_start_matches('/'));
        let proxy = FaultProxy::to(&site.access.address)?;
        let through = Access { address: proxy.address(&site.access.address), ..site.access.clone() };
        let template = TempDir::new()?;
        let office = Office::open(template.path(), ShortTimeouts::on(&proxy))?;
        office.connect_first(&through)?;
        let stories = [
            office.approved(HEADLINE, 0)?,
            office.approved("Chợ đêm Trà Cổ đón khách ngày đầu năm", 2)?,
            office.approved(HEADLINE, 0)?,
        ];
        drop(office);
        let watermark = site.watermark()?;
        Ok(Self { site, proxy, through, template, stories, folder, www, watermark })
    }

    /// A stage for one scene.
    pub(crate) fn stage(&self) -> Result<Stage<'_>, Failure> {
        let folder = copy(self.template.path())?;
        let office = Office::open(folder.path(), ShortTimeouts::on(&self.proxy))?;
        let flags = self.www.join("wp-content/host");
        fs::create_dir_all(&flags).map_err(Failure::file(&flags))?;
        Ok(Stage { theatre: self, office, _folder: folder, flags })
    }

    /// Everything as it was before the scene.
    pub(crate) fn clear(&self) -> Result<(), Failure> {
        self.proxy.stand_before(None);
        for place in ["wp-content/mu-plugins", "wp-content/host"] {
            let place = self.www.join(place);
            for file in fs::read_dir(&place).map_err(Failure::file(&place))?.flatten() {
                fs::remove_file(file.path()).map_err(Failure::file(&file.path()))?;
            }
        }
        self.proxy.wait_until_idle();
        self.site.clear_since(self.watermark)
    }
}

/// One scene at work.
pub(crate) struct Stage<'t> {
    pub(crate) theatre: &'t Theatre,
    pub(crate) office: Office,
    /// The newsroom's; removed when the scene is over.
    _folder: TempDir,
    flags: PathBuf,
}

impl Stage<'_> {
    /// The story without photos.
    pub(crate) fn story(&self) -> ArticleId {
        self.theatre.stories[0]
    }

    /// The story with two photos.
    pub(crate) fn story_with_photos(&self) -> ArticleId {
        self.theatre.stories[1]
    }

    /// Another story with the headline of the first.
    pub(crate) fn namesake(&self) -> ArticleId {
        self.theatre.stories[2]
    }

    /// Puts an extension into the site, from tests/wordpress/hosts.
    pub(crate) fn extension(&self, name: &str, php: &str) -> Result<(), Failure> {
        let place = self.theatre.www.join("wp-content/mu-plugins").join(format!("{name}.php"));
        fs::write(&place, php).map_err(Failure::file(&place))
    }

    /// Tells an extension something, or takes it back.
    pub(crate) fn flag(&self, name: &str, up: bool) -> Result<(), Failure> {
        let place = self.flags.join(name);
        if up {
            return fs::write(&place, "1").map_err(Failure::file(&place));
        }
        fs::remove_file(&place).map_err(Failure::file(&place))
    }

    /// What an extension has written under a name.
    pub(crate) fn read_flag(&self, name: &str) -> Result<String, Failure> {
        let place = self.flags.join(name);
        fs::read_to_string(&place).map_err(Failure::file(&place))
    }

    /// Lines that an extension has written under a name.
    pub(crate) fn noted(&self, name: &str) -> usize {
        fs::read_to_string(self.flags.join(name)).map_or(0, |text| text.lines().count())
    }

    /// Puts something before the site.
    pub(crate) fn front(&self, front: Front) {
        self.theatre.proxy.stand_before(Some(Arc::new(front)));
    }

    /// Runs PHP inside the site.
    pub(crate) fn php(&self, code: &str) -> Result<(), Failure> {
        let done = Command::new(STARTER)
            .arg("php")
            .args([self.theatre.folder.as_path(), Path::new(code)])
            .stdin(Stdio::null())
            .output()?;
        if done.status.success() {
            return Ok(());
        }
        Err(Failure::Wrong(format!("PHP in the site: {}", String::from_utf8_lossy(&done.stderr))))
    }

    /// The editor gives the password anew.
    pub(crate) fn sign_in(&self) -> Result<(), Failure> {
        self.office.connect(&self.theatre.through)
    }

    /// Signs in before the host does what it does, and puts a story online.
    pub(crate) fn publish(&self, id: ArticleId) -> Result<(), Failure> {
        self.sign_in()?;
        self.office.publish(id)
    }

    /// Goes on until nothing is to be done for a story by itself; no button is pressed.
    pub(crate) fn settle(&self, id: ArticleId) -> Result<Transmission, Failure> {
        for _ in 0..PATIENCE {
            self.office.transmit()?;
            match self.office.sending(id)? {
                Sending::Waits(until) => self.office.wait_until(until, &self.theatre.proxy),
                Sending::Done | Sending::Stopped(_) => break,
            }
        }
        self.office.newest(id)
    }

    /// Sends what is due, and lets the time pass until more is.
    pub(crate) fn step(&self, id: ArticleId) -> Result<(), Failure> {
        if let Sending::Waits(until) = self.office.sending(id)? {
            self.office.wait_until(until, &self.theatre.proxy);
        }
        self.office.transmit().map(drop)
    }

    /// Sends a story until readers have it, whatever is still to be looked after.
    pub(crate) fn until_online(&self, id: ArticleId) -> Result<(), Failure> {
        for _ in 0..PATIENCE {
            let t = self.office.newest(id)?;
            if t.step == Step::Done {
                return Ok(());
            }
            self.step(id)?;
        }
        Err(Failure::Wrong(format!("it never comes online: {:?}", self.office.newest(id)?.trouble)))
    }

    /// Sends a story; right if it arrives with nobody pressing anything. Returns what is known of its sending.
    pub(crate) fn arrives(&self, id: ArticleId) -> Result<Transmission, Failure> {
        let t = self.settle(id)?;
        if t.finished_at.is_some() {
            return Ok(t);
        }
        Err(Failure::Wrong(format!(
            "it does not arrive: {:?} at {:?}: {} {:?}",
            t.trouble,
            t.step,
            t.detail.unwrap_or_default(),
            t.differences
        )))
    }

    /// Sends a story; right if it stops for this reason.
    pub(crate) fn stops(&self, id: ArticleId, trouble: Trouble) -> Result<Transmission, Failure> {
        let t = self.settle(id)?;
        check(t.trouble == Some(trouble), || format!("{:?} instead of {trouble:?}: {:?}", t.trouble, t.detail))?;
        Ok(t)
    }

    /// The posts of this scene that are not in the bin, by their numbers.
    pub(crate) fn posts(&self) -> Result<Vec<Value>, Failure> {
        let mut posts = self.theatre.site.posts_since(self.theatre.watermark)?;
        posts.retain(|post| post["status"] != "trash");
        Ok(posts)
    }

    /// The only post of this scene, which is online at its address and shows its words.
    pub(crate) fn only_post(&self, headline: &str) -> Result<Value, Failure> {
        let posts = self.posts()?;
        let [post] = posts.as_slice() else {
            let told: Vec<String> =
                posts.iter().map(|post| format!("{} {} {}", post["id"], post["status"], post["slug"])).collect();
            return Err(Failure::Wrong(format!("{} posts: {told:?}", posts.len())));
        };
        let title = plain(post["title"]["raw"].as_str().unwrap_or_default());
        check(title == headline, || format!("its headline is {title}"))?;
        check(post["status"] == "publish", || format!("its status is {}", post["status"]))?;
        let slug = post["slug"].as_str().unwrap_or_default();
        check(!slug.ends_with("-2") && !slug.is_empty(), || format!("its address is {slug}"))?;
        let (status, page) = self.theatre.site.read(post["link"].as_str().unwrap_or_default())?;
        check(status == 200 && plain(&page).contains(crate::office::WORDS[3]), || format!("its page: {status}"))?;
        Ok(post.clone())
    }

    /// So many photos of this scene are there.
    pub(crate) fn photos(&self, count: usize) -> Result<Vec<Value>, Failure> {
        let photos = self.theatre.site.photos_since(self.theatre.watermark)?;
        let names: Vec<_> = photos.iter().map(|photo| photo["source_url"].to_string()).collect();
        check(photos.len() == count, || format!("{} photos instead of {count}: {names:?}", photos.len()))?;
        Ok(photos)
    }

    /// The newsroom's clock goes forward.
    pub(crate) fn forward(&self, by: Duration) {
        self.office.forward(by);
    }
}

/// A moment so far in the future that nothing is done by itself.
pub(crate) fn in_hours(hours: i64) -> DateTime<Utc> {
    use chrono::SubsecRound as _;
    (Utc::now() + Duration::hours(hours)).trunc_subsecs(0)
}

/// Did that not come about?
pub(crate) fn check(right: bool, what: impl FnOnce() -> String) -> Result<(), Failure> {
    if right { Ok(()) } else { Err(Failure::Wrong(what())) }
}

/// Is this told of a sending?
pub(crate) fn told(t: &Transmission, what: impl Fn(&Notice) -> bool) -> Result<(), Failure> {
    check(t.notices.iter().any(what), || format!("told is only {:?}", t.notices))
}
