//! An ordinary book comes out byte for byte as without us: what means something to Material only is
//! taken so only where a page shows that it is written for Material.

use crate::site::Site;
use crate::support::{command, run};
use serde_json::{Value, json};

/// Pages that are plain in every way, and hold whatever looks like Material's syntax.
const PAGES: &[(&str, &str)] = &[
    (
        "signs.md",
        "# Signs\n\nCosts $5 to $10, $HOME and ${HOME}, `$x`; about ~5 to ~10, ~struck~ and ~~struck~~, 2^10 and x^2^ and ^up^, \
a^b^c; {braces}, {{ mustache }}, {a, b}, {}, { }; x == y == z, a += b, i++ and ++i, C++; #12, @name, user@host, C:\\dir, a\\_b, \
a | b, A&B, &amp; &lt;b&gt;, 1 < 2 > 0, <https://example.org/a?b=c#d>, https://example.org, ::: and :: and :, :-), ://, 10:30:15; \
\"quotes\", 'quotes', it's -- so --- and ...; [x] [y], [a], [b][], [c] (d), [[d]], [^e], ![f], *[g], [h]: i; !!!, ???, ===, !!! no, \
*emphasis*, _emphasis_, __strong__, ***both***, snake_case_name, 2*3*4; `code`, ``co`de``, `a | b`, `#!python`, `:::x y`.\n",
    ),
    (
        "blocks.md",
        "# Blocks\n\n::: warning\ntext\n:::\n\n:::{note}\ntext\n:::\n\n/// is a comment\n\n///\n\n--8<--\n\nTerm\n: its meaning\n\n\
> quote\n>\n> > nested\n\n1. one\n2. two\n   - inner\n\n     text\n10. ten\n\n* a\n+ b\n- [ ] open\n- [x] done\n\n***\n---\n___\n\n\
| a | b |\n|---|:-:|\n| `c` | d \\| e |\n| f |\n\n    indented code\n\n~~~\ntildes\n~~~\n\nSetext\n===\n\nAnother\n---\n\nHard  \nbreak\\\nhere.\n",
    ),
    (
        "code.md",
        "# Code\n\n```rust,ignore,editable\nfn main() { // (1)\n    # hidden\n}\n```\n\n```text title\n!!! note\n    x\n$a$ ==b== {++c++} --8<-- \"d\"\n/// note\n///\n```\n\n\
```yaml\n- {a: b} # (2)!\n```\n\n````md\n```rust\nx\n```\n````\n\n```console\n$ cargo run\n```\n\n```\nno language\n```\n",
    ),
    (
        "html.md",
        "# HTML\n\n<div class=\"box\">\n<p>raw</p>\n</div>\n\n<details>\n<summary>More</summary>\n\nMarkdown *inside*.\n\n</details>\n\n\
<!-- a comment -->\n\nText <kbd>Ctrl</kbd> <br> <span class=\"x\">y</span> <img src=\"a.png\" alt=\"b\"> <sup>1</sup>.\n\n\
<table><tr><td>a</td></tr></table>\n\n<pre>\n  kept  <b>as</b>\n</pre>\n\n<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>\n\n<style>a{b:c}</style>\n<script>let a = '<b>';</script>\n\n\
<div>a</div> **b**\n\n<p>c</p>\n- d\n\n<!-- e --> *f*\n",
    ),
    (
        "links.md",
        "# Links\n\n[page](signs.md), [anchor](#links), [both](code.md#code), [title](html.md \"A title\"), [ref], [text][ref], [other][two], \
![image](img/a%20b.png \"t\"), [folder](./), <a href=\"signs.html\">a</a>, [mail](mailto:a@b.c), [x](<a b.md>), [y](z \"w\").\n\n\
[ref]: https://example.org \"Title\"\n[two]: <https://example.org/a b>\n\nA note[^1] and another[^long].\n\n[^1]: One.\n[^long]: Two,\n    with more.\n",
    ),
    // Braces that are no attribute list are not here: mdBook drops their words, and we show them.
    (
        "headings.md",
        "# Headings {#custom}\n\n## With `code` and *emphasis*\n\n### Class { .x #y }\n\n#hashtag\n\n##no space\n\n#### Closed ####\n\n###### Six\n",
    ),
    (
        "crlf.md",
        "# CRLF\r\n\r\nA line\r\nanother ~one~ ^two^.\r\n\r\n- a\r\n- b\r\n",
    ),
    (
        "odd.md",
        "no heading, no line break at the end: [x] [y] ~z~ $a$",
    ),
    (
        "rules.md",
        "---\n\nText between two breaks: nothing.\n\n---\n\n# Later\n",
    ),
];

fn call(renderer: &str) -> Value {
    let chapter = |(path, text): &(&str, &str)| {
        json!({"Chapter": {"name": path, "content": text, "number": [1], "sub_items": [], "path": path,
            "source_path": path, "parent_names": []}})
    };
    let items: Vec<Value> = PAGES.iter().map(chapter).collect();
    let mut allowed = serde_json::Map::new();
    for rule in mdbook_patterns::rules::ALL {
        allowed.insert(rule.name.to_owned(), "allow".into());
    }
    let config = json!({"book": {"src": "src"}, "output": {"html": {}, "markdown": {}},
        "preprocessor": {"patterns": {"rules": allowed}}});
    json!([{"root": "/nowhere", "config": config, "renderer": renderer, "mdbook_version": "0.5.4"}, {"items": items}])
}

#[test]
fn plain_pages_come_out_byte_for_byte() {
    for renderer in ["html", "markdown"] {
        let run = run(&mut command(), call(renderer).to_string());
        assert_eq!(run.code, Some(0), "{run:?}");
        let book = run.json();
        for (index, (path, text)) in PAGES.iter().enumerate() {
            let content = book["items"][index]["Chapter"]["content"].as_str();
            assert_eq!(content, Some(*text), "{renderer}: {path}");
        }
    }
}

/// The same signs mean what they mean to Material where the page shows that it is written for it.
#[test]
fn one_sign_of_material_is_enough() {
    let text = "H~2~O and x^2^.\n";
    for sign in [
        "---\nid: x\n---\n\n",
        "!!! note\n    x\n\n",
        "[TOC]\n\n",
        ":material-flask: ",
    ] {
        let page = format!("{sign}{text}");
        let site = Site::new("profile = \"adopt\"", &[("page.md", &page)]);
        assert!(site.build());
        let html = site.html("page.md");
        assert!(html.contains("H<sub>2</sub>O and x<sup>2</sup>."), "{html}");
    }
}
