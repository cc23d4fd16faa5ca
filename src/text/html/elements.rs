//! What is known of HTML's elements by their names, in whatever case they are written.

/// Elements whose content is text to a browser, whatever it looks like. `<noscript>` is none
/// of them: its content is HTML wherever it shows.
#[rustfmt::skip]
const RAW_TEXT: &[&str] = &[
    "iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp",
];

/// Elements with HTML inside that is shown as it stands: code, keys, output.
const VERBATIM: &[&str] = &["code", "kbd", "pre", "samp"];

/// Elements without content.
#[rustfmt::skip]
const VOID: &[&str] = &[
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

/// The name, as it is listed, of an element whose content a browser takes for text: no tag and
/// no comment in it is one.
pub fn raw_text(name: &str) -> Option<&'static str> {
    let same = |known: &&&str| known.eq_ignore_ascii_case(name);
    RAW_TEXT.iter().find(same).copied()
}

/// Whether an element's content is what an author shows or runs as it stands: code, keys,
/// scripts, what a form's field holds. Nothing in it is Markdown or a shorthand for anything.
pub fn is_verbatim(name: &str) -> bool {
    is_one_of(VERBATIM, name) || raw_text(name).is_some()
}

/// Whether an element's content is for the browser, not for readers.
pub fn is_unseen(name: &str) -> bool {
    is_one_of(&["script", "style"], name)
}

/// Whether an element is one of CommonMark's first kind of HTML blocks, which ends at the
/// closing tag, not at a blank line.
pub fn ends_at_its_tag(name: &str) -> bool {
    is_one_of(&["pre", "script", "style", "textarea"], name)
}

/// Whether an element has no content and no closing tag.
pub fn is_void(name: &str) -> bool {
    is_one_of(VOID, name)
}

/// Whether a tag of this name begins a block of HTML even below a paragraph.
pub fn is_block(name: &str) -> bool {
    let compare = |known: &&str| {
        let name = name.bytes().map(|b| b.to_ascii_lowercase());
        known.bytes().cmp(name)
    };
    BLOCKS.binary_search_by(compare).is_ok()
}

/// Whether an element is a drawing, whose text and lengths are its own.
pub fn is_drawing(name: &str) -> bool {
    name.eq_ignore_ascii_case("svg")
}

/// Whether an element is a heading.
pub fn is_heading(name: &str) -> bool {
    is_one_of(&["h1", "h2", "h3", "h4", "h5", "h6"], name)
}

/// Whether `name` is one of `names`.
pub fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::{BLOCKS, is_block, is_verbatim, raw_text};

    #[test]
    fn names_in_any_case() {
        assert!(BLOCKS.is_sorted());
        assert!(is_block("DIV") && !is_block("span"));
        assert_eq!(raw_text("TextArea"), Some("textarea"));
        assert!(is_verbatim("Pre") && is_verbatim("style") && !is_verbatim("div"));
    }
}
