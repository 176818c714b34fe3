//! Writes Vietnamese in encodings from before Unicode, by tables of its own.

use std::fmt::Write;

use copydesk::legacy::Encoding;

use crate::decomposed;

/// The 67 small letters beyond ASCII, as the tables below go.
pub(crate) const ALL: &str = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ";

/// Made with glibc's iconv (TCVN), whose small letters are those of TCVN3.
const TCVN3: &str = "B5 B6 B7 B8 B9 A8 BB BC BD BE C6 A9 C7 C8 C9 CA CB CC CE CF D0 D1 AA D2 D3 D4 D5 D6 D7 D8 DC DD DE DF E1 E2 E3 \
    E4 AB E5 E6 E7 E8 E9 AC EA EB EC ED EE EF F1 F2 F3 F4 AD F5 F6 F7 F8 F9 FA FB FC FD FE AE";

/// Made with glibc's iconv (VISCII).
const VISCII: &str = "E0 E4 E3 E1 D5 E5 A2 C6 C7 A1 A3 E2 A5 A6 E7 A4 A7 E8 EB A8 E9 A9 EA AB AC AD AA AE EC EF EE ED B8 F2 F6 F5 F3 \
    F7 F4 B0 B1 B2 AF B5 BD B6 B7 DE BE FE F9 FC FB FA F8 DF D7 D8 E6 D1 F1 CF D6 DB FD DC F0";
const VISCII_LARGE: &str = "C0 C4 C3 C1 80 C5 82 02 05 81 83 C2 85 86 06 84 87 C8 CB 88 C9 89 CA 8B 8C 8D 8A 8E CC 9B CE CD 98 D2 99 A0 D3 \
    9A D4 90 91 92 8F 93 B4 96 97 B3 95 94 D9 9C 9D DA 9E BF BB BC FF BA B9 9F 14 19 DD 1E D0";

const VNI: &str = "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï \
    oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î ñ";

const VIQR: &str = "a` a? a~ a' a. a( a(` a(? a(~ a(' a(. a^ a^` a^? a^~ a^' a^. e` e? e~ e' e. e^ e^` e^? e^~ e^' e^. i` i? i~ i' \
    i. o` o? o~ o' o. o^ o^` o^? o^~ o^' o^. o+ o+` o+? o+~ o+' o+. u` u? u~ u' u. u+ u+` u+? u+~ u+' u+. y` y? y~ \
    y' y. dd";

/// An encoding that can be written here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Old {
    Tcvn3,
    Vni,
    Viscii,
    Viqr,
    /// Code page 1258, decoded as what it is.
    Windows1258,
    /// Code page 1258, taken for 1252.
    Misread1258,
    Decomposed,
    Utf8AsLatin1,
}

impl Old {
    pub(crate) const EVERY: [Self; 8] = [
        Self::Tcvn3,
        Self::Vni,
        Self::Viscii,
        Self::Viqr,
        Self::Windows1258,
        Self::Misread1258,
        Self::Decomposed,
        Self::Utf8AsLatin1,
    ];

    pub(crate) fn encoding(self) -> Encoding {
        match self {
            Self::Tcvn3 => Encoding::Tcvn3,
            Self::Vni => Encoding::Vni,
            Self::Viscii => Encoding::Viscii,
            Self::Viqr => Encoding::Viqr,
            Self::Windows1258 | Self::Misread1258 => Encoding::Windows1258,
            Self::Decomposed => Encoding::Decomposed,
            Self::Utf8AsLatin1 => Encoding::Utf8AsLatin1,
        }
    }
}

/// The text as it is pasted when it was written in the old encoding. TCVN3 has no capitals with tones: they are
/// written small, but for those without.
pub(crate) fn encode(text: &str, old: Old) -> String {
    match old {
        Old::Tcvn3 => each(text, |c, place| {
            let capital = "ĂÂÊÔƠƯĐ".chars().zip(0xA1..).find(|(own, _)| *own == c);
            shown(&[capital.map_or_else(|| hex(TCVN3, place), |(_, byte)| byte)])
        }),
        Old::Vni => each(text, |c, place| {
            let small = VNI.split(' ').nth(place).unwrap();
            if c.is_uppercase() { small.to_uppercase() } else { small.to_owned() }
        }),
        Old::Viscii => {
            let plain = text.replace(['“', '”'], "\"").replace('–', "-");
            each(&plain, |c, place| shown(&[hex(if c.is_uppercase() { VISCII_LARGE } else { VISCII }, place)]))
        }
        Old::Viqr => each(&escaped(text), |c, place| {
            let small = VIQR.split(' ').nth(place).unwrap();
            if c.is_uppercase() { small.to_uppercase() } else { small.to_owned() }
        }),
        Old::Windows1258 => each(text, |c, _| half_decomposed(c)),
        Old::Misread1258 => each(text, |c, _| half_decomposed(c).chars().map(misread).collect()),
        Old::Decomposed => decomposed(text),
        Old::Utf8AsLatin1 => shown(text.as_bytes()),
    }
}

/// Signs that VIQR would take for tones.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if ".?'`~(^+".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn each(text: &str, write: impl Fn(char, usize) -> String) -> String {
    let mut written = String::new();
    for c in text.chars() {
        let small = c.to_lowercase().next().unwrap();
        match ALL.chars().position(|own| own == small) {
            Some(place) => written += &write(c, place),
            None => written.push(c),
        }
    }
    written
}

fn hex(table: &str, place: usize) -> u8 {
    u8::from_str_radix(table.split(' ').nth(place).unwrap(), 16).unwrap()
}

/// Bytes as Windows-1252 shows them.
fn shown(bytes: &[u8]) -> String {
    let mut shown = String::new();
    for byte in bytes {
        let c = match byte {
            0x80..=0x9F => "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ"
                .chars()
                .nth(usize::from(byte - 0x80))
                .unwrap(),
            byte => char::from(*byte),
        };
        write!(shown, "{c}").unwrap();
    }
    shown
}

/// As code page 1258 has it: letters with hats and a few with tones are one character.
fn half_decomposed(c: char) -> String {
    if "àáâăèéêùúíóôơưđÀÁÂĂÈÉÊÙÚÍÓÔƠƯĐ".contains(c) {
        return c.to_string();
    }
    let parts = decomposed(&c.to_string());
    let (hats, tones): (Vec<char>, Vec<char>) =
        parts.chars().skip(1).partition(|mark| matches!(mark, '\u{302}' | '\u{306}' | '\u{31B}'));
    let base: String = parts.chars().take(1).chain(hats).collect();
    let tone: String = tones.into_iter().collect();
    format!("{}{tone}", copydesk::nfc(&base))
}

fn misread(c: char) -> char {
    "ĂăĐđƠơƯư\u{300}\u{309}\u{303}\u{301}\u{323}"
        .chars()
        .zip("ÃãÐðÕõÝýÌÒÞìò".chars())
        .find(|(own, _)| *own == c)
        .map_or(c, |(_, shown)| shown)
}
