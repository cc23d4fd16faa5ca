//! The pattern template as data: fields, vocabularies, levels, sections, words.
//!
//! Rules, configuration, rendering and documentation read it; nothing repeats it.
//! Numbers that a book can change are options of the rules that use them.

/// What a frontmatter field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Line,
    /// A list of lines.
    List,
    /// A line or a list of lines.
    LineOrList,
    /// A list of ids, or a mapping with `primary` and `secondary` lists.
    Ids,
    /// A list of mappings with these keys, each a line.
    Records(&'static [&'static str]),
    /// A mapping with these keys, each a list of lines.
    Lists(&'static [&'static str]),
}

/// One field of the template's frontmatter.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key as the template writes it.
    pub name: &'static str,
    /// The shape of its value.
    pub ty: FieldType,
    /// Whether every pattern page must have it, whatever its tier.
    pub required: bool,
}

const fn field(name: &'static str, ty: FieldType, required: bool) -> Field {
    Field { name, ty, required }
}

/// All fields in the template's order.
pub const FIELDS: &[Field] = &[
    field("title", FieldType::Line, true),
    field("description", FieldType::Line, true),
    field("type", FieldType::Line, true),
    field("category", FieldType::Line, true),
    field("difficulty", FieldType::Line, true),
    field("reading_time", FieldType::Line, true),
    field("prerequisites", FieldType::LineOrList, true),
    field("excellence_tier", FieldType::Line, true),
    field("pattern_status", FieldType::Line, true),
    field("introduced", FieldType::Line, true),
    field("current_relevance", FieldType::Line, true),
    field("essential_question", FieldType::Line, true),
    field("tagline", FieldType::Line, true),
    field(
        "modern_examples",
        FieldType::Records(&["company", "implementation", "scale"]),
        false,
    ),
    field("production_checklist", FieldType::List, false),
    field("trade_offs", FieldType::Lists(&["pros", "cons"]), false),
    field("best_for", FieldType::LineOrList, false),
    field("modern_alternatives", FieldType::LineOrList, false),
    field("deprecation_reason", FieldType::Line, false),
    field("related_laws", FieldType::Ids, true),
    field("related_pillars", FieldType::Ids, true),
];

/// An excellence tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Proven at scale, the default choice.
    Gold,
    /// Good with known trade-offs.
    Silver,
    /// Legacy; something newer is usually better.
    Bronze,
}

impl Tier {
    /// All tiers, best first.
    pub const ALL: [Tier; 3] = [Tier::Gold, Tier::Silver, Tier::Bronze];

    /// The tier's word in frontmatter, and its key in `vocabulary.tiers-status`.
    pub const fn name(self) -> &'static str {
        match self {
            Tier::Gold => "gold",
            Tier::Silver => "silver",
            Tier::Bronze => "bronze",
        }
    }

    /// The tier whose frontmatter word is exactly `word`.
    pub fn from_name(word: &str) -> Option<Tier> {
        Tier::ALL.into_iter().find(|tier| tier.name() == word)
    }

    /// The admonition kind of the tier's banner.
    pub const fn banner_kind(self) -> &'static str {
        match self {
            Tier::Gold => "success",
            Tier::Silver => "info",
            Tier::Bronze => "warning",
        }
    }

    /// The title of the tier's banner, without its medal.
    pub const fn banner_title(self) -> &'static str {
        match self {
            Tier::Gold => "Gold Standard Pattern",
            Tier::Silver => "Silver Tier Pattern",
            Tier::Bronze => "Bronze Tier Pattern",
        }
    }

    /// The medal that the template puts before the banner's title.
    pub const fn medal(self) -> &'static str {
        match self {
            Tier::Gold => "🏆",
            Tier::Silver => "🥈",
            Tier::Bronze => "🥉",
        }
    }

    /// The tier that a banner's title names: the tier's word together with
    /// Standard, Tier, Excellence or Pattern; `None` for any other title.
    pub fn of_banner_title(title: &str) -> Option<Tier> {
        let lower = title.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        let marked = words
            .clone()
            .any(|w| matches!(w, "standard" | "tier" | "excellence" | "pattern"));
        if !marked {
            return None;
        }
        words.find_map(Tier::from_name)
    }
}

/// For whom a level is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Whoever wants the idea.
    Anyone,
    /// Who builds and runs it.
    Engineers,
    /// Who combines it with others.
    Architects,
}

/// One of the five levels.
#[derive(Debug, Clone, Copy)]
pub struct LevelSpec {
    /// 1 to 5.
    pub number: u8,
    /// The level's name in its heading.
    pub name: &'static str,
    /// The heading's explicit id.
    pub anchor: &'static str,
    /// For whom it is.
    pub audience: Audience,
    /// The parts the template asks for, as its headings say.
    pub parts: &'static [&'static str],
}

/// The five levels in order; their time boxes are an option of `level-heading`.
pub const LEVELS: [LevelSpec; 5] = [
    LevelSpec {
        number: 1,
        name: "Intuition",
        anchor: "intuition",
        audience: Audience::Anyone,
        parts: &[
            "The Story",
            "Visual Metaphor",
            "Core Insight",
            "In One Sentence",
        ],
    },
    LevelSpec {
        number: 2,
        name: "Foundation",
        anchor: "foundation",
        audience: Audience::Engineers,
        parts: &["The Problem Space", "How It Works", "Basic Example"],
    },
    LevelSpec {
        number: 3,
        name: "Deep Dive",
        anchor: "deep-dive",
        audience: Audience::Engineers,
        parts: &[
            "Implementation Details",
            "Common Pitfalls",
            "Production Considerations",
        ],
    },
    LevelSpec {
        number: 4,
        name: "Expert",
        anchor: "expert",
        audience: Audience::Engineers,
        parts: &[
            "Advanced Techniques",
            "Scaling Considerations",
            "Monitoring & Observability",
        ],
    },
    LevelSpec {
        number: 5,
        name: "Mastery",
        anchor: "mastery",
        audience: Audience::Architects,
        parts: &[
            "Real-World Case Studies",
            "Pattern Evolution",
            "Pattern Combinations",
        ],
    },
];

/// The default time boxes of levels 1 to 5, in minutes.
pub const LEVEL_MINUTES: &[u64] = &[5, 10, 15, 20, 30];

/// `category`
pub const CATEGORIES: &[&str] = &[
    "communication",
    "resilience",
    "data-management",
    "scaling",
    "architecture",
    "coordination",
];
/// `difficulty`
pub const DIFFICULTIES: &[&str] = &["beginner", "intermediate", "advanced"];
/// `pattern_status`
pub const STATUSES: &[&str] = &[
    "recommended",
    "stable",
    "use-with-expertise",
    "use-with-caution",
    "legacy",
];
/// `current_relevance`
pub const RELEVANCES: &[&str] = &["mainstream", "growing", "declining", "niche"];
/// The statuses that fit each tier.
pub const TIER_STATUSES: &[(Tier, &[&str])] = &[
    (Tier::Gold, &["recommended", "stable"]),
    (Tier::Silver, &["stable", "use-with-expertise"]),
    (Tier::Bronze, &["use-with-caution", "legacy"]),
];
/// `related_laws`: the template's ids and their later names.
pub const LAWS: &[&str] = &[
    "law1-failure",
    "law2-asynchrony",
    "law3-emergence",
    "law4-tradeoffs",
    "law5-epistemology",
    "law6-human",
    "law7-economics",
    "correlated-failure",
    "asynchronous-reality",
    "emergent-chaos",
    "multidimensional-optimization",
    "distributed-knowledge",
    "cognitive-load",
    "economic-reality",
];
/// `related_pillars`
pub const PILLARS: &[&str] = &["work", "state", "truth", "control", "intelligence"];

/// The classes of callout boxes.
pub const CALLOUTS: &[&str] = &["failure-vignette", "decision-box", "truth-box", "axiom-box"];

/// The admonition kinds of Material for MkDocs, each followed by its aliases.
pub const ADMONITION_KINDS: &[(&str, &[&str])] = &[
    ("note", &["seealso"]),
    ("abstract", &["summary", "tldr"]),
    ("info", &["todo"]),
    ("tip", &["hint", "important"]),
    ("success", &["check", "done"]),
    ("question", &["help", "faq"]),
    ("warning", &["caution", "attention"]),
    ("failure", &["fail", "missing"]),
    ("danger", &["error"]),
    ("bug", &[]),
    ("example", &[]),
    ("quote", &["cite"]),
];

/// The canonical admonition kind of a word, in any case; `None` for an unknown one.
pub fn admonition_kind(word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    ADMONITION_KINDS
        .iter()
        .find(|(kind, aliases)| *kind == lower || aliases.contains(&lower.as_str()))
        .map(|(kind, _)| *kind)
}

/// The template's guidance comments, by how their text begins.
pub const GUIDANCE_COMMENTS: &[&str] = &[
    "TIER-SPECIFIC BANNER",
    "ESSENTIAL QUESTION - MUST",
    "WHEN TO USE / WHEN NOT TO USE - MUST",
    "5-LEVEL PROGRESSIVE DISCLOSURE",
    "GOAL:",
];

/// How the text of the comment that opens a template-instruction block begins.
pub const INSTRUCTIONS_OPEN: &str = "TEMPLATE INSTRUCTIONS";
/// How the text of the comment that closes a template-instruction block begins.
pub const INSTRUCTIONS_CLOSE: &str = "END TEMPLATE INSTRUCTIONS";

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

/// The alternations of the template's frontmatter, each one field's words.
pub const ALTERNATIONS: &[&[&str]] = &[
    CATEGORIES,
    DIFFICULTIES,
    &["gold", "silver", "bronze"],
    STATUSES,
    RELEVANCES,
];

/// The template's stand-in for a date, where it is a field's whole value.
pub const DATE_PLACEHOLDER: &str = "YYYY-MM";

/// The template's stand-in for a company.
pub const COMPANY_PLACEHOLDER: &str = "Company X";

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
