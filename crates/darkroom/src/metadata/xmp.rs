//! XMP (ISO 16684-1).

use roxmltree::{Document, Node, ParsingOptions};

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

/// The longest packet that is read, in bytes. Those with the history of long retouching have 200,000.
const LONGEST_PACKET: usize = 2_000_000;
/// Nodes of a packet at most.
const MOST_NODES: u32 = 50_000;
/// Attributes of one element at most, namespaces among them: the parser compares each with all others. Camera Raw writes 400.
const MOST_ATTRIBUTES: usize = 600;
/// Namespaces of a packet at most: each name is looked for among them. Programs write 20.
const MOST_NAMESPACES: usize = 200;

fn read<T>(packet: &[u8], look: impl FnOnce(&Document) -> T) -> Option<T> {
    if packet.len() > LONGEST_PACKET || !is_modest(packet) {
        return None;
    }
    let text = std::str::from_utf8(packet).ok()?;
    let text = text.trim_matches(|c: char| c == '\0' || c == '\u{FEFF}' || c.is_whitespace());
    // Entity definitions stay forbidden, which is the parser's default: they can expand without end.
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).ok().map(|xmp| look(&xmp))
}

/// Whether a packet has so few attributes and namespaces that the parser is done with it soon. Looks at each byte once; takes more
/// for an attribute than there is, never less.
fn is_modest(packet: &[u8]) -> bool {
    let (mut quote, mut in_tag, mut attributes, mut all, mut namespaces) = (None, false, 0, 0, 0);
    for (at, byte) in packet.iter().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == *byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if in_tag => quote = Some(*byte),
            (None, b'<') => (in_tag, attributes) = (true, 0),
            (None, b'>') => in_tag = false,
            (None, b'=') if in_tag => {
                attributes += 1;
                all += 1;
                if attributes > MOST_ATTRIBUTES || all > MOST_NODES as usize {
                    return false;
                }
            }
            (None, b'x') if in_tag && packet[at..].starts_with(b"xmlns") => namespaces += 1,
            (None, _) => {}
        }
        if namespaces > MOST_NAMESPACES {
            return false;
        }
    }
    true
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
