//! The story on the screen: its fields, its text, its photos.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::desk::{Desk, hook};
use crate::failure::Failure;
use crate::wait::{self, Seen, USUAL};
use crate::webdriver::key;

/// The words of a photo.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PhotoWords {
    /// Name of its file.
    pub(crate) file: &'static str,
    /// What it shows.
    pub(crate) caption: &'static str,
    /// Who took it.
    pub(crate) credit: &'static str,
    /// For who cannot see it.
    pub(crate) alt: &'static str,
}

/// The editor's own element.
pub(crate) const TEXT: &str = "[data-testid=\"body-editor\"] .ProseMirror";
/// Photos are decoded and made smaller one after the other.
const STORING: Duration = Duration::from_secs(60);

impl Desk<'_> {
    /// Begins a story.
    pub(crate) fn new_article(&self) -> Result<(), Failure> {
        self.press("new-article")?;
        // The cursor stands in the headline of the new story, which is empty.
        self.has_focus(&format!("{}:placeholder-shown", hook("headline")), "in a new story")?;
        self.sees(TEXT).map(drop)
    }

    /// The text as the editor holds it, blocks separated by line ends.
    pub(crate) fn body(&self) -> Result<String, Failure> {
        let script = "const blocks = document.querySelectorAll(arguments[0] + ' :is(p, h2, h3)');
            return Array.from(blocks, b => b.textContent).join('\\n');";
        self.sees(TEXT)?;
        Ok(self.session.run(script, json!([TEXT]))?.as_str().unwrap_or_default().to_owned())
    }

    /// Puts the cursor behind the last letter of the text.
    pub(crate) fn go_to_end(&self) -> Result<(), Failure> {
        self.click(TEXT)?;
        self.keys(&key::holding(key::CONTROL, &key::END.to_string()))
    }

    /// Puts the cursor into the block that holds this text.
    pub(crate) fn go_to_block(&self, text: &str) -> Result<(), Failure> {
        let script = "const blocks = document.querySelectorAll(arguments[0] + ' > :is(p, h2, h3)');
            const at = Array.from(blocks).findIndex(b => b.textContent.includes(arguments[1]));
            if (at >= 0) blocks[at].scrollIntoView({ block: 'center' });
            return at >= 0 ? Array.from(blocks[at].parentNode.children).indexOf(blocks[at]) + 1 : 0;";
        let place = wait::until(&format!("\"{text}\" in the text"), USUAL, || {
            let place = self.session.run(script, json!([TEXT, text]))?.as_u64().unwrap_or_default();
            Ok(if place > 0 { Seen::Yes(place) } else { Seen::NotYet("it is not there".to_owned()) })
        })?;
        self.click(&format!("{TEXT} > :nth-child({place})"))
    }

    /// Types where the cursor is, and waits until the text has it.
    pub(crate) fn write(&self, text: &str) -> Result<(), Failure> {
        self.keys(text)?;
        wait::until(&format!("\"{text}\" in the text"), USUAL, || {
            let body = self.body()?;
            Ok(if body.contains(text) { Seen::Yes(()) } else { Seen::NotYet(body) })
        })
    }

    /// Waits until the focus is there.
    pub(crate) fn has_focus(&self, css: &str, when: &str) -> Result<(), Failure> {
        let script =
            "const e = document.activeElement; return e.matches(arguments[0]) ? null : e.outerHTML.slice(0, 80);";
        wait::until(&format!("the focus on {css} {when}"), USUAL, || {
            let elsewhere = self.session.run(script, json!([css]))?;
            Ok(if elsewhere.is_null() { Seen::Yes(()) } else { Seen::NotYet(elsewhere.to_string()) })
        })
    }

    /// Presses keys where the focus is.
    pub(crate) fn keys(&self, keys: &str) -> Result<(), Failure> {
        self.session.type_here(keys)
    }

    /// Presses a button of the toolbar, and waits until it shows itself pressed.
    pub(crate) fn tool_on(&self, command: &str) -> Result<(), Failure> {
        let name = format!("tool-{command}");
        self.press(&name)?;
        self.sees_attribute(&hook(&name), "aria-pressed", "true")
    }

    /// Links the last `count` letters before the cursor, by the keyboard and the toolbar.
    pub(crate) fn link_last(&self, count: usize, address: &str) -> Result<(), Failure> {
        let left = key::LEFT.to_string().repeat(count);
        self.keys(&key::holding(key::SHIFT, &left))?;
        self.press("tool-link")?;
        self.fill(&hook("link-address"), address)?;
        self.press("dialog-confirm")?;
        self.sees_no_more(&hook("link-address"))?;
        self.sees(&format!("{TEXT} a[href]"))?;
        self.has_focus(TEXT, "after setting a link")?;
        self.keys(&key::END.to_string())
    }

    /// Sections that can be chosen.
    pub(crate) fn sections(&self) -> Result<Vec<String>, Failure> {
        self.texts(&format!("{} option", hook("section")))
    }

    /// Chooses the section.
    pub(crate) fn choose_section(&self, name: &str) -> Result<(), Failure> {
        let css = hook("section");
        let select = self.sees(&css)?;
        let at = self.sections()?.iter().position(|section| section == name);
        let at = at.ok_or_else(|| Failure::Wrong(format!("there is no section {name}")))?;
        let option = self.sees(&format!("{css} option:nth-of-type({})", at + 1))?;
        self.session.click(&option)?;
        wait::until(&format!("section {name}"), USUAL, || {
            let script = "const s = arguments[0]; return s.selectedIndex < 0 ? '' : s.options[s.selectedIndex].text;";
            let chosen = self.session.run(script, json!([select.to_json()]))?;
            Ok(if chosen == json!(name) { Seen::Yes(()) } else { Seen::NotYet(chosen.to_string()) })
        })
    }

    /// Puts the story on the banner.
    pub(crate) fn banner(&self) -> Result<(), Failure> {
        self.press("banner")?;
        self.sees_attribute(&hook("banner"), "aria-checked", "true")
    }

    /// Gives files to "Add photos", whatever becomes of them.
    pub(crate) fn offer_files(&self, files: &[PathBuf]) -> Result<(), Failure> {
        let input = self.sees(&hook("add-photos"))?;
        let lines: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        self.session.type_into(&input, &lines.join("\n"))
    }

    /// Gives a document to "Import", whatever becomes of it.
    pub(crate) fn offer_documents(&self, file: &Path) -> Result<(), Failure> {
        let input = self.sees(&hook("import-file"))?;
        self.session.type_into(&input, &file.display().to_string())
    }

    /// Adds photos, and waits until each has its card.
    pub(crate) fn add_photos(&self, files: &[PathBuf]) -> Result<(), Failure> {
        let before = self.photos()?.len();
        self.offer_files(files)?;
        wait::until("the photos to be safe", STORING, || {
            let cards = self.photos()?.len();
            if let Some(trouble) = self.texts(&hook("failure"))?.into_iter().next() {
                return Err(Failure::Wrong(format!("a good photo was refused: {trouble}")));
            }
            Ok(if cards == before + files.len() { Seen::Yes(()) } else { Seen::NotYet(format!("{cards} photos")) })
        })
    }

    /// Identities of the photos, in order.
    pub(crate) fn photos(&self) -> Result<Vec<String>, Failure> {
        let script = "return Array.from(document.querySelectorAll(arguments[0]), card => card.dataset.id);";
        let ids = self.session.run(script, json!([hook("photo-card")]))?;
        Ok(ids.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// Writes the words of a photo.
    pub(crate) fn describe_photo(&self, id: &str, words: &PhotoWords) -> Result<(), Failure> {
        self.fill(&of_photo(id, "photo-caption"), words.caption)?;
        self.fill(&of_photo(id, "photo-credit"), words.credit)?;
        self.fill(&of_photo(id, "photo-alt"), words.alt)
    }

    /// Makes it the lead photo.
    pub(crate) fn lead_with(&self, id: &str) -> Result<(), Failure> {
        self.click(&of_photo(id, "photo-lead"))?;
        self.sees_attribute(&of_photo(id, "photo-lead"), "aria-pressed", "true")?;
        self.sees(&hook("lead-figure")).map(drop)
    }

    /// Puts it into the text where the cursor is.
    pub(crate) fn insert_photo(&self, id: &str) -> Result<(), Failure> {
        self.click(&of_photo(id, "photo-insert"))?;
        self.sees(&format!("{TEXT} figure[data-photo=\"{id}\"]")).map(drop)
    }

    /// Waits until the pictures on the screen have been loaded: photos come by an own way, which may be broken.
    pub(crate) fn pictures_show(&self) -> Result<(), Failure> {
        let script = "return Array.from(document.images).filter(i => i.getClientRects().length)
            .filter(i => !(i.complete && i.naturalWidth)).map(i => i.src).join(' ');";
        wait::until("all pictures to show", USUAL, || {
            let missing = self.session.run(script, json!([]))?;
            let missing = missing.as_str().unwrap_or_default().to_owned();
            Ok(if missing.is_empty() { Seen::Yes(()) } else { Seen::NotYet(format!("missing {missing}")) })
        })
    }
}

fn of_photo(id: &str, name: &str) -> String {
    format!("{}[data-id=\"{id}\"] {}", hook("photo-card"), hook(name))
}
