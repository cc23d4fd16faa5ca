//! What readers get, by real builds.

use crate::site::{Site, squeeze};

#[track_caller]
pub fn has(html: &str, part: &str) {
    assert!(
        squeeze(html).contains(&squeeze(part)),
        "not found: {part}\nin: {}",
        squeeze(html)
    );
}

#[track_caller]
pub fn lacks(html: &str, part: &str) {
    assert!(!html.contains(part), "found: {part}\nin: {html}");
}

/// Builds one page under `adopt` and returns its HTML and its Markdown.
pub fn page(text: &str) -> (String, String) {
    page_with("profile = \"adopt\"", text)
}

fn page_with(table: &str, text: &str) -> (String, String) {
    let site = Site::new(
        table,
        &[
            ("page.md", text),
            ("laws/law1-failure.md", "# The first law\n"),
        ],
    );
    assert!(site.build());
    (site.html("page.md"), site.markdown("page.md"))
}

const FULL: &str = r##"---
title: Example
type: pattern
category: data-management
difficulty: advanced
reading_time: 12 min
introduced: 2011-03
pattern_status: recommended
current_relevance: mainstream
excellence_tier: gold
tagline: "flags -- \"quoted\" | `tick` <50ms {{#include x}} ..."
essential_question: "Why <b>not</b>?"
prerequisites: [Queues, "Retries & timeouts"]
related_laws: [law1-failure, law2-asynchrony]
related_pillars: [state]
modern_examples:
  - company: "A|B"
    implementation: "`code` | {{x}}"
    scale: "<50ms"
trade_offs:
  pros: ["*fast*", "simple"]
  cons: ["[x](y)"]
production_checklist: ["# one", "- two"]
best_for: "Reads -- many"
---

# Example

## When to Use / When NOT to Use

### ✅ Use When

| Scenario | Why |
|---|---|
| Many `a|b` reads \| writes | x |
| Second [law](laws/law1-failure.md) | y |

### ❌ DON'T Use When

| Scenario | Why | Alternative |
|---|---|---|
| **Few** reads | x | A table |

## Quick Reference

### Afterwards
"##;

#[test]
fn the_card_stands_under_the_title_with_values_as_text() {
    let (html, markdown) = page_with("profile = \"adopt\"\nlayout = \"card\"", FULL);
    let title = html.find("<h1").unwrap();
    assert!(html.find("patterns-card").unwrap() > title);
    has(&html, r#"<span class="patterns-tier">Gold</span>"#);
    has(
        &html,
        r#"flags -- "quoted" | `tick` &lt;50ms {{#include x}} ..."#,
    );
    has(
        &html,
        r#"<p class="patterns-question">Why &lt;b&gt;not&lt;/b&gt;?</p>"#,
    );
    has(
        &html,
        r#"<span class="patterns-key">Category</span><span>Data management</span>"#,
    );
    has(
        &html,
        r#"<span class="patterns-key">Introduced</span><span>March 2011</span>"#,
    );
    has(
        &html,
        r#"<a href="laws/law1-failure.html">laws/law1-failure.md</a>, Law 2: Asynchrony"#,
    );
    has(&html, "Queues, Retries &amp; timeouts");
    lacks(&html, "excellence_tier");
    lacks(&markdown, "excellence_tier");
    let card = [
        r"|🏆 Gold|flags -&#45; &quot;quoted&quot; \| \`tick\` \<50ms",
        "|**Essential question**|Why",
        "|**Laws**|[laws/law1-failure.md](laws/law1-failure.md), Law 2: Asynchrony|",
    ];
    for row in card {
        assert!(markdown.contains(row), "{row}: {markdown}");
    }
    lacks(&markdown, "<div");
    lacks(&markdown, "{{#include");
}

#[test]
fn quick_reference_tables_stand_under_their_heading() {
    let (html, markdown) = page(FULL);
    let at = |part: &str| {
        html.find(part)
            .unwrap_or_else(|| panic!("{part} in {html}"))
    };
    assert!(at("id=\"quick-reference\"") < at("patterns-quick"));
    assert!(at("patterns-quick") < at("id=\"afterwards\""));
    has(
        &html,
        "<tr><td>*fast*</td><td>[x](y)</td></tr><tr><td>simple</td><td></td></tr>",
    );
    has(
        &html,
        "<tr><td>A|B</td><td>`code` | {{x}}</td><td>&lt;50ms</td></tr>",
    );
    has(
        &html,
        "<tr><td>1</td><td># one</td></tr><tr><td>2</td><td>- two</td></tr>",
    );
    has(&html, "<td>Reads -- many</td>");
    has(
        &html,
        "<th>Use when</th><th>Don't use when</th><th>Instead</th>",
    );
    has(
        &html,
        "<td><strong>Few</strong> reads</td><td>A table</td></tr>",
    );
    has(
        &html,
        r#"<td>Second <a href="laws/law1-failure.html">law</a></td><td></td><td></td>"#,
    );
    assert!(markdown.contains("|Pros|Cons|"), "{markdown}");
    lacks(&html, "Alternatives</p>");
}

#[test]
fn quick_reference_tables_go_to_the_marker_or_to_the_end() {
    let front = "---\ntype: pattern\nbest_for: x\n---\n\n# T\n\n";
    let (html, _) = page(&format!(
        "{front}First\n\n{{{{#quick-reference}}}}\n\nLast\n"
    ));
    let quick = html.find("patterns-quick").unwrap();
    assert!(html.find("First").unwrap() < quick && quick < html.find("Last").unwrap());
    lacks(&html, "#quick-reference}}");
    let (html, _) = page(&format!("{front}Last\n"));
    has(&html, "Quick Reference</a></h2>");
    assert!(html.find("Last").unwrap() < html.find("patterns-quick").unwrap());
    let (html, _) = page_with(
        "profile = \"adopt\"\nquick-reference = false\ncard = false",
        &format!("{front}Last\n"),
    );
    lacks(&html, "patterns-");
    let (html, _) = page("---\ntype: pattern\ntitle: T\n---\n\n# T\n");
    lacks(&html, "patterns-quick");
}

#[test]
fn a_bronze_page_warns_and_names_the_alternatives() {
    let page = "---\ntype: pattern\ntitle: Old\nexcellence_tier: bronze\ndeprecation_reason: It <blocks>\n\
                modern_alternatives: [Saga for money, Nothing]\n---\n\n# Old\n";
    let saga = "---\ntype: pattern\ntitle: Saga Pattern\n---\n\n# Saga\n";
    let site = Site::new(
        "profile = \"adopt\"",
        &[("old/page.md", page), ("new/saga.md", saga)],
    );
    assert!(site.build());
    let html = site.html("old/page.md");
    has(&html, "It &lt;blocks&gt;");
    has(
        &html,
        r#"<strong>Consider instead:</strong><a href="../new/saga.html">Saga for money</a>, Nothing"#,
    );
    has(
        &html,
        r#"<td><a href="../new/saga.html">Saga for money</a></td>"#,
    );
}

#[test]
fn broken_frontmatter_is_never_shown() {
    for front in [
        "---\ntitle: [x] y\ntype: pattern\nsecret: 1\n---\n",
        "---\ntitle: a\ntitle: b\nsecret: 1\n---\n",
        "---\ntype: pattern\nsecret: 1\n",
        "\u{feff}---\r\ntitle: [x] y\r\nsecret: 1\r\n---\r\n",
    ] {
        let (html, markdown) = page(&format!("{front}\n# Title\n\nBody.\n"));
        has(&html, "<p>Body.</p>");
        lacks(&html, "secret");
        lacks(&markdown, "secret");
        lacks(&html, "patterns-card");
    }
}

#[test]
fn banners_wear_their_tier_and_their_body_is_markdown() {
    let (html, markdown) = page(
        "# T\n\n!!! success \"🏆 **Gold** Standard <i>Pattern</i>\"\n    **Tag** • x\n    - one\n    - two\n\n    \
         | a | b |\n    |---|---|\n    | [l](laws/law1-failure.md) | `c` |\n\n    ```text\n    a\n\n        b\n    ```\n\nAfter.\n",
    );
    has(
        &html,
        r#"<div class="patterns-admonition patterns-success patterns-banner patterns-gold" role="note">
           <p class="patterns-title">🏆 <strong>Gold</strong> Standard &lt;i&gt;Pattern&lt;/i&gt;</p>
           <p><strong>Tag</strong> • x</p><ul><li>one</li><li>two</li></ul>"#,
    );
    has(
        &html,
        r#"<td><a href="laws/law1-failure.html">l</a></td><td><code>c</code></td>"#,
    );
    assert!(html.contains("a\n\n    b\n"), "{html}");
    has(&html, "</div><p>After.</p>");
    assert!(
        markdown.contains("> **Tag** • x\n> - one\n> - two\n>\n> | a | b |"),
        "{markdown}"
    );
}

#[test]
fn every_kind_of_material_with_and_without_title() {
    for (kind, canonical) in [
        ("note", "note"),
        ("seealso", "note"),
        ("abstract", "abstract"),
        ("summary", "abstract"),
        ("tldr", "abstract"),
        ("info", "info"),
        ("todo", "info"),
        ("tip", "tip"),
        ("hint", "tip"),
        ("important", "tip"),
        ("success", "success"),
        ("check", "success"),
        ("done", "success"),
        ("question", "question"),
        ("help", "question"),
        ("faq", "question"),
        ("warning", "warning"),
        ("caution", "warning"),
        ("attention", "warning"),
        ("failure", "failure"),
        ("fail", "failure"),
        ("missing", "failure"),
        ("danger", "danger"),
        ("error", "danger"),
        ("bug", "bug"),
        ("example", "example"),
        ("quote", "quote"),
        ("cite", "quote"),
        ("wibble", "note"),
    ]
    .chunks(29)
    .flatten()
    {
        let text = format!(
            "!!! {kind}\n    with\n\n!!! {kind} \"\"\n    without\n\n!!! {kind} \"My *title*\"\n    own\n"
        );
        let unfolded = render(&text);
        let name = match *kind {
            "seealso" => "See also".to_owned(),
            "tldr" => "TL;DR".to_owned(),
            "todo" => "To do".to_owned(),
            "faq" => "FAQ".to_owned(),
            _ => format!("{}{}", kind[..1].to_uppercase(), &kind[1..]),
        };
        assert!(unfolded.contains(&format!("patterns-{canonical}\" role=\"note\">\n<p class=\"patterns-title\">{name}</p>\n\nwith")), "{unfolded}");
        assert!(
            unfolded.contains(&format!("patterns-{canonical}\" role=\"note\">\n\nwithout")),
            "{unfolded}"
        );
        assert!(
            unfolded.contains("<p class=\"patterns-title\">My <em>title</em></p>\n\nown"),
            "{unfolded}"
        );
    }
}

/// The text handed to mdBook's HTML renderer, without a build.
fn render(text: &str) -> String {
    let book = tempfile::tempdir().unwrap();
    let chapter = serde_json::json!({"Chapter": {
        "name": "a", "content": text, "number": null, "sub_items": [], "path": "a.md",
        "source_path": "a.md", "parent_names": [],
    }});
    let about = serde_json::json!({
        "root": book.path(), "renderer": "html", "mdbook_version": "0.5.4",
        "config": {"book": {"src": "src"}, "output": {"html": {}}},
    });
    let call = serde_json::json!([about, {"items": [chapter]}]);
    let run = crate::support::run(&mut crate::support::command(), call.to_string());
    let text = &run.json()["items"][0]["Chapter"]["content"];
    text.as_str().unwrap().to_owned()
}

#[test]
fn nested_folded_and_in_lists_and_quotes() {
    let (html, markdown) = page(
        "# T\n\n!!! warning\n    outer\n\n    ??? note \"deep\"\n        inner **bold**\n\n            code\n    after\n\n\
         ???+ question\n    open\n\n- item\n\n    !!! tip \"in list\"\n        body\n\n        more\n    tail\n- next\n\n\
         > !!! info \"in quote\"\n>     quoted\n>\n>     second\n>\n> last\n\npara\n!!! note inline end \"side\"\n    x\nright after\n",
    );
    has(
        &html,
        "<p>outer</p><details class=\"patterns-admonition patterns-note\"><summary class=\"patterns-title\">deep</summary><p>inner <strong>bold</strong></p><pre><code>code </code></pre></details>",
    );
    has(&html, "<p>after</p></div>");
    has(
        &html,
        "<details class=\"patterns-admonition patterns-question\" open=\"\"><summary class=\"patterns-title\">Question</summary><p>open</p></details>",
    );
    has(
        &html,
        "<p>body</p><p>more</p></div><p>tail</p></li><li><p>next</p></li></ul>",
    );
    has(
        &html,
        "<p>quoted</p><p>second</p></div><p>last</p></blockquote>",
    );
    has(
        &html,
        "<p>para</p><div class=\"patterns-admonition patterns-note patterns-inline patterns-end\" role=\"note\"><p class=\"patterns-title\">side</p><p>x</p></div><p>right after</p>",
    );
    assert!(
        markdown.contains("> outer\n>\n> > **deep**\n> >\n> > inner **bold**\n> >\n> >     code\n"),
        "{markdown}"
    );
}

#[test]
fn only_paragraph_text_starts_a_block() {
    let (html, markdown) = page(
        "# T\n\n```text\n!!! note \"fence\"\n    x\n```\n\n    !!! note \"code\"\n\n<!-- !!! note \"comment\"\n    x -->\n\n\
         | !!! note |\n|---|\n| x |\n\n!!! not this, it only shouts\n\n`!!! note`\n",
    );
    lacks(&html, "patterns-");
    lacks(&markdown, "> **");
    has(&html, "<p>!!! not this, it only shouts</p>");
}

#[test]
fn template_text_vanishes_and_what_is_not_closed_stays() {
    let closed = "# T\n\n<!-- GOAL: nobody sees this -->\n\nSeen.\n\n<!-- TEMPLATE INSTRUCTIONS - DELETE -->\n\n## Usage\n\nUnseen.\n\n\
                  <!-- END TEMPLATE INSTRUCTIONS -->\n\nLast.\n\n```text\n<!-- TEMPLATE INSTRUCTIONS -->\n```\n\n\
                  Author's <!-- own --> comment. <!-- patterns: allow(code-share) -->\n";
    let (html, markdown) = page(closed);
    for text in [&html, &markdown] {
        lacks(text, "nobody sees");
        lacks(text, "Unseen");
        lacks(text, "allow(code-share)");
        assert!(
            text.contains("Seen.") && text.contains("Last.") && text.contains("<!-- own -->"),
            "{text}"
        );
    }
    has(
        &html,
        "<code class=\"language-text\">&lt;!-- TEMPLATE INSTRUCTIONS --&gt;",
    );
    for open in [
        "<!-- TEMPLATE INSTRUCTIONS -->",
        "<!-- END TEMPLATE INSTRUCTIONS -->",
    ] {
        let (html, _) = page(&format!("# T\n\n{open}\n\nKept.\n"));
        has(&html, "<p>Kept.</p>");
    }
}

#[test]
fn a_generated_banner_where_the_author_wrote_none() {
    let front = "---\ntype: pattern\ntitle: T\nexcellence_tier: silver\ntagline: Short\nbest_for: Long\n---\n\n# T\n";
    let table = "profile = \"adopt\"\nlayout = \"card\"\nbanner = \"generate\"";
    let (html, markdown) = page_with(table, front);
    has(
        &html,
        "<p class=\"patterns-title\">🥈 Silver Tier Pattern</p><p><strong>Short</strong></p>",
    );
    assert!(
        markdown.contains("**🥈 Silver Tier Pattern**"),
        "{markdown}"
    );
    let (html, _) = page_with(
        table,
        &format!("{front}\n!!! info \"Silver Tier Pattern\"\n    mine\n"),
    );
    assert_eq!(html.matches("patterns-banner").count(), 1);
    let (html, _) = page(front);
    lacks(&html, "patterns-banner");
}

#[test]
fn the_stylesheet_comes_once_and_only_where_it_is_needed() {
    let site = Site::new(
        "profile = \"adopt\"",
        &[("a.md", "# A\n\n!!! note\n    x\n"), ("b.md", "# B\n\nx\n")],
    );
    assert!(site.build());
    let raw = |path: &str| std::fs::read_to_string(site.html_folder().join(path)).unwrap();
    assert_eq!(raw("a.html").matches("\nmain h1{").count(), 1);
    lacks(&raw("b.html"), ".patterns-");
    let toml = std::fs::read_to_string(site.path().join("book.toml")).unwrap();
    site.write(
        "book.toml",
        &toml.replace(
            "[output.html]",
            "[output.html]\nadditional-css = [\"css/patterns.css\"]",
        ),
    );
    site.write("css/patterns.css", "");
    assert!(site.build());
    lacks(&raw("a.html"), "\nmain h1{");
}

#[test]
fn whatever_needs_the_stylesheet_gets_it() {
    let site = Site::new(
        "profile = \"adopt\"\ncard = false",
        &[
            ("tables.md", "---\ntype: pattern\nbest_for: x\n---\n\n# T\n"),
            (
                "grid.md",
                "# G\n\n<div class=\"grid cards\" markdown>\n\n- one\n\n</div>\n",
            ),
            (
                "comments.md",
                "# C\n\n<!-- GOAL: x -->\n\nText.\n\n<!-- GOAL: y -->\n",
            ),
        ],
    );
    assert!(site.build());
    let has_rule = |path: &str, rule: &str| {
        let html = std::fs::read_to_string(site.html_folder().join(path)).unwrap();
        html.contains(rule)
    };
    assert!(has_rule("tables.html", "\n.patterns-quick{"));
    assert!(has_rule("grid.html", "\n.grid.cards>"));
    let rule = "\nmain h1{";
    assert!(has_rule("grid.html", rule));
    assert!(
        !has_rule("comments.html", rule),
        "what is taken out needs no style"
    );
}

#[test]
fn under_serve_the_page_shows_its_diagnostics() {
    let site = Site::new(
        "",
        &[(
            "a.md",
            "---\ntitle: [x] y\ntype: pattern\n---\n\n# A\n\nBody.\n\n## How it works\n\n[b](#none)\n",
        )],
    );
    assert!(!site.build(), "a deny fails the build");
    let toml = std::fs::read_to_string(site.path().join("book.toml")).unwrap();
    let serving = toml.replace(
        "[output.html]",
        "[output.html]\nlive-reload-endpoint = \"/__livereload\"",
    );
    site.write("book.toml", &serving);
    assert!(site.build(), "under serve it does not");
    let html = site.html("a.md");
    has(&html, ">frontmatter-syntax</code>");
    has(&html, "src/a.md:2:");
    // A place leads to the heading that it stands under.
    has(&html, "<a href=\"#how-it-works\">src/a.md:12:5</a>");
    assert!(html.find("<h1").unwrap() < html.find("patterns-panel").unwrap());
    site.write(
        "book.toml",
        &serving.replace(
            "[preprocessor.patterns]",
            "[preprocessor.patterns]\non-serve = \"fail\"",
        ),
    );
    assert!(!site.build());
}

/// `mdbook test` compiles the Rust that it would compile without us, and nothing else.
#[test]
fn rust_in_banners_is_tested_and_text_is_not() {
    let page = "---\ntype: pattern\nexcellence_tier: gold\ntitle: T\n---\n\n# T\n\n!!! success \"🏆 Gold Standard Pattern\"\n\n    \
                Not Rust at all.\n\n    ```rust\n    assert_eq!(1 + 1, 2);\n    ```\n\n!!! note\n\n    Prose behind a blank line.\n";
    let site = Site::new("profile = \"adopt\"", &[("page.md", page)]);
    assert!(site.test(), "the fence compiles, the prose is no code");
    let broken = page.replace("1 + 1, 2", "1 + 1, 3");
    site.write("src/page.md", &broken);
    assert!(!site.test(), "the fence is compiled and run");
}

#[test]
fn prerequisites_lead_to_the_pages_they_name() {
    let page = "---\ntype: pattern\ntitle: Saga\nprerequisites: [message-queue, Two-Phase Commit, queues]\n---\n\n# Saga\n";
    let site = Site::new(
        "profile = \"adopt\"",
        &[
            ("a/saga.md", page),
            (
                "b/message-queue.md",
                "---\ntype: pattern\ntitle: Message Queue Pattern\n---\n\n# Message Queue\n",
            ),
            (
                "b/2pc.md",
                "---\ntype: pattern\ntitle: Two-Phase Commit\n---\n\n# Two-Phase Commit\n",
            ),
            ("queues.md", "# An ordinary chapter\n"),
        ],
    );
    assert!(site.build());
    has(
        &site.html("a/saga.md"),
        r#"<a href="../b/message-queue.html">Message Queue Pattern</a>, <a href="../b/2pc.html">Two-Phase Commit</a>, Queues"#,
    );
}

#[test]
fn the_marker_never_shows() {
    let marker = "# T\n\nFirst\n\n{{#quick-reference}}\n\nLast\n";
    for text in [
        marker.to_owned(),
        format!("---\ntype: pattern\n---\n\n{marker}"),
    ] {
        let (html, markdown) = page(&text);
        lacks(&html, "quick-reference");
        lacks(&markdown, "quick-reference");
        has(&html, "<p>First</p><p>Last</p>");
    }
}

#[test]
fn the_usage_parts_stand_in_columns_where_they_are_whole() {
    let (html, markdown) = page(FULL);
    let text = squeeze(&html);
    let columns = text
        .split_once("<div class=\"patterns-usage\"><div><div><h3")
        .unwrap()
        .1;
    let (when, rest) = columns.split_once("</table></div></div><div><h3").unwrap();
    assert!(
        when.contains("Use When") && when.contains("Second"),
        "{when}"
    );
    let (when_not, rest) = rest.split_once("</table></div></div></div></div>").unwrap();
    assert!(when_not.contains("A table"), "{when_not}");
    assert!(rest.starts_with("<h2 id=\"quick-reference\""), "{rest}");
    lacks(&markdown, "<div");

    // Nothing of ours goes into the columns, even where they follow the title at once.
    let table = "| a |\n|---|\n| b |\n";
    let (html, _) = page(&format!(
        "---\ntype: pattern\ntagline: x\n---\n# T\n## When to Use\n\n{table}\n## When NOT to Use\n\n{table}"
    ));
    let at = |class: &str| html.find(&format!("<div class=\"{class}")).unwrap();
    assert!(at("patterns-summary") < at("patterns-usage"), "{html}");

    let front = "---\ntype: pattern\n---\n\n# T\n\n## When to Use / When NOT to Use\n\n";
    for (text, wanted) in [
        (
            format!("### Use When\n\n{table}\n### Don't Use When\n\n{table}"),
            true,
        ),
        (
            format!(
                "### Use When\n\n{table}\n<!-- x -->\n\n### Don't Use When\n\n{table}\n---\n\n<!-- y -->\n"
            ),
            true,
        ),
        (
            format!("### Use When\n\n{table}\n### Don't Use When\n\nText.\n"),
            false,
        ),
        (
            format!("### Use When\n\n{table}\n### Between\n\n### Don't Use When\n\n{table}"),
            false,
        ),
        (
            format!("### Use When\n\n{table}\n#### Don't Use When\n\n{table}"),
            false,
        ),
        (
            format!("<div>\n\n### Use When\n\n{table}\n### Don't Use When\n\n{table}\n</div>\n"),
            false,
        ),
        (
            format!("### Use When\n\n{table}\nText <b>\n\n### Don't Use When\n\n{table}"),
            false,
        ),
        (
            format!(
                "!!! note\n    ### Use When\n\n    | a |\n    |---|\n    | b |\n\n### Don't Use When\n\n{table}"
            ),
            false,
        ),
        (
            format!("### Use When\n\n{table}\n!!! note\n    x\n\n### Don't Use When\n\n{table}"),
            false,
        ),
    ] {
        let (html, _) = page(&format!("{front}{text}"));
        assert_eq!(html.contains("patterns-usage"), wanted, "{text}\n{html}");
        let count = |tag: &str| html.matches(tag).count();
        assert_eq!(count("<div"), count("</div"), "{html}");
    }
}

#[test]
fn boxes_of_tasks_have_a_name_and_are_else_what_mdbook_makes_of_them() {
    let text = "# T\n\n!!! note\n    x\n\n- [ ] one *x*\n- [x] two\n\n  more\n  1. [X] three\n\n> * [ ] in a quote\n\n- \\[ ] no\n- [a] b\n";
    let plain = |html: &str| {
        let html = html.replace(" aria-label=\"Done\"", "");
        // Attributes in one order and one form.
        let html = html.replace(
            "disabled=\"\" type=\"checkbox\"",
            "type=\"checkbox\" disabled",
        );
        let html = html.replace(
            "type=\"checkbox\" disabled=\"\"",
            "type=\"checkbox\" disabled",
        );
        squeeze(&html.replace("checked=\"\"", "checked").replace("/>", ">"))
    };
    let (html, markdown) = page_with("profile = \"adopt\"", text);
    assert_eq!(html.matches("aria-label=\"Done\"").count(), 4, "{html}");
    assert!(markdown.contains("- [x] two"), "{markdown}");
    let (without, _) = page_with(
        "profile = \"adopt\"\nrenderers = [\"markdown\"]",
        &text.replace("!!! note\n    x\n\n", ""),
    );
    let list = |html: &str| {
        let html = plain(html);
        html[html.find("<ul>").unwrap()..html.rfind("</ul>").unwrap()].to_owned()
    };
    assert_eq!(list(&html), list(&without));
    // Without anything else of Material's, a page comes out as mdBook makes it.
    let (bare, _) = page(&text.replace("!!! note\n    x\n\n", ""));
    assert!(!bare.contains("aria-label=\"Done\""), "{bare}");
}
