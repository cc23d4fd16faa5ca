//! Formulas: what nothing touches, and what becomes of them.

use crate::render::{has, lacks, page};
use crate::site::Site;
use mdbook_patterns::text::html::Item;
use std::fmt::Write as _;

/// Each page comes out as mdBook makes it by itself.
#[track_caller]
fn untouched(formulas: &[&str]) {
    let names: Vec<String> = (0..formulas.len()).map(|i| format!("p{i}.md")).collect();
    let texts: Vec<String> = formulas.iter().map(|it| format!("# T\n\n{it}\n")).collect();
    let chapters = names.iter().zip(&texts);
    let chapters: Vec<_> = chapters.map(|(name, text)| (&**name, &**text)).collect();
    let site = Site::new("profile = \"adopt\"", &chapters);
    let bare = Site::new("exclude = [\"**\"]", &chapters);
    assert!(site.build() && bare.build());
    for (name, text) in chapters {
        assert_eq!(site.html(name), bare.html(name), "{text}");
        assert_eq!(site.markdown(name), bare.markdown(name), "{text}");
    }
}

#[test]
fn nothing_touches_a_formula() {
    untouched(&[
        "$n^2m^2$",
        "so $a^2b^2$ and $c~2~$ here",
        "$\\rho~=~\\lambda$",
        "a $x ==y== z$ ++ctrl",
        "$++ctrl+c++$ and $:rocket:$ and $x{.red}$",
        "\\(n^2m^2\\) and \\\\(n^2m^2\\\\)",
        "\\[ n^2m^2 \\]",
        "\\\\[ n^2m^2 :rocket: \\\\]",
        "$$\nn^2m^2 ==\na :rocket:\n$$",
        "$$ a ^2^ $$ in text",
        "> $$\n> n^2m^2\n> $$",
        "- $$\n  n^2m^2\n  $$",
        "$$\na^2b^2\n- c^2d^2\n$$",
        "\\begin{align}\na^2b^2 &= c \\\\\n+ :rocket:\n\\end{align}",
        "*a $n^2m^2$ b* and `$`",
        "$a$ $b$ $n^2m^2$ $c$\nand $n^2\nm^2$",
        "| a | b |\n|---|---|\n| $n^2m^2$ | $x$ |",
        "$文**(x)**文$",
    ]);
}

#[test]
fn abbreviations_leave_formulas_alone() {
    let (html, _) = page(
        "# T\n\n$$ RPS = N/T $$\n\nRPS and $RPS$ and \\(RPS\\) and `RPS`\n\n*[RPS]: requests per second, $n$\n",
    );
    assert_eq!(html.matches("<abbr").count(), 1, "{html}");
    has(
        &html,
        "<abbr title=\"requests per second, $n$\">RPS</abbr> and $RPS$",
    );
    lacks(&html, "*[");
}

#[test]
fn a_dollar_in_prose_begins_no_formula() {
    let (html, _) = page(
        "# T\n\nFrom $5 ==now== to $10, $5 and :rocket: $10, US$5 10^6^/$10, \\$x ^^y^^\\$, `$`a ^^b^^ $c.\n\n\
         $5 ==a==\n\n==b== $6\n\n[x ==y==]($a) and ==z== $\n\n\\[1\\] ==c== \\[2\\]\n\n$$ ==d== `$$`\n\n$$$ ==e== $$$\n\n!!! note\n    x\n",
    );
    has(
        &html,
        "<mark>now</mark> to $10, $5 and 🚀 $10, US$5 10<sup>6</sup>/$10",
    );
    has(&html, "$x <ins>y</ins>$");
    has(&html, "a <ins>b</ins> $c");
    for letter in ["a", "b", "y", "z", "c", "d", "e"] {
        has(&html, &format!("<mark>{letter}</mark>"));
    }
}

#[test]
fn markup_around_formulas_stays() {
    let (html, _) = page(
        "# T\n\n==a $x==y$ b== and ^^$x^2$^^ {#p}\n\n![of $x$](a.png){ width=300 }\n\n[$x$](b.md){ .c }\n",
    );
    has(&html, "<mark>a $x==y$ b</mark> and <ins>$x^2$</ins>");
    has(&html, "alt=\"of $x$\" width=\"300\"");
    has(&html, "class=\"c\">$x$</a>");
}

/// One page with `math` as told, and its HTML.
fn drawn(mode: &str, text: &str) -> String {
    let site = Site::new(
        &format!("profile = \"adopt\"\nmath = \"{mode}\""),
        &[("page.md", text)],
    );
    assert!(site.build());
    let markdown = site.markdown("page.md");
    for tag in ["<math", "arithmatex"] {
        lacks(&markdown, tag);
    }
    site.html("page.md")
}

/// Text as a reader of the HTML sees it.
fn read(html: &str) -> String {
    let text = html.replace("&#92;", "\\").replace("&lt;", "<");
    let text = text.replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn formulas_are_handed_whole_to_the_browser() {
    let html = drawn(
        "client",
        "# T\n\nA $a_b c_d *x* ^2^ {{x}} <b>$ b, \\(x_1 * y_1 * z\\), \\\\(x\\_1\\\\) and $$a ~b~ c$$.\n\n\
         $$\na_1 \\\\\n- b_2 % x\n+ c\n$$\n\n| a | b |\n|---|---|\n| $x_1$ | $`y`$ |\n\n> \\[\n> x *\n> y *\n> \\]\n\n\
         \\begin{align}\na_1 &= b_2 \\\\\n&= c\n\\end{align}\n\nText\n```math\n\\frac{a}{b}\n```\nmore\n",
    );
    let html = read(&html);
    has(
        &html,
        "A <span class=\"arithmatex\">\\(a_b c_d *x* ^2^ {{x}} <b>\\)</span> b,",
    );
    has(
        &html,
        "<span class=\"arithmatex\">\\(x_1 * y_1 * z\\)</span>, <span class=\"arithmatex\">\\(x_1\\)</span>",
    );
    has(
        &html,
        "and <span class=\"arithmatex\">\\[a ~b~ c\\]</span>.",
    );
    has(&html, "\\[ a_1 \\\\ - b_2 % x + c\\]</span></p>");
    assert!(
        html.contains("% x\n+ c"),
        "a comment ends with its line: {html}"
    );
    has(
        &html,
        "<td><span class=\"arithmatex\">\\(x_1\\)</span></td><td>$<code>y</code>$</td>",
    );
    has(
        &html,
        "<blockquote><p><span class=\"arithmatex\">\\[ x * y *\\]</span></p></blockquote>",
    );
    has(
        &html,
        "\\[\\begin{align} a_1 &= b_2 \\\\ &= c \\end{align}\\]",
    );
    has(
        &html,
        "<p>Text</p><div><span class=\"arithmatex\">\\[\\frac{a}{b}\\]</span></div><p>more</p>",
    );
}

#[test]
fn formulas_are_drawn() {
    let html = drawn(
        "mathml",
        "# T\n\nSo $n^2m^2$, *a* $x*y*z$ and `$x$`.\n\n$$\nx = \\frac{1}{2} \\tag{7}\n$$\n\n\
         | a | b |\n|---|---|\n| $x_2$ | $a \\mid b$ |\n\n!!! note \"On $x^2$\"\n    - $x_1$\n\n      ```math\n      y\n      ```\n\n\
         \\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n\n\\begin{equation}\nx\n\\end{equation}\n\n\
         $\\textcolor{red}{x} \\sum_{\\substack{a\\\\b}}$ and $$\\begin{split}a &= b\\end{split}$$\n",
    );
    let html = read(&html);
    has(
        &html,
        "So <math alttext=\"n^2m^2\"><semantics><mrow><msup><mi>n</mi><mn>2</mn></msup><msup><mi>m</mi><mn>2</mn></msup></mrow><annotation encoding=\"application/x-tex\">n^2m^2</annotation></semantics></math>, <em>a</em>",
    );
    has(&html, "∗</mo><mi>y</mi><mo");
    has(&html, "<code>$x$</code>");
    has(
        &html,
        "<span class=\"patterns-formula\"><math display=\"block\" alttext=\"x = \\frac{1}{2} \\tag{7}\">",
    );
    has(&html, "<mtext>(7)</mtext>");
    has(&html, "<mo>∣</mo>");
    for number in 1..=3 {
        has(&html, &format!("<mtext>({number})</mtext>"));
    }
    has(&html, "<div><span class=\"patterns-formula\">");
    lacks(&html, "language-math");
    assert_eq!(html.matches("<math").count(), 12, "{html}");
    assert_eq!(
        html.matches("<math").count(),
        html.matches("</math>").count()
    );
}

#[test]
fn headings_with_formulas_keep_their_ids() {
    let text = "# T\n\n## The $n^2$ law and $x$\n\n## The $n^2$ law and $x$\n\n## \\(x\\) ##\n\n$y$\n---\n\n## $z$ {#own}\n\n## $z$ {.c}\n\n## $$ {a} $$\n";
    let ids = |html: &str| -> Vec<String> {
        let ids = html.split(" id=\"").skip(1);
        ids.map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    };
    let plain = ids(&drawn("text", text));
    assert_eq!(plain.len(), 8, "{plain:?}");
    for mode in ["client", "mathml"] {
        let html = drawn(mode, text);
        assert_eq!(ids(&html), plain, "{html}");
        lacks(&html, "{#");
    }
}

#[test]
fn code_holds_no_formula() {
    let code = "```text\n$$\nx\n$$\n```\n\n    \\begin{align}\n    x\n    \\end{align}\n\n<pre>\n$$x$$\n</pre>\n\n`$$x$$` <code>$$x$$</code>\n";
    for mode in ["client", "mathml"] {
        let html = drawn(mode, &format!("# T\n\n{code}"));
        lacks(&html, "<math");
        lacks(&html, "arithmatex");
    }
}

#[test]
fn of_what_does_not_parse_the_source_is_shown() {
    let text = "# T\n\n$\\nope{n^2m^2}$ and $x$\n\n$$\n\\frac{a^2b^2\n$$\n\n```math\n\\nope\n```\n\n![$x$](a.png)\n";
    let html = drawn("mathml", text);
    has(&html, "<code>$\\nope{n^2m^2}$</code> and <math");
    has(&html, "<p><code>$$\\frac{a^2b^2$$</code></p>");
    has(&html, "class=\"language-math");
    has(&html, "alt=\"$x$\"");
    assert_eq!(html.matches("<math").count(), 1);
    // Markdown takes no backslash from it, and a table no bar.
    let text = "# T\n\n> $$\n> \\{\\nope\\}\n> $$\n\n\\(\\nope\\_\\)\n\n\\[\\nope\\]\n\n| a |\n|---|\n| $\\nope\\{x\\}$ |\n";
    let html = drawn("mathml", text);
    for source in [
        "$$\\{\\nope\\}$$",
        "\\(\\nope\\_\\)",
        "\\[\\nope\\]",
        "$\\nope\\{x\\}$",
    ] {
        has(&html, &format!("<code>{source}</code>"));
    }
}

/// Commands that other renderers of TeX know.
#[test]
fn commands_that_the_library_lacks_are_drawn() {
    for tex in [
        r"\mbox{if a b} = \hbox{c} \textup{d} \textnormal{e}",
        r"a\\\mbox{b}",
        r"\widetilde{x} + \pmb{v} + \mathds{1} + a \pod{n} \dotsc \dotsb \hdots",
        r"\sum_{\mathclap{i}} \smash{x} \mathnormal{y} \intop_a^b",
        r"\begin{eqnarray*}a&=&b\end{eqnarray*} \begin{smallmatrix}1&2\end{smallmatrix}",
    ] {
        let html = drawn("mathml", &format!("# T\n\n$${tex}$$\n"));
        has(&html, "<math");
        lacks(&html, "<code>");
    }
    has(
        &drawn("mathml", "# T\n\n$\\mbox{if a b}$\n"),
        "if\u{a0}a\u{a0}b",
    );
}

const HOSTILE: &[&str] = &[
    r"\text{<script>alert(1)</script>}",
    r"\mathrm{<img src=x onerror=alert(1)>}",
    r"\operatorname{<script>}",
    r"\tag{<script>alert(1)</script>} x",
    r"\begin{align} a \label{x} \tag{<b onclick=x>} \end{align}",
    r"\eqref{javascript:alert(1)} \begin{equation} a \label{alert(1)} \end{equation}",
    r#"x" onload="alert(1)"#,
    r"\text{]]></annotation></math><script>alert(1)</script>}",
    r"\text{`*_[x](javascript:alert(1)) {{#include x}}}",
    r"\href{javascript:alert(1)}{x}",
    r"\color{red;background:url(//evil.example)} x",
    r"\textcolor{red}{x} \text{&lt;script&gt;&#60;script&#62;}",
];

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn nothing_in_a_formula_does_harm() {
    for mode in ["client", "mathml"] {
        for tex in HOSTILE {
            let html = drawn(
                mode,
                &format!("# T\n\n{tex}\n\n$$ {tex} $$\n\n```math\n{tex}\n```\n"),
            );
            // As it is written, mdBook makes of it what it makes of any text.
            for part in html.split("<span class=\"").skip(1) {
                let part = part.split("</p>").next().unwrap();
                let part = &format!("<span class=\"{part}");
                for item in mdbook_patterns::text::html::scan(part) {
                    let Item::Open {
                        name, attributes, ..
                    } = item
                    else {
                        continue;
                    };
                    assert!(
                        name == "span" || name.starts_with(['m', 's', 'a']),
                        "{part}"
                    );
                    assert!(!["a", "script", "style", "svg"].contains(&name), "{part}");
                    for it in attributes {
                        let bad = ["id", "href", "src"].contains(&it.name);
                        assert!(!bad && !it.name.starts_with("on"), "{part}");
                        assert!(it.name != "style" || !it.value.contains('('), "{part}");
                    }
                }
            }
        }
    }
}

#[test]
fn no_formula_ends_a_build_or_holds_it_up() {
    let many = |part: &str| part.repeat(8000 / part.len());
    let mut text = "# T\n\n$x$\n\n".to_owned();
    for tex in [
        many("{"),
        format!("{}x{}", "{".repeat(4000), "}".repeat(4000)),
        format!("{}x{}", "\\sqrt{".repeat(64), "}".repeat(64)),
        format!("{} x", many("\\sqrt ")),
        format!("{} x", many("\\hat ")),
        many("\\left("),
        many("\\substack"),
        many("\\begin{array}{c}"),
        format!(
            "{}{}",
            "\\begin{array}{c}".repeat(200),
            "\\end{array}".repeat(200)
        ),
        many("'"),
        many("x^{x}"),
        "x".repeat(100_000),
        many("\\"),
        many("\\frac"),
    ] {
        let _ = writeln!(text, "```math\n{tex}\n```\n");
    }
    let start = std::time::Instant::now();
    let html = drawn("mathml", &text);
    has(&html, "<math alttext=\"x\">");
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn a_mode_that_is_none_is_refused() {
    let book = crate::support::Book::new(&[("page.md", "# T\n")]);
    book.write("book.toml", "[preprocessor.patterns]\nmath = \"katex\"\n");
    book.check(&[])
        .is_refused_for(&["`math`", "mathml", "client"], "math = \"katex\"");
}
