//! The pattern template is a page that the loader of templates reads, and a book may bring its own
//! edition of it.

use crate::support::{Book, Run, command, run};
use mdbook_patterns::schema::seed::Seed;
use mdbook_patterns::template::sections::SECTIONS;
use mdbook_patterns::template::{CALLOUTS, PAGE, Tier};

#[test]
fn its_levels_say_for_whom_and_how_long_they_are() {
    let seed = Seed::embedded();
    assert!(seed.faults.is_empty(), "{:#?}", seed.faults);
    let levels = seed.rows.levels.iter();
    let levels = levels.map(|level| {
        let audience = level.audience.map(|it| format!("{it:?}"));
        let parts: Vec<&str> = level.parts.iter().map(|part| part.title.as_str()).collect();
        format!(
            "{} {} {} {} {}: {}",
            level.number,
            level.name,
            level.anchor,
            level.minutes,
            audience.unwrap_or_default(),
            parts.join(", ")
        )
    });
    assert_eq!(
        levels.collect::<Vec<_>>(),
        [
            "1 Intuition intuition 5 Anyone: The Story, Visual Metaphor, Core Insight, In One Sentence",
            "2 Foundation foundation 10 Engineers: The Problem Space, How It Works, Basic Example",
            "3 Deep Dive deep-dive 15 Engineers: Implementation Details, Common Pitfalls, Production Considerations",
            "4 Expert expert 20 Engineers: Advanced Techniques, Scaling Considerations, Monitoring & Observability",
            "5 Mastery mastery 30 Architects: Real-World Case Studies, Pattern Evolution, Pattern Combinations",
        ]
    );
}

#[test]
fn its_banners_are_alternatives_by_tier() {
    let rows = &Seed::embedded().rows;
    let banners = Tier::ALL.map(|tier| {
        let banner = rows.banner(tier).unwrap();
        format!("{} {} {}", banner.kind, banner.medal, banner.title)
    });
    assert_eq!(
        banners,
        [
            "success 🏆 Gold Standard Pattern",
            "info 🥈 Silver Tier Pattern",
            "warning 🥉 Bronze Tier Pattern",
        ]
    );
    for tier in Tier::ALL {
        let banner = rows.banner(tier).unwrap();
        let annotation = format!(
            "patterns: when = {{ excellence_tier = \"{}\" }}, box = \"{}\"",
            tier.name(),
            banner.kind
        );
        assert!(rows.annotations.contains(&annotation), "{annotation}");
    }
}

#[test]
fn what_rules_ask_for_stands_in_it() {
    let rows = &Seed::embedded().rows;
    assert!(rows.others.is_empty(), "{:?}", rows.others);
    // These are this tool's names for what stands in a box, in an annotation, or in several headings.
    let others = ["What Happens Without This Pattern", "Historical Context"];
    // A tier asks for these, or nobody does.
    let optional = ["Performance Characteristics", "Migration from Legacy"];
    for section in SECTIONS {
        let expected = !others.contains(&section.title) && !optional.contains(&section.title);
        assert_eq!(rows.asks_for(section), expected, "{}", section.title);
    }
    for class in CALLOUTS.iter().filter(|class| **class != "axiom-box") {
        assert!(rows.boxes.iter().any(|it| it == class), "{class}");
    }
}

#[test]
fn its_comments_are_known_by_their_words_in_capitals() {
    let rows = &Seed::embedded().rows;
    assert!(rows.is_guidance("GOAL: Whoever reads this can build it"));
    assert!(rows.is_guidance("TIER-SPECIFIC BANNER: choose one"));
    assert!(!rows.is_guidance("Essential question: asked by whom?"));
    assert!(!rows.is_guidance("patterns: allow(placeholder)"));
}

#[test]
fn it_is_printed_and_explained_without_a_book() {
    let folder = tempfile::tempdir().unwrap();
    let at = |arguments: &[&str]| run(command().current_dir(folder.path()).args(arguments), "");
    assert_eq!(at(&["template", "pattern"]).stdout, PAGE);
    let explained = at(&["template", "pattern", "--explain"]).stdout;
    for words in [
        "| `excellence_tier` | yes | one of gold, silver, bronze |",
        "| ## Quick Reference | yes |",
    ] {
        assert!(explained.contains(words), "{explained}");
    }
    let schema = at(&["schema", "pattern"]).json();
    assert_eq!(schema["properties"]["difficulty"]["enum"][0], "beginner");
}

const TABLE: &str = "[preprocessor.patterns.templates.pattern]\nfile = \"templates/pattern.md\"\n";
/// A page that breaks no rule.
const SAGA: &str = include_str!("../../book-example/src/coordination/saga.md");

/// A book whose own edition of the template is this text.
fn edition(text: &str) -> Book {
    let book = Book::new(&[("coordination/saga.md", SAGA)]);
    book.write("book.toml", TABLE);
    book.write("templates/pattern.md", text);
    book
}

/// The page with one text for another, which stands in it once.
fn edited(changes: &[(&str, &str)]) -> String {
    let mut text = PAGE.to_owned();
    for (old, new) in changes {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    text
}

/// What is found, `rule: message` in order, links that lead out of the small book aside.
fn found(run: &Run) -> Vec<String> {
    let report = run.json();
    let diagnostics = report["diagnostics"].as_array().unwrap().iter();
    let lines = diagnostics.map(|it| {
        let text = |key: &str| it[key].as_str().unwrap().to_owned();
        format!("{}: {}", text("rule"), text("message"))
    });
    lines
        .filter(|line| !line.starts_with("broken-link") && !line.starts_with("relation-"))
        .filter(|line| !line.starts_with("cross-references-missing"))
        .collect()
}

fn inside(book: &Book, arguments: &[&str]) -> Run {
    run(command().current_dir(book.path()).args(arguments), "")
}

#[test]
fn used_unchanged_it_says_what_the_embedded_one_says() {
    let broken = SAGA
        .replace("excellence_tier: ", "excellence_tier: silver # ")
        .replace("difficulty: ", "difficulty: very ")
        .replace("### The Story", "### Once")
        .replace("tagline:", "taglin:")
        .replace("## Quick Reference", "## Slow Reference");
    let pages = [
        ("coordination/saga.md", SAGA),
        ("coordination/broken.md", broken.as_str()),
        ("coordination/copy.md", PAGE),
    ];
    let book = Book::new(&pages);
    book.write("book.toml", "");
    let look = || {
        let rendered = inside(&book, &["render", "src/coordination/broken.md"]).stdout;
        let explained = inside(&book, &["explain", "--tier", "bronze"]).stdout;
        let schema = inside(&book, &["schema", "pattern"]).stdout;
        let mut report = book.check(&["--format", "json"]).json();
        // A book's own page is pointed into.
        for diagnostic in report["diagnostics"].as_array_mut().unwrap() {
            let labels = diagnostic["labels"].as_array_mut().unwrap();
            labels.retain(|label| label["file"] != "templates/pattern.md");
        }
        (report.to_string(), rendered, explained, schema)
    };
    let before = look();
    assert!(before.0.contains("level-section-missing"), "{}", before.0);
    assert!(!before.0.contains("suppression-unknown"), "{}", before.0);
    book.write("book.toml", TABLE);
    let printed = run(command().args(["template", "pattern"]), "").stdout;
    book.write("templates/pattern.md", printed);
    assert_eq!(look(), before);
}

#[test]
fn what_is_changed_in_it_is_followed() {
    let text = edited(&[
        // One field less, two more, and other words.
        (
            "tagline: [One line value proposition]\n",
            "reviewer: [Who has read it]\nmaturity: draft|proven\n",
        ),
        ("beginner|intermediate|advanced", "easy|hard"),
        // One more section, one more part of a level, and another time box.
        (
            "## Quick Reference\n",
            "## Security\n\n[What has to be protected]\n\n## Quick Reference\n",
        ),
        (
            "### The Story\n",
            "### The Cast\n\n[Who plays in it]\n\n### The Story\n",
        ),
        ("Intuition (5 min)", "Intuition (7 min)"),
        // Gold asks for one field less, and the banner of silver is of another kind.
        (
            "# patterns: when = { excellence_tier = \"gold\" }, help = \"a list of what to do before production\"\n",
            "# optional\n",
        ),
        (
            "!!! info \"🥈 Silver Tier Pattern\"",
            "!!! tip \"🥈 Silver Tier Pattern\"",
        ),
    ]);
    let book = edition(&text);
    let said = found(&book.check(&["--format", "json"]));
    for line in [
        "frontmatter-field-missing: the frontmatter lacks the fields `reviewer` and `maturity`",
        "frontmatter-field-unknown: unknown field `tagline`",
        "frontmatter-field-value: `difficulty` cannot be `advanced`",
        "section-missing: the page lacks the section `Security`",
        "level-section-missing: level 1 has no `The Cast`",
        "level-heading: the heading of level 1 is not `## Level 1: Intuition (7 min) {#intuition}`",
        "tier-banner-kind: a silver banner is `tip`, not `info`",
    ] {
        assert!(
            said.iter().any(|it| it == line),
            "{line} is not in {said:#?}"
        );
    }
    let gold = inside(&book, &["explain", "--tier", "gold"]).stdout;
    assert!(
        gold.contains("`!!! success \"🏆 Gold Standard Pattern\"`"),
        "{gold}"
    );
    assert!(gold.contains("`reviewer` and `maturity`"), "{gold}");
    assert!(!gold.contains("production_checklist"), "{gold}");
    let schema = inside(&book, &["schema", "pattern"]).json();
    assert_eq!(schema["properties"]["maturity"]["enum"][1], "proven");
    assert_eq!(schema["properties"]["difficulty"]["enum"][1], "hard");
    assert!(schema["properties"]["tagline"].is_null());
    let rules = inside(&book, &["rules", "--format", "json"]).stdout;
    assert!(rules.contains("\"value\":[7,10,15,20,30]"), "{rules}");
    // A page that has all of it breaks no rule, and its card says so.
    let page = SAGA
        .replace(
            "difficulty: advanced",
            "difficulty: hard\nreviewer: Ada\nmaturity: proven",
        )
        .replace(
            "\n### The Story",
            "\n### The Cast\n\nTwo services.\n\n### The Story",
        )
        .replace("Intuition (5 min)", "Intuition (7 min)")
        .replace("!!! info \"🥈", "!!! tip \"🥈")
        .replace(
            "\n## Quick Reference",
            "\n## Security\n\nKeep the log.\n\n## Quick Reference",
        );
    let tagline = page
        .lines()
        .find(|line| line.starts_with("tagline"))
        .unwrap();
    let page = page.replace(&format!("{tagline}\n"), "");
    book.write("src/coordination/saga.md", &page);
    assert_eq!(found(&book.check(&["--format", "json"])), [""; 0]);
    let card = inside(&book, &["render", "src/coordination/saga.md"]).stdout;
    for words in ["Reviewer</span> ", "Ada", "Maturity</span> ", "Proven"] {
        assert!(card.contains(words), "{words} is not in {card}");
    }
    book.write(
        "src/coordination/saga.md",
        page.replace("maturity: proven", "maturity: old"),
    );
    let said = found(&book.check(&["--format", "json"]));
    assert_eq!(
        said,
        ["frontmatter-field-value: `maturity` cannot be `old`"]
    );
}

#[test]
fn new_pages_are_made_of_it() {
    let text = edited(&[(
        "tagline: [One line value proposition]\n",
        "maturity: draft|proven\n",
    )]);
    let book = edition(&text);
    let made = [
        "new",
        "pattern",
        "Bulk Head",
        "--field",
        "maturity=draft",
        "--dir",
        "coordination",
    ];
    let run = inside(&book, &made);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let page = std::fs::read_to_string(book.path().join("src/coordination/bulk-head.md")).unwrap();
    assert!(page.contains("\nmaturity: draft\n"), "{page}");
    assert!(!page.contains("tagline"), "{page}");
    assert!(page.contains("# Bulk Head"), "{page}");
    let list = std::fs::read_to_string(book.path().join("src/SUMMARY.md")).unwrap();
    assert!(
        list.contains("[Bulk Head](coordination/bulk-head.md)"),
        "{list}"
    );
    assert_ne!(
        inside(&book, &made).code,
        Some(0),
        "nothing is written over"
    );
}

#[test]
fn annotations_of_an_edition_ask_for_more() {
    let text = edited(&[
        (
            "## Quick Reference\n",
            "## Quick Reference\n<!-- patterns: words = { max = 3 }, help = \"short\" -->\n",
        ),
        (
            "introduced: YYYY-MM\n",
            "# patterns: values = [\"1999-01\"]\nintroduced: YYYY-MM\n",
        ),
    ]);
    let book = edition(&text);
    let said = found(&book.check(&["--format", "json"]));
    let words = said
        .iter()
        .find(|it| it.contains("words, at most 3 are expected"));
    assert!(
        words.is_some_and(|it| it.starts_with("section-content: ")),
        "{said:?}"
    );
    let copied = SAGA.replace(
        "\n## Quick Reference\n",
        "\n## Quick Reference\n<!-- patterns: words = { max = 3 }, help = \"short\" -->\n",
    );
    book.write("src/coordination/saga.md", copied);
    let said = found(&book.check(&["--format", "json"]));
    assert!(
        !said.iter().any(|it| it.contains("suppression")),
        "{said:?}"
    );
    let rendered = inside(&book, &["render", "src/coordination/saga.md"]).stdout;
    assert!(!rendered.contains("patterns: words"), "{rendered}");
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_rules_need_and_an_edition_lacks_is_told_on_it() {
    for (text, message) in [
        (
            PAGE.replace("excellence_tier: gold|silver|bronze\n", ""),
            "the pattern template has no field `excellence_tier`, and rules on patterns need it",
        ),
        (
            PAGE.replace("## Level ", "## Part "),
            "the pattern template has no level, and rules on patterns need one",
        ),
        (
            PAGE.replace("gold|silver|bronze", "gold|silver|bronze|platinum"),
            "`platinum` is no tier that rules know",
        ),
        (
            PAGE.replace("title: [Pattern Name]\n", ""),
            "the pattern template has no field `title`, and rules on patterns need it",
        ),
        (
            PAGE.replace("figure = true, help", "figur = true, help"),
            "unknown key `figur` in an annotation",
        ),
        (
            PAGE.replace(
                "figure = true, help",
                "rule = \"no-such\", figure = true, help",
            ),
            "unknown rule `no-such`",
        ),
        (
            String::new(),
            "the pattern template has no field `title`, and rules on patterns need it",
        ),
    ] {
        let book = edition(&text);
        let run = book.check(&["--format", "json"]);
        let report = run.json();
        let mut all = report["diagnostics"].as_array().unwrap().iter();
        let fault = all.find(|it| it["message"] == message);
        let fault = fault.unwrap_or_else(|| panic!("{message}: {}", run.stdout));
        assert_eq!(fault["rule"], "template-invalid", "{message}");
        assert_eq!(fault["file"], "templates/pattern.md", "{message}");
        // Nothing is written over, and nothing panics.
        inside(&book, &["render", "src/coordination/saga.md"]);
        inside(&book, &["explain", "--tier", "gold"]);
        inside(&book, &["status"]);
    }
}

#[test]
fn what_an_edition_leaves_out_nobody_asks_for() {
    let sections = [
        "Essential Question",
        "When to Use / When NOT to Use",
        "Quick Reference",
    ];
    let mut text = PAGE.to_owned();
    for title in sections {
        let start = text.find(&format!("\n## {title}\n")).unwrap();
        let end = text[start + 1..].find("\n## ").map(|at| start + 1 + at);
        text.replace_range(start..end.unwrap(), "\n");
    }
    let page = "---\ntitle: Short\ntype: pattern\n---\n\n# Short\n";
    let book = edition(&text);
    book.write("src/coordination/saga.md", page);
    let said = found(&book.check(&["--format", "json"]));
    for rule in [
        "essential-question-missing",
        "when-to-use-missing",
        "quick-reference-missing",
        "checklist-missing",
        "decision-support-missing",
    ] {
        assert!(
            !said.iter().any(|it| it.starts_with(rule)),
            "{rule}: {said:?}"
        );
    }
    assert!(
        said.iter().any(|it| it.starts_with("level-missing")),
        "{said:?}"
    );
}

#[test]
fn mistakes_in_its_table_are_told() {
    let book = edition(PAGE);
    book.write("book.toml", format!("{TABLE}pages = [\"x.md\"]\n"));
    book.check(&[]).is_refused_for(
        &["`pages` does not stand under `templates.pattern`"],
        "[preprocessor.patterns]",
    );
    book.write("book.toml", TABLE.replace("pattern.md", "none.md"));
    let said = found(&book.check(&["--format", "json"]));
    let missing =
        "template-invalid: the template `templates/none.md` is not there, or lies outside the book";
    assert_eq!(said, [missing]);
    // Its rules are those of pattern pages.
    book.write(
        "book.toml",
        format!("{TABLE}rules = {{ page-length = {{ max = 5 }} }}\n"),
    );
    let said = found(&book.check(&["--format", "json"]));
    assert!(
        said.iter().any(|it| it.starts_with("page-length")),
        "{said:?}"
    );
}

#[test]
fn an_edition_may_have_placeholders_of_any_form() {
    let text = edited(&[
        (
            "tagline: [One line value proposition]",
            "tagline: {What it is worth}",
        ),
        (
            "## Quick Reference\n",
            "## Quick Reference\n\n<What to look up>\n",
        ),
    ]);
    let book = edition(&text);
    let tagline = SAGA
        .lines()
        .find(|line| line.starts_with("tagline"))
        .unwrap();
    let page = SAGA
        .replace(tagline, "tagline: \"{What it is worth}\"")
        .replace(
            "\n## Quick Reference\n",
            "\n## Quick Reference\n\n<What to look up>\n",
        );
    book.write("src/coordination/saga.md", page);
    assert_eq!(
        found(&book.check(&["--format", "json"])),
        [
            "placeholder: `\"{What it is worth}\"` is a placeholder of the template",
            "placeholder: `<What to look up>` is a placeholder of the template",
        ]
    );
}

#[test]
fn the_page_can_be_printed_into_the_file_that_is_named() {
    let book = edition("");
    let printed = inside(&book, &["template", "pattern"]).stdout;
    assert_eq!(printed, PAGE, "a shell has emptied the file by then");
    book.write(
        "templates/pattern.md",
        "---\ntitle: [Name]\n---\n\n# [Name]\n",
    );
    let printed = inside(&book, &["template", "pattern"]).stdout;
    assert!(printed.starts_with("---\ntitle: [Name]\n"), "{printed}");
}

#[test]
fn a_huge_edition_takes_no_more_time_than_its_share() {
    let many = |line: fn(usize) -> String| (0..1500).map(line).collect::<String>();
    let front = many(|at| format!("field{at}: [Value {at}]\n"));
    let body = many(|at| {
        format!(
            "\n## Section {at}\n<!-- patterns: when = {{ excellence_tier = \"gold\" }}, \
             aka = [\"Other {at}\"] -->\n\n<!-- WORDS {at} OF GUIDANCE -->\n"
        )
    });
    let text = PAGE
        .replace("tagline:", &format!("{front}tagline:"))
        .replace(
            "\n## Quick Reference\n",
            &format!("{body}\n## Quick Reference\n"),
        );
    let book = edition(&text);
    book.write("src/coordination/saga.md", format!("{SAGA}{body}"));
    let started = std::time::Instant::now();
    let said = book.check(&["--format", "json"]);
    let seconds = started.elapsed().as_secs();
    assert!(
        said.stdout
            .contains("a pattern template of more than 200 fields")
    );
    assert!(seconds < 30, "{seconds} s");
}

#[test]
fn new_pages_have_what_their_tier_asks_for() {
    let book = Book::new(&[("coordination/saga.md", SAGA)]);
    book.write("book.toml", "");
    let made = [
        "new",
        "pattern",
        "Bulk Head",
        "--field",
        "excellence_tier=silver",
    ];
    let run = inside(&book, &made);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let page = std::fs::read_to_string(book.path().join("src/bulk-head.md")).unwrap();
    for there in [
        "\ntrade_offs:\n",
        "\nrelated_laws: [law1-failure, law2-asynchrony, etc.]\n",
        "!!! info \"🥈 Silver Tier Pattern\"",
        "### Comparison with Alternatives",
    ] {
        assert!(page.contains(there), "{there} is not in {page}");
    }
    for gone in [
        "modern_examples",
        "Gold Standard",
        "Bronze Tier",
        "Migration from Legacy",
        "TEMPLATE INSTRUCTIONS",
        "Template Usage",
        "patterns:",
        "\n\n\n",
    ] {
        assert!(!page.contains(gone), "{gone} is in {page}");
    }
}
