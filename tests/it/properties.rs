//! Whatever a page holds: no panic, places inside the file, no text lost, values as text.

use jiff::civil::date;
use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::catalogue::today::Today;
use mdbook_patterns::config::Config;
use mdbook_patterns::diagnostic::Applicability;
use mdbook_patterns::diagnostic::located::Located;
use mdbook_patterns::diagram::Diagrams;
use mdbook_patterns::engine::baseline::Baseline;
use mdbook_patterns::engine::fix;
use mdbook_patterns::engine::told::Told;
use mdbook_patterns::engine::{self, Chapter, Input, Markdown};
use mdbook_patterns::host::files::Disk;
use mdbook_patterns::material::kinds::Kinds;
use mdbook_patterns::page::Page;
use mdbook_patterns::page::frontmatter::Frontmatter;
use mdbook_patterns::render::format::Format;
use mdbook_patterns::render::{self, Target};
use mdbook_patterns::rules::settings::BookRules;
use mdbook_patterns::template::fields::is_field;
use mdbook_patterns::text::edit;
use mdbook_patterns::text::html;
use mdbook_patterns::text::{escape, markdown};
use proptest::prelude::*;
use std::collections::HashSet;

/// Lines that mean something to the parser, and some that do not.
fn line() -> impl Strategy<Value = String> + Clone {
    let indent = prop::sample::select(vec![
        "", "", "", "  ", "    ", "        ", "\t", "> ", "- ", "1. ", ">     ",
    ]);
    let text = prop_oneof![
        prop::sample::select(vec![
            "!!! note",
            "!!! warning \"Gold Tier\"",
            "!!! note \"\"",
            "??? tip \"x\"",
            "???+ x",
            "=== \"Tab\"",
            "!!!",
            "# T",
            "## Level 1: Intuition (5 min) {#intuition}",
            "## Quick Reference",
            "### Use When",
            "```",
            "~~~",
            "```mermaid",
            "| a | b |",
            "|---|---|",
            "---",
            "...",
            "title: x",
            "type: pattern",
            "excellence_tier: gold",
            "- [ ] task",
            "<div class=\"truth-box\">",
            "</div>",
            "<!-- GOAL: x -->",
            "<!-- TEMPLATE INSTRUCTIONS -->",
            "<!-- END TEMPLATE INSTRUCTIONS -->",
            "<!--",
            "-->",
            "{{#quick-reference}}",
            "{{#include x.md}}",
            "<h4>x</h4>",
            "[^1]: note",
            "[a]: b.md",
            "[l](b.md#c)",
            "term",
            ": definition",
            "word **bold** `code`",
            "",
            "",
            "related_laws: [law1-failure",
            "pros: {a: [",
            "\u{feff}",
            "é🏆 前",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,24}",
        "\\PC{0,12}",
    ];
    (indent, text).prop_map(|(indent, text)| format!("{indent}{text}"))
}

fn page() -> impl Strategy<Value = String> {
    let breaks = prop::sample::select(vec!["\n", "\n", "\r\n"]);
    let front = prop::sample::select(vec![
        "",
        "---\ntype: pattern\nbest_for: x\n---\n",
        "---\n",
        "\u{feff}---\n",
    ]);
    (front, prop::collection::vec(line(), 0..40), breaks)
        .prop_map(|(front, lines, line_break)| format!("{front}{}", lines.join(line_break)))
}

/// Delimiters of inline markup, and words between them.
fn inline_part() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "==",
        "==",
        "^^",
        "^^",
        "^",
        "~",
        "~~",
        "++",
        "+",
        "ctrl",
        "word",
        "word",
        " ",
        " ",
        "\n",
        "\n\n",
        "\n> ",
        "\n- ",
        "\n    ",
        ":",
        ":rocket:",
        ":material-flask:",
        ":simple-x:",
        ":fontawesome-brands-github:",
        "&#58;",
        "{",
        "}",
        "{ .a }",
        "{: #b }",
        "{ width=3 }",
        "{ .annotate }",
        "[",
        "](u)",
        "![",
        "*",
        "**",
        "_",
        "`",
        "\\",
        "*[é]: title\n",
        "<b>",
        "</b>",
        "<br>",
        "|",
        "\n|---|---|\n",
        "# ",
        "[TOC]",
        "は",
        "」",
        "#!x ",
        "\n```py title=\"x\"\n",
        "{#\\_",
        "\n!!! note\n    ",
        "é",
        "2",
        "\"",
    ])
}

/// Pages with much to fix: all kinds of questions, values, comments and headings.
fn fixable_page() -> impl Strategy<Value = String> {
    let front = prop::sample::select(vec![
        "",
        "---\ntype: pattern\nexcellence_tier: gold\nbest-for: x\nbest_For: y\nessential_question: >\n  Old\n  one?\n---\n",
        "\u{feff}---\nexcellence_tier: silver\nreading-time: 5 min\nessential-question: \"Old: one?\" # why\n---\n",
        "---\r\nexcellence_tier: silver\r\nessential_question: Old\r\n  one?\r\ntrade-offs: {a: 1}\r\n---\r\n",
        "---\nexcellence_tier: silver\nessential_question: 'Old ''one'' so'\n---\n",
        "---\n{type: pattern, best-for: x, essential_question: Old}\n---\n",
        "---\ntype: pattern\nessential_question: |-\n    Old\n\n    one\n? best-for\n: x\n---\n",
        "---\ntype: pattern\nessential_question: &a Old\ntagline: *a\n---\n",
    ]);
    let line = prop_oneof![
        3 => line(),
        1 => prop::sample::select(vec![
            "## Essential Question",
            "### Level 2: Foundations (7 minutes) {#two}",
            "Level 3 **Deep**",
            "=======",
            "## Level 1",
            "## Level 4: `X` ##",
            "> ## Level 5: Y",
            "- ## Level 5: Z",
            "[x](#two)",
            "!!! danger \"🥈 Silver Tier\"",
            "!!! \"Gold Tier\"",
            "<!-- ESSENTIAL QUESTION - MUST BE PROMINENT --> x",
            "x<!-- GOAL: y -->",
            "<!-- GOAL: y",
            "<!-- GOAL: x --><!-- GOAL: y -->",
            "<!-- TEMPLATE INSTRUCTIONS --> <!-- END TEMPLATE INSTRUCTIONS -->",
        ]).prop_map(str::to_owned),
    ];
    let question = prop_oneof![
        prop::sample::select(vec![
            "**Why: \"so\" & 'how' #1?**",
            "**Question:** \\*Why*? &amp; `x: y`",
            "    **Tagline**",
            "**null**",
            "**- a** b",
            "**Why \\\\ so?**",
        ])
        .prop_map(str::to_owned),
        "[ -~é🏆]{1,30}".prop_map(|text| format!("**{text}**")),
        "\\PC{1,12}".prop_map(|text| format!("**{text}**")),
    ];
    let breaks = prop::sample::select(vec!["\n", "\r\n"]);
    let lines = || prop::collection::vec(line.clone(), 0..12);
    let parts = (front, lines(), prop::option::of(question), lines(), breaks);
    parts.prop_map(|(front, before, question, after, line_break)| {
        let mut body = before;
        if let Some(question) = question {
            body.extend(["## Essential Question".to_owned(), question]);
        }
        body.extend(after);
        format!("{front}{}\n", body.join("\n"))
            .replace("\r\n", "\n")
            .replace('\n', line_break)
    })
}

/// A book without files, to be rendered for `target`.
pub fn input(target: Option<Target>) -> Input {
    Input {
        files: Box::new(Disk::new("/nonexistent".as_ref(), "src", "book")),
        src: "src".to_owned(),
        listed: HashSet::default(),
        config: Config::default(),
        rules: BookRules::default(),
        baseline: Baseline::default(),
        markdown: Markdown::default(),
        today: Today::new(date(2026, 7, 31), || date(2026, 8, 1)),
        diagrams: Diagrams::default(),
        target,
        read_files: false,
        told: Told::All,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn checking_and_rendering_never_panic(text in page()) {
        let html = Target::Html { panel: true, stylesheet: false, script: false };
        for target in [None, Some(html), Some(Target::Markdown)] {
            let path = Some("a.md".to_owned());
            let chapter = Chapter { name: "a".to_owned(), path: path.clone(), source_path: path, content: text.clone() };
            let outcome = engine::run(&input(target), vec![chapter]);
            for located in &outcome.diagnostics {
                let span = located.place.span.range();
                prop_assert!(text.get(span).is_some(), "{:?}", located);
                prop_assert!(located.place.start() <= located.place.end());
                mdbook_patterns::report::human::diagnostic(located, true);
            }
        }
    }

    /// Fixes come to an end, stay at it, and break no frontmatter.
    #[test]
    #[ignore = "takes seconds; `cargo xtask test` runs it"]
    fn fixing_comes_to_an_end(text in fixable_page(), also_unsafe in any::<bool>()) {
        let wanted = |found: &Located| {
            let fix = found.fix.as_ref();
            also_unsafe || fix.is_some_and(|fix| fix.applicability == Applicability::Safe)
        };
        let chapters = |text: &str| {
            let path = Some("a.md".to_owned());
            vec![Chapter { name: "a".to_owned(), path: path.clone(), source_path: path, content: text.to_owned() }]
        };
        let broken = |found: &[Located]| found.iter().any(|l| l.rule == "frontmatter-syntax");
        let before = engine::run(&input(None), chapters(&text));
        let fixed = fix::book(&input(None), chapters(&text), wanted);
        prop_assert_eq!(&fixed.refused, &[]);
        let Some(page) = fixed.pages.first() else {
            return Ok(());
        };
        let left = fixed.remaining.diagnostics.iter().find(|l| l.fix.is_some() && wanted(l));
        prop_assert!(left.is_none(), "{:?} of {:?}", left, page.new);
        prop_assert!(broken(&before.diagnostics) || !broken(&fixed.remaining.diagnostics), "{:?}", page.new);
        prop_assert_eq!(text.starts_with('\u{feff}'), page.new.starts_with('\u{feff}'));
        if !text.contains("\r\n") {
            prop_assert!(!page.new.contains('\r') || text.contains('\r'));
        } else if !text.replace("\r\n", "").contains('\n') {
            prop_assert!(!page.new.replace("\r\n", "").contains('\n'), "{:?}", page.new);
        }
        let again = fix::book(&input(None), chapters(&page.new), wanted);
        prop_assert!(again.pages.is_empty() && again.refused.is_empty());
    }

    /// Unfolding only dedents and adds: the lines of the body stay, in order; of those with tags, the words.
    #[test]
    fn unfolding_keeps_every_line(text in page()) {
        let page = Page::parse(&text, &Kinds::default(), &MarkdownOptions::default());
        let body = &text[page.frontmatter.span.end..];
        // A colon that would begin a definition is written as an entity, and a comment sets signs apart from
        // letters that have no spaces between words.
        let unfolded = page.unfolded().replace("&#58;", ":").replace("<!-- -->", "");
        let mut rest = unfolded.as_str();
        for line in body.lines() {
            let plain = line.replace("<!-- -->", "");
            let mut bare = plain.trim_start_matches([' ', '\t', '>']).trim_end();
            let is_header = page.blocks().iter().any(|block| {
                let header = &page[block.header];
                line.trim_end().ends_with(header)
            });
            if is_header {
                bare = "";
            }
            // Tags may be set off from the text on their line, and a box's heading gets another.
            let parts = bare.split('<').enumerate().map(|(index, part)| match part.split_once('>') {
                Some((_, text)) if index > 0 => text.trim(),
                _ => part.trim(),
            });
            for part in parts {
                // The definition of a link may move out of a list or a quote.
                if part.starts_with('[') && part.contains("]:") {
                    prop_assert!(unfolded.contains(part), "lost {part:?} of {text:?}");
                    continue;
                }
                // Braces at the end of a heading that are no attribute list are shown.
                let braces = part.strip_suffix('}').map(|part| format!("{part}\\}}"));
                let forms = std::iter::once(part).chain(braces.as_deref());
                let ends = forms.filter_map(|form| Some((rest.find(form)?, form.len())));
                match ends.min() {
                    Some((at, length)) => rest = &rest[at + length..],
                    None => prop_assert!(false, "lost {part:?} of {text:?} in {:?}", page.unfolded()),
                }
            }
        }
    }

    /// A value in a generated table reads as the text it is.
    #[test]
    fn values_come_out_as_text(value in "[ -~é🏆]{1,30}") {
        let value = value.trim();
        prop_assume!(!value.is_empty());
        let table = markdown::Table {
            caption: String::new(),
            header: vec!["H".to_owned(), "I".to_owned()],
            rows: vec![vec![escape::markdown(value), Vec::new()]],
        };
        let written = markdown::write(&table.events());
        let mut text = String::new();
        let mut in_row = false;
        let options = MarkdownOptions::default();
        for event in mdbook_markdown::new_cmark_parser(&written, &options) {
            use pulldown_cmark::{Event, Tag};
            match event {
                Event::Start(Tag::TableRow) => in_row = true,
                Event::Text(part) | Event::Code(part) if in_row => text.push_str(&part),
                _ => {}
            }
        }
        prop_assert_eq!(text.trim(), value, "{}", written);
        prop_assert!(!written.contains("{{"), "{}", written);
    }

    /// Inline markup in any order: the engine takes it, tags nest, and no word is lost.
    #[test]
    fn inline_markup_loses_no_word(parts in prop::collection::vec(inline_part(), 0..30)) {
        let text = parts.concat();
        let page = Page::parse(&text, &Kinds::default(), &MarkdownOptions::default());
        for format in [Format::Html, Format::Markdown] {
            let edits = render::markup::edits(&page, format, |_, _| None);
            let rendered = edit::apply(page.unfolded(), edits);
            let words = |text: &str| text.matches("word").count();
            prop_assert_eq!(words(&rendered), words(page.unfolded()), "{:?} became {:?}", text, rendered);
            for change in &page.markup.changes {
                prop_assert!(change.span.of(page.unfolded()).is_some(), "{:?}", change);
            }
        }
        let edits = render::markup::edits(&page, Format::Html, |_, _| None);
        let tags = edits.iter().map(|edit| edit.text.as_str()).collect::<String>();
        let mut open = Vec::new();
        for item in html::scan(&tags) {
            match item {
                html::Item::Open { name, self_closing: false, .. } if name != "img" => open.push(name.to_owned()),
                html::Item::Close { name, .. } => prop_assert_eq!(open.pop(), Some(name.to_owned()), "{} of {:?}", tags, text),
                _ => {}
            }
        }
        prop_assert!(open.is_empty(), "{:?} of {:?}", open, text);
    }

    /// What an author writes into a title stays in the title, and no HTML of theirs is HTML there.
    #[test]
    fn titles_hold_no_html(parts in prop::collection::vec(title_part(), 0..8)) {
        let title = parts.concat();
        let text = format!("!!! note \"{title}\"\n    Body\n");
        let html = Target::Html { panel: false, stylesheet: false, script: false };
        let path = Some("a.md".to_owned());
        let chapter = Chapter { name: "a".to_owned(), path: path.clone(), source_path: path, content: text };
        let rendered = engine::run(&input(Some(html)), vec![chapter]).texts().concat();
        prop_assert!(!rendered.contains("{{"), "{}", rendered);
        let options = MarkdownOptions::default();
        let mut page = String::new();
        pulldown_cmark::html::push_html(&mut page, mdbook_markdown::new_cmark_parser(&rendered, &options));
        for tag in ["<script", "<b>", "</b>", "<img src=x", "<!-- x"] {
            prop_assert!(!page.contains(tag), "{} of {:?} in {}", tag, title, page);
        }
        let boxes = |tag| page.matches(tag).count();
        prop_assert_eq!((boxes("<div"), boxes("</div>"), boxes("Body")), (1, 1, 1), "{}", page);
    }
}

/// What could be more than a title.
fn title_part() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<script>",
        "</script>",
        "<b>",
        "</b>",
        "<img src=x>",
        "<!-- x",
        "-->",
        "</div>",
        "<div>",
        "</p>",
        "{{",
        "{{#include a.md}}",
        "word",
        " ",
        "*",
        "**",
        "_",
        "`",
        "``",
        "\\",
        "&lt;b&gt;",
        "<",
        ">",
        "[",
        "](a)",
        "![a](b)",
        "==",
        "++ctrl++",
        "^",
        "~",
        "$",
        "{ .x }",
        ":smile:",
        "|",
        "'",
    ])
}

/// What is wrong with a frontmatter points at whole characters, also at the end of a page without a line break.
#[test]
fn problems_of_frontmatter_stand_at_characters() {
    for text in [
        "---\ntitle: café",
        "---\ntitle: 🏆",
        "---\ntitle: x\n",
        "---\ntitle: x\r\n",
    ] {
        for problem in Frontmatter::parse(text, is_field).problems {
            let spans = [Some(problem.span), problem.related.map(|(span, _)| span)];
            for span in spans.into_iter().flatten() {
                assert!(
                    text.get(span.range()).is_some_and(|at| !at.is_empty()),
                    "{span:?} of {text:?}"
                );
            }
        }
    }
}

/// Links to ids of another page, which are known late, take no more than their share of time either.
#[test]
fn many_links_to_many_headings_take_linear_time() {
    let many = |line: fn(usize) -> String| (0..8000).map(line).collect::<Vec<_>>().join("\n\n");
    let links = many(|n| format!("[x](b.md#h_{n}) [y](b.md#heading-{n})"));
    let headings = many(|n| format!("## Heading -- {n}"));
    let chapter = |path: &str, content: String| {
        let path = Some(path.to_owned());
        Chapter {
            name: "x".to_owned(),
            path: path.clone(),
            source_path: path,
            content,
        }
    };
    let start = std::time::Instant::now();
    let html = Target::Html {
        panel: false,
        stylesheet: false,
        script: false,
    };
    let chapters = vec![chapter("a.md", links), chapter("b.md", headings)];
    engine::run(&input(Some(html)), chapters);
    let seconds = start.elapsed().as_secs_f64();
    assert!(seconds < 15.0, "{seconds} s");
}
