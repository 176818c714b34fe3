//! What styles are called, in Word, in LibreOffice and in the templates of newsrooms.

use crate::flow::Role;

/// The part that a paragraph plays by the name of its style. Word keeps English names of its own styles in every
/// language, and so does LibreOffice; the Vietnamese ones are those of menus and of newsrooms' templates. `None`: the
/// name says nothing, and the style that it is based on decides.
pub(crate) fn role(name: &str) -> Option<Role> {
    let name = plain(name);
    for start in ["heading", "tieu de", "dau de", "de muc"] {
        let level = name.strip_prefix(start).and_then(|rest| rest.trim().parse::<u8>().ok());
        if let Some(level @ 1..=9) = level {
            return Some(Role::Subhead(level));
        }
    }
    if let Some(rest) = name.strip_prefix("list continue") {
        let level = rest.trim().parse::<u8>().unwrap_or(1);
        return Some(Role::Continued(level.clamp(1, 9) - 1));
    }
    Some(match name.as_str() {
        "title" | "tieu de" | "tit" | "tit chinh" | "ten bai" | "tieu de bai" | "headline" => Role::Headline,
        "subtitle" | "sapo" | "sa po" | "sa-po" | "chapeau" | "chapo" | "lead" | "standfirst" | "tieu de phu"
        | "dan nhap" | "mo dau" => Role::Standfirst,
        "tit phu" | "tit xen" | "trung de" | "tit nho" | "subhead" => Role::Subhead(2),
        "quote" | "intense quote" | "quotations" | "block quotation" | "trich dan" | "trich dan dam"
        | "trich dan manh" => Role::Quote(0),
        "caption" | "chu thich" | "chu thich anh" | "anh chu thich" | "photo caption" => Role::Caption,
        "byline" | "but danh" | "tac gia" | "author" | "signature" | "ten tac gia" => Role::Byline,
        "dinh chinh" | "dinh-chinh" | "correction" => Role::Correction,
        // The second one is the class of a page: a class has no blanks.
        "tin lien quan" | "tin-lien-quan" => Role::Related,
        "table heading" | "tieu de bang" => Role::TableHeading,
        "normal" | "standard" | "body text" | "text body" | "default paragraph style" => Role::Text,
        _ => return None,
    })
}

/// The style of the paragraph with the lead photo in a document that Newsdesk wrote; other programs keep the name, but not
/// the id.
pub(crate) const LEAD: &str = "Ảnh đại diện";

/// True for [`LEAD`].
pub(crate) fn is_lead(name: &str) -> bool {
    plain(name) == plain(LEAD)
}

/// True for the lines of a table of contents.
pub(crate) fn is_contents(name: &str) -> bool {
    let name = plain(name);
    let numbered = |start: &str| name.strip_prefix(start).is_some_and(|rest| rest.trim().parse::<u8>().is_ok());
    numbered("toc") || numbered("contents") || matches!(name.as_str(), "toc heading" | "contents heading" | "muc luc")
}

fn plain(name: &str) -> String {
    let name = copydesk::fold(name).replace('_', " ");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_in_two_languages_and_any_spelling() {
        for (name, wanted) in [
            ("heading 2", Some(Role::Subhead(2))),
            ("Đầu đề 3", Some(Role::Subhead(3))),
            ("Tiêu đề", Some(Role::Headline)),
            ("SAPO", Some(Role::Standfirst)),
            ("Sa  pô", Some(Role::Standfirst)),
            ("Chú thích ảnh", Some(Role::Caption)),
            ("List Continue 3", Some(Role::Continued(2))),
            ("heading 12", None),
            ("Đoạn thường", None),
        ] {
            assert_eq!(role(name), wanted, "{name}");
        }
        assert!(is_lead(LEAD) && is_lead("ảnh_đại diện") && !is_lead("Ảnh"));
        assert!(is_contents("toc 2") && is_contents("Mục lục") && !is_contents("tocata"));
    }
}
