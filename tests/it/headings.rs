//! Braces behind headings, by real builds.

use crate::render::{has, page};

#[track_caller]
fn check(heading: &str, html: &str, plain: &str) {
    for text in [
        format!("# T\n\n{heading}\n"),
        format!("# T\r\n\r\n{}\r\n", heading.replace('\n', "\r\n")),
        format!("# T\n\n!!! note\n    {}\n", heading.replace('\n', "\n    ")),
        format!("# T\n\n> {}\n", heading.replace('\n', "\n> ")),
        format!("# T\n\n- {}\n", heading.replace('\n', "\n  ")),
    ] {
        let (built, markdown) = page(&text);
        has(&built.replace("\r\n", "\n"), html);
        assert!(
            markdown.contains(plain),
            "not found: {plain}\nin: {markdown}"
        );
    }
}

/// Python-Markdown has these words and these ids, too; mdBook alone loses what stands in the braces.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn braces_that_are_no_attribute_list_are_text() {
    for (heading, id, shown) in [
        ("## GET /orders/{id}", "get-ordersid", "GET /orders/{id}"),
        ("### key.{name}", "keyname", "key.{name}"),
        ("### Home ${HOME}", "home-home", "Home ${HOME}"),
        ("## Sets {a, b} ##", "sets-a-b", "Sets {a, b}"),
        ("GET /x/{id}\n---", "get-xid", "GET /x/{id}"),
        ("GET {id}\n===", "get-id", "GET {id}"),
        ("## Nothing {}", "nothing-", "Nothing {}"),
        ("## {name}", "name", "{name}"),
        ("## {: name }", "-name-", "{: name }"),
        ("## If {:else}", "if-else", "If {:else}"),
        ("## Type{.x}", "typex", "Type{.x}"),
        ("## Set \\{a}", "set-a", "Set {a}"),
    ] {
        let rank = match heading {
            h if h.starts_with("###") => 3,
            h if h.ends_with("===") => 1,
            _ => 2,
        };
        let html = format!(
            "<h{rank} id=\"{id}\"><a class=\"header\" href=\"#{id}\">{shown}</a></h{rank}>"
        );
        let plain = heading.lines().next().unwrap().trim_end_matches(" ##");
        let plain = plain.trim_end_matches('}');
        check(heading, &html, plain);
    }
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn attribute_lists_of_headings_stay() {
    for (heading, html) in [
        ("## A { #h .c }", "<h2 id=\"h\" class=\"c\">"),
        ("## A {: #h toml env-var }", "<h2 id=\"h\">"),
        ("## A {: toml }", "<h2 id=\"a\">"),
        ("A {: toml }\n---", "<h2 id=\"a\">"),
        ("## A {: #h }", "<h2 id=\"h\">"),
        ("## A {: #h\\_i }", "<h2 id=\"h_i\">"),
        ("## A {#h\\_i}", "<h2 id=\"h_i\">"),
        ("## A {title=x}", "<h2 title=\"x\" id=\"a\">"),
        // mdBook's own way.
        ("## A{#h}", "<h2 id=\"h\">"),
        ("A {#h}\n---", "<h2 id=\"h\">"),
    ] {
        check(heading, html, "A");
    }
}

/// Directly behind an icon or an element, a list is not the heading's.
#[test]
fn lists_of_what_a_heading_ends_with() {
    let (html, markdown) = page(
        "# T :material-flask:{ .lg }\n\n## A `b`{ .c }\n\n[d](#t){ .e }\n---\n\n## f(x){.g}\n\n## A `b`{#h}\n\n## *i*{ .j } ##\n",
    );
    has(
        &html,
        "<h1 id=\"t\"><a class=\"header\" href=\"#t\">T <svg class=\"patterns-icon lg\"",
    );
    has(
        &html,
        "<h2 id=\"a-b\"><a class=\"header\" href=\"#a-b\">A <span class=\"c\"><code>b</code></span>",
    );
    has(&html, "<a href=\"#t\" class=\"e\">d</a>");
    has(&html, "f(x){.g}");
    has(
        &html,
        "<h2 id=\"h\"><a class=\"header\" href=\"#h\">A <code>b</code></a></h2>",
    );
    has(&html, "<span class=\"j\"><em>i</em></span>");
    assert!(
        !html.contains("{ .") && !markdown.contains("{ ."),
        "{html}{markdown}"
    );
}

/// Python-Markdown shows these braces as well.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn escapes_go_only_inside_of_an_id() {
    check(
        "## H {#\\<img src=x onerror=alert(1)\\>}",
        "H {#&lt;img src=x onerror=alert(1)&gt;}</a></h2>",
        "H {#\\<img src=x onerror=alert(1)\\>}",
    );
    check(
        "## Sets {: \\*a\\* b }",
        "Sets {: *a* b }</a></h2>",
        "Sets {: \\*a\\* b }",
    );
    check("## U {#u\\<v}", "U {#u&lt;v}</a></h2>", "U {#u\\<v}");
    check(
        "## U {.c\\_d\\<b\\>}",
        "U {.c_d&lt;b&gt;}</a></h2>",
        "U {.c\\_d\\<b\\>}",
    );
}
