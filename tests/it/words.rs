//! What the tool writes into pages is in the book's language.

use crate::site::Site;
use crate::support::{Book, only_syntax};
use mdbook_patterns::material::admonition_kinds::ADMONITION_KINDS;
use mdbook_patterns::words::{Word, Words};
use std::fmt::Write as _;

/// A page on which every word occurs, in two tiers.
fn page(tier: &str) -> String {
    let kinds = ADMONITION_KINDS.iter();
    let kinds = kinds.flat_map(|(kind, aliases)| [&[*kind], *aliases].concat());
    let mut page = format!(
        "---\ntitle: 0\ntype: pattern\nexcellence_tier: {tier}\ncategory: resilience\ndifficulty: advanced\n\
         reading_time: 1\nintroduced: 2\npattern_status: stable\ncurrent_relevance: niche\nprerequisites: [3]\n\
         related_laws: [law4-4]\nrelated_pillars: [5]\nessential_question: 6\ntagline: 7\nbest_for: 8\n\
         deprecation_reason: 9\nmodern_alternatives: [10]\ntrade_offs: {{pros: [11], cons: [12]}}\n\
         modern_examples: [{{company: 13, implementation: 14, scale: 15}}]\nproduction_checklist: [16]\nowner: 22\nlast_reviewed_on: 2020-02-03\nreview_in: 1 day\n---\n\n# 0\n\n\
         ## 17\n\n19\n\n/// figure-caption\n20\n///\n\n/// table-caption\n21\n///\n\n"
    );
    for (index, kind) in kinds.enumerate() {
        let marker = ["!!!", "???"][index % 2];
        let _ = writeln!(page, "{marker} {kind}\n    18\n");
    }
    page
}

/// The text of both renderings of a page, without HTML's tags.
fn rendered(head: &str, words: &str, tier: &str) -> [String; 2] {
    let [[html, _], [card, markdown]] =
        ["summary", "card"].map(|layout| rendered_as(layout, head, words, tier));
    [html + &card, markdown]
}

fn rendered_as(layout: &str, head: &str, words: &str, tier: &str) -> [String; 2] {
    let when = "## When to Use\n\n| 1 |\n|---|\n| 2 |\n\n## When NOT to Use\n\n| 1 | Instead |\n|---|---|\n| 2 | 3 |\n\n## Level 1: 4\n\n5\n\n## Level 2: 4\n\n5\n\n## Level 5: 4\n\n5\n";
    let text = format!("{}\n{when}", page(tier));
    let site = Site::new("", &[("page.md", &text)]);
    site.write(
        "book.toml",
        &format!(
            "[book]\n{head}\n[preprocessor.patterns]\nprofile = \"adopt\"\nlayout = \"{layout}\"\nbanner = \"generate\"\n{words}\n\
             [output.html]\n[output.markdown]\n"
        ),
    );
    assert!(site.build());
    let html = site.html("page.md");
    let label = html
        .split("aria-label=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let text = mdbook_patterns::text::html::visible_text(
        &html,
        mdbook_patterns::text::html::State::default(),
    );
    [
        format!("{label} {text}").replace("&#39;", "'"),
        site.markdown("page.md"),
    ]
}

/// Words that stand on a page only in some tier, or for a value that it does not have.
fn occurs(word: Word, tier: &str) -> bool {
    let others = [
        "gold",
        "silver",
        "bronze",
        "gold-banner",
        "silver-banner",
        "bronze-banner",
        "beginner",
        "intermediate",
        "recommended",
        "use-with-expertise",
        "use-with-caution",
        "legacy",
        "mainstream",
        "growing",
        "declining",
        "communication",
        "data-management",
        "scaling",
        "architecture",
        "coordination",
        // Beside a banner that says something else; a page in `summary` has one.
        "in-short",
        // In attributes only, which are left out here.
        "levels",
        "anyone",
        "engineers",
        "architects",
        "full-size",
        "steps",
        "close",
        "contents",
        "fit",
        "natural-size",
        "zoom-in",
        "zoom-out",
        // In and in place of a diagram; tested with diagrams.
        "not-drawn",
        "diagram",
        "flowchart",
        "sequence-diagram",
        "class-diagram",
        "state-diagram",
        "entity-diagram",
        "gantt-chart",
        "pie-chart",
        "chart",
        "mind-map",
        "timeline",
        // On pages about the library as a whole; tested with these.
        "tags",
        "related",
        "works-with",
        "superseded-by",
        "needs",
        "names",
        "named-by",
        "pattern",
        "minutes",
        "catalog",
        "filters",
        "find",
        "show-all",
        "shown",
        "none-shown",
        "dont-use",
        "more-filters",
        "remove",
        "add-page",
        "scenario",
        "choose",
        "differs",
        "score",
        "pages",
        "denied",
        "warnings",
        "all",
        "worst-pages",
        "not-drawn-more",
        "relations",
    ];
    let bronze = ["legacy-pattern", "consider-instead", "alternatives"];
    let key = word.key();
    (!others.contains(&key) || key.starts_with(tier))
        && (!bronze.contains(&key) || tier == "bronze")
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn a_page_in_each_language() {
    for language in [
        "en", "de-CH", "fr", "es-419", "pt-BR", "ja", "zh", "zh-CN", "zh-Hans", "hi", "tlh",
    ] {
        let mut words = Words::default();
        words.speak(language);
        let [html, _] = rendered(&format!("language = \"{language}\""), "", "bronze");
        for word in Word::ALL.iter().filter(|word| occurs(**word, "bronze")) {
            // These are for other renderers.
            if !matches!(word, Word::EssentialQuestion | Word::DeprecatedBecause) {
                let text = words.get(*word);
                assert!(
                    html.contains(text),
                    "{language}: {word:?} {text:?} is not in {html}"
                );
            }
        }
    }
}

#[test]
fn no_word_is_written_that_is_not_in_the_table() {
    let mut own = "[preprocessor.patterns.words]\n".to_owned();
    for (index, word) in Word::ALL.iter().enumerate() {
        let _ = writeln!(own, "{} = \"{}\"", word.key(), 1000 + index);
    }
    for tier in ["gold", "silver", "bronze"] {
        let [html, markdown] = rendered("", &own, tier);
        let authors = ["When", "to", "Use", "NOT", "Instead", "Level"];
        for (text, is_html) in [(&html, true), (&markdown, false)] {
            let words = text
                .split(|c: char| !c.is_alphabetic())
                .filter(|word| !word.is_empty());
            let left: Vec<_> = words.filter(|word| !authors.contains(word)).collect();
            let tags = ["quick", "reference", "law"];
            assert!(
                left.iter().all(|word| tags.contains(word)),
                "{left:?} in {text}"
            );
            for (index, word) in Word::ALL.iter().enumerate() {
                let only_markdown =
                    matches!(word, Word::EssentialQuestion | Word::DeprecatedBecause);
                let only_html = matches!(word, Word::Card | Word::LegacyPattern | Word::Facts);
                let here = if is_html { !only_markdown } else { !only_html };
                let bronze = *word != Word::DeprecatedBecause || tier == "bronze";
                if here && bronze && occurs(*word, tier) {
                    assert!(
                        text.contains(&(1000 + index).to_string()),
                        "{tier} {word:?}: {text}"
                    );
                }
            }
        }
    }
}

#[test]
fn words_of_the_book_are_only_words() {
    let own = "words.note = \"<b>*x*</b>\\n\\n# {{y}}\"\nwords.category = \"<i> | `z`\"";
    let [html, markdown] = rendered("language = \"de\"", own, "gold");
    assert!(
        html.contains("&lt;i&gt; | `z`") && html.contains("&lt;b&gt;"),
        "{html}"
    );
    assert!(html.contains("Schwierigkeit"));
    assert!(markdown.contains("\\<i>"), "{markdown}");
}

#[test]
fn mistakes_in_words_are_named() {
    for (line, says) in [
        (
            "words.at-a-glanze = \"x\"",
            &["unknown word `at-a-glanze`", "did you mean `at-a-glance`?"][..],
        ),
        (
            "words.xyzzy = \"x\"",
            &["unknown word `xyzzy`", "known: card, category"],
        ),
        ("words.note = 5", &["`note` takes a string, not a number"]),
        (
            "words = []",
            &["`words` takes a table of words, not a list"],
        ),
    ] {
        let book = Book::new(&[("page.md", "# Page\n")]);
        book.write("book.toml", only_syntax(line));
        book.check(&[]).is_refused_for(says, line);
    }
}

#[test]
fn names_and_structured_data_are_in_the_books_language_too() {
    let text = format!(
        "{}\n[TOC]\n\n## Level 1: A\n\n## Level 2: B\n",
        page("gold")
    );
    let site = Site::new("profile = \"adopt\"", &[("page.md", &text)]);
    let toml = std::fs::read_to_string(site.path().join("book.toml")).unwrap();
    site.write(
        "book.toml",
        &toml.replace("[book]", "[book]\nlanguage = \"de\""),
    );
    assert!(site.build());
    let html = site.html("page.md");
    let raw = std::fs::read_to_string(site.html_folder().join("page.html")).unwrap();
    assert!(
        html.contains("class=\"patterns-toc\" aria-label=\"Inhalt\""),
        "{html}"
    );
    assert!(
        raw.contains("\"proficiencyLevel\":\"Fortgeschritten\""),
        "{raw}"
    );
    assert!(raw.contains("\"keywords\":\"Resilienz\""), "{raw}");
    // The tool's own words are no words of a vocabulary.
    assert_eq!(Words::default().of_id("number"), None);
    assert_eq!(Words::default().of_id("tip"), Some("Tip"));
}
