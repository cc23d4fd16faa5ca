//! The README's table of rules is that of the code. `UPDATE_README=1 cargo test readme` writes it anew.

use mdbook_patterns::rules;
use std::fmt::Write as _;

const OPEN: &str = "<!-- rules -->\n";
const CLOSE: &str = "<!-- end of rules -->";

#[test]
fn the_readme_lists_every_rule() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let mut table = String::from("\n| rule | level | what is wrong |\n|---|---|---|\n");
    for rule in rules::ALL {
        let summary = rule.summary.replace('|', "\\|");
        let _ = writeln!(
            table,
            "| [`{0}`](src/rules/{1}.md) | {2} | {summary} |",
            rule.name,
            rule.name.replace('-', "_"),
            rule.level.name()
        );
    }
    table.push('\n');
    let start = readme.find(OPEN).unwrap() + OPEN.len();
    let end = readme.find(CLOSE).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(
            path,
            format!("{}{table}{}", &readme[..start], &readme[end..]),
        )
        .unwrap();
    } else {
        assert_eq!(
            &readme[start..end],
            table,
            "run UPDATE_README=1 cargo test --test it readme"
        );
    }
}
