//! Text that was UTF-8 and was decoded with a single-byte charset.
//!
//! The way back is to encode it with that charset and decode it as UTF-8. Text
//! that is right almost never survives this, and what could is left alone.

use crate::text::span::{Span, Text};
use encoding_rs::{EncoderResult, Encoding, MACINTOSH, WINDOWS_1252};
use std::borrow::Cow;

/// The charset that text was wrongly decoded with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// Classic Mac OS.
    MacRoman,
    /// Windows in Western Europe.
    Windows1252,
    /// ISO 8859-1, the first 256 characters of Unicode.
    Latin1,
}

impl Charset {
    /// The likelier first: where two agree, the first is named.
    const ALL: [Charset; 3] = [Charset::MacRoman, Charset::Windows1252, Charset::Latin1];

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Charset::MacRoman => "Mac Roman",
            Charset::Windows1252 => "Windows-1252",
            Charset::Latin1 => "Latin-1",
        }
    }

    fn encode(self, text: &str) -> Option<Vec<u8>> {
        let with = |encoding: &'static Encoding| {
            let mut encoder = encoding.new_encoder();
            let most = encoder.max_buffer_length_from_utf8_without_replacement(text.len())?;
            let mut bytes = Vec::with_capacity(most);
            let (end, _) =
                encoder.encode_from_utf8_to_vec_without_replacement(text, &mut bytes, true);
            (end == EncoderResult::InputEmpty).then_some(bytes)
        };
        match self {
            Charset::MacRoman => with(MACINTOSH),
            Charset::Windows1252 => with(WINDOWS_1252),
            Charset::Latin1 => {
                let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
                bytes.ok()
            }
        }
    }
}

/// A run of characters that was decoded with the wrong charset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mojibake {
    /// Its bytes in the text.
    pub span: Span<Text>,
    /// What it was before.
    pub repaired: String,
    /// The charset that broke it.
    pub charset: Charset,
}

/// All runs of non-ASCII characters that are certainly broken, in order.
pub fn mojibake(text: &str) -> Vec<Mojibake> {
    let mut found = Vec::new();
    let mut at = 0;
    // A byte that is no ASCII begins a character, as does the next one that is.
    let bytes = text.as_bytes();
    while let Some(start) = next_far(bytes, at) {
        let rest = &bytes[start..];
        let end = start + rest.iter().position(u8::is_ascii).unwrap_or(rest.len());
        at = end;
        // Broken text has at least one character for each byte of what it was.
        let mut chars = text[start..end].chars();
        if !chars.next().is_some_and(may_be_a_byte) || chars.next().is_none() {
            continue;
        }
        let run = Run {
            text: &text[start..end],
            before: text[..start].chars().next_back().unwrap_or('\n'),
            after: text[end..].chars().next().unwrap_or('\n'),
        };
        if let Some((repaired, charset)) = run.repaired() {
            found.push(Mojibake {
                span: Span::new(start..end),
                repaired,
                charset,
            });
        }
    }
    found
}

/// Whether any of the charsets may have a character: none has emoji.
fn may_be_a_byte(c: char) -> bool {
    c < '\u{2600}' || matches!(c, '\u{f8ff}' | '\u{fb01}' | '\u{fb02}')
}

/// Where the next byte stands, from `from` on, that is no ASCII.
fn next_far(bytes: &[u8], from: usize) -> Option<usize> {
    let mut start = from;
    for chunk in bytes[from..].chunks(64) {
        if !chunk.is_ascii() {
            return Some(start + chunk.iter().position(|byte| !byte.is_ascii())?);
        }
        start += chunk.len();
    }
    None
}

/// The text as it was before it was broken.
pub fn repair(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut at = 0;
    for found in mojibake(text) {
        out.push_str(&text[at..found.span.start]);
        out.push_str(&found.repaired);
        at = found.span.end;
    }
    if at == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// A run of non-ASCII characters and the ASCII characters on its sides, `\n` at the text's ends.
struct Run<'t> {
    text: &'t str,
    before: char,
    after: char,
}

impl Run<'_> {
    fn repaired(&self) -> Option<(String, Charset)> {
        let mut found: Option<(String, Charset)> = None;
        for charset in Charset::ALL {
            let bytes = charset.encode(self.text);
            let decoded = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            let Some(decoded) = decoded.filter(|decoded| is_credible(decoded)) else {
                continue;
            };
            match &found {
                // Two answers are no certain one.
                Some((other, _)) if *other != decoded => return None,
                Some(_) => {}
                None => found = Some((decoded, charset)),
            }
        }
        // Broken characters that follow each other are never plausible: each would
        // have to end a word, and the next to begin one.
        found.filter(|(decoded, charset)| {
            decoded.chars().nth(1).is_some() || !self.is_plausible(*charset)
        })
    }

    /// Whether the run, which would be one character, could be meant as it stands.
    fn is_plausible(&self, charset: Charset) -> bool {
        let mut chars = self.text.chars();
        let Some(lead) = chars.next() else {
            return true;
        };
        let tail: Vec<char> = chars.collect();
        match charset {
            Charset::MacRoman => self.is_plausible_mac(lead, &tail),
            Charset::Windows1252 | Charset::Latin1 => self.is_plausible_western(lead, &tail),
        }
    }

    /// Formulas (`2√π`, `¬Ω`, `≈£5`) and words in low quotes (`‚öö‘`, Estonian for night).
    fn is_plausible_mac(&self, lead: char, tail: &[char]) -> bool {
        let in_word = self.before.is_ascii_lowercase() && self.after.is_ascii_lowercase();
        match (lead, tail) {
            ('√', [c]) => is_math(*c) && (matches!(c, 'π' | 'µ') || !in_word),
            // Nothing is negated from behind: `20¬∞`, `5¬µs`.
            ('¬', [c]) => is_math(*c) && !self.before.is_ascii_alphanumeric(),
            ('≈' | 'ƒ', [_]) => !in_word,
            ('‚' | '„', [a, b]) => a.to_lowercase().eq(b.to_lowercase()),
            _ => false,
        }
    }

    /// A word's last letter with what may follow it: `“CAFÉ”`, `SMÅ…`, `5 Å²`.
    fn is_plausible_western(&self, lead: char, tail: &[char]) -> bool {
        let is_measure = |c: &char| matches!(c, '¹' | '²' | '³' | '°' | '·' | '×' | '±');
        if lead == 'Å' && tail.iter().all(is_measure) {
            return !(self.before.is_ascii_lowercase() && self.after.is_ascii_lowercase());
        }
        let capital = lead.is_uppercase();
        // No word ends with a capital after a small letter, and none is `Â` or `Ã` alone.
        if capital && self.before.is_ascii_lowercase()
            || matches!(lead, 'Â' | 'Ã') && !self.before.is_ascii_uppercase()
        {
            return false;
        }
        let joins = matches!(tail.last(), Some('’' | '–' | '—' | '…' | '\u{a0}'));
        if self.after.is_ascii_alphabetic() && !joins {
            return false;
        }
        tail.iter().all(|c| {
            is_closing(*c)
                || capital && c.is_uppercase()
                // A footnote's mark; behind `â` it is an arrow.
                || lead == 'á' && matches!(c, '†' | '‡')
        })
    }
}

fn is_math(c: char) -> bool {
    matches!(
        c,
        'π' | '∑' | '∏' | '∫' | '∞' | 'Ω' | 'µ' | '±' | '≤' | '≥' | '≠'
    )
}

/// What may follow a word without a space.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '’' | '‘' | '”' | '“' | '»' | '›' | '…' | '–' | '—' | '•' | '™' | '®' | '\u{a0}'
    )
}

/// Whether text is what somebody would have written: signs and letters in common
/// use, and of the scripts that hold any pair of bytes more than one letter.
fn is_credible(decoded: &str) -> bool {
    let mut foreign = 0;
    let mut common = 0;
    for c in decoded.chars() {
        match c {
            '\u{a0}'..='\u{ac}'
            | '\u{ae}'..='\u{17f}'
            | '\u{386}'..='\u{3ce}'
            // Vietnamese
            | '\u{1e00}'..='\u{1eff}'
            // Zero-width joiner, punctuation, indices, currencies, keycap
            | '\u{200d}'
            | '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{205e}'
            | '\u{2070}'..='\u{20bf}'
            | '\u{20e3}'
            // Letter-like signs, arrows, mathematics, technical signs without APL
            | '\u{2100}'..='\u{2335}'
            | '\u{237b}'..='\u{23ff}'
            // Enclosed letters, boxes, symbols, dingbats, arrows
            | '\u{2460}'..='\u{27ff}'
            | '\u{2900}'..='\u{297f}'
            | '\u{2b00}'..='\u{2bff}'
            // Emoji
            | '\u{fe0f}'
            | '\u{1f000}'..='\u{1faff}' => common += 1,
            // Cyrillic, Hebrew, Arabic, South Asian scripts, Thai
            '\u{400}'..='\u{45f}'
            | '\u{5d0}'..='\u{5ea}'
            | '\u{600}'..='\u{6ff}'
            | '\u{900}'..='\u{dff}'
            | '\u{e00}'..='\u{e7f}'
            // Chinese, Japanese, Korean
            | '\u{3000}'..='\u{30ff}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{ff01}'..='\u{ffee}' => foreign += 1,
            _ => return false,
        }
    }
    foreign > 1 || foreign == 0 && common > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8], charset: Charset) -> String {
        match charset {
            Charset::MacRoman => MACINTOSH.decode_without_bom_handling(bytes).0.into_owned(),
            Charset::Windows1252 => WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned(),
            Charset::Latin1 => bytes.iter().map(|b| char::from(*b)).collect(),
        }
    }

    #[test]
    fn every_byte_of_a_charset_may_be_one() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        for charset in Charset::ALL {
            let decoded = decode(&all, charset);
            assert!(decoded.chars().all(may_be_a_byte), "{charset:?}");
        }
    }

    #[test]
    fn what_the_template_holds() {
        for (broken, whole) in [
            ("\u{f8ff}üèÜ Gold", "🏆 Gold"),
            ("\u{f8ff}ü•à", "🥈"),
            ("\u{f8ff}ü•â", "🥉"),
            ("**x** ‚Ä¢ y", "**x** • y"),
            ("‚úÖ Use When", "✅ Use When"),
            ("‚ùå DON'T", "❌ DON'T"),
            ("\u{f8ff}üö® What", "🚨 What"),
            ("‚ö†Ô∏è Avoid", "⚠️ Avoid"),
            ("a ‚Üí b", "a → b"),
            ("\u{f8ff}üí° x", "💡 x"),
            ("‚â§ 20%", "≤ 20%"),
        ] {
            assert_eq!(repair(broken), whole);
            assert!(
                mojibake(broken)
                    .iter()
                    .all(|m| m.charset == Charset::MacRoman)
            );
        }
    }

    #[test]
    fn whatever_is_broken_is_made_whole_again() {
        for whole in [
            "a → b ← c ↔ d ⇒ e",
            "it’s “quoted” and ‘so’ – or — …",
            "• item",
            "≤ 5, ≥ 6, ≠ 7, ∞",
            "✅ ❌ ⚠️ ⭐ 🚀 🏆 👩\u{200d}💻 1\u{fe0f}\u{20e3}",
            "naïve café, fröhlich, garçon, jalapeño",
            "20°C, 50 µs, 3×4, ½, £5, €6, ©, ®, ™",
            "└──┘ │ ▶ ■",
            "a\u{a0}b",
            "gęś, złoty, gyűrű, łódź, žluťoučký",
            "Việt Nam, tiếng",
            "привет мир",
            "αβγ = π",
            "日本語 한국어 हिन्दी עברית",
        ] {
            for charset in Charset::ALL {
                let broken = decode(whole.as_bytes(), charset);
                assert_ne!(broken, whole);
                let repaired = repair(&broken);
                let pairs = repaired.split(' ').zip(whole.split(' '));
                for (word, whole) in pairs.filter(|(word, whole)| word != whole) {
                    assert!(AMBIGUOUS.contains(&word), "{charset:?}: {word}, {whole}");
                }
            }
        }
    }

    /// Broken, but a formula or the end of a word could look like it.
    const AMBIGUOUS: &[&str] = &[
        "¬µs,",
        "¬Ω,",
        "gyűr≈±,",
        "łód≈∫,",
        "≈æluťoučk√Ω",
        "gyűrÅ±,",
        "â–\u{a0}",
    ];

    #[test]
    fn text_that_is_right_stays_silent() {
        for text in RIGHT {
            assert_eq!(mojibake(text), [], "{text}");
        }
    }

    const RIGHT: &[&str] = &[
        "",
        "plain",
        // French
        "« Voilà\u{a0}! », l’été à Orléans, cœur, DÉJÀ, «\u{a0}café\u{a0}»",
        "café\u{a0}», à\u{a0}», où\u{a0}», ç\u{a0}», naïf\u{a0}; Noël\u{a0}: ÉTÉ\u{a0}»",
        "“CAFÉ” “café”—which “fiancé”… déjà… “ÇA”, l’âme, d’Île-de-France, ‘été’",
        "“École” «État» „École“ ‹à› ‚Ça‘ ‚çà et là‘",
        "œuvre, Œuvre, cœur…, MŒURS, 1ʳᵉ, nº 5, Nestlé®, CAFÉ®, CAFÉ™, CITROËN®",
        // German
        "Größe, Straße, „GRÖẞE“, Spaß“, Spaß”, Spaß…, ‚Äpfel‘, ‚Öl‘, ‚Übung‘, „Ähre“, »Über«, Ä“",
        "„SPASS“, BLÄ“ HÄ… Ü–Ä–Ö, ÄÖÜäöüß",
        // Spanish, Portuguese
        "¿Qué? ¡Sí! «Ñ» ESPAÑ… mañana, año, AMANHÃ” AMANHÃ… AMANHû “IRMÃ” coração, ção, SÃO, 1ª, 2º",
        // Nordic and Baltic
        "SMÅ” SMÅ… Å, nei… blåbær, Ærø, Øre, ÆØÅ, æøå, „Åse“, «Øl», HRAÐ… BRAГ „ÞÚ“ þáð",
        "öö, töö, ‚öö‘, ‚öö on lühike‘, ‚Öö‘, jäääär, Ääni, šokk, ŽŠ",
        // Polish, Czech, Hungarian, Romanian, Turkish
        "Łódź, gęś, „żółw”, ŻÓŁĆ, příliš žluťoučký kůň, MÁŠ, LÍŠ, őű, árvíztűrő, „ő”, În, „Î…”, mâine",
        "«sofá»†, “hâlâ”— “belâ”… kâğıt, İstanbul, ığdır, rüzgâr\u{a0}»",
        // Vietnamese
        "Việt Nam, tiếng Việt, Ầ, ầ, Ã, “Ấm”, người, đường, Đà Nẵng, ƯỜNG",
        // Other scripts
        "Ελλάδα «ναι», привет, «Ёлка», 日本語。「はい」, 한국어, हिन्दी, ไทย, עברית, العربية",
        "ə, É™, IPA: /ɔ/, É”, ɡ",
        // Mathematics and measures
        "√π √2 2√π √∞ √µ √Ω √∑ ¬π ¬Ω ¬∃x ¬∀ p∧¬q ±∞ ≤≥ ∂µ ∆π ∑∏ ≈π ≈£5 ≈±2 ≈∞ ƒ(x) ƒ∂",
        "5 Å² 1200 ų 2 Å·s 2.5Å±0.1 kcal/mol·Å² mÅ² Å… Å— ∅ °C µs ×10⁻³ ½ ¼",
        "“Σᵢ”, …é, —à, –É, ’é, ™®©, °±², ¢£¥€, ¶§†‡",
        // Boxes, arrows, emoji
        "├── └── ┌─┐ │──▶│ ◄─┤ ━━ →← ✅❌ ⚠️ 🏆🥈 1️⃣ 👩\u{200d}💻 🇩🇪",
        "\u{f8ff} \u{f8ff}Pay \u{f8ff}™",
        // Too little is left to be certain
        "Ã Â â â€ ðŸ ‚ „ √ ¬ \u{a0}",
    ];

    #[test]
    fn names_and_places() {
        let found = mojibake("é Ã© â€™ ‚úÖ\u{20ac}\u{9}");
        let found: Vec<_> = found
            .iter()
            .map(|m| (m.span.range(), m.repaired.as_str(), m.charset.name()))
            .collect();
        assert_eq!(
            found,
            [(3..7, "é", "Windows-1252"), (8..16, "’", "Windows-1252")]
        );
        let latin1 = mojibake("â\u{86}\u{92}");
        assert_eq!(latin1[0].charset.name(), "Latin-1");
        assert_eq!(latin1[0].repaired, "→");
    }
}
