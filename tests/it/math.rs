//! Formulas: what nothing touches, and what becomes of them.

use crate::render::{has, lacks, page};
use crate::site::Site;

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
         $5 ==a==\n\n==b== $6\n\n[x ==y==]($a) and ==z== $\n\n\\[1\\] ==c== \\[2\\]\n\n$$ ==d== `$$`\n\n$$$ ==e== $$$\n",
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
