//! The two sites, and how each is filled.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::failure::Failure;
use crate::stories::{SECTIONS, Story, TAGS, story, tag};

/// What starts a real WordPress, and runs PHP in it.
const STARTER: &str = "tests/wordpress/site.sh";
/// The account that everything is written by.
const ACCOUNT: &str = "bientap";
/// Id of the first story in WordPress, less one: far from what it has made itself.
const BEFORE_FIRST: usize = 1_000;
/// Stories of one statement.
const AT_ONCE: usize = 250;

/// A section as both sites have it.
pub(crate) struct Section {
    pub(crate) id: i64,
    pub(crate) slug: String,
}

/// A site with stories on it.
pub(crate) struct Paper {
    pub(crate) name: &'static str,
    /// Without a slash at the end.
    pub(crate) url: String,
    pub(crate) sections: Vec<Section>,
    /// Stories that are there.
    stored: usize,
    kind: Kind,
}

enum Kind {
    Bundled {
        running: site::Running,
        _folder: TempDir,
    },
    /// In this folder.
    WordPress(PathBuf),
}

impl Paper {
    /// A new bundled site, in a folder of its own.
    pub(crate) fn bundled() -> Result<Self, Failure> {
        let folder = tempfile::Builder::new().prefix("newsdesk-readers-").tempdir()?;
        let site = site::open(folder.path(), site::Options::default())?;
        site.seed_demo()?;
        let running = site::serve(site, TcpListener::bind("127.0.0.1:0")?)?;
        running.site().write_site_json()?;
        let (url, sections) = described(&folder.path().join("site.json"))?;
        Ok(Self { name: "bundled", url, sections, stored: 0, kind: Kind::Bundled { running, _folder: folder } })
    }

    /// The WordPress that the file describes. It must be one that [`STARTER`] has started, with no stories of ours.
    pub(crate) fn wordpress(site_json: &Path) -> Result<Self, Failure> {
        let folder = site_json.parent().map(Path::to_owned).unwrap_or_default();
        let (url, sections) = described(site_json)?;
        let paper = Self { name: "WordPress", url, sections, stored: 0, kind: Kind::WordPress(folder) };
        // A host has this much at least (MariaDB's own default); the starter's is for small sites.
        paper.php("global $wpdb; $wpdb->query('SET GLOBAL innodb_buffer_pool_size = 134217728');")?;
        Ok(paper)
    }

    /// Sees to it that the first `count` stories are there.
    pub(crate) fn fill(&mut self, count: usize) -> Result<(), Failure> {
        let missing = self.stored + 1..=count;
        match &self.kind {
            Kind::Bundled { running, .. } => {
                let brought = missing.map(|number| {
                    let story = story(number);
                    site::NewStory {
                        title: story.title,
                        excerpt: story.excerpt,
                        content: story.content,
                        slug: story.slug,
                        sections: vec![self.sections[story.section].slug.clone()],
                        tags: vec![tag(story.tag)],
                        published: story.published,
                    }
                });
                running.site().add_stories(ACCOUNT, brought)?;
            }
            Kind::WordPress(folder) => self.write_tables(folder, missing)?,
        }
        self.stored = count;
        Ok(())
    }

    /// Straight into the tables: through WordPress itself it would take the better part of an hour.
    fn write_tables(&self, folder: &Path, missing: std::ops::RangeInclusive<usize>) -> Result<(), Failure> {
        let path = folder.join("stories.sql");
        let mut file = BufWriter::new(File::create(&path).map_err(Failure::file(&path))?);
        let numbers: Vec<usize> = missing.collect();
        for part in numbers.chunks(AT_ONCE) {
            let stories: Vec<Story> = part.iter().map(|number| story(*number)).collect();
            let rows: Vec<String> = stories.iter().map(post_row).collect();
            let statement = format!("INSERT INTO wp_posts ({COLUMNS}) VALUES {}", rows.join(","));
            let terms: Vec<String> = stories.iter().map(term_rows).collect();
            let given = format!("INSERT INTO wp_term_relationships VALUES {}", terms.join(","));
            writeln!(file, "{statement}\n{given}").map_err(Failure::file(&path))?;
        }
        file.flush().map_err(Failure::file(&path))?;
        let tags: Vec<String> = (0..TAGS).map(tag).collect();
        let sections: Vec<String> = self.sections.iter().map(|section| section.id.to_string()).collect();
        self.php(&format!(
            "$sections = [{}]; $tags = ['{}']; $file = '{}'; {LOAD}",
            sections.join(","),
            tags.join("','"),
            path.display()
        ))?;
        std::fs::remove_file(&path).map_err(Failure::file(&path))
    }

    fn php(&self, code: &str) -> Result<(), Failure> {
        let Kind::WordPress(folder) = &self.kind else { return Ok(()) };
        let ran = Command::new(STARTER).arg("php").arg(folder).arg(code).output()?;
        if !ran.status.success() {
            let said = String::from_utf8_lossy(&ran.stderr);
            return Err(Failure::Wrong(format!("PHP in WordPress: {said}{}", String::from_utf8_lossy(&ran.stdout))));
        }
        Ok(())
    }

    /// Where the stories of a section are listed.
    pub(crate) fn section(&self, section: usize) -> String {
        let slug = &self.sections[section % SECTIONS].slug;
        match self.kind {
            Kind::Bundled { .. } => format!("/chuyen-muc/{slug}/"),
            Kind::WordPress(_) => format!("/category/{slug}/"),
        }
    }

    /// Where the readers' search answers. `query` is ready for an address.
    pub(crate) fn search(&self, query: &str) -> String {
        match self.kind {
            Kind::Bundled { .. } => format!("/tim-kiem/?q={query}"),
            Kind::WordPress(_) => format!("/?s={query}"),
        }
    }
}

const COLUMNS: &str = "ID, post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, \
    comment_status, ping_status, post_password, post_name, to_ping, pinged, post_modified, post_modified_gmt, \
    post_content_filtered, post_parent, guid, menu_order, post_type, post_mime_type, comment_count";

/// Runs the statements of `$file`, one on each line. Terms stand in them as `@s0@` and `@t0@`.
const LOAD: &str = "global $wpdb; $ids = []; \
    foreach ($sections as $n => $id) $ids[\"@s$n@\"] = get_term($id)->term_taxonomy_id; \
    foreach ($tags as $n => $name) { $term = term_exists($name, 'post_tag') ?: wp_insert_term($name, 'post_tag'); \
        $ids[\"@t$n@\"] = $term['term_taxonomy_id']; } \
    $lines = fopen($file, 'r'); mysqli_query($wpdb->dbh, 'SET autocommit = 0'); \
    while (($line = fgets($lines)) !== false) { \
        if (str_contains(substr($line, 0, 40), 'relationships')) $line = strtr($line, $ids); \
        if (!mysqli_query($wpdb->dbh, $line)) { fwrite(STDERR, mysqli_error($wpdb->dbh)); exit(1); } \
        mysqli_query($wpdb->dbh, 'COMMIT'); } \
    mysqli_query($wpdb->dbh, 'UPDATE wp_term_taxonomy t SET count = (SELECT count(*) FROM wp_term_relationships r \
        WHERE r.term_taxonomy_id = t.term_taxonomy_id)'); \
    mysqli_query($wpdb->dbh, 'COMMIT'); mysqli_query($wpdb->dbh, 'SET autocommit = 1'); \
    mysqli_query($wpdb->dbh, 'ANALYZE TABLE wp_posts, wp_term_relationships, wp_term_taxonomy'); \
    wp_cache_flush(); delete_transient('doing_cron');";

fn post_row(story: &Story) -> String {
    let moment = |zone: i64| {
        let moment = chrono::DateTime::from_timestamp(story.published + zone, 0).unwrap_or_default();
        moment.format("%Y-%m-%d %H:%M:%S").to_string()
    };
    // The site's time is seven hours ahead.
    let (here, utc) = (moment(7 * 3600), moment(0));
    let id = BEFORE_FIRST + story.number;
    let (content, title, excerpt) = (quoted(&story.content), quoted(&story.title), quoted(&story.excerpt));
    format!(
        "({id},1,'{here}','{utc}',{content},{title},{excerpt},'publish','closed','closed','','{}','','','{here}','{utc}','',0,\
         'http://localhost/?p={id}',0,'post','',0)",
        story.slug
    )
}

fn term_rows(story: &Story) -> String {
    let id = BEFORE_FIRST + story.number;
    format!("({id},@s{}@,0),({id},@t{}@,0)", story.section, story.tag)
}

/// As a string of SQL, on one line.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n"))
}

/// Address and sections of a site by its `site.json`.
fn described(path: &Path) -> Result<(String, Vec<Section>), Failure> {
    let told: Value = serde_json::from_slice(&std::fs::read(path).map_err(Failure::file(path))?)?;
    let wrong = || Failure::Wrong(format!("{} describes no site with {SECTIONS} sections", path.display()));
    let section = |told: &Value| Some(Section { id: told["id"].as_i64()?, slug: told["slug"].as_str()?.to_owned() });
    let sections: Option<Vec<Section>> =
        told["categories"].as_array().and_then(|all| all.iter().map(section).collect());
    let sections = sections.filter(|sections| sections.len() == SECTIONS).ok_or_else(wrong)?;
    Ok((told["url"].as_str().ok_or_else(wrong)?.to_owned(), sections))
}
