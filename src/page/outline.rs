//! Headings and what they are called.

use crate::page::tree::{Kind, Node};
use crate::page::{Page, charset};
use crate::text::span::{Span, Text};

/// A heading that structures the page: not in a quote, a comment or code.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its index among the page's nodes.
    pub node: usize,
    /// 1 to 6.
    pub rank: u8,
    /// Its text without markup.
    pub text: String,
    /// Its text in normal form, for matching.
    pub normal: String,
    /// The explicit `{#id}`.
    pub id: Option<String>,
    /// The id that it has in the rendered page.
    pub anchor: String,
    /// Its bytes in the page's text, line break included.
    pub span: Span<Text>,
    /// Where its section ends in the page's text: at the next heading of the same or a higher rank.
    pub section_end: usize,
}

impl Page<'_> {
    /// The signs with which the text node at `index` begins, where Python-Markdown takes it for a heading that
    /// has no space behind them, `##Heading`: here it is text.
    pub fn unspaced_heading(&self, index: usize) -> Option<usize> {
        let node = self.nodes.get(index);
        let node = node.filter(|node| matches!(node.kind, Kind::Text))?;
        let parent = node.parent.filter(|parent| parent + 1 == index)?;
        let holder = &self.nodes[parent].kind;
        if !matches!(holder, Kind::Paragraph | Kind::Item { .. }) {
            return None;
        }
        let line = self.first_line(node.span);
        let escaped = self.text[..line.start].ends_with('\\');
        signs(&self[line]).filter(|_| !escaped)
    }
}

/// The headings among `nodes`.
///
/// `anchors` are their ids, by where they start in the unfolded text, in order; `end` is that of the page's text.
pub fn headings(
    nodes: &[Node],
    texts: &str,
    anchors: Vec<(usize, String)>,
    end: usize,
) -> Vec<Heading> {
    let mut anchors = anchors.into_iter().peekable();
    let mut headings = Vec::new();
    let mut quote_end = 0;
    for (index, node) in nodes.iter().enumerate() {
        match &node.kind {
            Kind::Quote => quote_end = quote_end.max(node.end),
            Kind::Heading { rank, id } if index >= quote_end => {
                let text = texts[node.text.clone()].trim().to_owned();
                // Terms have ids too, and headings in quotes.
                while anchors.next_if(|(at, _)| *at < node.out.start).is_some() {}
                let anchor = anchors.next_if(|(at, _)| *at == node.out.start);
                headings.push(Heading {
                    node: index,
                    rank: *rank,
                    normal: normalise(&text),
                    text,
                    id: id.clone(),
                    anchor: anchor.map_or_else(String::new, |(_, id)| id),
                    span: node.span,
                    section_end: end,
                });
            }
            _ => {}
        }
    }
    // Where the next heading starts that ends a section of each rank.
    let mut next = [end; 7];
    for heading in headings.iter_mut().rev() {
        let ended = &mut next[usize::from(heading.rank)..];
        heading.section_end = ended[0];
        ended.fill(heading.span.start);
    }
    headings
}

/// A heading's normal form: lower case, without emoji and punctuation, a leading
/// `the` and a trailing `(… min)` or `(… minutes)`; words separated by one space.
/// An emoji that is mojibake holds letters, and is still an emoji.
pub fn normalise(text: &str) -> String {
    let repaired = charset::repair(text);
    let mut text = repaired.trim();
    if let Some((open, _)) = time_box(text) {
        text = &text[..open];
    }
    let mut normal = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            normal.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            normal.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') && !normal.ends_with(' ') && !normal.is_empty() {
            normal.push(' ');
        }
    }
    normal.truncate(normal.trim_end().len());
    match normal.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => normal,
    }
}

/// Where a heading's trailing `(… min)` opens, and what stands in its brackets.
pub fn time_box(text: &str) -> Option<(usize, &str)> {
    let open = text.rfind('(')?;
    let inner = text[open + 1..]
        .trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')')
        .strip_suffix(')')?;
    let unit = inner.split_whitespace().next_back()?.to_lowercase();
    let is_time = matches!(unit.as_str(), "min" | "mins" | "minutes" | "minute");
    is_time.then_some((open, inner.trim()))
}

/// How many signs a line begins with, if a heading's words follow them directly. One alone may be
/// a number's or a tag's: `#12`, `#retry`.
fn signs(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches('#');
    let signs = line.len() - rest.len();
    let words = |c: char| c.is_alphanumeric() || matches!(c, '`' | '*' | '_' | '"' | '[');
    ((2..=6).contains(&signs) && rest.starts_with(words)).then_some(signs)
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn headings_match_whatever_their_dress() {
        for (text, normal) in [
            ("The Essential Question", "essential question"),
            ("Use CDC When ✅", "use cdc when"),
            ("❌ DON'T Use When", "dont use when"),
            ("‚ùå DON'T Use When", "dont use when"),
            ("‚úÖ Use When", "use when"),
            ("Use CDC When âœ…", "use cdc when"),
            ("√âtude", "étude"),
            ("DON’T Use When", "dont use when"),
            ("Level 2: Foundation (10 minutes)", "level 2 foundation"),
            ("Monitoring & Observability", "monitoring observability"),
            (
                "When to Use / When NOT to Use",
                "when to use when not to use",
            ),
            ("Theory", "theory"),
            ("", ""),
            ("(min)", ""),
        ] {
            assert_eq!(normalise(text), normal, "{text}");
        }
    }
}
