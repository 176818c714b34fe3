//! XML as a tree in one piece of memory, bounded in size and depth, walked without recursion.

use std::collections::HashMap;

use quick_xml::{
    NsReader,
    escape::resolve_xml_entity,
    events::{BytesStart, Event, attributes::Attribute},
    name::ResolveResult,
};

use crate::{Danger, InterchangeError, Unreadable, limits, work::Work};

/// An element or a text of a [`Tree`].
pub(crate) type Id = usize;

/// A parsed part. Names are local names after a canonical prefix (`w:p`), whatever prefix the file uses.
pub(crate) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(u32, String)>,
    names: Vec<String>,
    index: HashMap<String, u32>,
    work: Work,
}

struct Node {
    /// Index of the name; [`TEXT`] for a text.
    name: u32,
    text: String,
    attributes: std::ops::Range<usize>,
    parent: Option<Id>,
    first: Option<Id>,
    next: Option<Id>,
}

const TEXT: u32 = u32::MAX;

/// What a walk does after it entered an element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    Into,
    Over,
}

/// A place of a walk.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    Enter(Id),
    Leave(Id),
}

impl Tree {
    /// Parses a part.
    pub(crate) fn parse(bytes: &[u8], work: &Work) -> Result<Self, InterchangeError> {
        let text = crate::decode::xml(bytes);
        Parser::new(work).parse(&text)
    }

    /// The outermost element.
    pub(crate) fn root(&self) -> Id {
        0
    }

    /// The canonical name; empty for a text.
    pub(crate) fn name(&self, id: Id) -> &str {
        self.names.get(self.nodes[id].name as usize).map_or("", String::as_str)
    }

    pub(crate) fn is(&self, id: Id, name: &str) -> bool {
        self.name(id) == name
    }

    /// The letters of a text node.
    pub(crate) fn letters(&self, id: Id) -> &str {
        &self.nodes[id].text
    }

    /// All text directly in an element.
    pub(crate) fn text_of(&self, id: Id) -> String {
        self.children(id).map(|child| self.letters(child)).collect()
    }

    pub(crate) fn attr(&self, id: Id, name: &str) -> Option<&str> {
        let known = self.index.get(name)?;
        self.attributes[self.nodes[id].attributes.clone()]
            .iter()
            .find(|(key, _)| key == known)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.nodes[id].first, |child| self.nodes[*child].next)
    }

    pub(crate) fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id).find(|child| self.is(*child, name))
    }

    /// The element at the end of a path of children.
    pub(crate) fn find(&self, id: Id, path: &[&str]) -> Option<Id> {
        path.iter().try_fold(id, |at, name| self.child(at, name))
    }

    /// Walks the elements and texts inside `top`, in the order of the file, and says where each element ends.
    pub(crate) fn walk(
        &self,
        top: Id,
        look: &mut dyn FnMut(Step) -> Result<Next, InterchangeError>,
    ) -> Result<(), InterchangeError> {
        let Some(mut at) = self.nodes[top].first else { return Ok(()) };
        loop {
            self.work.step(1)?;
            let into = look(Step::Enter(at))? == Next::Into;
            if let (true, Some(first)) = (into, self.nodes[at].first) {
                at = first;
                continue;
            }
            if into {
                look(Step::Leave(at))?;
            }
            loop {
                if let Some(next) = self.nodes[at].next {
                    at = next;
                    break;
                }
                match self.nodes[at].parent {
                    Some(parent) if parent != top => {
                        at = parent;
                        look(Step::Leave(at))?;
                    }
                    _ => return Ok(()),
                }
            }
        }
    }

    /// True if an element of this name inside `top` has a letter in its text.
    pub(crate) fn says(&self, top: Id, name: &str) -> bool {
        let mut found = false;
        let walked = self.walk(top, &mut |step| {
            if let Step::Enter(id) = step {
                found |=
                    self.is(id, name) && self.children(id).any(|text| self.letters(text).contains(char::is_alphabetic));
            }
            Ok(if found { Next::Over } else { Next::Into })
        });
        walked.is_ok() && found
    }

    /// True if an element inside `top` (not `top` itself) has one of these names.
    pub(crate) fn holds(&self, top: Id, names: &[&str]) -> bool {
        let mut found = false;
        let walked = self.walk(top, &mut |step| {
            if let Step::Enter(id) = step {
                found |= names.contains(&self.name(id));
            }
            Ok(if found { Next::Over } else { Next::Into })
        });
        walked.is_ok() && found
    }
}

struct Parser {
    tree: Tree,
    open: Vec<Id>,
    /// The child that each open element got last.
    last: Vec<Option<Id>>,
    letters: usize,
    /// Prefixes that each open element names.
    spaces: Vec<usize>,
}

impl Parser {
    fn new(work: &Work) -> Self {
        let (names, index, work) = (Vec::new(), HashMap::new(), work.clone());
        Self {
            tree: Tree { nodes: Vec::new(), attributes: Vec::new(), names, index, work },
            spaces: Vec::new(),
            open: Vec::new(),
            last: Vec::new(),
            letters: 0,
        }
    }

    fn parse(mut self, text: &str) -> Result<Tree, InterchangeError> {
        let mut reader = NsReader::from_str(text);
        loop {
            match reader.read_event().map_err(|_| Unreadable::Damaged)? {
                Event::Start(start) => {
                    if self.open.len() >= limits::XML_DEPTH {
                        return Err(Danger::TooDeep.into());
                    }
                    let (id, spaces) = self.element(&reader, &start)?;
                    self.open.push(id);
                    self.last.push(None);
                    self.spaces.push(spaces);
                }
                Event::Empty(start) => {
                    self.element(&reader, &start)?;
                }
                Event::End(_) => {
                    self.open.pop();
                    self.last.pop();
                    self.spaces.pop();
                }
                Event::Text(piece) => self.text(&piece.xml10_content())?,
                Event::CData(piece) => self.text(&piece.xml10_content())?,
                Event::GeneralRef(reference) => {
                    let letter = reference.resolve_char_ref().map_err(|_| Unreadable::Damaged)?;
                    match (letter, resolve_xml_entity(&reference.xml10_content())) {
                        (Some(letter), _) => self.text(letter.encode_utf8(&mut [0; 4]))?,
                        (None, Some(known)) => self.text(known)?,
                        (None, None) => return Err(Danger::Entities.into()),
                    }
                }
                Event::DocType(_) => return Err(Danger::Entities.into()),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => break,
            }
        }
        if self.open.is_empty() && !self.tree.nodes.is_empty() {
            Ok(self.tree)
        } else {
            Err(Unreadable::Damaged.into())
        }
    }

    /// Takes an element in; also says how many prefixes it names.
    fn element(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<(Id, usize), InterchangeError> {
        // Looking up a name walks all prefixes that are open.
        let binding = |attribute: &Attribute<'_>| attribute.key.as_namespace_binding().is_some();
        let named = start.attributes().with_checks(false).filter_map(Result::ok).filter(binding).count();
        let open = named + self.spaces.iter().sum::<usize>();
        if open > limits::NAMESPACES {
            return Err(Danger::TooLong.into());
        }
        let (space, local) = reader.resolver().resolve_element(start.name());
        let name = canonical(&space, local.as_ref());
        let name = self.name(name);
        let from = self.tree.attributes.len();
        // Looking for doubles compares every one with every other; here the first one counts.
        for (number, attribute) in start.attributes().with_checks(false).enumerate() {
            self.tree.work.step(1 + open / 64)?;
            if number >= limits::ATTRIBUTES {
                return Err(Danger::TooLong.into());
            }
            let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
            let (space, local) = reader.resolver().resolve_attribute(attribute.key);
            let local: &str = local.as_ref();
            // Editing session numbers of Word: half of all attributes, and nothing that is read here.
            if local.starts_with("rsid") {
                continue;
            }
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_err(|_| Danger::Entities)?
                .into_owned();
            let key = self.name(canonical(&space, local));
            self.tree.attributes.push((key, value));
        }
        let attributes = from..self.tree.attributes.len();
        let node = Node { name, text: String::new(), attributes, parent: None, first: None, next: None };
        Ok((self.add(node)?, named))
    }

    fn text(&mut self, letters: &str) -> Result<(), InterchangeError> {
        // Around the outermost element there are only line ends.
        if self.open.is_empty() {
            return Ok(());
        }
        let picture = self.open.last().is_some_and(|parent| self.tree.is(*parent, "office:binary-data"));
        // The bytes of a picture are no text, and bounded by those of the file.
        self.letters += if picture { 0 } else { letters.len() };
        if self.letters > limits::TEXT_BYTES * 2 {
            return Err(Danger::TooLong.into());
        }
        if let Some(Some(before)) = self.last.last().copied()
            && self.tree.nodes[before].name == TEXT
        {
            self.tree.nodes[before].text.push_str(letters);
            return Ok(());
        }
        let node =
            Node { name: TEXT, text: letters.to_owned(), attributes: 0..0, parent: None, first: None, next: None };
        self.add(node).map(|_| ())
    }

    fn add(&mut self, mut node: Node) -> Result<Id, InterchangeError> {
        self.tree.work.step(1)?;
        let id = self.tree.nodes.len();
        if id >= limits::XML_NODES {
            return Err(Danger::TooLong.into());
        }
        node.parent = self.open.last().copied();
        match (node.parent, self.last.last_mut()) {
            (Some(parent), Some(last)) => match last.replace(id) {
                Some(before) => self.tree.nodes[before].next = Some(id),
                None => self.tree.nodes[parent].first = Some(id),
            },
            // A second outermost element.
            _ if id > 0 => return Err(Unreadable::Damaged.into()),
            _ => {}
        }
        self.tree.nodes.push(node);
        Ok(id)
    }

    fn name(&mut self, name: String) -> u32 {
        if let Some(known) = self.tree.index.get(&name) {
            return *known;
        }
        let index = self.tree.names.len() as u32;
        self.tree.names.push(name.clone());
        self.tree.index.insert(name, index);
        index
    }
}

/// Endings of namespace addresses, and the prefix under which the readers know them. The endings are the same in
/// transitional and strict files (ECMA-376 part 1 annex A) and in OpenDocument (OASIS, 1.3 part 3).
const SPACES: [(&str, &str); 23] = [
    ("/wordprocessingml/main", "w"),
    ("/wordprocessingml/2006/main", "w"),
    ("/drawingml/main", "a"),
    ("/drawingml/2006/main", "a"),
    ("/drawingml/2006/picture", "pic"),
    ("/drawingml/2006/wordprocessingDrawing", "wp"),
    ("/drawingml/wordprocessingDrawing", "wp"),
    ("/drawingml/2006/chart", "c"),
    ("/drawingml/2006/diagram", "dgm"),
    ("/officeDocument/2006/relationships", "r"),
    ("/officeDocument/relationships", "r"),
    ("/package/2006/relationships", "rel"),
    ("/officeDocument/2006/math", "m"),
    ("/officeDocument/math", "m"),
    ("/markup-compatibility/2006", "mc"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:schemas-microsoft-com:office:office", "o"),
    ("/word/2010/wordprocessingShape", "wps"),
    ("xmlns:xsl-fo-compatible:1.0", "fo"),
    ("xmlns:svg-compatible:1.0", "svg"),
    ("http://www.w3.org/1999/xlink", "xlink"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
];

fn canonical(space: &ResolveResult<'_>, local: &str) -> String {
    let prefix = match space {
        ResolveResult::Unbound => return local.to_owned(),
        ResolveResult::Unknown(_) => "?",
        ResolveResult::Bound(address) => {
            let address: &str = address.as_ref();
            match SPACES.iter().find(|(ending, _)| address.ends_with(ending)) {
                Some((_, prefix)) => prefix,
                // urn:oasis:names:tc:opendocument:xmlns:text:1.0
                None => address
                    .strip_prefix("urn:oasis:names:tc:opendocument:xmlns:")
                    .and_then(|rest| rest.strip_suffix(":1.0"))
                    .unwrap_or("?"),
            }
        }
    };
    format!("{prefix}:{local}")
}
