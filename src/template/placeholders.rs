//! What the template leaves for the author to fill in.

use crate::text::maps::HashSet;

/// Placeholders that stand in brackets, without these; `#` is a number, and a capital letter
/// where that is the last word.
#[derive(Debug, Default)]
pub struct Placeholders {
    known: HashSet<String>,
    /// The letters that they begin with: most texts in brackets are none.
    first: String,
}

impl Placeholders {
    /// Adds one as the template has it.
    pub fn add(&mut self, inner: &str) {
        let normal = normal(inner);
        let first = normal.chars().next();
        self.first
            .extend(first.filter(|c| !self.first.contains(*c)));
        self.known.insert(normal);
    }

    /// Whether a text in brackets is one of them; dashes, quotes and white space may differ.
    pub fn has(&self, inner: &str) -> bool {
        is_one_of([self], inner)
    }

    fn may_have(&self, inner: &str) -> bool {
        let first = inner.trim_start().chars().next();
        let first = first.map(|c| if c.is_ascii_digit() { '#' } else { c });
        first.is_some_and(|c| self.first.contains(c))
    }

    /// All of them, in order.
    pub fn all(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.known.iter().map(String::as_str).collect();
        all.sort_unstable();
        all
    }
}

/// Whether any of these has a text in brackets; see [`Placeholders::has`].
pub fn is_one_of<const N: usize>(all: [&Placeholders; N], inner: &str) -> bool {
    all.iter().any(|it| it.may_have(inner)) && {
        let normal = normal(inner);
        all.iter().any(|it| it.known.contains(&normal))
    }
}

/// A text in brackets as placeholders are known: on one line, with dashes and quotes as they are
/// typed, with `#` for each number and for a last word of one capital.
fn normal(inner: &str) -> String {
    let mut normal = String::with_capacity(inner.len());
    let mut last = "";
    for word in inner.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(numbers(word).map(|c| match c {
            '–' | '—' => '-',
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            c => c,
        }));
        last = word;
    }
    if let [capital] = last.as_bytes()
        && capital.is_ascii_uppercase()
    {
        normal.pop();
        normal.push('#');
    }
    normal
}

/// The template's stand-in for a reading time; it is no YAML.
pub const MINUTES_PLACEHOLDER: &str = "[X] min";

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
    let mut texts = LINK_TEXTS.iter();
    texts.any(|form| is_numbered(text.trim(), form))
        || LINK_DESTINATIONS.iter().any(|form| is_numbered(dest, form))
}

/// Whether a text is a form in which `#` is a number.
pub fn is_numbered(text: &str, form: &str) -> bool {
    numbers(text).eq(form.chars())
}

/// A text with `#` for each number.
fn numbers(text: &str) -> impl Iterator<Item = char> {
    let mut is_number = false;
    text.chars().filter_map(move |c| {
        let is_digit = c.is_ascii_digit();
        let c = if is_digit { '#' } else { c };
        // A sign that stands there itself is a number, too.
        let goes_on = is_digit && is_number;
        is_number = c == '#';
        (!goes_on).then_some(c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_come_in_families() {
        let mut placeholders = Placeholders::default();
        let story = "Brief relatable story or metaphor that explains the pattern - 3-5 sentences";
        for inner in ["Scenario 1", "Component A", "scale", "pros/cons", story] {
            placeholders.add(inner);
        }
        for inner in ["Scenario 12", "Component C", "scale", "pros/cons"] {
            assert!(placeholders.has(inner), "{inner}");
        }
        let wrapped =
            "Brief relatable story or metaphor\nthat explains the pattern – 3–5 sentences";
        assert!(placeholders.has(wrapped));
        for inner in ["Scenario", "scale 2", "Component AB", "ranges", "x", ""] {
            assert!(!placeholders.has(inner), "{inner}");
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
