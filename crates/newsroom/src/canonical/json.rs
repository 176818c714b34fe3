//! JSON (RFC 8259) as canonical bytes need it: without blanks, fields in the order in which they are written, and of every
//! letter one spelling. It cannot fail, and no library can come to write it otherwise.

use std::fmt::Display;

/// Writes one value.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    /// Something stands before the next field or item.
    begun: bool,
}

impl Writer {
    /// The bytes of an object.
    pub(super) fn object(fields: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut writer = Self::default();
        writer.fields(fields);
        writer.out.into_bytes()
    }

    /// An object with these fields.
    pub(super) fn fields(&mut self, fields: impl FnOnce(&mut Self)) {
        self.within('{', '}', fields);
    }

    /// The name of the next field.
    pub(super) fn key(&mut self, name: &str) {
        self.part();
        self.string(name);
        self.out.push(':');
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.key(name);
        self.string(text);
    }

    pub(super) fn number(&mut self, name: &str, number: impl Into<u32>) {
        self.key(name);
        self.digits(number);
    }

    /// A number, decimal.
    pub(super) fn digits(&mut self, number: impl Into<u32>) {
        self.out.push_str(&number.into().to_string());
    }

    /// An id or a hash in its usual spelling, or `null`.
    pub(super) fn id(&mut self, name: &str, id: Option<impl Display>) {
        match id {
            Some(id) => self.text(name, &id.to_string()),
            None => {
                self.key(name);
                self.out.push_str("null");
            }
        }
    }

    /// The object `attrs` of a node.
    pub(super) fn attrs(&mut self, fields: impl FnOnce(&mut Self)) {
        self.key("attrs");
        self.fields(fields);
    }

    pub(super) fn list<T>(&mut self, name: &str, items: &[T], each: impl Fn(&mut Self, &T)) {
        self.key(name);
        self.within('[', ']', |w| {
            for item in items {
                w.part();
                each(w, item);
            }
        });
    }

    /// A string. Only what must be escaped is, in the short spelling where there is one, else as `\u00XX` in lower case.
    pub(super) fn string(&mut self, text: &str) {
        self.out.push('"');
        for letter in text.chars() {
            match letter {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                control if control < ' ' => self.out.push_str(&format!("\\u{:04x}", u32::from(control))),
                other => self.out.push(other),
            }
        }
        self.out.push('"');
    }

    fn part(&mut self) {
        if self.begun {
            self.out.push(',');
        }
        self.begun = true;
    }

    fn within(&mut self, open: char, close: char, parts: impl FnOnce(&mut Self)) {
        let begun = std::mem::take(&mut self.begun);
        self.out.push(open);
        parts(self);
        self.out.push(close);
        self.begun = begun;
    }
}

#[cfg(test)]
mod tests {
    use super::Writer;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_letters_are_written_as_the_first_program_wrote_them(text: String, controls in "[\\x00-\\x20\"\\\\/\\x7f]{0,20}") {
            for text in [text, controls] {
                let mut writer = Writer::default();
                writer.string(&text);
                prop_assert_eq!(writer.out, serde_json::to_string(&text).unwrap());
            }
        }
    }
}
