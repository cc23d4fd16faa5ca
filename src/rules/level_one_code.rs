use crate::diagnostic::LintLevel;
use crate::page::{Node, Page};
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};

pub static RULE: Rule = Rule {
    name: "level-one-code",
    summary: "Level 1 holds a code block: anyone, also a reader who does not program, should follow it",
    level: LintLevel::Warn,
    scope: Scope::Patterns,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("level_one_code.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    let levels = &cx.pattern.levels;
    for span in levels.spans(1) {
        for (_, node) in page.within(span).filter(|(_, node)| node.kind.is_code()) {
            let place = page.first_line(node.span);
            if is_code(page, node) {
                cx.report(place, "a code block in level 1")
                    .help("tell it in words or with a diagram, and move the code to level 2");
            } else {
                cx.report(place, "text in a code block in level 1")
                    .help("draw it, or write it as a list");
            }
        }
    }
}

/// Whether a block holds code: it says in which language, or at least every third line looks
/// like code rather than words or a drawing of signs.
fn is_code(page: &Page<'_>, node: &Node) -> bool {
    let language = node.kind.language().unwrap_or("");
    if !language.is_empty() {
        return !PLAIN.contains(&language);
    }
    let lines = page.text_of(node).lines().map(str::trim);
    let (mut all, mut code) = (0, 0);
    for line in lines.filter(|line| !line.is_empty()) {
        all += 1;
        code += usize::from(looks_like_code(line));
    }
    code * 3 >= all
}

/// Languages that are none.
const PLAIN: &[&str] = &["text", "txt", "plain", "plaintext", "none", "ascii"];

/// By what a line of code ends, by how it begins, or by what words do not have: a call's bracket
/// directly behind a name, an assignment.
fn looks_like_code(line: &str) -> bool {
    let begins = [
        "//", "#!", "$ ", "def ", "if (", "for (", "while (", "return ",
    ];
    let is_call = |(at, _): (usize, &str)| {
        let before = line[..at].chars().next_back();
        let behind = line[at + 1..].chars().next();
        before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
            && behind.is_some_and(|c| !c.is_whitespace())
            && !line[at..].starts_with("(s)")
    };
    line.ends_with([';', '{', '}'])
        || begins.iter().any(|begin| line.starts_with(begin))
        || line.contains(" = ")
        || line.match_indices('(').any(is_call)
}
