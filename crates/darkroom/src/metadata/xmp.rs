//! XMP (ISO 16684-1).

use roxmltree::{Document, Node};

use crate::metadata::{Words, clean};

const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const EXIF: &str = "http://ns.adobe.com/exif/1.0/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// The words in an XMP packet.
pub(crate) fn xmp_words(packet: &[u8]) -> Words {
    read(packet, |xmp| Words {
        headline: property(xmp, PHOTOSHOP, "Headline"),
        caption: property(xmp, DC, "description"),
        byline: property(xmp, DC, "creator"),
        credit: property(xmp, PHOTOSHOP, "Credit"),
        copyright: property(xmp, DC, "rights"),
    })
    .unwrap_or_default()
}

/// Whether the packet repeats the GPS position of EXIF.
pub(crate) fn xmp_names_place(packet: &[u8]) -> bool {
    read(packet, |xmp| property(xmp, EXIF, "GPSLatitude").is_some()).unwrap_or(false)
}

fn read<T>(packet: &[u8], look: impl FnOnce(&Document) -> T) -> Option<T> {
    let text = std::str::from_utf8(packet).ok()?;
    let text = text.trim_matches(|c: char| c == '\0' || c == '\u{FEFF}' || c.is_whitespace());
    // Entity definitions stay forbidden, which is the parser's default: they can expand without end.
    Document::parse(text).ok().map(|xmp| look(&xmp))
}

/// A property of the first description that has it: an attribute, a plain element, or a list, whose items are joined by
/// commas. Of alternatives by language the default one counts, which stands first.
fn property(xmp: &Document, namespace: &str, name: &str) -> Option<String> {
    xmp.descendants().filter(|node| node.has_tag_name((RDF, "Description"))).find_map(|description| {
        let attribute = description.attribute((namespace, name)).and_then(clean);
        attribute.or_else(|| {
            let element = description.children().find(|child| child.has_tag_name((namespace, name)))?;
            element_text(element)
        })
    })
}

fn element_text(element: Node) -> Option<String> {
    let Some(list) = element.children().find(Node::is_element) else {
        return element.text().and_then(clean);
    };
    let mut items =
        list.children().filter(|item| item.has_tag_name((RDF, "li"))).filter_map(|item| item.text().and_then(clean));
    if list.has_tag_name((RDF, "Alt")) {
        return items.next();
    }
    clean(&items.collect::<Vec<_>>().join(", "))
}
