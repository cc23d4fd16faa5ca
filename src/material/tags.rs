//! The names of HTML elements.

/// Elements without content.
#[rustfmt::skip]
pub(super) const VOID: &[&str] = &[
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link",
    "meta", "param", "source", "track", "wbr",
];

/// The elements that begin a block of HTML even below a paragraph, as CommonMark lists them; sorted.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "pre", "script",
    "search", "section", "style", "summary", "table", "tbody", "td", "textarea", "tfoot", "th",
    "thead", "title", "tr", "track", "ul",
];

pub(super) fn is_heading(name: &str) -> bool {
    is_one_of(&["h1", "h2", "h3", "h4", "h5", "h6"], name)
}

pub(super) fn is_block(name: &str) -> bool {
    let compare = |known: &&str| {
        let name = name.bytes().map(|b| b.to_ascii_lowercase());
        known.bytes().cmp(name)
    };
    BLOCKS.binary_search_by(compare).is_ok()
}

pub(super) fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
