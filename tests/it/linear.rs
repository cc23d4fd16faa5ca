//! Time and memory grow with the input, whatever it is.
//!
//! Whatever the dialect has is named in one list, [`CONSTRUCTS`]. What is new there is
//! written here as well, in the form that invites a search from every place to the end.

use crate::properties::input;
use crate::support::{self, Book, run};
use mdbook_markdown::MarkdownOptions;
use mdbook_patterns::engine::baseline;
use mdbook_patterns::engine::{self, Chapter};
use mdbook_patterns::material::kinds::Kinds;
use mdbook_patterns::page::Page;
use mdbook_patterns::render::Target;
use mdbook_patterns::report;
use mdbook_patterns::schema::draft::{Wish, draft};
use mdbook_patterns::schema::upgrade::additions;
use mdbook_patterns::schema::{Template, page};
use std::time::Instant;

/// A page of about as many bytes.
enum Make {
    /// The same again and again.
    Run(&'static str),
    /// The same with a number in it.
    Each(fn(usize) -> String),
    /// Lines of the frontmatter.
    Fields(fn(usize) -> String),
    /// Anything else below the title.
    Body(fn(usize) -> String),
}

use Make::{Body, Each, Fields, Run};

/// `part` until it takes `bytes`.
fn many(part: &str, bytes: usize) -> String {
    part.repeat(bytes / part.len())
}

fn numbered(part: fn(usize) -> String, bytes: usize) -> String {
    let count = bytes / part(1000).len();
    (0..count).map(part).collect()
}

/// Lines that go as deep as `bytes` allow; each one takes up to its depth times `width`.
fn deep(bytes: usize, width: usize, line: impl Fn(usize) -> String) -> String {
    (0..(2 * bytes / width).isqrt()).map(line).collect()
}

const CONSTRUCTS: &[Make] = &[
    Run(":material-a"),
    Run(":material-a: "),
    Run(":material-flask:"),
    Run("\n:rocket: a"),
    Run("&#58;"),
    Run("{a="),
    Run("{ .a"),
    Run("{ .a }"),
    Run("`a`{ .a }"),
    Run("==a"),
    Run("==a== "),
    Run("^^a ^"),
    Run("a~b"),
    Run("++a+"),
    Run("++\"a"),
    Run("*[A]: b\n"),
    Run("*[a"),
    Run("[TOC]\n\n## a\n\n"),
    Run("\\"),
    Run("[:simple-github:](a)"),
    Run("["),
    Run("]("),
    Run("{{#include "),
    Run("{{#patterns count}} "),
    Run("{{#patterns catalog}}\n\n"),
    Run("{{#patterns x where = {"),
    Run("> - {{#patterns"),
    Run("## Works Well With\n\n- a: b\n- **c**\n\n"),
    Run("### Comparison\n\n| Pattern | b |\n|---|---|\n| c, d or e | f |\n\n"),
    Body(|n| {
        format!(
            "## When NOT to Use\n\n| a | Instead |\n|---|---|\n{}",
            many("| b | c |\n", n)
        )
    }),
    Run("<!--"),
    Run("<a b='"),
    Run("<div class=\"truth-box\">\n\n"),
    Run("!!! note\n    x\n"),
    Run("/// note\nx\n///\n\n"),
    Run("/// note\n    open: x\n"),
    Run("/// x\n"),
    Run("///\n"),
    Run("> /// note\n"),
    Run("- /// note\n"),
    Run("//// note\n/// tip\n////\n"),
    Run("x\n\n/// caption\nx\n///\n\n"),
    Run("/// html | div.a#b[c=d]\n///\n"),
    Run("*a **b "),
    Run("|a"),
    Run("> "),
    Run("- x\n"),
    Run("```mermaid\na\n```\n\n"),
    Run("<div class=\"mermaid\">\na\n</div>\n\n"),
    Run("<div class=\"mermaid\">\na\n\n"),
    Run("!!! note \"a[^1]\"\n    b\n\n[^1]: c\n\n"),
    Run("<!-- TEMPLATE INSTRUCTIONS -->\n"),
    Run("## Level 1: x\n\nx\n\n"),
    Run("1 "),
    Run("â€™ "),
    Run("$a"),
    Run("$a "),
    Run("$$a "),
    Run("`a`$$"),
    Run("\\(a"),
    Run("\\\\[a"),
    Run("- \\[a\n"),
    Run("- $$a\n"),
    Run("> \\begin{a}\n"),
    Run("```math\na\n```\n"),
    Run("{++a"),
    Run("{~~a~>b"),
    Run("{~~a~>b~~} "),
    Run("{>>a"),
    Run("{--a--}"),
    Run("- "),
    Run("1. "),
    Run("* - + "),
    Run("<"),
    Run("<!-- patterns: allow(x) -->"),
    Run("<!-- patterns: allow(x) -->\n\n"),
    Run("<!-- patterns: allow(page-length) -->\n\nx\n\n"),
    Run("a <!-- patterns: allow(page-length) --> "),
    Run("## Level 1: A (5 min) {#l1}\n\n"),
    Run("## Quick Reference\n\n"),
    Run("<!-- TEMPLATE INSTRUCTIONS -->\nx\n<!-- END TEMPLATE INSTRUCTIONS -->\n\n"),
    Run("<!-- END TEMPLATE INSTRUCTIONS -->\n\n"),
    Run("[a](nowhere.md) "),
    Run("[a](#nowhere) "),
    Run(":material-nothing: "),
    Run("![a](x.png) "),
    Run("<https://a.b> "),
    Run("## A\n\n"),
    Run("## A {#a}\n\n"),
    Run("- [ ] x\n"),
    Run("- [ ] x\n\n"),
    Run("| `a|b` |\n"),
    Run("x[^1] [^1]: a\n\n"),
    Run("=== \"A\"\n    a\n\n"),
    Run("=== \"A\"\n\n    a\n\n??? tip \"b\"\n    c\n\n"),
    Run("<div class=\"truth-box\">\n<h4>T</h4>\na\n</div>\n\n"),
    Run("<div class=\"failure-vignette\">\n<h4>T</h4>\nIt cost $5M in 2020.\n</div>\n\n"),
    Run("<!-- x -->\n\n"),
    Run("<!-- TODO -->\n\n"),
    Run("<!-- GOAL: x -->\n\n"),
    Run("<!-- GOAL: x --> "),
    Run("TODO "),
    Run("[PLACEHOLDER] "),
    Run("[Pattern Name] "),
    Run("```\n"),
    Run("~~~\n"),
    Run("`"),
    Run("``` "),
    Run("$"),
    Run("$a$ "),
    Run("**"),
    Run("__a"),
    Run("~~a"),
    Run("<b>"),
    Run("</b>"),
    Run("<b>a</b> "),
    Run("&amp;"),
    Run("&"),
    Run("https://a.b/c "),
    Run("term\n: definition\n\n"),
    Run("## When to Use\n\n| a | b |\n|---|---|\n| c | d |\n\n"),
    Run("## When NOT to Use\n\n- a\n\n"),
    Run("## Essential Question\n\n**What?**\n\n"),
    Run("!!! warning \"Gold Tier\"\n    x\n\n"),
    Run("!!! nokind \"x\"\n    y\n\n"),
    Run("<script>"),
    Run("<style>a"),
    Run("<textarea>"),
    Run("<pre>\n"),
    Run("<details markdown>\n"),
    Run("<summary>"),
    Run("<p markdown>x</p>\n\n"),
    Run("<span markdown>x</span> "),
    Run("+++ x "),
    Run("x (1) "),
    Run("\n# T\n"),
    Run("===\n"),
    Run("a\n===\n\n"),
    Run("---\n\n"),
    Run("a\n---\n\n"),
    Run("a  \n"),
    Run("\t- x\n"),
    Run("é"),
    Run("🏆 "),
    Run("\u{0}"),
    Run("[x]: y\n"),
    Run("[^x]: y\n\n"),
    Run("[x][y] "),
    Run("[x][] "),
    Run("![["),
    Run("!!! "),
    Run("???+"),
    Run("    !!! note\n"),
    Run("#"),
    Run("# "),
    Run("###### x\n"),
    Run("{#"),
    Run("{{"),
    Run("}}"),
    Run("{{#title x}}\n"),
    Run("{{#quick-reference}}\n\n"),
    Run("{{#include x.md}}\n"),
    Run("- {{ #include x.md }}\n"),
    Run("- {{#include x.md}}"),
    Run("\\{{#include x.md "),
    Run("\\{{#a}} "),
    Run("{{ "),
    Run("{{#include a} "),
    Run("{{#playground x}}"),
    Run("<figure markdown>\n![a](b.png)\n<figcaption>x</figcaption>\n</figure>\n\n"),
    Run("(a)[b] "),
    Run("sentence word word. "),
    Run("word "),
    Run("\"a\" 'b' "),
    Run("-- "),
    Run("..."),
    Run("1. x\n1) y\n"),
    Run("* a\n\n\n  b\n"),
    Run("> - > - "),
    Run("> !!! note\n>     x\n\n"),
    Run("- !!! note\n      x\n"),
    Run("x { .annotate }\n\n1. a\n\n"),
    Run("```py title=\"x\" linenums=\"1\" hl_lines=\"1\"\nx\n```\n\n"),
    Run("```py linenums=\"1\"\nx\n\ty\n"),
    Body(|n| format!("```rust hl_lines=\"1-99999999\"\n{}```\n", many("# x\n", n))),
    Run("```py\nx # (1)!\n```\n\n1. a\n\n"),
    Body(|n| format!("```py\n{}```\n\n1. a\n", many("x # (1)!\n", n))),
    Body(|n| format!("```py\n{}\n```\n\n1. a\n", many("/* (1) ", n))),
    Body(|n| format!("```py\n{} # (1)!\n```\n\n1. a\n", many("/* (1)! */ ", n))),
    Body(|n| format!("```py\n# (9)!\n```\n\n{}", many("1. a\n", n))),
    Body(|n| format!("{}\n\n1. a\n", many("*a* (1){ .annotate } ", n))),
    Body(|n| format!("!!! note annotate\n    {}\n\n1. a\n", many("(1) ", n))),
    Run("<div class=\"annotate\" markdown>\n\n(1)\n\n"),
    Run("--8<-- \"x\"\n"),
    Run("--8<--\nx.md\n"),
    Run("--8<--\nx.md y\n--8<--\n"),
    Run("--8<--"),
    Run("8<-"),
    Run("--8<-- [start:a] "),
    Run("<!-- --8<-- [start:a] -->\n"),
    Run("--8<-- \"a:1:2,3:"),
    Run(";"),
    Run("#!py x "),
    Run("`#!py x` "),
    Run("<br>"),
    Run("<hr>\n\n"),
    Run("<img src=x>"),
    Run("<a name=x></a>"),
    Run("<a id=x></a>\n\n"),
    Run("<a href=\"nowhere.md\">x</a> "),
    Run("Question: x?\n"),
    Run("100ms 99.99% $5M "),
    Run("## Level 2: B\n\n### x\n\n- a\n\n"),
    Run("| a |\n|---|\n| b |\n\n"),
    Run("|---\n"),
    Run("|\n"),
    Run("x<sub>y</sub>"),
    Run("H~2~O "),
    Run("a^2^ "),
    Run("~"),
    Run("^"),
    Run("="),
    Run("+"),
    Run("*"),
    Run("_"),
    Run("~~"),
    Run("=="),
    Run("++"),
    Run("^^"),
    Run("::"),
    Run(":"),
    Run("{"),
    Run("}"),
    Run("("),
    Run("(a"),
    Run("!"),
    Run("<?"),
    Run("<!x"),
    Run("<![CDATA["),
    Run("<!-"),
    Run("-->"),
    Run("<a"),
    Run("</"),
    Run("<a x=\""),
    Run("<a x=\"<a x='\" y='"),
    Run("[Name]("),
    Run("[Name] "),
    Run("<h4>a"),
    Run("<div>a</div>"),
    Run("![x][y] "),
    Run("[ ](<"),
    Run("[a]: b \""),
    Run("| [a](x.md) "),
    Run("<!-- GOAL: x"),
    Run("x: y # \" # "),
    Run("\""),
    Run("<a x=1 "),
    Run("<b "),
    Run("*[A]: b\n\nA "),
    Run("a { #b } "),
    Run("## a { .b }\n\n"),
    Run("++ctrl+a++ "),
    Run("    x\n\n"),
    Run("{{ x }} "),
    Run("```title=\"a\"\nx\n```\n"),
    Run("<svg>"),
    Run("<table><tr><td>a"),
    Run("- **a**: b\n"),
    Run("- **a**: b\n\n  c\n\n"),
    Run("1. a\n\n2. b\n\n"),
    Run("[a](#b) "),
    Run("![a](b.png){ width=1 } "),
    Run("![a](b.png#only-dark) "),
    Run("[^a] "),
    Run("[^a]: b\n\n[^a] "),
    Run("=== \"A\"\n\n    === \"B\"\n\n        a\n\n"),
    Run("!!! note \"<b>a</b> `b` *c*\"\n    d\n\n"),
    Run("> [!NOTE]\n> a\n\n"),
    Run("> [!tip] a\n> b\n\n"),
    Run("> [!tip] a\n"),
    Run("[=85%] "),
    Body(|n| many("> ", n) + "[!tip] a\n"),
    Body(|n| deep(n, 2, |depth| many("> ", 2 * depth) + "[!tip] a\n")),
    Run("<div class=\"grid cards\" markdown>\n\n- a\n\n</div>\n\n"),
    Run("## Related Resources\n\n- a\n\n"),
    Run("## When to Use / When NOT to Use\n\n"),
    Run("### ✅ Use When\n\n"),
    Run("## Level 1: Intuition\n\n### Failure Story\n\n"),
    Run("## Decision Matrix\n\n"),
    Run("### Implementation Checklist\n\n- [ ] a\n\n"),
    Run("## Level 2: a\n\n!!! note\n    x\n\n"),
    Run("Level 1\n===\n\n"),
    Run("*!a* "),
    Run("<b>!!! a</b> "),
    Run("| a |\n|---|\nb\n\n"),
    Run("| a | b |\n"),
    Run("|---|---|\n"),
    Run("| a |\n|---|---|\n\n"),
    Run("[Some words]\n\n"),
    Run("[Some words]\n"),
    Run("- [Some words]\n"),
    Run("| [Some words] "),
    Run("- Key point 1\n"),
    Run("## A\n\n[Some words]\n\n"),
    Run("<<<<<<< a\n=======\n>>>>>>> b\n"),
    Run("<<<<<<< a\n"),
    Run("```\n<<<<<<< a\n=======\n>>>>>>> b\n```\n"),
    Run("```a\n```b\n```\n"),
    Run("```a\n"),
    Run("> ```a\n\n"),
    Run("- ```a\n"),
    Run("!!! note\n\nx\n\n"),
    Run("!!! note\n\n\n"),
    Run("=== \"A\"\n"),
    Run("<div id=x></div>\n\n"),
    Run("| a |\n|---|\n| so many letters that they may be repeated here |\n\n"),
    Each(|n| format!("- number {n}\n- so many letters\n- that they may be repeated here\n\nx\n\n")),
    Run("## Unreleased\n\n"),
    Run("# A\n\n## Level 1: A\n\n"),
    Each(|n| format!("{n}. Key point {n}\n")),
    Body(|n| deep(n, 2, |depth| many("  ", 2 * depth) + "- Key point 1\n")),
    Body(|n| deep(n, 2, |depth| many("> ", 2 * depth) + "| a | b |\n")),
    Body(|n| many("> ```\n\n", n / 2) + &many("\n", n / 2)),
    Each(|n| format!("[a](x{n}.md) ")),
    Each(|n| format!("[a](#x{n}) ")),
    Each(|n| format!("## h{n}\n\n[a](#x{n})\n\n")),
    Each(|n| format!("[a](#h{n})\n\n## h{n}\n\n")),
    Each(|n| format!(":material-x{n}: ")),
    Each(|n| format!("## h{n} {{#h{n}}}\n\n")),
    Each(|n| format!("*[a{n}]: b\n\na{n} ")),
    Each(|n| format!("x[^{n}]\n\n[^{n}]: a\n\n")),
    Each(|n| format!("[x][{n}]\n\n[{n}]: a\n\n")),
    Each(|n| format!("=== \"A{n}\"\n    a\n\n[a](#a{n})\n\n")),
    Each(|n| format!("[Company {n}] ")),
    Each(|n| format!("<a id=x{n}></a> ")),
    Each(|n| format!("!!! kind{n}\n    a\n\n")),
    Each(|n| format!("<!-- patterns: allow(x{n}) -->\n\n")),
    Body(|n| many("- ", n) + "a"),
    Body(|n| many("* - + ", n) + "[Pattern Name]"),
    Body(|n| many("1. ", n) + "a"),
    Body(|n| many("> ", n) + "<div markdown>"),
    Body(|n| many("- ", n / 2) + &many("[Pattern Name] ", n / 2)),
    Body(|n| deep(n, 2, |depth| many("  ", 2 * depth) + "- a\n")),
    Body(|n| deep(n, 3, |depth| many("   ", 3 * depth) + "1. a\n\n")),
    Body(|n| deep(n, 2, |depth| many("> ", 2 * depth) + "a\n")),
    // Bodies are read once for each depth, of which there are 64.
    Body(|n| {
        many(
            &deep(800, 4, |depth| many("    ", 4 * depth) + "!!! note\n"),
            n,
        )
    }),
    Body(|n| {
        many(
            &deep(800, 4, |depth| many("    ", 4 * depth) + "=== \"A\"\n"),
            n,
        )
    }),
    Body(|n| many("*a ", n / 2) + &many("a* ", n / 2)),
    Body(|n| format!("{{ .a }} {}{}", many("*a ", n / 2), many("a* ", n / 2))),
    Body(|n| format!("{{ .a }} {}", many("![a", n))),
    Body(|n| format!("{}\n\n!!! note\n    x\n", many("*a* ", n))),
    Body(|n| many("<div markdown>\n\n", n / 2) + &many("</div>\n\n", n / 2)),
    Body(|n| {
        format!(
            "<div markdown>\n{}{}",
            many("<p>\n", n / 2),
            many("</li>\n", n / 2)
        )
    }),
    Body(|n| format!("<div markdown>\n{}", many("<a/b=", n))),
    Body(|n| format!("<div>\n{}\n</div>\n", many("<a x=\"<a x='\" y='", n))),
    Body(|n| {
        format!(
            "<div markdown>\n{}\n</div>\n",
            many("<a x=\"<a x='\" y='", n)
        )
    }),
    Body(|n| {
        format!(
            "<div class=\"truth-box\">\n{}\n</div>\n",
            many("<a x=\"<a x='\" y='", n)
        )
    }),
    Body(|n| format!("<div>{}</div>\n", many("<b>a</b>", n))),
    Body(|n| format!("<div {}>\n", many("a=b ", n))),
    Body(|n| format!("<img {} width=1000>\n", many("style=\"width:1px;\" ", n))),
    Body(|n| format!("<pre>\n{}</pre>\n", many("<div markdown>\n\n", n))),
    Body(|n| format!("| a |\n|---|\n|{} |\n", many(" `a|b`", n))),
    Body(|n| {
        format!(
            "|{}\n|{}\n|{}\n",
            many(" a |", n / 3),
            many("---|", n / 3),
            many("`|`|", n / 3)
        )
    }),
    Body(|n| format!("| a |\n|---|\n{}", many("| `a|b` |\n", n))),
    Body(|n| format!("| a |\n|---|\n{}", many("|\n", n))),
    Body(|n| format!("<!-- patterns: allow({}) -->\n", many("x, ", n))),
    Body(|n| format!("<!-- patterns: allow({}) -->\n", many("page-length, ", n))),
    Body(|n| many("<!-- patterns: allow(broken-link) -->\n\n", n / 2) + &many("[a](x.md) ", n / 2)),
    Body(|n| {
        many(
            "<!-- TEMPLATE INSTRUCTIONS --> <!-- END TEMPLATE INSTRUCTIONS -->\n\n",
            n / 2,
        ) + &many("## Level 1\n\n## Level 2\n\n", n / 2)
    }),
    Body(|n| {
        format!(
            "<!-- TEMPLATE INSTRUCTIONS -->\n\n{}\n\n<!-- END TEMPLATE INSTRUCTIONS -->\n",
            many("- <b>a</b> ", n)
        )
    }),
    Body(|n| many("[x] ", n / 2) + "\n\n[x]: " + &many("a", n / 2)),
    Body(|n| many("A ", n / 2) + "\n\n*[A]: " + &many("a", n / 2)),
    Body(|n| format!("[x]({})", many("a/", n))),
    Body(|n| format!("## {}\n", many("T ", n))),
    Body(|n| format!("!!! note \"{}\"\n    a\n", many("*T* ", n))),
    Body(|n| format!("```\n{}```\n", many("x\n", n))),
    Body(|n| format!("```\n{}\n```\n", many("x ", n))),
    Body(|n| {
        format!(
            "```mermaid\ngraph TD\n{}```\n",
            numbered(|n| format!("a{n}-->b{n}\n"), n)
        )
    }),
    Body(|n| {
        many("{{#quick-reference}}\n\n", n / 2)
            + &many("### Use When\n\n| a |\n|---|\n| b |\n\n", n / 2)
    }),
    Body(|n| many("[TOC]\n\n", n / 2) + &many("## a\n\n", n / 2)),
    Body(|n| many(" ", n / 2) + &many("<!-- GOAL: x -->", n / 2)),
    Body(|n| many("<!-- GOAL: x -->", n / 2) + &many(" ", n / 2)),
    Body(|n| many("<!-- GOAL: x -->", n / 2) + &many("\u{2028}", n / 2)),
    Body(|n| many("\u{2028}", n / 2) + &many("<!-- GOAL: x -->", n / 2)),
    Body(|n| many("\r", n / 2) + &many("> [!tip] a\n", n / 2)),
    Body(|n| many("word ", n)),
    Body(|n| many(&(many("word ", 300) + ". "), n)),
    Body(|n| many(&(many("word ", 100) + ".\n\n"), n)),
    Body(|n| many(" ", n)),
    Body(|n| many("\n", n)),
    Body(|n| many("\t", n)),
    Body(|n| many("\r", n)),
    Body(|n| many("\u{feff}", n)),
    Fields(|n| numbered(|n| format!("k{n}: a\n"), n)),
    Fields(|n| numbered(|n| format!("k{n}: a #1\n"), n)),
    Fields(|n| format!("a: [{}]\n", many("a #1\n, ", n))),
    Fields(|n| numbered(|n| format!("k{n}: a\n<<<<<<< a\n=======\n>>>>>>> b\n"), n)),
    Fields(|n| numbered(|n| format!("Best-For{}: a\n", many("-", n % 40 + 1)), n)),
    Fields(|n| many("k: a\n", n)),
    Fields(|n| many("best_For: a\nbest-for: a\nBest_for: a\n", n)),
    Fields(|n| format!("a: {{{}}}\n", numbered(|n| format!("k{n}: a, "), n))),
    Fields(|n| {
        format!(
            "trade_offs: {{{}}}\n",
            numbered(|n| format!("k{n}: a, "), n)
        )
    }),
    Fields(|n| format!("a: &a x\nb: [{}]\n", many("*a, ", n))),
    Fields(|n| format!("a: &a x\n{}", many("*a : b\n", n))),
    Fields(|n| numbered(|n| format!("a{n}: &a{n} x\n"), n)),
    Fields(|n| format!("a:\n{}", numbered(|n| format!("- &a{n} x\n- *a{n}\n"), n))),
    Fields(|n| format!("a: [{}]\n", many("!!str a, ", n))),
    Fields(|n| format!("a: {}\n", many("[", n))),
    Fields(|n| format!("a: {}\n", many("{", n))),
    Fields(|n| format!("a: {}\n", many("- ", n))),
    Fields(|n| format!("a: {}\n", many("a: ", n))),
    Fields(|n| format!("a: \"{}\"\n", many("\\n", n))),
    Fields(|n| format!("a: \"{}\"\n", many("# ", n))),
    Fields(|n| format!("a: {}\n", many("\" #", n))),
    Fields(|n| format!("{}: a\n", many("k", n))),
    Fields(|n| format!("? {}\n: a\n", many("k ", n))),
    Fields(|n| format!("best_for: >\n{}", many("  a\n", n))),
    Fields(|n| format!("best_for: |\n{}", many("\n", n))),
    Fields(|n| many("# a\n", n)),
    Fields(|n| many("---\n", n)),
    Fields(|n| many("\n", n)),
    Fields(|n| format!("related_laws: [{}]\n", numbered(|n| format!("t{n}, "), n))),
    Fields(|n| format!("related_laws:\n{}", numbered(|n| format!("- t{n}\n"), n))),
    Fields(|n| format!("related_pillars:\n{}", many("- etc.\n", n))),
    Fields(|n| {
        format!(
            "modern_alternatives: [{}]\n",
            numbered(|n| format!("t{n}, "), n)
        )
    }),
    Fields(|n| format!("modern_alternatives: [{}]\n", many("t ", n))),
    Fields(|n| {
        format!(
            "modern_examples:\n{}",
            many("- company: x\n  scale: y\n", n)
        )
    }),
    Fields(|n| format!("modern_examples:\n{}", many("- {}\n", n))),
    Fields(|n| format!("production_checklist:\n{}", many("- a\n", n))),
    Fields(|n| format!("trade_offs: {{pros: [{}]}}\n", many("a, ", n))),
    Fields(|n| format!("essential_question: {}\n", many("[Question] ", n))),
];

impl Make {
    fn page(&self, bytes: usize) -> String {
        const FIELDS: &str = "type: pattern\ntitle: T\nexcellence_tier: gold\n";
        let page = |fields: &str, body: &str| format!("---\n{FIELDS}{fields}---\n\n# T\n\n{body}");
        match self {
            Run(part) => page("", &many(part, bytes)),
            Each(part) => page("", &numbered(*part, bytes)),
            Fields(fields) => page(&fields(bytes), ""),
            Body(body) => page("", &body(bytes)),
        }
    }

    fn name(&self) -> String {
        let page = self.page(4000);
        let end = match self {
            Fields(_) => "---\n\n#",
            _ => "\u{0}",
        };
        let start = match self {
            Fields(_) => page.find("gold\n").map_or(0, |at| at + 5),
            _ => page.find("# T\n\n").map_or(0, |at| at + 5),
        };
        let shown = page[start..].split(end).next().unwrap_or("");
        format!("{:?}", shown.chars().take(48).collect::<String>())
    }
}

/// Seconds that this thread has worked; where the system does not say, those that passed.
fn seconds(start: Instant) -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|spent| spent.split(' ').next()?.parse::<u64>().ok());
    match spent {
        Some(nanoseconds) => std::time::Duration::from_nanos(nanoseconds).as_secs_f64(),
        None => start.elapsed().as_secs_f64(),
    }
}

/// Checks and renders a page and writes all reports; the seconds it takes.
fn look(text: &str) -> f64 {
    let path = Some("a.md".to_owned());
    let chapter = Chapter {
        name: "a".to_owned(),
        path: path.clone(),
        source_path: path,
        content: text.to_owned(),
    };
    let input = input(Some(Target::Html {
        panel: true,
        stylesheet: true,
        script: true,
    }));
    let start = Instant::now();
    let before = seconds(start);
    let outcome = engine::run(&input, vec![chapter]);
    let found = &outcome.diagnostics;
    // Of a page only so many are shown, and each takes its time.
    let shown = report::shown::shown(found, found.len(), report::shown::Detail::Some)
        .into_iter()
        .take(10);
    shown.for_each(|shown| drop(shown.human(true)));
    if found.len() < 50 {
        return seconds(start) - before;
    }
    report::json::report(found, &outcome.summary, "");
    report::sarif::report(found, "");
    report::github::report(found, "");
    report::short::report(found, "");
    baseline::write(found);
    seconds(start) - before
}

/// Reads a page as a template, says what that asks for, writes a page of it and holds another against it.
fn look_as_template(text: &str) -> f64 {
    let (kinds, options) = (Kinds::default(), MarkdownOptions::default());
    let wish = Wish {
        title: "T",
        fields: &[],
        today: "2026-07-31",
        number: None,
        all: true,
        title_field: "title",
    };
    let start = Instant::now();
    let before = seconds(start);
    let loaded = Template::read("t", "t.md".to_owned(), text, &kinds, &options);
    report::template::page(&loaded.template);
    draft(&page(text, &kinds, &options), &loaded.template, &wish);
    let own = Page::parse("# T\n", &kinds, &options);
    additions(&own, &loaded.template, &kinds, &options).ok();
    seconds(start) - before
}

/// By which power of the input time may grow: a little more than by the first, for sorting, for
/// memory that is further away, and for a machine that has other things to do.
const MOST: f64 = 1.2;

/// What grows faster among some constructs, from `small` bytes to four times as many.
fn faster_than_linear(constructs: &[Make], small: usize, tries: usize) -> Vec<String> {
    faster_than_linear_where(look, constructs, small, tries)
}

fn faster_than_linear_where(
    look: fn(&str) -> f64,
    constructs: &[Make],
    small: usize,
    tries: usize,
) -> Vec<String> {
    let look_at = |offset: usize| {
        // All that is done for a page is done on one thread, whose time can be told from that of others.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        pool.unwrap().install(|| {
            look(&Run(":material-a: ").page(1000));
            let share = constructs.iter().skip(offset).step_by(4);
            let found = share.filter_map(|construct| grows(look, construct, small, tries));
            found.collect::<Vec<_>>()
        })
    };
    std::thread::scope(|scope| {
        let threads = [0, 1, 2, 3].map(|offset| scope.spawn(move || look_at(offset)));
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    })
}

/// What a construct takes, if that grows faster. What seems to in short pages is looked at again in
/// longer ones, where chance has less of a part in it, and all of it once more.
fn grows(look: fn(&str) -> f64, construct: &Make, small: usize, tries: usize) -> Option<String> {
    let seems = |small| grows_from(look, construct, small, tries);
    let again = || seems(small).and_then(|_| seems(4 * small));
    again().and_then(|_| again())
}

fn grows_from(
    look: fn(&str) -> f64,
    construct: &Make,
    small: usize,
    tries: usize,
) -> Option<String> {
    /// What takes less says nothing: as much is lost to chance.
    const LEAST: f64 = 0.02;
    let pages = [small, 4 * small].map(|bytes| construct.page(bytes));
    let [mut first, mut second] = [f64::INFINITY; 2];
    let mut exponent = 0.0;
    for _ in 0..tries {
        first = first.min(look(&pages[0]));
        second = second.min(look(&pages[1]));
        exponent = (second / first).log(4.0);
        if second < LEAST || exponent <= MOST {
            break;
        }
    }
    let name = construct.name();
    if std::env::var_os("LINEAR_TABLE").is_some() {
        println!("{name:54} {first:8.3} {second:8.3} {exponent:6.2}");
    }
    let grows = second >= LEAST && exponent > MOST;
    grows.then(|| format!("{name}: {first:.3} s, then {second:.3} s"))
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn whatever_a_page_holds_takes_its_share_of_time() {
    let wrong = faster_than_linear(CONSTRUCTS, 3 * 1024, 5);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The binary under a limit of memory.
#[cfg(unix)]
#[track_caller]
fn fits(book: &Book, arguments: &[&str], mebibytes: usize) {
    let mut limited = support::command_within(&format!("-v {}", mebibytes * 1024));
    limited.arg("check").arg(book.path()).args(arguments);
    // Each thread reserves memory that it does not use.
    limited.env("RAYON_NUM_THREADS", "1");
    let run = run(&mut limited, "");
    let start: String = run.stderr.chars().take(500).collect();
    assert!(matches!(run.code, Some(0 | 1)), "{:?} {start}", run.code);
}

/// Many diagnostics on one line, whose length each of them could take.
#[cfg(unix)]
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn whatever_a_page_holds_takes_its_share_of_memory() {
    let n = 100 * 1024;
    let pages = [
        Run("[a](x.md) "),
        Run(":material-a: "),
        Run("<"),
        Body(|n| format!("<!-- patterns: allow({}) -->\n", many("x, ", n))),
        Fields(|n| format!("related_laws: [{}]\n", numbered(|n| format!("t{n}, "), n))),
        // A fix of which each line repeats what stands before the first.
        Body(|n| many("\r", 2 * n) + &many("> [!tip] a\n", 2 * n)),
    ];
    for page in pages {
        let text = page.page(n);
        let book = Book::new(&[("a.md", &text)]);
        book.write("book.toml", "[preprocessor.patterns]\n");
        let report = book.path().join("report").display().to_string();
        fits(&book, &[], 400);
        fits(&book, &["--format", "json", "--output", &report], 400);
    }
    // One character after the other that means something to the parser by itself.
    let book = Book::new(&[("a.md", &many("<", 2 << 20))]);
    fits(&book, &[], 900);
}

/// The binary under a limit of seconds.
#[cfg(unix)]
#[track_caller]
fn takes_at_most(seconds: usize, book: &Book, arguments: &[&str]) -> support::Run {
    let mut limited = support::command_within(&format!("-t {seconds}"));
    let run = run(limited.args(arguments).arg(book.path()), "");
    assert!(matches!(run.code, Some(0 | 1)), "{:?}", run.code);
    run
}

/// A file's lines and marks are found once, whatever is put in of it and also what it has not.
#[cfg(unix)]
#[test]
fn parts_of_one_file_take_their_share_of_time() {
    let n = 200 * 1024;
    let marks = |n| {
        format!("ANCHOR: a{n}\nx\nANCHOR_END: a{n}\n--8<-- [start:b{n}]\nx\n--8<-- [end:b{n}]\n")
    };
    let page = |include| format!("# T\n\n{}", numbered(include, n));
    let book = Book::new(&[
        ("f", &numbered(marks, n)),
        ("a.md", &page(|n| format!("{{{{#include f:a{n}}}}}\n"))),
        ("b.md", &page(|n| format!("--8<-- \"src/f:b{n}\"\n\n"))),
        ("c.md", &page(|n| format!("--8<-- \"src/f:c{n}\"\n\n"))),
    ]);
    book.write("book.toml", "[preprocessor.patterns]\n");
    takes_at_most(8, &book, &["check", "--format", "json"]);
}

/// Pages that include one another each come to the most that a page may; together they have a bound.
#[cfg(unix)]
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn pages_that_include_one_another_take_their_share_of_time() {
    const PAGES: usize = 120;
    let page = |index: usize| {
        let other = |step| format!("{{{{#include p{}.md}}}}\n", (index + step) % PAGES);
        (
            format!("p{index}.md"),
            (1..6).map(other).collect::<String>(),
        )
    };
    let book = Book::new(&(0..PAGES).map(page).collect::<Vec<_>>());
    book.write("book.toml", "[preprocessor.patterns]\n");
    let run = takes_at_most(8, &book, &["check", "--format", "short"]);
    let told = |words: &str| run.stderr.matches(words).count();
    assert_eq!(told("what the page includes is more than 8 MiB"), 8);
    assert_eq!(
        told("what the pages up to here include is more than 64 MiB"),
        PAGES - 8
    );
}

/// A book whose pages are held to a template with one section.
#[cfg(unix)]
fn held_to(template: &str, page: &str) -> Book {
    let book = Book::new(&[("a.md", page)]);
    book.write("t.md", template);
    book.write(
        "book.toml",
        "[preprocessor.patterns.templates.t]\nfile = \"t.md\"\npages = [\"a.md\"]\n",
    );
    book
}

/// A section that may occur several times is asked each time, and what it is held against is looked
/// for once.
#[cfg(unix)]
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_a_template_asks_of_many_sections_takes_its_share_of_time() {
    for asked in [
        "text = '(?<x>.*)', in = { x = \"Options\" }",
        "each = \"Options\", list = true",
        "box = true",
        "any = [{ section = \"None\" }, { table = true }]",
    ] {
        let template = format!(
            "# {{title}}\n\n## Options\n\n## Part\n\n<!-- patterns: repeat = true, {asked} -->\n"
        );
        let n = 60 * 1024;
        let items = numbered(|n| format!("- name {n}\n"), n);
        let parts = numbered(|n| format!("## Part\n\n!!! note\n    name {n}\n\n"), n);
        let page = format!("# T\n\n## Options\n\n{items}\n{parts}");
        let book = held_to(&template, &page);
        takes_at_most(15, &book, &["check", "--format", "json"]);
    }
}

/// Of fields, sections and blocks a template may have many, and each may be spoken of.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_a_template_holds_takes_its_share_of_time() {
    let constructs = [
        Fields(|n| numbered(|n| format!("k{n}: {{x}} # patterns: optional = true\n"), n)),
        Fields(|n| {
            numbered(
                |n| format!("k{n}: x # patterns: when = {{ k{n} = 'x' }}\n"),
                n,
            )
        }),
        Each(|n| format!("## S {n}\n\n<!-- patterns: table = true -->\n\n")),
        Each(|n| format!("## S {n}\n\n<!-- patterns: list = true -->\n!!! note\n    a\n\n")),
        Each(|n| format!("<!-- patterns: optional = true -->\n!!! note\n    {n}\n\n")),
        Each(|n| format!("<!-- patterns: optional = true -->\n| {n} |\n|---|\n|  |\n\n")),
        Each(|n| format!("| a{n} |\n|---|\n|  |\n\n")),
    ];
    let wrong = faster_than_linear_where(look_as_template, &constructs, 64 * 1024, 3);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a template asks of a section is bounded, and so is what is guessed of names.
#[cfg(unix)]
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn many_annotations_and_many_keys_take_their_share_of_time() {
    let n = 256 * 1024;
    let asked = numbered(
        |n| format!("<!-- patterns: list = {{ max = {n} }} -->\n\n"),
        n,
    );
    let template = format!("# {{title}}\n\n## Part\n\n{asked}");
    let page = format!("# T\n\n## Part\n\n{}", many("- a\n\n\n", n));
    let run = takes_at_most(8, &held_to(&template, &page), &["check"]);
    assert!(
        run.stderr
            .contains("more than 100 annotations of one section")
    );

    let fields = numbered(|n| format!("alpha{n}: {{x}}\n"), n);
    let template = format!("---\n{fields}---\n\n# {{title}}\n");
    let keys = numbered(|n| format!("omega{n}: x\n"), n);
    let page = format!("---\n{keys}---\n\n# T\n");
    let run = takes_at_most(8, &held_to(&template, &page), &["check"]);
    assert!(run.stderr.contains("a template of more than 1000 fields"));
}

/// A few bytes of a regular expression can stand for a mebibyte.
#[cfg(unix)]
#[test]
fn the_regular_expressions_of_a_template_have_a_bound() {
    let fields = numbered(
        |n| format!("k{n}: x # patterns: pattern = '\\w{{20}}'\n"),
        16 * 1024,
    );
    let book = held_to(&format!("---\n{fields}---\n\n# {{title}}\n"), "# T\n");
    fits(&book, &["--quiet"], 500);
    let run = book.check(&["--format", "short"]);
    let said = run.stdout + &run.stderr;
    let refused = "the template's regular expressions are too large together";
    assert!(said.contains(refused), "{said}");
}

/// Of these, what grew by the square was little: only long pages told it.
#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn what_long_pages_hold_takes_its_share_of_time() {
    let constructs = [
        Run("<div>a</div>"),
        Run("<table><tr><td>a"),
        Run("<!-- END TEMPLATE INSTRUCTIONS -->\n\n"),
        Run("```mermaid\na\n```\n\n"),
        Run("x\n\n/// caption\nx\n///\n\n"),
        Run("## Level 1: A (5 min)\n\n### B\n\na\n\n"),
    ];
    let wrong = faster_than_linear(&constructs, 96 * 1024, 2);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The same with pages of half a mebibyte. `LINEAR_TABLE=1` with `--nocapture` prints what each takes,
/// `LINEAR_BYTES` is the size of the smaller page. In a release build it takes a minute:
/// `cargo test --release --test it -- --ignored linear`.
#[test]
#[ignore = "takes minutes"]
fn whatever_a_large_page_holds_takes_its_share_of_time() {
    let small = std::env::var("LINEAR_BYTES").map_or(128 * 1024, |bytes| bytes.parse().unwrap());
    let wrong = faster_than_linear(CONSTRUCTS, small, 2);
    assert!(wrong.is_empty(), "{wrong:#?}");
}
