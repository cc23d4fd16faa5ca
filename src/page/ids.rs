//! The ids that a rendered page has: what `#…` in a link can lead to.
//!
//! mdBook makes ids for headings and for the terms of definition lists, in one
//! numbering, and for footnotes; HTML brings its own. This repeats what
//! mdbook-html 0.5.4 does in `html/tree.rs` (`add_header_links`,
//! `footnote_reference`) and `utils.rs` (`id_from_content`, `unique_id`).

use crate::page::slugs::Slugs;
use crate::text::html::{self, State, Tokenizer};
use crate::text::maps::HashMap;
use mdbook_markdown::pulldown_cmark::{Tag, TagEnd};
use std::collections::BTreeSet;
use std::collections::hash_map::Entry;

/// Gathers ids from a page's events.
#[derive(Debug, Default)]
pub struct Ids {
    /// The ids that mdBook did not make of a text.
    found: Vec<String>,
    anchors: Vec<(usize, String)>,
    /// The ids that mdBook made, each with the number to try next where it is wanted again.
    made: HashMap<String, u32>,
    /// Each footnote's number and how often it was referred to.
    references: HashMap<String, (usize, u32)>,
    footnotes: Vec<String>,
    /// The open heading or term.
    open: Option<Named>,
    /// How many images are open: their text is no text of the heading.
    images: usize,
    slugs: Slugs,
}

#[derive(Debug)]
struct Named {
    id: Option<String>,
    is_heading: bool,
    text: String,
    start: usize,
}

impl Ids {
    /// Takes what begins at the byte `at` of the unfolded text.
    pub fn start(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Heading { id, attrs, .. } => {
                let attribute = || attrs.iter().find(|(name, _)| name.as_ref() == "id");
                let id = id.as_deref().or_else(|| attribute()?.1.as_deref());
                self.open(id.map(str::to_owned), true, at);
            }
            Tag::DefinitionListTitle => self.open(None, false, at),
            Tag::Image { .. } => self.images += 1,
            Tag::FootnoteDefinition(name) => self.footnotes.push(name.to_string()),
            _ => {}
        }
    }

    /// Takes what ends.
    pub fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::DefinitionListTitle => self.close(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    /// Takes text as readers see it.
    pub fn text(&mut self, text: &str) {
        if let (Some(named), 0) = (&mut self.open, self.images) {
            named.text.push_str(text);
        }
    }

    /// The ids of headings and terms, each with the byte where that starts.
    pub fn anchors(&mut self) -> Vec<(usize, String)> {
        std::mem::take(&mut self.anchors)
    }

    /// An id that is written where an attribute list asks for it.
    pub fn given(&mut self, id: &str) {
        self.found.push(id.to_owned());
    }

    /// All ids, and the ids that MkDocs makes of headings and footnotes instead, with those.
    pub fn finish(mut self) -> (BTreeSet<String>, Slugs) {
        let referred = |name: &String| self.references.contains_key(name);
        let footnotes = self.footnotes.iter().filter(|name| referred(name));
        self.found
            .extend(footnotes.map(|name| format!("footnote-{name}")));
        let ids = self.found.into_iter().chain(self.made.into_keys());
        let ids: BTreeSet<String> = ids.collect();
        let mut slugs = self.slugs;
        for name in self.footnotes.iter().filter(|name| referred(name)) {
            slugs.footnote(format!("fn:{name}"), format!("footnote-{name}"));
        }
        for (name, (_, count)) in &self.references {
            for number in 1..=*count {
                let again = if number == 1 {
                    String::new()
                } else {
                    number.to_string()
                };
                slugs.footnote(
                    format!("fnref{again}:{name}"),
                    format!("fr-{name}-{number}"),
                );
            }
        }
        (ids, slugs)
    }

    fn open(&mut self, id: Option<String>, is_heading: bool, start: usize) {
        self.open = Some(Named {
            id,
            is_heading,
            text: String::new(),
            start,
        });
    }

    /// An id that the author gave may repeat another; those made are unique among themselves only.
    fn close(&mut self) {
        let Some(named) = self.open.take() else {
            return;
        };
        let id = if let Some(id) = named.id {
            self.slugs.given(&id);
            self.found.push(id.clone());
            id
        } else {
            let id = self.unique(from_content(&named.text));
            if named.is_heading {
                self.slugs.heading(&named.text, &id);
            }
            id
        };
        self.anchors.push((named.start, id));
    }

    /// Takes a reference to a footnote; behind another one a space is put.
    pub fn reference(&mut self, name: &str, after_reference: bool) {
        let next = self.references.len() + 1;
        let (number, count) = self.references.entry(name.to_owned()).or_insert((next, 0));
        *count += 1;
        let shown = format!("{}{number}", if after_reference { " " } else { "" });
        self.found.push(format!("fr-{name}-{count}"));
        self.text(&shown);
    }

    /// Takes a piece of HTML that begins in `state`.
    pub fn html(&mut self, html: &str, state: State) {
        for (name, attributes) in html::elements(Tokenizer::new(html, state)) {
            // Browsers also go to `<a name="…">`.
            let ids = attributes.iter().filter(|attribute| {
                attribute.name.eq_ignore_ascii_case("id")
                    || name.eq_ignore_ascii_case("a") && attribute.name.eq_ignore_ascii_case("name")
            });
            self.found
                .extend(ids.map(|id| id.value.replace("&amp;", "&")));
        }
    }

    fn unique(&mut self, id: String) -> String {
        let known = match self.made.entry(id) {
            Entry::Occupied(known) => known,
            Entry::Vacant(new) => {
                let id = new.key().clone();
                new.insert(1);
                return id;
            }
        };
        let (id, mut number) = (known.key().clone(), *known.get());
        let mut unique = format!("{id}-{number}");
        while self.made.contains_key(&unique) {
            number += 1;
            unique = format!("{id}-{number}");
        }
        self.made.insert(id, number + 1);
        self.made.insert(unique.clone(), 1);
        unique
    }
}

fn from_content(text: &str) -> String {
    let keep = |c: char| match c {
        c if c.is_alphanumeric() || matches!(c, '_' | '-') => Some(c),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    };
    let text = text.trim();
    let mut id = String::with_capacity(text.len());
    // No letter outside ASCII comes of one inside.
    if text.is_ascii() {
        let lowercase = text.bytes().map(|b| char::from(b.to_ascii_lowercase()));
        id.extend(lowercase.filter_map(keep));
    } else {
        id.extend(text.to_lowercase().chars().filter_map(keep));
    }
    id
}

#[cfg(test)]
mod tests {
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use mdbook_markdown::MarkdownOptions;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
        let expected = expected.iter().map(|id| (*id).to_owned()).collect();
        assert_eq!(page.ids, expected, "{text}");
    }

    // The expectations are what mdbook 0.5.4 renders.
    #[test]
    fn headings() {
        check("# `--passes`: add more\n", &["--passes-add-more"]);
        check(
            "# Method-call 🐙 expressions 👼\n",
            &["method-call--expressions-"],
        );
        check(
            "# Monitoring & Observability\n",
            &["monitoring--observability"],
        );
        check(
            "# _-_12345\n\n# Über\n\n# 中文標題 CJK\n",
            &["_-_12345", "über", "中文標題-cjk"],
        );
        check(
            "# ✅ Use When\n\n# ❌ DON'T Use\n",
            &["-use-when", "-dont-use"],
        );
        check("# a -- b... *c* [d](e.md) ![f](g.png)\n", &["a--b-c-d"]);
        check(
            "Two\nlines\n===\n\nHard  \nbreak\n---\n",
            &["two-lines", "hardbreak"],
        );
        check("# 🏆\n\n# 🏆\n", &["", "-1"]);
    }

    #[test]
    fn ids_are_unique_among_those_made() {
        check(
            "# A\n\n# A\n\n# A-1\n\n# A\n",
            &["a", "a-1", "a-1-1", "a-2"],
        );
        check("# B {#a}\n\n# A\n\n# C {#a}\n", &["a", "a", "a"]);
        check("# B {id=x}\n\n# B {.c}\n", &["x", "b"]);
        check("<h2>A</h2>\n\n# A\n", &["a"]);
    }

    #[test]
    fn terms_and_footnotes() {
        check(
            "A term\n: what it is\n\n# A term\n",
            &["a-term", "a-term-1"],
        );
        check(
            "# One[^x][^y]\n\nTwo[^x]\n\n[^x]: X\n[^y]: Y\n[^z]: Z\n",
            &[
                "fr-x-1",
                "fr-y-1",
                "one1-2",
                "fr-x-2",
                "footnote-x",
                "footnote-y",
            ],
        );
    }

    #[test]
    fn html_and_blocks() {
        check(
            "<div id=\"box\"><a name='old'></a></div>\n\nText <b ID=in>x</b>\n",
            &["box", "old", "in"],
        );
        check(
            "<!-- <p id=x> -->\n\n<script>'<p id=x>'</script>\n\n```html\n<p id=x>\n```\n",
            &[],
        );
        check(
            "!!! note\n    ## Inside\n\n    <p id=\"p\">x</p>\n\n> ## Quoted\n",
            &["inside", "p", "quoted"],
        );
        check(
            "## :material-flask:{ .lg } Test\n\n## :octicons-x-16: Test\n",
            &["test", "test-1"],
        );
    }

    #[test]
    fn template_instructions_have_none() {
        check(
            "# A\n\n<!-- TEMPLATE INSTRUCTIONS -->\n\n# A\n\n<p id=x>\n\n<!-- END TEMPLATE INSTRUCTIONS -->\n\n# A\n",
            &["a", "a-1"],
        );
    }

    #[test]
    fn a_thousand_of_a_kind() {
        let page = "# A\n\n".repeat(20_000);
        let page = Page::parse(&page, &Kinds::default(), &MarkdownOptions::default());
        assert!(page.ids.len() == 20_000 && page.ids.contains("a-19999"));
    }
}
