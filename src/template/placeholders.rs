//! What the template leaves for the author to fill in.

use crate::template::{FIELDS, FieldType, WordList};

/// The placeholders in brackets of the template's frontmatter, without the
/// brackets; `#` is a number. No others count there: `tags: [scale]` is a list.
pub const FRONTMATTER_PLACEHOLDERS: &[&str] = &[
    "Pattern Name",
    "One-line description of what the pattern solves",
    "list of required knowledge",
    "One line - the key problem this solves",
    "One line value proposition",
    "CompanyName",
    "Brief description of their usage",
    "Scale metrics",
    "Checklist item #",
    "Pro #",
    "Con #",
    "Primary use case scenarios",
    "List of alternatives for Bronze patterns",
    "Why this is now Bronze tier",
];

/// The placeholders in brackets of the template's body, without the brackets;
/// `#` is a number or a capital letter. Those of the frontmatter count there too.
pub const BODY_PLACEHOLDERS: &[&str] = &[
    // The banners
    "Tagline",
    "Companies",
    "scale",
    "use case",
    "modern alternative",
    "modern alternative pattern",
    "2-3 line summary of pattern value - focus on production success metrics",
    "2-3 line summary explaining when this pattern excels",
    "2-3 line summary explaining why this is legacy and what to use instead",
    "Primary scenarios where this pattern shines",
    "Specific metric - e.g., \"99.99% uptime for 1B requests/day\"",
    "Specific metric - e.g., \"50% reduction in latency\"",
    "Specific metric - e.g., \"Handles 10M concurrent connections\"",
    // Essential Question, When to Use
    "Repeat the essential question in bold - e.g., \"How do we handle millions of concurrent connections without overwhelming any single server?\"",
    "Scenario #",
    "Concrete example",
    "Business impact",
    "Anti-scenario #",
    "Reason it fails",
    "Better pattern",
    // Levels 1 and 2
    "Brief relatable story or metaphor that explains the pattern - 3-5 sentences",
    "One sentence that captures the essence of the pattern",
    "does what",
    "how it works",
    "benefit",
    "Brief failure story showing what happens without this pattern - 3-4 sentences",
    "Quantified impact - downtime, revenue loss, etc.",
    "Component #",
    "What it does",
    "Key responsibility",
    // Level 3
    "Decision #",
    "pros/cons",
    "Context-based recommendation",
    "Pitfall #",
    "Why it happens",
    "How to avoid",
    "Range",
    "Target",
    // Level 4
    "Technique #",
    "Context",
    "Quantified improvement",
    "What you sacrifice",
    "Metric #",
    "Threshold",
    "What to show",
    // Level 5
    "Company",
    "What they needed to solve",
    "How they applied the pattern",
    "Improvement",
    "Key insights from their experience",
    "Trend #",
    "How it affects",
    "How to adapt",
    "Pattern #",
    "Why they work together",
    "Where they connect",
    // Quick Reference
    "Rating",
    "How it relates",
    "Connection",
    "Implementation",
];

/// The template's stand-in for a reading time; it is no YAML.
pub const MINUTES_PLACEHOLDER: &str = "[X] min";

/// Whether words are those that one of the template's fields lets authors choose from.
pub fn is_alternation(words: &[&str]) -> bool {
    let mut lines = FIELDS.iter().filter(|field| field.ty == FieldType::Line);
    lines.any(|field| {
        let known = field.vocabulary.map_or(&[][..], WordList::words);
        words.iter().all(|word| known.contains(word))
    })
}

/// The template's stand-in for a date, where it is a field's whole value.
pub const DATE_PLACEHOLDER: &str = "YYYY-MM";

/// The template's stand-in for a company.
pub const COMPANY_PLACEHOLDER: &str = "Company X";

/// How the template's banners name a company; `#` is a number.
pub const NUMBERED_COMPANY: &str = "Company #";

/// A cell of the template's table of decisions.
pub const OPTIONS_PLACEHOLDER: &str = "Option A<br>Option B";

/// A column of the template's comparison; `#` is a number.
pub const COLUMN_PLACEHOLDER: &str = "Alternative #";

/// What the template's diagrams say where a page says something of its own.
/// Words that also fit a page, such as `B3[Load Balancer]`, are left out.
pub const DIAGRAM_PLACEHOLDERS: &[&str] = &[
    "A[Simple Visual]",
    "B[That Shows]",
    "C[Core Concept]",
    "A[Component A]",
    "B[Component B]",
    "C[Component C]",
    "D[Component D]",
    "State1 --> State2: Event1",
    "State2 --> State3: Event2",
    "State3 --> State1: Event3",
    "A[Need to solve X?]",
    "F[Use Basic Config]",
    "G[Use Full Pattern]",
    "H[Use Optimized Version]",
];

/// The template's links by their destination; `#` is a number.
const LINK_DESTINATIONS: &[&str] = &[
    "../category/pattern#.md",
    "../../excellence/guides/pattern-setup.md",
    "../../excellence/guides/pattern-testing.md",
    "../../excellence/migrations/to-pattern.md",
];

/// The template's links by their text; `#` is a number. Their destinations may be real.
const LINK_TEXTS: &[&str] = &["Law #: Name", "Pillar #: Name"];

/// Whether a link is one of the template's that nobody touched.
pub fn is_link_placeholder(text: &str, dest: &str) -> bool {
    let (text, dest) = (numbered(text.trim(), false), numbered(dest, false));
    LINK_TEXTS.contains(&text.as_str()) || LINK_DESTINATIONS.contains(&dest.as_str())
}

/// Whether a text in brackets is one of `placeholders`; dashes, quotes and white space may differ.
pub fn is_placeholder(inner: &str, placeholders: &[&str]) -> bool {
    let start = inner.trim_start().chars().next();
    if start.is_none_or(|c| !placeholders.iter().any(|known| known.starts_with(c))) {
        return false;
    }
    let words: Vec<&str> = inner.split_whitespace().collect();
    let plain: String = words
        .join(" ")
        .chars()
        .map(|c| match c {
            '–' | '—' => '-',
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            c => c,
        })
        .collect();
    placeholders.contains(&plain.as_str())
        || placeholders.contains(&numbered(&plain, true).as_str())
}

/// A text with `#` for each number and, where `letters` says so, for a last word of one capital.
pub fn numbered(text: &str, letters: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    let last = out.rsplit(' ').next().unwrap_or("");
    if letters && last.len() == 1 && last.starts_with(|c: char| c.is_ascii_uppercase()) {
        out.pop();
        out.push('#');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_come_in_families() {
        for inner in ["Scenario 12", "Component A", "scale", "pros/cons"] {
            assert!(is_placeholder(inner, BODY_PLACEHOLDERS), "{inner}");
        }
        let wrapped =
            "Brief relatable story or metaphor\nthat explains the pattern – 3–5 sentences";
        assert!(is_placeholder(wrapped, BODY_PLACEHOLDERS));
        for inner in ["Scenario", "scale 2", "Component AB", "ranges", "x", ""] {
            assert!(!is_placeholder(inner, BODY_PLACEHOLDERS), "{inner}");
        }
    }

    #[test]
    fn links_of_the_template() {
        assert!(is_link_placeholder("Saga", "../category/pattern3.md"));
        assert!(is_link_placeholder(
            "Law 2: Name",
            "../../part1-axioms/law2/"
        ));
        assert!(!is_link_placeholder(
            "Law 2: Asynchrony",
            "../../part1-axioms/law2/"
        ));
        assert!(!is_link_placeholder("Pattern 1", "../resilience/retry.md"));
    }
}
