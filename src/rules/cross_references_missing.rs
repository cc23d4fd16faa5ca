use crate::diagnostic::LintLevel;
use crate::library::{Relation, relation_of};
use crate::page::{Kind, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::Field;
use crate::template::fields::{MODERN_ALTERNATIVES, RELATED_LAWS, RELATED_PILLARS};
use crate::text::link::is_external;

pub static RULE: Rule = Rule {
    name: "cross-references-missing",
    summary: "no reference to a law, to a pillar or to another pattern page of this book",
    level: LintLevel::Deny,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("cross_references_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    // What a broken frontmatter relates to is not known.
    if !page.frontmatter.problems.is_empty() {
        return;
    }
    let mut found = References {
        law: relates(cx, &RELATED_LAWS),
        pillar: relates(cx, &RELATED_PILLARS),
        pattern: names_alternative(cx),
    };
    // What the book's own template has no field for, nobody asks for.
    let rows = cx.pattern.rows;
    found.law |= rows.field(RELATED_LAWS.name).is_none();
    found.pillar |= rows.field(RELATED_PILLARS.name).is_none();
    for node in &page.nodes {
        if let Kind::Link { dest } = &node.kind {
            found.link(dest, cx);
        }
    }
    if !found.all() {
        for (dest, _) in page.html_links() {
            found.link(dest, cx);
        }
    }
    let lacking: Vec<&str> = [
        (found.law, "no law"),
        (found.pillar, "no pillar"),
        (found.pattern, "no other pattern page"),
    ]
    .into_iter()
    .filter_map(|(there, name)| (!there).then_some(name))
    .collect();
    if lacking.is_empty() {
        return;
    }
    let message = format!("the page refers to {}", or_list(&lacking));
    let diagnostic = cx.report(page.top(), message);
    diagnostic.parts(&lacking);
    for (there, field, what) in [
        (found.law, &RELATED_LAWS, "law"),
        (found.pillar, &RELATED_PILLARS, "pillar"),
    ] {
        if !there {
            diagnostic.help(format!("name a {what} in `{}`, or link to one", field.name));
        }
    }
    if !found.pattern {
        diagnostic.help(
            "link to a pattern page of this book, or name its title in `modern_alternatives`",
        );
    }
}

struct References {
    law: bool,
    pillar: bool,
    pattern: bool,
}

impl References {
    fn all(&self) -> bool {
        self.law && self.pillar && self.pattern
    }

    /// A law or a pillar counts by where the link leads, also to another book.
    fn link(&mut self, dest: &str, cx: &Context<'_>) {
        if self.all() {
            return;
        }
        match relation(dest, &cx.config.vocabulary.laws) {
            Some(Relation::Law) => self.law = true,
            Some(Relation::Pillar) => self.pillar = true,
            None if self.pattern => {}
            None => {
                let target = cx.library.resolve(cx.path, dest);
                self.pattern |=
                    target.is_some_and(|page| page.is_pattern && page.source_path != cx.path);
            }
        }
    }
}

/// The law or pillar that a link leads to, if it does; `laws` are the book's.
pub(super) fn relation(dest: &str, laws: &[String]) -> Option<Relation> {
    if is_external(dest) {
        // Of a page elsewhere only its folders say what it is: `/wiki/conways-law` is none of ours.
        let path = dest.split_once("//").map_or("", |(_, rest)| rest);
        let folders = path.split_once('/').map_or("", |(_, path)| path);
        return relation_of(folders.rsplit_once('/')?.0);
    }
    relation_of(dest).or_else(|| {
        let path = dest.split(['#', '?']).next().unwrap_or("");
        let named = path
            .trim_end_matches('/')
            .trim_end_matches("/index.md")
            .rsplit('/')
            .next()
            .unwrap_or("");
        let id = named.split('.').next().unwrap_or("");
        let is_law = laws.iter().any(|law| law == id);
        is_law.then_some(Relation::Law)
    })
}

/// Whether a field of ids names any.
fn relates(cx: &Context<'_>, field: &Field) -> bool {
    cx.pattern
        .fields
        .ids(field)
        .iter()
        .any(|id| id.text(&[]).is_some_and(|id| !id.is_empty()))
}

fn names_alternative(cx: &Context<'_>) -> bool {
    cx.pattern
        .fields
        .lines(&MODERN_ALTERNATIVES)
        .iter()
        .flat_map(|line| line.split([',', ';']))
        .any(|entry| cx.library.named_pattern(entry, cx.path).is_some())
}

fn or_list(names: &[&str]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    }
}
