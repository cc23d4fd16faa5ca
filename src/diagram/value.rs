//! Values of a drawing's attributes, screened and shortened.

use roxmltree::Node;

/// Whether an attribute's value is made of numbers, letters for path commands, and a few words. Bytes are told
/// apart all at once, strings one name after the other.
pub(super) fn is_plain_name(name: &[u8]) -> bool {
    matches!(
        name,
        b"alignment-baseline"
            | b"cx"
            | b"cy"
            | b"d"
            | b"dominant-baseline"
            | b"dx"
            | b"dy"
            | b"fill-opacity"
            | b"fill-rule"
            | b"clip-rule"
            | b"font-size"
            | b"font-style"
            | b"font-weight"
            | b"fx"
            | b"fy"
            | b"gradientTransform"
            | b"gradientUnits"
            | b"height"
            | b"markerHeight"
            | b"markerUnits"
            | b"markerWidth"
            | b"offset"
            | b"opacity"
            | b"orient"
            | b"patternUnits"
            | b"points"
            | b"preserveAspectRatio"
            | b"r"
            | b"refX"
            | b"refY"
            | b"rotate"
            | b"rx"
            | b"ry"
            | b"stop-opacity"
            | b"stroke-dasharray"
            | b"stroke-dashoffset"
            | b"stroke-linecap"
            | b"stroke-linejoin"
            | b"stroke-opacity"
            | b"stroke-width"
            | b"text-anchor"
            | b"textLength"
            | b"transform"
            | b"transform-origin"
            | b"viewBox"
            | b"width"
            | b"x"
            | b"x1"
            | b"x2"
            | b"y"
            | b"y1"
            | b"y2"
    )
}

/// Attributes that refer to another element of the drawing.
const REFERENCES: &[&str] = &[
    "clip-path",
    "fill",
    "href",
    "marker-end",
    "marker-mid",
    "marker-start",
    "stroke",
];

/// The id that `url(#id)` or `href="#id"` names.
pub(super) fn target<'a>(name: &str, value: &'a str) -> Option<&'a str> {
    if !REFERENCES.contains(&name) {
        return None;
    }
    match name {
        "href" => value.strip_prefix('#'),
        _ => value.strip_prefix("url(#")?.strip_suffix(')'),
    }
}

/// Whether it is a link that comes through.
pub(super) fn is_link(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "a" && link(node).is_some()
}

/// Where a link leads, if that is a page and no script.
pub(super) fn link<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let dest = node
        .attributes()
        .find(|a| a.name() == "href")?
        .value()
        .trim();
    is_page(dest).then_some(dest)
}

/// Whether a destination is a page and no script.
pub(super) fn is_page(dest: &str) -> bool {
    let plain = !dest.is_empty() && !dest.chars().any(|c| c.is_control() || c.is_whitespace());
    let scheme = dest.split(['/', '?', '#']).next().unwrap_or("");
    let scheme = scheme.split_once(':');
    let known = scheme.is_none_or(|(scheme, _)| {
        ["http", "https", "mailto"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme))
    });
    plain && known && !dest.starts_with("//") && !dest.contains('\\')
}

/// The value of a known attribute, made of numbers and words, shortened; `None` for anything else.
pub(super) fn plain(name: &str, value: &str) -> Option<String> {
    let is_plain = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b' ' | b'.' | b',' | b'-' | b'+' | b'%' | b'(' | b')')
    };
    if !is_plain_name(name.as_bytes()) {
        return None;
    }
    // Paths are written on several lines.
    let value = value.trim();
    let value = if value.contains(['\n', '\r', '\t']) {
        &value.replace(['\n', '\r', '\t'], " ")
    } else {
        value
    };
    if value.is_empty() || !value.bytes().all(is_plain) || names_url(value) {
        return None;
    }
    Some(match name {
        "d" | "points" | "transform" | "viewBox" | "x" | "y" | "x1" | "x2" | "y1" | "y2" | "cx"
        | "cy" | "r" | "width" | "height" => rounded(value),
        _ => value.to_owned(),
    })
}

/// Whether `url` stands in a value, in letters of any case.
fn names_url(value: &str) -> bool {
    let bytes = value.as_bytes();
    memchr::memchr2_iter(b'u', b'U', bytes).any(|at| {
        let word = bytes.get(at..at + 3);
        word.is_some_and(|word| word.eq_ignore_ascii_case(b"url"))
    })
}

/// Numbers with at most two decimals: a hundredth of a pixel is seen by nobody.
fn rounded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    let is_part = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    while let Some(start) = rest.bytes().position(is_part) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.bytes().position(|byte| !is_part(byte));
        let end = end.unwrap_or(rest.len());
        let number = &rest[..end];
        let exponent = rest[end..].starts_with(['e', 'E']);
        match number.split_once('.') {
            Some((_, decimals)) if decimals.len() > 2 && !decimals.contains('.') && !exponent => {
                let shorter = number
                    .parse::<f64>()
                    .map_or_else(|_| number.to_owned(), |n| format!("{n:.2}"));
                out.push_str(shorter.trim_end_matches('0').trim_end_matches('.'));
            }
            _ => out.push_str(number),
        }
        rest = &rest[end..];
    }
    out + rest
}

/// Whether the value is what holds without it.
pub(super) fn is_default(name: &str, value: &str) -> bool {
    matches!(
        (name, value),
        ("font-style" | "font-weight", "normal") | ("opacity" | "fill-opacity", "1")
    )
}
