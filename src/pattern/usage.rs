//! Where a page says when to use its pattern, and when not to.

use crate::page::{Heading, Kind, Page};
use crate::template::sections::VERSUS;
use crate::template::usage::{ALSO_NOT, ALSO_WHEN, BARE_NOT, THE_PATTERN, WHEN, WHEN_NOT};
use crate::text::maps::HashMap;
use crate::text::span::{Span, Text};

/// The When to Use part and the When NOT to Use part, as indices into [`Page::headings`].
///
/// The template puts `### ✅ Use When` and `### ❌ DON'T Use When` under one
/// combined heading; real pages also write `### When NOT to Use`, `### Use CQRS
/// When`, or give each part a section of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// The heading `When to Use / When NOT to Use`, the parent of both parts.
    pub combined: Option<usize>,
    /// When to use it. Where no heading says only this, it is the combined one.
    pub when: Option<usize>,
    /// When not to use it; never the combined heading.
    pub when_not: Option<usize>,
}

/// What a heading says about use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Combined,
    When { named: bool },
    WhenNot { named: bool },
}

impl Usage {
    /// Finds the parts: below a combined heading first, then anywhere, where
    /// headings that name nothing come before `When to Use X`, for X may be
    /// something else than the pattern.
    pub fn of(page: &Page<'_>) -> Usage {
        let forms: Vec<(usize, Form)> = page
            .headings
            .iter()
            .enumerate()
            .filter_map(|(index, heading)| Some((index, form(&heading.normal)?)))
            .collect();
        let mut by_form: HashMap<Form, Vec<usize>> = HashMap::default();
        for (index, form) in &forms {
            by_form.entry(*form).or_default().push(*index);
        }
        let first = |wanted: &[Form], span: Span<Text>| {
            wanted.iter().find_map(|form| {
                let starts = |index: usize| page.headings[index].span.start;
                let own = by_form.get(form)?;
                let behind = own.partition_point(|index| starts(*index) < span.start);
                let index = *own.get(behind)?;
                span.contains(starts(index)).then_some(index)
            })
        };
        let whole = 0..page.text.len();
        let when = [Form::When { named: false }, Form::When { named: true }];
        let when_not = [
            Form::WhenNot { named: false },
            Form::WhenNot { named: true },
        ];

        let all_combined = forms.iter().filter(|(_, form)| *form == Form::Combined);
        let mut all_combined = all_combined.map(|(index, _)| *index);
        let below = |index: usize| page.section_body(&page.headings[index]);
        let combined = all_combined
            .clone()
            .find(|index| first(&when_not, below(*index)).is_some())
            .or_else(|| all_combined.next());

        let mut usage = Usage {
            combined,
            when: combined.and_then(|index| first(&when, below(index))),
            when_not: combined
                .and_then(|index| first(&when_not, below(index)))
                .or_else(|| first(&when_not, Span::new(whole.clone()))),
        };
        if usage.when.is_none() {
            usage.when = combined
                .filter(|index| !usage.tables(page, *index).is_empty())
                .or_else(|| first(&when, Span::new(whole)))
                .or(combined);
        }
        usage
    }

    /// The tables of a part, as indices into [`Page::nodes`]; those of the other
    /// part are left out where it stands inside this one.
    pub fn tables(&self, page: &Page<'_>, part: usize) -> Vec<usize> {
        let Some(heading) = page.headings.get(part) else {
            return Vec::new();
        };
        let body = page.section_body(heading);
        let other = if self.when_not == Some(part) {
            self.when.filter(|when| self.combined != Some(*when))
        } else {
            self.when_not
        };
        let hole = other
            .and_then(|index| page.headings.get(index))
            .map(|heading| page.section_span(heading))
            .filter(|hole| body.contains(hole.start));
        page.within(body)
            .filter(|(_, node)| node.kind == Kind::Table)
            .filter(|(_, node)| {
                hole.as_ref()
                    .is_none_or(|hole| !hole.contains(node.span.start))
            })
            .map(|(index, _)| index)
            .collect()
    }

    /// The rows of a table, as indices into [`Page::nodes`], that say anything:
    /// the header row and rows of dashes, dots or nothing do not.
    pub fn filled_rows(page: &Page<'_>, table: usize) -> Vec<usize> {
        let says_something = |row: usize| {
            let text = page.text_of(&page.nodes[row]);
            let image =
                |(_, node): (usize, &crate::page::Node)| matches!(node.kind, Kind::Image { .. });
            text.contains(char::is_alphanumeric) || page.inside(row).any(image)
        };
        page.children(table)
            .filter(|(index, node)| node.kind == Kind::TableRow && says_something(*index))
            .map(|(index, _)| index)
            .collect()
    }

    /// The heading of When to Use, combined or not, that comes first.
    pub fn start<'p>(&self, page: &'p Page<'_>) -> Option<&'p Heading> {
        let first = self.combined.into_iter().chain(self.when).min()?;
        page.headings.get(first)
    }
}

fn form(normal: &str) -> Option<Form> {
    if BARE_NOT.contains(&normal) {
        return Some(Form::WhenNot { named: false });
    }
    let middle = |(prefix, suffix): &(&str, &str)| between(normal, prefix, suffix);
    if let Some(name) = WHEN_NOT.iter().find_map(middle) {
        let both = name == "use" || ALSO_WHEN.iter().any(|words| name.contains(words));
        return Some(if both {
            Form::Combined
        } else {
            Form::WhenNot {
                named: is_name(name),
            }
        });
    }
    let name = WHEN.iter().find_map(middle)?;
    let words: Vec<&str> = name.split(' ').collect();
    if words.contains(&"avoid")
        || words.last() == Some(&"not")
        || name == "dont"
        || ALSO_NOT.iter().any(|words| name.contains(words))
    {
        return Some(Form::Combined);
    }
    // A comparison of several things is not about the pattern alone.
    if VERSUS.iter().any(|word| words.contains(word)) || matches!(words[0], "each" | "which") {
        return None;
    }
    Some(Form::When {
        named: is_name(name),
    })
}

/// What stands between two groups of words, where there is nothing else.
fn between<'n>(normal: &'n str, prefix: &str, suffix: &str) -> Option<&'n str> {
    let rest = normal.strip_prefix(prefix)?;
    let rest = rest.strip_suffix(suffix)?;
    let starts = rest.is_empty() || rest.starts_with(' ');
    let ends = suffix.is_empty() || rest.ends_with(' ');
    (starts && ends).then(|| rest.trim())
}

fn is_name(middle: &str) -> bool {
    !THE_PATTERN.contains(&middle)
}

#[cfg(test)]
mod tests {
    use super::Form;
    use super::Usage;
    use super::form;
    use crate::material::kinds::Kinds;
    use crate::page::Page;
    use mdbook_markdown::MarkdownOptions;

    const NOT: Option<Form> = Some(Form::WhenNot { named: false });
    const NOT_X: Option<Form> = Some(Form::WhenNot { named: true });
    const WHEN: Option<Form> = Some(Form::When { named: false });
    const WHEN_X: Option<Form> = Some(Form::When { named: true });
    const BOTH: Option<Form> = Some(Form::Combined);

    #[test]
    fn forms_of_headings() {
        for (heading, expected) in [
            ("✅ Use When", WHEN),
            ("When to Use", WHEN),
            ("When to Use This Pattern", WHEN),
            ("Use CQRS When ✅", WHEN_X),
            ("When to Use BFF", WHEN_X),
            ("❌ DON'T Use When", NOT),
            ("DON’T use when:", NOT),
            ("When NOT to Use", NOT),
            ("Do Not Use", NOT),
            ("Avoid When:", NOT),
            ("Don't Use Saga When", NOT_X),
            ("When Not to Use a Saga", NOT_X),
            ("When to Use / When NOT to Use", BOTH),
            ("When NOT to Use / When to Use", BOTH),
            ("When to Use (and When Not)", BOTH),
            ("⚖️ When to Use vs Avoid", BOTH),
            ("Use When / Don't Use When", BOTH),
            ("When to Use Raft vs Paxos", None),
            ("When to Use Which", None),
            ("Database Categories and Use Cases", None),
            ("When to Migrate", None),
            ("Useful When Small", None),
            ("Use", None),
            ("Whenever", None),
            ("", None),
        ] {
            let normal = crate::page::outline::normalise(heading);
            assert_eq!(form(&normal), expected, "{heading}");
        }
    }

    fn plain() -> MarkdownOptions {
        let mut options = MarkdownOptions::default();
        options.smart_punctuation = false;
        options
    }

    /// `names` are the texts of the three headings, `counts` how many tables the two parts have.
    fn assert_found(text: &str, names: [&str; 3], counts: [usize; 2]) {
        let page = Page::parse(text, &Kinds::default(), &plain());
        let usage = Usage::of(&page);
        let name =
            |index: Option<usize>| index.map_or(String::new(), |i| page.headings[i].text.clone());
        let tables =
            |index: Option<usize>| index.map_or(0, |index| usage.tables(&page, index).len());
        assert_eq!(
            [name(usage.combined), name(usage.when), name(usage.when_not)],
            names,
            "{text}"
        );
        assert_eq!(
            [tables(usage.when), tables(usage.when_not)],
            counts,
            "{text}"
        );
    }

    const TABLE: &str = "\n\n| a | b |\n|---|---|\n| c | d |\n\n";

    #[test]
    fn parts_below_a_combined_heading() {
        let text = format!(
            "## When to Use\n\n## When to Use / When NOT to Use\n\n### Use When{TABLE}### DON'T Use When{TABLE}{TABLE}## More{TABLE}"
        );
        let names = [
            "When to Use / When NOT to Use",
            "Use When",
            "DON'T Use When",
        ];
        assert_found(&text, names, [1, 2]);
    }

    #[test]
    fn parts_of_their_own_and_nested_in_each_other() {
        let text = format!("## When to Use{TABLE}### When NOT to Use{TABLE}");
        let names = ["", "When to Use", "When NOT to Use"];
        assert_found(&text, names, [1, 1]);
        let text = format!("## When NOT to Use{TABLE}### When to Use{TABLE}");
        assert_found(&text, names, [1, 1]);
    }

    #[test]
    fn a_combined_heading_is_when_to_use_but_never_the_other() {
        let both = "When to Use / When NOT to Use";
        let text = format!(
            "## When to Use / When NOT to Use{TABLE}### Avoid When{TABLE}## Level 1\n\n### Use X When\n"
        );
        let names = [both, both, "Avoid When"];
        assert_found(&text, names, [1, 1]);
        let text = "## When to Use / When NOT to Use\n\n- words\n";
        assert_found(text, [both, both, ""], [0, 0]);
        // Parts of the same rank as the combined heading are no part of its section.
        let text = format!(
            "## When to Use / When NOT to Use\n\n## Use When{TABLE}## Don't Use When{TABLE}"
        );
        let names = [both, "Use When", "Don't Use When"];
        assert_found(&text, names, [1, 1]);
    }

    #[test]
    fn nothing_in_code_and_nothing_at_all() {
        assert_found("", ["", "", ""], [0, 0]);
        let text = "```\n## When to Use\n```\n\n> ### Use When\n";
        assert_found(text, ["", "", ""], [0, 0]);
    }

    #[test]
    fn filled_rows() {
        let text = "| a |\n|---|\n| |\n| – |\n| x |\n| ![](a.png) |\n";
        let page = Page::parse(text, &Kinds::default(), &MarkdownOptions::default());
        assert_eq!(Usage::filled_rows(&page, 0).len(), 2);
    }
}
