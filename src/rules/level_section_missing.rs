use crate::diagnostic::LintLevel;
use crate::page::{Heading, Page};
use crate::rules::own;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::SectionRow;
use crate::text::suggest::or_list;

pub static RULE: Rule = Rule {
    name: "level-section-missing",
    summary: "a level lacks parts that the template gives it",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_section_missing.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let (levels, rows) = (&cx.pattern.levels, cx.pattern.rows);
    for spec in &rows.levels {
        let Some(first) = levels.first(spec.number) else {
            continue;
        };
        // An empty level is reported as such.
        if levels
            .numbered(spec.number)
            .all(|heading| cx.pattern.is_empty(heading))
        {
            continue;
        }
        // Both are in order: a heading is inside where any level that begins before it ends behind it.
        let mut spans = levels.spans(spec.number).peekable();
        let mut end = 0;
        let (inside, outside): (Vec<&Heading>, Vec<&Heading>) =
            page.headings.iter().partition(|heading| {
                let at = heading.span.start;
                while let Some(span) = spans.next_if(|span| span.start <= at) {
                    end = end.max(span.end);
                }
                at < end
            });
        let missing: Vec<&SectionRow> = spec
            .parts
            .iter()
            .filter(|part| !inside.iter().any(|heading| is_part(heading, part)))
            .collect();
        if missing.is_empty() {
            continue;
        }
        let names: Vec<&str> = missing.iter().map(|part| part.title.as_str()).collect();
        let edition = cx.edition();
        let diagnostic = cx.report(
            page.first_line(first.span),
            format!("level {} has no {}", spec.number, or_list(&names)),
        );
        diagnostic.parts(&names);
        own::asked_for_sections(diagnostic, edition, &names);
        for part in missing {
            let telling = telling(part);
            let meant = |heading: &&&Heading| {
                is_near(heading, &telling) && !rows.opens_any(&heading.normal)
            };
            if let Some(heading) = outside.iter().find(|heading| is_part(heading, part)) {
                diagnostic.also(
                    page.first_line(heading.span),
                    format!("this belongs into level {}", spec.number),
                );
            } else if let Some(heading) = inside.iter().find(meant) {
                diagnostic.also(
                    page.first_line(heading.span),
                    format!("if this is it, call it `{}`", part.title),
                );
            }
        }
    }
}

/// Whether a heading is the part, or begins with its words: `Common Pitfalls and
/// How to Avoid Them` is Common Pitfalls.
fn is_part(heading: &Heading, part: &SectionRow) -> bool {
    // Most begin with another letter; before that, an `and` says nothing.
    let letter = |normal: &str| normal.bytes().next().filter(|byte| *byte != b'a');
    let letters = letter(&heading.normal).zip(letter(&part.normal));
    let may_be = letters.is_none_or(|(one, other)| one == other);
    let mut words = significant(&heading.normal);
    may_be && significant(&part.normal).all(|word| words.next() == Some(word))
        || part.aka.contains(&heading.normal)
}

/// The words that tell a part from others.
fn telling(part: &SectionRow) -> Vec<&[u8]> {
    let tells = |word: &&[u8]| !matches!(*word, b"the" | b"it" | b"in" | b"how" | b"of" | b"one");
    significant(&part.normal).filter(tells).map(bare).collect()
}

/// Whether a heading may be meant for a part: it has at least half of its telling words.
fn is_near(heading: &Heading, telling: &[&[u8]]) -> bool {
    let has = |word: &&&[u8]| words(&heading.normal).any(|other| bare(other) == **word);
    let shared = telling.iter().filter(has).count();
    shared > 0 && shared * 2 >= telling.len()
}

/// A word without an `s` at its end: with and without it, two are the same.
fn bare(mut word: &[u8]) -> &[u8] {
    while let [rest @ .., b's'] = word {
        word = rest;
    }
    word
}

fn significant(normal: &str) -> impl Iterator<Item = &[u8]> {
    words(normal).filter(|word| *word != b"and")
}

/// The words of a heading in normal form. They are short: bytes are split faster than characters.
fn words(normal: &str) -> impl Iterator<Item = &[u8]> {
    normal.as_bytes().split(|byte| *byte == b' ')
}
