//! Which text can be read on which colour.

/// Black or white, whichever stands out more on the fill; `None` for no plain colour.
pub fn text_on(fill: &str) -> Option<&'static str> {
    let fill = csscolorparser::parse(fill.trim_end_matches("!important")).ok()?;
    // Contrast as WCAG 2 defines it; #111 has a luminance of 0.0056.
    let ground = luminance(&fill) + 0.05;
    let black = ground / 0.0556;
    let white = 1.05 / ground;
    // What shows through belongs to the page, whose own text colour then fits.
    (fill.a > 0.6).then_some(if black > white { "#111" } else { "#fff" })
}

/// Whether a text of this colour stands on a dark ground.
pub fn is_light(text: &str) -> bool {
    csscolorparser::parse(text).is_ok_and(|colour| luminance(&colour) > 0.4)
}

/// Relative luminance as WCAG 2 defines it, 0 to 1.
fn luminance(colour: &csscolorparser::Color) -> f32 {
    let linear = |part: f32| {
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
}
