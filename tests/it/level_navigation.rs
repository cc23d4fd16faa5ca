//! The path through the levels, by real builds.

use crate::corpus::chapters;
use crate::site::{Site, corpus, squeeze};
use std::fs;
use std::path::Path;

const FRONT: &str = "---\ntype: pattern\ntitle: T\n---\n\n# T\n\n";

fn build(table: &str, text: &str) -> Site {
    let site = Site::new(
        &format!("profile = \"adopt\"\n{table}"),
        &[("page.md", text)],
    );
    assert!(site.build());
    site
}

#[test]
fn a_step_for_each_level_with_name_audience_and_time() {
    let text = format!(
        "{FRONT}## Level 1: Intuition (5 min) {{#intuition}}\n\nx\n\n## Level 2 – Grundlagen & HTTP/2\n\nx\n\n\
         ## Level 3: :material-flask: Icons (10-15 minutes)\n\nx\n\n## Level 5\n\nx\n\n## Level 5: Again\n"
    );
    let site = build("", &text);
    let html = squeeze(&site.html("page.md"));
    let nav = "<nav class=\"patterns-levels\" aria-label=\"Levels\"><ol>\
        <li value=\"1\"><a href=\"#intuition\" title=\"anyone\"><b>Intuition</b><small>5 min</small></a></li>\
        <li value=\"2\"><a href=\"#level-2--grundlagen--http2\" title=\"engineers\"><b>Grundlagen &amp; HTTP/2</b></a></li>\
        <li value=\"3\"><a href=\"#level-3--icons-10-15-minutes\" title=\"engineers\"><b>Icons</b><small>10-15 min</small></a></li>\
        <li value=\"5\"><a href=\"#level-5\" title=\"architects\"><b>Mastery</b></a></li></ol></nav>";
    assert!(html.contains(nav), "{html}");
    assert!(html.find("</h1>").unwrap() < html.find(nav).unwrap());
    let markdown = site.markdown("page.md");
    assert!(
        !markdown.contains("patterns-levels") && !markdown.contains("<script"),
        "{markdown}"
    );
}

#[test]
fn ids_are_those_of_the_rendered_page() {
    // The second of a name, one in a box, one behind a term and one whose id is hostile.
    let text = format!(
        "{FRONT}## Level 1: A\n\n## Level 1: A\n\nLevel 2\n: A term.\n\n!!! note\n    ## Level 2\n\n    x\n\n\
         ## Level 3: <i>X</i> \"q\" {{#a'b&c}}\n\nx\n"
    );
    let site = build("", &text);
    let html = site.html("page.md");
    let hrefs = hrefs(&html);
    assert_eq!(hrefs, ["level-1-a", "level-2-1", "a&#39;b&amp;c"], "{html}");
    for id in [
        "id=\"level-1-a\"",
        "<h2 id=\"level-2-1\"",
        "id=\"a&#39;b&amp;c\"",
    ] {
        assert!(squeeze(&html).contains(id), "no {id} in {html}");
    }
    assert!(html.contains("<b>X “q”</b>"), "{html}");
}

#[test]
fn no_path_where_there_is_no_choice_or_none_is_wanted() {
    let two = "## Level 1: A\n\nx\n\n## Level 2: B\n\nx\n";
    for (table, text) in [
        ("", format!("{FRONT}## Level 1: A\n\nx\n\n## Level 1: B\n")),
        ("", format!("# T\n\n{two}")),
        ("level-navigation = false", format!("{FRONT}{two}")),
    ] {
        let site = build(table, &text);
        let raw = fs::read_to_string(site.html_folder().join("page.html")).unwrap();
        assert!(!raw.contains("<nav class=\"patterns"), "{text}");
        assert!(!raw.contains("mdbookPatterns"), "{text}");
    }
    let site = build("", &format!("{FRONT}{two}"));
    let raw = fs::read_to_string(site.html_folder().join("page.html")).unwrap();
    assert_eq!(raw.matches("mdbookPatternsLevels=").count(), 1);
}

#[test]
fn an_installed_script_is_not_inlined() {
    let site = build("", &format!("{FRONT}## Level 1: A\n\n## Level 2: B\n"));
    let toml = fs::read_to_string(site.path().join("book.toml")).unwrap();
    let html = "[output.html]\nadditional-js = [\"js/patterns.js\"]";
    site.write("book.toml", &toml.replace("[output.html]", html));
    site.write("js/patterns.js", "");
    assert!(site.build());
    let raw = fs::read_to_string(site.html_folder().join("page.html")).unwrap();
    assert!(raw.contains("<nav class=\"patterns-levels\""));
    assert!(!raw.contains("mdbookPatterns"), "{raw}");
}

#[test]
#[ignore = "takes seconds; `cargo xtask test` runs it"]
fn every_step_of_real_pages_leads_to_a_heading() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example");
    for folder in [example, corpus()] {
        let Some(site) = Site::copy(&folder, "profile = \"adopt\"") else {
            continue;
        };
        assert!(site.build());
        let mut steps = 0;
        for path in chapters(&site.path().join("src")) {
            let name = path.to_str().unwrap();
            if !site
                .html_folder()
                .join(&path)
                .with_extension("html")
                .is_file()
            {
                continue;
            }
            let html = site.html(name);
            for href in hrefs(&html) {
                let heading = |rank| html.contains(&format!("<h{rank} id=\"{href}\""));
                assert!((2..=4).any(heading), "{name}: no heading `{href}`");
                steps += 1;
            }
        }
        assert!(steps >= 30, "{steps} steps in {}", folder.display());
        let print = fs::read_to_string(site.html_folder().join("print.html")).unwrap();
        let print = &print[print.find("<main>").unwrap()..];
        assert_eq!(hrefs(print).len(), steps);
        for href in hrefs(print) {
            assert!(print.contains(&format!(" id=\"{href}\"")), "print: {href}");
        }
    }
}

/// Where the steps lead, as the HTML says.
fn hrefs(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for nav in html.split("<nav class=\"patterns-levels\"").skip(1) {
        let nav = nav.split("</nav>").next().unwrap();
        let steps = nav.split("href=\"#").skip(1);
        found.extend(steps.map(|step| step.split('"').next().unwrap().to_owned()));
    }
    found
}
