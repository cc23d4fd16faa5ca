//! How wide labels are: drawings have the book's font, which is Open Sans where a theme sets no other.

use merman::svg::{
    DeterministicTextMeasurer, MeasurementProfileId, TextMeasurementPolicy, TextMeasurementProfile,
    TextMeasurementProfileIdentity, TextStyle,
};
use unicode_width::UnicodeWidthChar as _;

/// The advances of Open Sans from the blank to `~`, in thousandths of the font's size.
#[rustfmt::skip]
const ASCII: [u16; 95] = [
    260, 267, 401, 646, 572, 823, 730, 221, 296, 296, 552, 572, 245, 322, 266, 367,
    572, 572, 572, 572, 572, 572, 572, 572, 572, 572, 266, 266, 572, 572, 572, 429,
    899, 633, 648, 631, 729, 556, 516, 728, 738, 279, 267, 614, 519, 903, 754, 779,
    602, 779, 618, 549, 553, 728, 595, 926, 577, 560, 571, 329, 367, 329, 542, 448,
    577, 556, 613, 476, 613, 561, 339, 548, 614, 253, 253, 525, 253, 930, 614, 604,
    613, 613, 408, 477, 353, 614, 501, 778, 524, 504, 468, 379, 551, 379, 572,
];
/// The same for Latin with accents, from `U+00A0` to `U+017F`.
#[rustfmt::skip]
const LATIN: [u16; 224] = [
    260, 267, 572, 572, 572, 572, 551, 516, 577, 832, 354, 497, 572, 0, 832, 500,
    428, 572, 347, 347, 577, 619, 655, 266, 227, 347, 375, 497, 780, 780, 780, 429,
    633, 633, 633, 633, 633, 633, 873, 631, 556, 556, 556, 556, 279, 279, 279, 279,
    722, 754, 779, 779, 779, 779, 779, 572, 779, 728, 728, 728, 728, 560, 611, 622,
    556, 556, 556, 556, 556, 556, 858, 476, 561, 561, 561, 561, 253, 253, 253, 253,
    596, 614, 604, 604, 604, 604, 604, 572, 604, 614, 614, 614, 614, 504, 613, 504,
    633, 556, 633, 556, 633, 556, 631, 476, 631, 476, 631, 476, 631, 476, 729, 613,
    722, 613, 556, 561, 556, 561, 556, 561, 556, 561, 556, 561, 728, 548, 728, 548,
    728, 548, 728, 548, 738, 614, 738, 614, 279, 253, 279, 253, 279, 253, 279, 253,
    279, 253, 546, 506, 267, 253, 614, 525, 518, 519, 253, 519, 253, 519, 253, 519,
    314, 523, 261, 754, 614, 754, 614, 754, 614, 681, 754, 614, 779, 604, 779, 604,
    779, 604, 923, 942, 618, 408, 618, 408, 618, 408, 549, 477, 549, 477, 549, 477,
    549, 477, 553, 353, 553, 353, 553, 353, 728, 614, 728, 614, 728, 614, 728, 614,
    728, 614, 728, 614, 926, 778, 560, 504, 560, 571, 468, 571, 468, 571, 468, 320,
];
/// What other letters have in the middle.
const OTHER: f64 = 633.0;
/// Chinese, Japanese and Korean signs are squares, and come from another font.
const SQUARE: f64 = 1000.0;
/// Emoji are a little wider.
const EMOJI: f64 = 1250.0;
/// How much wider bold letters are.
const BOLD: f64 = 1.084;

/// The library measures labels by this.
pub fn metrics() -> TextMeasurementPolicy {
    let measurer = DeterministicTextMeasurer::default().with_width_callback(width);
    let profile = MeasurementProfileId::new("open-sans")
        .and_then(|id| TextMeasurementProfileIdentity::new(id, "1"));
    match profile {
        Ok(identity) => {
            TextMeasurementPolicy::uniform(TextMeasurementProfile::new(identity, measurer))
        }
        Err(_) => TextMeasurementPolicy::deterministic(),
    }
}

/// In CSS pixels.
fn width(text: &str, style: &TextStyle) -> f64 {
    let sum: f64 = text.chars().map(advance).sum();
    let weight = style.font_weight.as_deref().unwrap_or("").trim();
    let is_bold = matches!(weight, "bold" | "bolder" | "600" | "700" | "800" | "900");
    sum * style.font_size.max(1.0) / 1000.0 * if is_bold { BOLD } else { 1.0 }
}

fn advance(c: char) -> f64 {
    let listed = |table: &[u16], first: char| {
        let at = u32::from(c).checked_sub(u32::from(first))?;
        table.get(usize::try_from(at).ok()?).copied().map(f64::from)
    };
    let listed = listed(&ASCII, ' ').or_else(|| listed(&LATIN, '\u{a0}'));
    listed.unwrap_or_else(|| match c.width() {
        None | Some(0) => 0.0,
        Some(1) => OTHER,
        Some(_) if u32::from(c) >= 0x1_f000 || u32::from(c) < 0x2e80 => EMOJI,
        Some(_) => SQUARE,
    })
}
