//! Tags and comments in a piece of HTML, as CommonMark delimits HTML.
//!
//! Not an HTML parser: it finds where tags, comments and raw texts begin and end and
//! what the attributes say. html5gum has byte spans too, and `properties::html` holds
//! this against it; but it hands out lowercase, decoded copies where edits need the
//! author's bytes, knows a page's pieces only as whole documents, and takes for a tag
//! what CommonMark does not.

mod elements;
mod tokenizer;

pub use elements::{
    ends_at_its_tag, is_block, is_drawing, is_heading, is_one_of, is_unseen, is_verbatim, is_void,
    raw_text,
};
pub use tokenizer::{State, Tokenizer};

use std::ops::Range;

/// A tag, a comment or the like; spans are relative to the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<'a> {
    /// `<name …>`, also self-closing.
    Open {
        /// The whole tag.
        span: Range<usize>,
        /// The name as written.
        name: &'a str,
        /// The attributes.
        attributes: Vec<Attribute<'a>>,
        /// Whether it ends in `/>`.
        self_closing: bool,
    },
    /// `</name>`
    Close {
        /// The whole tag.
        span: Range<usize>,
        /// The name as written.
        name: &'a str,
    },
    /// `<!-- … -->`; one that is not closed reaches to the end.
    Comment {
        /// The whole comment.
        span: Range<usize>,
        /// What stands between the dashes.
        text: &'a str,
    },
    /// `<!DOCTYPE …>`, `<?…?>` or `<![CDATA[…]]>`.
    Declaration {
        /// The whole declaration.
        span: Range<usize>,
    },
    /// The content of a raw-text element: whatever it looks like, no tag and no comment.
    Raw {
        /// The element, as [`raw_text`] names it.
        element: &'static str,
        /// The whole content, or what of it stands in this piece.
        span: Range<usize>,
    },
}

impl Item<'_> {
    /// Its bytes.
    pub fn span(&self) -> &Range<usize> {
        match self {
            Item::Open { span, .. }
            | Item::Close { span, .. }
            | Item::Comment { span, .. }
            | Item::Declaration { span }
            | Item::Raw { span, .. } => span,
        }
    }
}

/// One attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The name as written.
    pub name: &'a str,
    /// The value without quotes; empty where there is none.
    pub value: &'a str,
    /// The value's bytes, without quotes.
    pub span: Range<usize>,
    /// The whole attribute's bytes.
    pub whole: Range<usize>,
}

/// All items of a piece of HTML that stands in no raw text, in order.
pub fn scan(html: &str) -> Tokenizer<'_> {
    Tokenizer::new(html, State::default())
}

/// The tag or comment that the `<` at `start` opens, and where it ends.
pub fn item_at(html: &str, start: usize) -> Option<(Item<'_>, usize)> {
    let item = scan(html).item_at(start)?;
    let end = item.span().end;
    Some((item, end))
}

/// Whether a raw text may begin anywhere in a text.
pub fn may_hold_raw_text(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let name = &text[at + 1..];
        let len = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        raw_text(&name[..len]).is_some()
    })
}

/// What state `html` ends in that begins in `state`.
pub fn state_behind(html: &str, state: State) -> State {
    let mut tokenizer = Tokenizer::new(html, state);
    tokenizer.by_ref().for_each(drop);
    tokenizer.state()
}

/// What a reader sees of a piece of HTML as text: all but tags, comments,
/// scripts and the like. Entities stay as they are written.
pub fn visible_text(html: &str, state: State) -> String {
    visible_pieces(html, state).collect()
}

/// The same in pieces, as far as anybody asks.
pub fn visible_pieces(html: &str, state: State) -> impl Iterator<Item = &str> {
    let mut items = Tokenizer::new(html, state);
    let mut read = Some(0);
    let pieces = std::iter::from_fn(move || {
        let from = read?;
        let Some(item) = items.next() else {
            read = None;
            return Some([&html[from..], ""]);
        };
        let span = item.span().clone();
        read = Some(span.end);
        let shown = match item {
            Item::Raw { element, .. } if is_unseen(element) => "",
            Item::Raw { .. } => &html[span.clone()],
            _ => " ",
        };
        Some([&html[from..span.start], shown])
    });
    pieces.flatten()
}

/// The opening tags among `items`: names and attributes.
pub fn elements<'a>(
    items: impl Iterator<Item = Item<'a>>,
) -> impl Iterator<Item = (&'a str, Vec<Attribute<'a>>)> {
    items.filter_map(|item| match item {
        Item::Open {
            name, attributes, ..
        } => Some((name, attributes)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_attributes_and_comments() {
        let items: Vec<_> =
            scan("a < b <!-- <p> --><div class=\"x y\" hidden id=z>t</div><br/>").collect();
        assert_eq!(items.len(), 4);
        assert!(matches!(&items[0], Item::Comment { text: " <p> ", .. }));
        let Item::Open {
            attributes,
            name: "div",
            ..
        } = &items[1]
        else {
            panic!("{items:?}")
        };
        assert_eq!(
            attributes
                .iter()
                .map(|a| (a.name, a.value))
                .collect::<Vec<_>>(),
            [("class", "x y"), ("hidden", ""), ("id", "z")]
        );
    }

    #[test]
    fn broken_tags_are_text() {
        for html in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href='x",
            "</",
            "<1>",
            "<a <b",
        ] {
            assert!(
                scan(html).all(|item| !matches!(item, Item::Open { name: "a", .. })),
                "{html}"
            );
        }
    }

    #[test]
    fn visible_text_is_what_is_read() {
        let html = "<p class=\"x\">a <b>b</b><!-- c --></p><style>d{}</style> e <br>";
        let words: Vec<_> = visible_text(html, State::default())
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        assert_eq!(words, ["a", "b", "e"]);
        assert_eq!(visible_text("<script>x", State::default()), " ");
        assert_eq!(visible_text("1 < 2", State::default()), "1 < 2");
    }
}
