//! The Essential Question section.

use crate::page::{Heading, Kind, Page};
use crate::template::Rows;
use crate::template::sections::ESSENTIAL_QUESTION;
use crate::text::html;
use std::ops::Range;

/// The first Essential Question section that has bold text, else the first at all.
#[derive(Debug)]
pub struct Question<'p> {
    /// Its heading.
    pub heading: &'p Heading,
    /// Its bold text, as indices into [`Page::nodes`].
    pub bold: Vec<usize>,
    /// Whether there is bold text, also as HTML.
    pub has_bold: bool,
}

impl<'p> Question<'p> {
    /// Finds it.
    pub fn of(page: &'p Page<'_>, rows: &Rows) -> Option<Question<'p>> {
        let mut sections = page
            .headings
            .iter()
            .filter(|heading| rows.opens(&ESSENTIAL_QUESTION, &heading.normal))
            .map(|heading| Question::in_section(page, heading));
        let first = sections.next()?;
        if first.has_bold {
            return Some(first);
        }
        Some(sections.find(|other| other.has_bold).unwrap_or(first))
    }

    fn in_section(page: &Page<'_>, heading: &'p Heading) -> Question<'p> {
        let mut bold = Vec::new();
        let mut html = false;
        for (index, node) in page.within(page.section_body(heading)) {
            match node.kind {
                Kind::Strong if page.text_of(node).contains(char::is_alphanumeric) => {
                    bold.push(index);
                }
                Kind::Html | Kind::InlineHtml => {
                    html |= has_bold_tag(page.html_items(node));
                }
                _ => {}
            }
        }
        Question {
            heading,
            has_bold: html || !bold.is_empty(),
            bold,
        }
    }

    /// The question as the author wrote it, without markup, and its bytes: the
    /// first bold text, or what follows it where it is a lead such as `**Question:**`.
    pub fn text(&self, page: &Page<'_>) -> Option<(String, Range<usize>)> {
        let is_lead = |index: &usize| page.text_of(&page.nodes[*index]).trim_end().ends_with(':');
        if let Some(index) = self.bold.iter().copied().find(|index| !is_lead(index)) {
            let node = &page.nodes[index];
            return Some((as_written(page, index + 1..node.end), node.span.range()));
        }
        let lead = &page.nodes[*self.bold.first()?];
        let paragraph = &page.nodes[lead.parent?];
        let text = as_written(page, lead.end..paragraph.end);
        let span = lead.span.end..paragraph.span.end.max(lead.span.end);
        (!text.is_empty()).then_some((text, span))
    }
}

/// A question without what may differ: case, white space, closing punctuation,
/// the shape of quotes and dashes, markup.
pub fn folded(question: &str) -> String {
    let mut folded = String::with_capacity(question.len());
    for c in question.to_lowercase().chars() {
        match c {
            '*' | '`' => {}
            '‘' | '’' => folded.push('\''),
            '“' | '”' => folded.push('"'),
            '–' | '—' => folded.push('-'),
            '…' => folded.push_str("..."),
            _ => folded.push(c),
        }
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    let open = |c: char| matches!(c, '"' | '\'');
    let close = |c: char| open(c) || matches!(c, '?' | '!' | '.' | ':' | ';' | ',' | ' ' | '？');
    words
        .join(" ")
        .trim_start_matches(open)
        .trim_end_matches(close)
        .to_owned()
}

fn has_bold_tag(mut items: html::Tokenizer<'_>) -> bool {
    items.any(|item| match item {
        html::Item::Open { name, .. } => {
            name.eq_ignore_ascii_case("strong") || name.eq_ignore_ascii_case("b")
        }
        _ => false,
    })
}

/// The words of some nodes, with the quotes and dashes of the source where the
/// parser was told to make them typographic.
fn as_written(page: &Page<'_>, nodes: Range<usize>) -> String {
    let mut text = String::new();
    for node in page.nodes.get(nodes).unwrap_or_default() {
        match node.kind {
            Kind::Text => {
                let source = &page[node.span];
                // An entity is meant as the character it stands for.
                let entity = source.starts_with('&') || source.contains('\n');
                text.push_str(if entity { page.text_of(node) } else { source });
            }
            Kind::InlineCode | Kind::Break => text.push_str(page.text_of(node)),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Question;
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use crate::schema::seed::Seed;
    use mdbook_markdown::MarkdownOptions;

    fn question(body: &str) -> Option<String> {
        let text = format!("## Essential Question\n\n{body}\n\n## More\n\n**More**\n");
        let page = Page::parse(&text, &Kinds::default(), &MarkdownOptions::default());
        Question::of(&page, &Seed::embedded().rows)?
            .text(&page)
            .map(|(text, _)| text)
    }

    #[test]
    fn questions_as_they_are_written() {
        for (body, expected) in [
            (
                "**Why don't we\nuse `x` -- & *y*?**",
                Some("Why don't we use x -- & y?"),
            ),
            ("**Question:** Why?", Some("Why?")),
            ("**Question:** **Why?** So.", Some("Why?")),
            ("Q &amp; A: **A &amp; B?**", Some("A & B?")),
            ("Why?", None),
            ("`**Why?**`", None),
            ("!!! question\n    **Why?**", Some("Why?")),
        ] {
            assert_eq!(question(body).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn the_section_with_bold_text_is_preferred() {
        let text = "## Essential Question\n\n## Essential Question\n\n<b>Why?</b>\n";
        let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
        let question = Question::of(&page, &Seed::embedded().rows).unwrap();
        assert!(question.has_bold && question.heading.span.start > 0);
        assert_eq!(question.text(&page), None);
    }
}
