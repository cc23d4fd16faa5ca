//! Takes a piece of HTML apart.

use super::elements::raw_text;
use super::{Attribute, Item};
use crate::text::maps::HashSet;

/// The raw-text element that a piece of HTML begins or ends in, such as `<script>`. A page's
/// HTML comes in several pieces, and one may be opened in one and closed in another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct State(Option<&'static str>);

impl State {
    /// Whether a tag or comment that stood here would be one.
    pub fn is_html(self) -> bool {
        self.0.is_none()
    }
}

/// The tags, comments and raw texts of a piece of HTML, in order.
///
/// The time is linear whatever the text: what is looked for in vain is not looked for again.
#[derive(Debug)]
pub struct Tokenizer<'a> {
    html: &'a str,
    at: usize,
    state: State,
    missing: Missing,
}

/// What was looked for in vain.
#[derive(Debug, Default)]
struct Missing {
    /// Ends of quotes, declarations and the like, each with where the search began.
    ends: Vec<(&'static str, usize)>,
    /// Places between the attributes of tags that do not end. A tag's text in
    /// another tag's quotes is read twice; from the same place on it reads the same.
    tags: HashSet<usize>,
}

impl Missing {
    /// Where `end` next stands at or behind `from`.
    fn find(&mut self, html: &str, from: usize, end: &'static str) -> Option<usize> {
        let known = self.ends.iter().any(|(e, at)| *e == end && *at <= from);
        let rest = &html.as_bytes()[from..];
        // Most are quotes, for which no searcher has to be made.
        let look = || match end.as_bytes() {
            [byte] => memchr::memchr(*byte, rest),
            end => memchr::memmem::find(rest, end),
        };
        let found = if known { None } else { look() };
        if found.is_none() && !known {
            self.ends.push((end, from));
        }
        found.map(|found| from + found)
    }
}

impl<'a> Tokenizer<'a> {
    /// Begins at the start of `html`, which stands in `state`.
    pub fn new(html: &'a str, state: State) -> Tokenizer<'a> {
        Tokenizer {
            html,
            at: 0,
            state,
            missing: Missing::default(),
        }
    }

    /// What state the text that has been read ends in.
    pub fn state(&self) -> State {
        self.state
    }

    /// The tag or comment that the `<` at `start` opens, if it does; where a raw text begins
    /// is not asked.
    pub fn item_at(&mut self, start: usize) -> Option<Item<'a>> {
        let rest = &self.html[start..];
        if rest.starts_with("<!--") {
            return Some(comment(self.html, start));
        }
        let end = match rest.as_bytes() {
            [b'<', b'?', ..] => "?>",
            [b'<', b'!', ..] if rest.starts_with("<![CDATA[") => "]]>",
            [b'<', b'!', letter, ..] if letter.is_ascii_alphabetic() => ">",
            _ => return self.tag(start),
        };
        let at = self.missing.find(self.html, start + 2, end)?;
        let span = start..at + end.len();
        Some(Item::Declaration { span })
    }

    /// The rest of a raw text; nothing where it is empty.
    fn raw(&mut self, element: &'static str) -> Option<Item<'a>> {
        let start = self.at;
        let mut from = start;
        let end = loop {
            let found = memchr::memmem::find(&self.html.as_bytes()[from..], b"</");
            let found = found.filter(|_| element != PLAIN);
            let Some(found) = found else {
                break self.html.len();
            };
            let close = from + found;
            let name = close + 2..close + 2 + element.len();
            let behind = self.html.as_bytes().get(name.end);
            let named = self.html.get(name);
            if named.is_some_and(|name| name.eq_ignore_ascii_case(element))
                && behind.is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
                && self.tag(close).is_some()
            {
                self.state = State::default();
                break close;
            }
            from = close + 2;
        };
        self.at = end;
        (start < end).then_some(Item::Raw {
            element,
            span: start..end,
        })
    }

    fn tag(&mut self, start: usize) -> Option<Item<'a>> {
        let html = self.html;
        let bytes = html.as_bytes();
        let closing = bytes.get(start + 1) == Some(&b'/');
        let name_start = start + 1 + usize::from(closing);
        if !bytes.get(name_start)?.is_ascii_alphabetic() {
            return None;
        }
        let name_len = length(&bytes[name_start..], |b| !ends_name(b));
        let name = &html[name_start..name_start + name_len];
        let mut attributes: Vec<Attribute<'a>> = Vec::new();
        let mut at = name_start + name_len;
        let end = loop {
            at += length(&bytes[at..], |b| b.is_ascii_whitespace());
            match bytes.get(at) {
                Some(b'>') => break Some((at + 1, false)),
                Some(b'/') if bytes.get(at + 1) == Some(&b'>') => break Some((at + 2, true)),
                Some(b'/') => at += 1,
                None | Some(b'<') => break None,
                Some(_) if self.missing.tags.contains(&at) => break None,
                Some(_) => {
                    let Some(attribute) = self.attribute(at) else {
                        self.missing.tags.insert(at);
                        break None;
                    };
                    at = attribute.whole.end;
                    attributes.push(attribute);
                }
            }
        };
        let Some((end, self_closing)) = end else {
            let places = attributes.iter().map(|attribute| attribute.whole.start);
            self.missing.tags.extend(places);
            return None;
        };
        let span = start..end;
        Some(if closing {
            Item::Close { span, name }
        } else {
            Item::Open {
                span,
                name,
                attributes,
                self_closing,
            }
        })
    }

    /// The attribute at `start`; `None` where its value does not end.
    fn attribute(&mut self, start: usize) -> Option<Attribute<'a>> {
        let html = self.html;
        let bytes = html.as_bytes();
        // A stray `=` is a name's first byte.
        let len = 1 + length(&bytes[start + 1..], |b| b != b'=' && !ends_name(b));
        let name = &html[start..start + len];
        let mut at = start + len;
        let spaces = length(&bytes[at..], |b| b.is_ascii_whitespace());
        if bytes.get(at + spaces) != Some(&b'=') {
            return Some(Attribute {
                name,
                value: "",
                span: at..at,
                whole: start..at,
            });
        }
        at += spaces + 1;
        at += length(&bytes[at..], |b| b.is_ascii_whitespace());
        let quote = match bytes.get(at)? {
            b'"' => Some("\""),
            b'\'' => Some("'"),
            _ => None,
        };
        let (span, end) = if let Some(quote) = quote {
            let close = self.missing.find(html, at + 1, quote)?;
            (at + 1..close, close + 1)
        } else {
            let ends = |b: u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'>');
            let end = at + length(&bytes[at..], |b| !ends(b));
            (at..end, end)
        };
        Some(Attribute {
            name,
            value: &html[span.clone()],
            span,
            whole: start..end,
        })
    }
}

/// The element that nothing closes.
const PLAIN: &str = "plaintext";

impl<'a> Iterator for Tokenizer<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        if let State(Some(element)) = self.state
            && let Some(raw) = self.raw(element)
        {
            return Some(raw);
        }
        while let Some(found) = memchr::memchr(b'<', &self.html.as_bytes()[self.at..]) {
            let start = self.at + found;
            let Some(item) = self.item_at(start) else {
                self.at = start + 1;
                continue;
            };
            self.at = item.span().end;
            // The author of `<iframe … />` takes it for closed, and in a drawing it is.
            if let Item::Open {
                name,
                self_closing: false,
                ..
            } = item
            {
                self.state = State(raw_text(name));
            }
            return Some(item);
        }
        self.at = self.html.len();
        None
    }
}

/// A comment, as HTML has it: `<!-->` is one, and `--!>` ends one.
fn comment(html: &str, start: usize) -> Item<'_> {
    let inner = start + "<!--".len();
    let rest = &html[inner..];
    let (text, behind) = if let Some(behind) = rest.strip_prefix('>') {
        ("", behind)
    } else if let Some(behind) = rest.strip_prefix("->") {
        ("", behind)
    } else {
        closed(rest).unwrap_or((rest, ""))
    };
    Item::Comment {
        span: start..html.len() - behind.len(),
        text,
    }
}

/// The text before the end of a comment, and what stands behind it.
fn closed(rest: &str) -> Option<(&str, &str)> {
    let first = rest.find("--")?;
    let ends = memchr::memchr_iter(b'>', &rest.as_bytes()[first..]);
    ends.map(|end| rest.split_at(first + end))
        .find_map(|(text, behind)| {
            let text = text.strip_suffix("--").or(text.strip_suffix("--!"))?;
            Some((text, &behind[1..]))
        })
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/' | b'<')
}

/// How many bytes `belongs` holds for.
fn length(bytes: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    let end = bytes.iter().position(|byte| !belongs(*byte));
    end.unwrap_or(bytes.len())
}
