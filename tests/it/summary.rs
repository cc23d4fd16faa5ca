//! The top of a pattern page: card, tier banner and question as one box, by real builds.

use crate::render::{has, lacks};
use crate::site::{Site, squeeze};

const FRONT: &str = "---\ntype: pattern\ntitle: Retry\nexcellence_tier: gold\ncategory: resilience\n\
    difficulty: beginner\nreading_time: 12 min\npattern_status: recommended\nintroduced: 1998-01\n\
    essential_question: Why does *it* fail?\ntagline: Try again\nrelated_laws: [law4-tradeoffs]\n\
    prerequisites: [consensus-basics]\n---\n\n";

const BANNER: &str = "!!! success \"🏆 Gold Standard Pattern\"\n    **Ask again** • Proven at *Example*\n\n    \
    **Key Success Metrics:**\n    - **Mail**: Keeps 99.99% of messages\n    - Shop: <50ms per call, **2x** more\n\n";

fn page(body: &str) -> String {
    page_with("", body)
}

fn page_with(table: &str, body: &str) -> String {
    let text = format!("{FRONT}{body}");
    let site = Site::new(
        &format!("profile = \"adopt\"\n{table}"),
        &[("page.md", &text)],
    );
    assert!(site.build());
    squeeze(&site.html("page.md"))
}

fn at(html: &str, piece: &str) -> usize {
    html.find(piece)
        .unwrap_or_else(|| panic!("{piece} is not in {html}"))
}

#[test]
fn card_banner_and_question_are_one_box() {
    let html = page(&format!(
        "# Retry\n\n{BANNER}## Essential Question\n\n**Why does it `fail`, *again*?**\n\n## When to Use\n\nx\n\n\
         ## Level 1: A (5 min)\n\nx\n\n## Level 2: B\n\nx\n"
    ));
    has(
        &html,
        "<div class=\"patterns-summary patterns-success patterns-gold\" role=\"note\" aria-label=\"Pattern card\">\
         <p class=\"patterns-line\"><strong>🏆 Gold Standard Pattern</strong> <i class=\"patterns-bars\"></i> \
         <span>Resilience</span> <span>Beginner</span> <span>12 min</span></p>\
         <p class=\"patterns-lead\" id=\"essential-question\"><span class=\"patterns-unseen\">Essential Question:</span> \
         Why does it <code>fail</code>, <em>again</em>?</p>\
         <p><strong>Ask again</strong> • Proven at <em>Example</em></p>",
    );
    has(
        &html,
        "<div class=\"patterns-metrics\"><p><strong>Key Success Metrics:</strong></p><ul>\
         <li><span class=\"patterns-name\"><strong>Mail</strong></span><span>:</span> Keeps <b>99.99%</b> of messages</li>\
         <li><span class=\"patterns-name\">Shop</span><span>:</span> <b>&lt;50ms</b> per call, <strong>2x</strong> more</li></ul></div>",
    );
    // What the section asks is another question than the frontmatter's, which is a fact then.
    has(
        &html,
        "<li class=\"patterns-wide\"><span class=\"patterns-key\">In short</span> Try again</li>\
         <li class=\"patterns-wide\"><span class=\"patterns-key\">Essential question</span> Why does *it* fail?</li>\
         <li><span class=\"patterns-key\">Introduced</span> 1998</li>",
    );
    has(&html, "Law 4: Trade-offs");
    has(&html, "Consensus basics");
    lacks(&html, "<h2 id=\"essential-question");
    lacks(&html, "patterns-card\"");
    assert!(at(&html, "</details>") < at(&html, "<nav class=\"patterns-levels\""));
    assert!(at(&html, "<nav class=\"patterns-levels\"") < at(&html, "id=\"when-to-use\""));
}

#[test]
fn a_question_with_more_to_say_stays_and_is_not_said_twice() {
    let more = "## Essential Question\n\n**Why does it fail?**\n\nBecause networks do.\n";
    let html = page(&format!("# Retry\n\n{BANNER}{more}"));
    has(&html, "<h2 id=\"essential-question\">");
    lacks(&html, "class=\"patterns-lead\"");
    // Another question leads, and both are there.
    let html = page(&format!(
        "# Retry\n\n{BANNER}{}",
        more.replace("fail", "stop")
    ));
    has(&html, "<p class=\"patterns-lead\">Why does *it* fail?</p>");
    has(&html, "<strong>Why does it stop?</strong>");
    // So it is with what nobody could say in a line, and with headings of the same words.
    for other in [
        "## Essential Question\n\n**Why [so](page.md)?**\n",
        "## Essential Question\n\n**Why :smile:?**\n",
        "## Essential Question\n\n- **Why?**\n",
        "## Essential Question\n\n**Why?**\n\n## Essential Question\n\nx\n",
    ] {
        let html = page(&format!("# Retry\n\n{BANNER}{other}"));
        has(&html, "<h2 id=\"essential-question\">");
    }
    // An empty section gives way, and so does one with a comment.
    let html = page(&format!(
        "# Retry\n\n{BANNER}## Essential Question\n\n<!-- later -->\n\n## More\n\nx\n"
    ));
    has(
        &html,
        "id=\"essential-question\"><span class=\"patterns-unseen\">",
    );
    // Further down it is another section than the first.
    let html = page(&format!(
        "# Retry\n\n{BANNER}## More\n\nx\n\n## Essential Question\n\n**Why does it fail?**\n"
    ));
    has(&html, "<h2 id=\"essential-question\">");
}

#[test]
fn a_page_without_a_banner_or_with_one_elsewhere_has_the_box_below_its_title() {
    let html = page("# Retry\n\nText.\n");
    has(
        &html,
        "<strong>🏆 Gold Standard Pattern</strong> <i class=\"patterns-bars\">",
    );
    has(&html, "<p><strong>Try again</strong></p>");
    assert!(at(&html, "patterns-summary") < at(&html, "<p>Text."));
    let html = page(&format!("# Retry\n\n## More\n\nx\n\n{BANNER}"));
    has(&html, "patterns-banner patterns-gold");
    assert!(at(&html, "\"patterns-summary") < at(&html, "id=\"more\""));
    assert!(at(&html, "id=\"more\"") < at(&html, "patterns-banner"));
    // In a quote or folded it is the author's arrangement.
    let html = page("# Retry\n\n??? success \"Gold Standard Pattern\"\n    x\n");
    has(&html, "<details class=\"patterns-admonition");
}

#[test]
fn a_bronze_page_has_one_warning() {
    let front = FRONT
        .replace("gold", "bronze")
        .replace("recommended", "legacy")
        .replace(
            "tagline",
            "deprecation_reason: It waits too long.\nmodern_alternatives: [Queues]\ntagline",
        );
    let site = Site::new(
        "profile = \"adopt\"",
        &[("page.md", &format!("{front}# Retry\n\nText.\n"))],
    );
    assert!(site.build());
    let html = squeeze(&site.html("page.md"));
    has(&html, "<span class=\"patterns-caution\">⚠ Legacy</span>");
    has(
        &html,
        "<p>It waits too long.</p><p><strong>Consider instead:</strong> Queues</p>",
    );
    lacks(&html, "class=\"patterns-admonition");
}

#[test]
fn what_stands_above_the_title_follows_the_box() {
    let above = "## Before\n\n[x](#retry)\n\n!!! note\n    In a box\n\n| a |\n|---|\n| b |\n\n";
    let html = page(&format!(
        "{above}# Retry\n\nBetween.\n\n{BANNER}## More\n\nx\n\n## Level 1: A\n\nx\n\n## Level 2: B\n\nx\n"
    ));
    let places = [
        "<h1 id=\"retry\"",
        "<p>Between.",
        "\"patterns-summary",
        "<nav class=\"patterns-levels\"",
        "<h2 id=\"before\"",
        "<p>In a box",
        "<table>",
        "<h2 id=\"more\"",
    ]
    .map(|piece| at(&html, piece));
    assert!(places.is_sorted(), "{places:?} {html}");
    lacks(&html, "<!--patterns");
    // Without a banner, too.
    let html = page(&format!("{above}# Retry\n\n## More\n\nx\n"));
    let places = [
        "<h1 id=\"retry\"",
        "\"patterns-summary",
        "<h2 id=\"before\"",
        "<h2 id=\"more\"",
    ]
    .map(|piece| at(&html, piece));
    assert!(places.is_sorted(), "{places:?} {html}");
    // A picture is no heading, and headings of the same words would change places with their ids.
    for above in ["![x](x.png)\n\n", "## Retry\n\nx\n\n"] {
        let html = page(&format!("{above}# Retry\n\n## More\n\nx\n"));
        assert!(
            html.find("<h1").unwrap()
                > html
                    .find(&above[..2].replace("![", "<img").replace("##", "<h2"))
                    .unwrap()
        );
    }
}

#[test]
fn the_card_is_arranged_as_before_where_the_book_says_so() {
    let html = page_with(
        "layout = \"card\"",
        &format!("# Retry\n\n{BANNER}## Essential Question\n\n**Why does it fail?**\n"),
    );
    has(&html, "<div class=\"patterns-card patterns-gold\"");
    has(&html, "patterns-banner patterns-gold");
    has(&html, "<h2 id=\"essential-question\">");
    lacks(&html, "patterns-summary\"");
}

#[test]
fn nothing_of_an_author_is_html_in_the_box() {
    let text = "---\ntype: pattern\ntitle: <b>\nexcellence_tier: gold\ncategory: \"<i>x\"\ndifficulty: \"\\\"'>{{x}}\"\n\
        reading_time: <u>\nessential_question: \"<script>x\"\ntagline: \"<img src=x>\"\nprerequisites: [\"<a>\"]\n\
        pattern_status: <s>\n---\n\n# T\n\n## Essential Question\n\n**a < b & `<c>` </p>**\n";
    let site = Site::new("profile = \"adopt\"", &[("page.md", text)]);
    assert!(site.build());
    let html = site.html("page.md");
    let main = &html[html
        .find("patterns-summary\"")
        .or_else(|| html.find("patterns-summary "))
        .unwrap()..];
    for tag in ["<i>x", "<script>x", "<img src", "<a>", "<u>", "<s>"] {
        assert!(!main.contains(tag), "{tag}: {main}");
    }
}
