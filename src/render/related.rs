//! What stands at the end of a pattern page: what it works with, what else would do, what names it.

use crate::catalogue::Catalogue;
use crate::catalogue::relations::Related;
use crate::config::Config;
use crate::library::Library;
use crate::render::Target;
use crate::text::link::relative_link;
use crate::text::markdown::InlineEvents;
use crate::text::{escape, markdown};
use crate::words::Word;
use mdbook_markdown::pulldown_cmark::Event;
use std::fmt::Write as _;

/// The classes that the list has: it comes behind all else, where the page's rules are written already.
pub const CLASSES: [&str; 5] = [
    "patterns-caption",
    "patterns-card",
    "patterns-facts",
    "patterns-key",
    "patterns-wide",
];

/// The list, set off from what is before it; empty for a page that is related to none.
pub fn render(
    library: &Library,
    catalogue: &Catalogue,
    config: &Config,
    target: Target,
    position: usize,
) -> String {
    let related = catalogue.relations.related(position, &catalogue.said);
    if related.is_empty() {
        return String::new();
    }
    let list = List {
        library,
        config,
        from: &library.pages()[position].path,
    };
    match target {
        Target::Html { .. } => list.html(&related),
        Target::Markdown => list.markdown(&related),
    }
}

struct List<'a> {
    library: &'a Library,
    config: &'a Config,
    from: &'a str,
}

impl List<'_> {
    fn title(&self, page: usize) -> &str {
        self.library.pages()[page].label()
    }

    fn link(&self, page: usize, anchor: &str) -> String {
        let mut link = relative_link(self.from, &self.library.pages()[page].path);
        if !anchor.is_empty() {
            let _ = write!(link, "#{anchor}");
        }
        link
    }

    fn html(&self, related: &Related) -> String {
        let words = &self.config.words;
        let anchor = |text: &str, dest: &str| {
            format!(
                "<a href=\"{}\">{}</a>",
                escape::html(dest),
                escape::html(text)
            )
        };
        let title = escape::html(words.get(Word::Related));
        let mut out = format!(
            "\n\n<nav class=\"patterns-card patterns-related\" aria-label=\"{title}\">\n<p class=\"patterns-caption\">{title}</p>\n<ul class=\"patterns-facts\">\n"
        );
        let mut row = |label: Word, items: Vec<String>| {
            let _ = writeln!(
                out,
                "<li class=\"patterns-wide\"><span class=\"patterns-key\">{}</span> <span>{}</span></li>",
                escape::html(words.get(label)),
                items.join(", ")
            );
        };
        for (bond, pages) in &related.groups {
            let items = pages.iter();
            let items = items.map(|page| anchor(self.title(*page), &self.link(*page, "")));
            row(bond.label(), items.collect());
        }
        if !related.named_by.is_empty() {
            let items = related.named_by.iter().map(|(page, naming)| {
                let page_link = anchor(self.title(*page), &self.link(*page, ""));
                if naming.section.is_empty() || naming.anchor.is_empty() {
                    let bond = escape::html(words.get(naming.bond.label()));
                    return format!("{page_link} ({bond})");
                }
                let section = anchor(&naming.section, &self.link(*page, &naming.anchor));
                format!("{page_link} ({section})")
            });
            row(Word::NamedBy, items.collect());
        }
        out.push_str("</ul>\n</nav>\n");
        out
    }

    fn markdown(&self, related: &Related) -> String {
        let words = &self.config.words;
        let comma = || {
            escape::markdown(",")
                .into_iter()
                .chain([Event::Text(" ".into())])
        };
        let joined = |items: Vec<InlineEvents>| {
            let mut out: InlineEvents = Vec::new();
            for (index, item) in items.into_iter().enumerate() {
                if index > 0 {
                    out.extend(comma());
                }
                out.extend(item);
            }
            out
        };
        let mut rows = Vec::new();
        for (bond, pages) in &related.groups {
            let items = pages.iter();
            let items = items.map(|page| markdown::link(self.title(*page), &self.link(*page, "")));
            rows.push(vec![
                escape::markdown(words.get(bond.label())),
                joined(items.collect()),
            ]);
        }
        if !related.named_by.is_empty() {
            let items = related
                .named_by
                .iter()
                .map(|(page, _)| markdown::link(self.title(*page), &self.link(*page, "")));
            rows.push(vec![
                escape::markdown(words.get(Word::NamedBy)),
                joined(items.collect()),
            ]);
        }
        let table = markdown::Table {
            caption: String::new(),
            header: vec![words.get(Word::Related).to_owned(), String::new()],
            rows,
        };
        format!("\n\n{}\n", markdown::write(&table.events()))
    }
}
