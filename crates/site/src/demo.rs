//! The ready newsroom's site: accounts, sections, `site.json`.

mod scene;
mod stories;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use rusqlite::Connection;

use crate::account::{self, Account, Role};
use crate::demo::stories::{Block, Sample, SampleStory, caption};
use crate::media::{self, Media};
use crate::post::{Post, Status};
use crate::slugs::{self, Space};
use crate::term::{Taxonomy, Term};
use crate::{Site, SiteError, dates, html, urls};

/// Login, name and role, as the WordPress starter of the tests has them.
const ACCOUNTS: [(&str, &str, Role); 4] = [
    ("quantri", "Quản trị", Role::Administrator),
    ("bientap", "Ban Biên tập", Role::Editor),
    ("phongvien", "Phóng viên", Role::Author),
    ("congtacvien", "Cộng tác viên", Role::Contributor),
];

/// The city's sections, in the order of the page head.
pub(crate) const SECTIONS: [&str; 4] = ["Tin trong thành phố", "Kinh tế - Cửa khẩu", "Văn hóa - Xã hội", "Chính quyền"];

/// Readers can tell by it that nothing of the sample stories happened.
const SAMPLE_TAG: &str = "Tin mẫu";

/// `site.json`, as tests read it.
#[derive(Serialize, Deserialize)]
struct SiteJson {
    url: String,
    api: String,
    version: String,
    users: BTreeMap<String, User>,
    categories: Vec<Category>,
}

#[derive(Serialize, Deserialize)]
struct User {
    id: i64,
    role: String,
    app_password: String,
}

#[derive(Serialize, Deserialize)]
struct Category {
    id: i64,
    name: String,
    slug: String,
}

pub(crate) fn seed_accounts(site: &Site) -> Result<(), SiteError> {
    site.db().write(|db| {
        for (login, name, role) in ACCOUNTS {
            Account::provide(db, login, name, role)?;
        }
        for name in SECTIONS {
            if Term::by_name(db, Taxonomy::Category, name)?.is_none() {
                Term::insert(db, Taxonomy::Category, name, name, "")?;
            }
        }
        Ok(())
    })
}

pub(crate) fn write_site_json(site: &Site) -> Result<(), SiteError> {
    let path = site.directory().join("site.json");
    let old: Option<SiteJson> = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let known = |login: &str| -> Result<Option<String>, SiteError> {
        let Some(user) = old.as_ref().and_then(|old| old.users.get(login)) else {
            return Ok(None);
        };
        let opens = site.db().read(|db| account::opens(db, login, &user.app_password))?;
        Ok(opens.then(|| user.app_password.clone()))
    };
    let mut users = BTreeMap::new();
    for account in site.db().read(Account::all)? {
        let app_password = match known(&account.login)? {
            Some(password) => password,
            None => site.issue_password(&account.login, "site.json")?,
        };
        let role = account.role.name().to_owned();
        users.insert(account.login, User { id: account.id, role, app_password });
    }
    let categories = site.db().read(Term::sections)?;
    let categories =
        categories.into_iter().map(|term| Category { id: term.id, name: term.plain_name(), slug: term.slug }).collect();
    let url = site.url();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let json = SiteJson { api: format!("{url}/wp-json/"), url, version, users, categories };
    write_private(&path, &serde_json::to_vec_pretty(&json)?)?;
    Ok(())
}

pub(crate) fn seed_stories(site: &Site) -> Result<(), SiteError> {
    let any = "SELECT EXISTS (SELECT 1 FROM post)";
    if site.db().read(|db| db.query_row(any, [], |row| row.get::<_, bool>(0)))? {
        return Ok(());
    }
    let author = |db: &Connection| {
        Account::by_login(db, "phongvien")?.ok_or_else(|| SiteError::UnknownAccount("phongvien".to_owned()))
    };
    let author = site.db().read(author)?.id;
    for story in stories::all() {
        let date = site.now() - story.age * 3600;
        let pictures = story.pictures.iter().map(|sample| picture(site, sample, author, date));
        let pictures: Vec<Media> = pictures.collect::<Result<_, _>>()?;
        site.db().write(|db| seed_story(db, &story, pictures, author, date))?;
    }
    Ok(())
}

fn seed_story(
    db: &Connection,
    story: &SampleStory,
    mut pictures: Vec<Media>,
    author: i64,
    date: i64,
) -> Result<(), SiteError> {
    for media in &mut pictures {
        media.slug = slugs::unique(db, &format!("anh-{}", slugs::slug(media.stem())), Space::Media, 0)?;
        media.save(db)?;
    }
    let mut post = Post {
        id: 0,
        status: Status::Publish,
        slug: String::new(),
        title: story.headline.to_owned(),
        content: content(story, pictures.get(1)),
        excerpt: story.standfirst.to_owned(),
        author,
        featured_media: pictures.first().map_or(0, |media| media.id),
        sticky: story.banner,
        date,
        floating: false,
        modified: date,
        before_trash: None,
    };
    post.save(db, date)?;
    let section = Term::by_name(db, Taxonomy::Category, SECTIONS[story.section])?.map(|term| term.id);
    post.set_terms(db, Taxonomy::Category.name(), section.as_slice())?;
    let tag = match Term::by_name(db, Taxonomy::Tag, SAMPLE_TAG)? {
        Some(term) => term.id,
        None => Term::insert(db, Taxonomy::Tag, SAMPLE_TAG, SAMPLE_TAG, "")?,
    };
    post.set_terms(db, Taxonomy::Tag.name(), &[tag])?;
    Ok(())
}

/// Draws, stores and scales one picture; its row is written together with its story.
fn picture(site: &Site, sample: &Sample, author: i64, date: i64) -> Result<Media, SiteError> {
    let bytes = sample.scene.jpeg()?;
    let mut upload = tempfile::NamedTempFile::new_in(site.incoming())?;
    upload.write_all(&bytes)?;
    let file = media::store_upload(&site.uploads(), &dates::folder(date), sample.file, upload)?;
    let mut media = Media {
        id: 0,
        slug: String::new(),
        title: sample.caption.to_owned(),
        caption: caption(sample),
        description: String::new(),
        alt_text: sample.alt_text.to_owned(),
        author,
        post: 0,
        mime: "image/jpeg".to_owned(),
        file,
        original: String::new(),
        width: 0,
        height: 0,
        filesize: i64::try_from(bytes.len()).unwrap_or(0),
        sizes: Vec::new(),
        date,
        modified: date,
    };
    media.make_sizes(&site.uploads())?;
    Ok(media)
}

/// Block markup, as a newsroom's client sends it.
fn content(story: &SampleStory, second: Option<&Media>) -> String {
    let blocks = story.body.iter().map(|block| match (block, second) {
        (Block::Text(text), _) => {
            format!("<!-- wp:paragraph -->\n<p>{}</p>\n<!-- /wp:paragraph -->", html::escape(text))
        }
        (Block::Subhead(text), _) => {
            format!("<!-- wp:heading -->\n<h2>{}</h2>\n<!-- /wp:heading -->", html::escape(text))
        }
        (Block::Quote(text, who), _) => format!(
            "<!-- wp:quote -->\n<blockquote><p>“{}”</p><cite>{}</cite></blockquote>\n<!-- /wp:quote -->",
            html::escape(text),
            html::escape(who)
        ),
        (Block::List(items), _) => {
            let items: String = items.iter().map(|item| format!("<li>{}</li>", html::escape(item))).collect();
            format!("<!-- wp:list -->\n<ul>{items}</ul>\n<!-- /wp:list -->")
        }
        (Block::Picture, Some(media)) => format!(
            "<!-- wp:image {{\"id\":{id}}} -->\n<figure class=\"wp-block-image size-large\">\
             <img src=\"{mark}{path}\" alt=\"{alt}\" class=\"wp-image-{id}\"/>\
             <figcaption class=\"wp-element-caption\">{caption}</figcaption></figure>\n<!-- /wp:image -->",
            id = media.id,
            mark = urls::MARK,
            path = media.path(),
            alt = html::escape(&media.alt_text),
            caption = media.caption,
        ),
        (Block::Picture, None) => String::new(),
    });
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// Written beside and renamed; nobody else can read it (it holds passwords).
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("json.new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(bytes)?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    fs::rename(beside, path)
}
