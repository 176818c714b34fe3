//! Fonts whose letters are signs: what a letter set in one of them shows, in Unicode.

/// Fonts of signs, by the way their signs are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SymbolFont {
    Symbol,
    Wingdings,
    Wingdings2,
    Wingdings3,
    Webdings,
    Dingbats,
}

impl SymbolFont {
    /// The font with this name, or the first such font in a list of names as in CSS.
    pub(crate) fn by_name(names: &str) -> Option<Self> {
        names.split(',').find_map(|name| {
            let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
            Some(match name.to_ascii_lowercase().as_str() {
                "symbol" | "symbol mt" | "standard symbols l" | "standard symbols ps" => Self::Symbol,
                "wingdings" => Self::Wingdings,
                "wingdings 2" => Self::Wingdings2,
                "wingdings 3" => Self::Wingdings3,
                "webdings" => Self::Webdings,
                "zapfdingbats" | "zapf dingbats" | "itc zapf dingbats" | "dingbats" | "d050000l" => Self::Dingbats,
                _ => return None,
            })
        })
    }

    /// The sign that a letter shows; none if it is not known. What is no letter of such a font (an arrow of Unicode in a run
    /// that only names the font) is itself.
    pub(crate) fn sign(self, letter: char) -> Option<char> {
        let Some(code) = code(letter) else { return Some(letter) };
        if code <= 0x20 || code == 0xa0 {
            return Some(if letter.is_whitespace() { letter } else { ' ' });
        }
        match self {
            Self::Symbol => row(SYMBOL, code),
            Self::Wingdings => row(WINGDINGS, code),
            Self::Wingdings2 => listed(WINGDINGS_2, code),
            Self::Wingdings3 => listed(WINGDINGS_3, code),
            Self::Webdings => listed(WEBDINGS, code),
            Self::Dingbats => dingbat(code),
        }
    }
}

/// A letter of the private area, which shows what its font pleases: of those without the name of a font the few that every
/// word processor writes as bullets and ticks are known.
pub(crate) fn private(letter: char) -> Option<char> {
    match letter {
        '\u{f0b7}' => Some('•'),
        '\u{f0a7}' => Some('▪'),
        '\u{f0d8}' => Some('➢'),
        '\u{f0e0}' => Some('→'),
        '\u{f0fc}' => Some('✓'),
        '\u{f0a8}' | '\u{f06f}' | '\u{f071}' => Some('☐'),
        '\u{f0fe}' => Some('☑'),
        '\u{f0fd}' => Some('☒'),
        '\u{f076}' => Some('❖'),
        '\u{f02d}' => Some('-'),
        _ => None,
    }
}

pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// The place of a letter in a font of one byte: in the private area from F000 on, or the byte of Windows-1252.
fn code(letter: char) -> Option<u8> {
    let number = u32::from(letter);
    match number {
        0xf000..=0xf0ff => u8::try_from(number & 0xff).ok(),
        0..=0xff => u8::try_from(number).ok(),
        _ => {
            let mut utf8 = [0; 4];
            let (bytes, _, unknown) = encoding_rs::WINDOWS_1252.encode(letter.encode_utf8(&mut utf8));
            (!unknown).then(|| bytes.first().copied()).flatten()
        }
    }
}

/// A sign of a table that begins at 21; U+FFFD in it is unknown.
fn row(table: &str, code: u8) -> Option<char> {
    table.chars().nth(usize::from(code).checked_sub(0x21)?).filter(|sign| *sign != '�')
}

fn listed(table: &[(u8, char)], code: u8) -> Option<char> {
    table.iter().find(|(at, _)| *at == code).map(|(_, sign)| *sign)
}

/// Zapf Dingbats lie in Unicode in their own order (Unicode, block 2700), but for what it had before.
fn dingbat(code: u8) -> Option<char> {
    match code {
        0x25 => Some('☎'),
        0x2a => Some('☛'),
        0x2b => Some('☞'),
        0x48 => Some('★'),
        0x6c => Some('●'),
        0x6e => Some('■'),
        0x73 => Some('▲'),
        0x74 => Some('▼'),
        0x75 => Some('◆'),
        0x77 => Some('◗'),
        0xd5 => Some('→'),
        0xd6 => Some('↔'),
        0xd7 => Some('↕'),
        0x21..=0x7e | 0xa1..=0xa7 | 0xc0..=0xd4 | 0xd8..=0xef | 0xf1..=0xfe => {
            char::from_u32(0x2700 + u32::from(code) - 0x20)
        }
        _ => None,
    }
}

/// The letters of Symbol from 21 on (Unicode, mapping of the Adobe Symbol encoding).
#[rustfmt::skip]
const SYMBOL: &str = concat!(
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλ",
    "μνοπθρστυϖωξψζ{|}∼���������������������������������€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷",
    "≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪�〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭�",
);

/// The letters of Wingdings from 21 on; of signs that hardly a font has, one that looks nearly the same.
#[rustfmt::skip]
const WINGDINGS: &str = concat!(
    "🖉✂✁👓🔔📖🕯☎✆✉🖃📪📫📬📭📁📂📄🗏🗐🗄⏳⌨🖰🖲💻🖴💾🖫✇✍🖎✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓&&●",
    "❍■☐☐❑❒⬧⧫◆❖⬥⌧⮹⌘❀✿❝❞�⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•▪○◯◯◉◎○▪☐▲✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑",
    "🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛↲↳↴↱↰↱↶↷����������⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘⬅➡⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▫▫✗✓☒☑�",
);

/// Of Wingdings 2: ticks, boxes, figures in circles.
const WINGDINGS_2: &[(u8, char)] = &[
    (0x4f, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x56, '⊗'),
    (0x58, '⊗'),
    (0x69, '⓪'),
    (0x6a, '①'),
    (0x6b, '②'),
    (0x6c, '③'),
    (0x6d, '④'),
    (0x6e, '⑤'),
    (0x6f, '⑥'),
    (0x70, '⑦'),
    (0x71, '⑧'),
    (0x72, '⑨'),
    (0x73, '⑩'),
    (0x75, '❶'),
    (0x76, '❷'),
    (0x77, '❸'),
    (0x78, '❹'),
    (0x79, '❺'),
    (0x7a, '❻'),
    (0x7b, '❼'),
    (0x7c, '❽'),
    (0x7d, '❾'),
    (0x7e, '❿'),
    (0x97, '●'),
    (0x98, '●'),
    (0x9f, '■'),
    (0xa0, '■'),
    (0xa3, '☐'),
    (0xa4, '☐'),
    (0xae, '◆'),
    (0xdf, '✶'),
];

/// Of Wingdings 3: arrows and triangles.
const WINGDINGS_3: &[(u8, char)] = &[
    (0x66, '←'),
    (0x67, '→'),
    (0x68, '↑'),
    (0x69, '↓'),
    (0x6a, '↖'),
    (0x6b, '↗'),
    (0x6c, '↙'),
    (0x6d, '↘'),
    (0x70, '▲'),
    (0x71, '▼'),
    (0x72, '△'),
    (0x73, '▽'),
    (0x74, '◀'),
    (0x75, '▶'),
    (0x7d, '▶'),
    (0x84, '▶'),
    (0xc6, '↔'),
];

/// Of Webdings: ticks, boxes, triangles and what offices use.
const WEBDINGS: &[(u8, char)] = &[
    (0x33, '◀'),
    (0x34, '▶'),
    (0x35, '▲'),
    (0x36, '▼'),
    (0x37, '⏪'),
    (0x38, '⏩'),
    (0x59, '♥'),
    (0x61, '✓'),
    (0x63, '☐'),
    (0x67, '■'),
    (0x69, 'ℹ'),
    (0x6e, '●'),
    (0x72, '✗'),
    (0x78, '✗'),
    (0xb3, '🚆'),
    (0xfc, '🌐'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_symbol_fonts_are_their_signs() {
        for (font, letters, shown) in [
            (SymbolFont::Wingdings, "à\u{f0e0}ü\u{f0fc}¨lØ(*v§", "→→✓✓☐●➢☎✉❖▪"),
            (SymbolFont::Symbol, "\u{f0b7}Þ£³´°mWD-", "•⇒≤≥×°μΩΔ−"),
            (SymbolFont::Wingdings2, "PRQ£", "✓☑☒☐"),
            (SymbolFont::Wingdings3, "g", "→"),
            (SymbolFont::Webdings, "a", "✓"),
            (SymbolFont::Dingbats, "3\"H", "✓✂★"),
        ] {
            let signs: String = letters.chars().map(|letter| font.sign(letter).unwrap_or('\u{fffd}')).collect();
            assert_eq!(signs, shown, "{font:?}");
        }
        assert_eq!(SymbolFont::Wingdings.sign('→'), Some('→'), "Unicode in a run that names the font");
        assert_eq!(SymbolFont::Webdings.sign('\u{f0f0}'), None);
        assert_eq!(SymbolFont::by_name("'Wingdings 2', serif"), Some(SymbolFont::Wingdings2));
        assert_eq!(SymbolFont::by_name("Segoe UI Symbol"), None, "its letters are Unicode");
    }

    #[test]
    fn every_table_has_a_sign_or_says_that_it_has_none() {
        for table in [SYMBOL, WINGDINGS] {
            assert_eq!(table.chars().count(), 0x100 - 0x21);
        }
    }
}
