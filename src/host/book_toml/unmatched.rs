//! Globs of the configuration that match no page.

use crate::config::Config;
use crate::diagnostic::LintLevel;
use crate::host::book_toml::ConfigError;
use globset::Glob;

/// The rule that speaks of them.
pub const RULE: &str = "pages-unmatched";

/// The globs that match none of `pages`, paths relative to the source folder `src`.
pub fn unmatched(config: &Config, src: &str, pages: &[&str], level: LintLevel) -> Vec<ConfigError> {
    if level == LintLevel::Allow || pages.is_empty() {
        return Vec::new();
    }
    let globs = config.globs.iter();
    let globs = globs.filter(|glob| !pages.iter().any(|page| glob.matcher.is_match(page)));
    let errors = globs.map(|glob| {
        let text = glob.matcher.glob().glob();
        let matches = |near: &String| {
            let matcher = Glob::new(near).map(|near| near.compile_matcher());
            near != text && matcher.is_ok_and(|near| pages.iter().any(|page| near.is_match(page)))
        };
        let near = near(text, src).into_iter().find(matches);
        ConfigError {
            path: glob.path.clone(),
            message: format!("`{text}` matches no page"),
            help: match near {
                Some(near) => {
                    format!("did you mean `{near}`? globs begin in the book's `{src}` folder")
                }
                None => format!("globs begin in the book's `{src}` folder: `patterns/**/*.md`"),
            },
            rule: Some((RULE, level)),
        }
    });
    errors.collect()
}

/// What may be meant by a glob, the nearest first.
fn near(text: &str, src: &str) -> Vec<String> {
    let bare = text.trim_start_matches("./").trim_start_matches('/');
    let inside = bare.strip_prefix(src).and_then(|it| it.strip_prefix('/'));
    let inside = inside.unwrap_or(bare).replace('\\', "/");
    let folder = inside.trim_end_matches('/');
    vec![
        inside.clone(),
        format!("{folder}.md"),
        format!("{folder}/**"),
        format!("**/{inside}"),
        format!("**/{folder}/**"),
        folder.to_lowercase(),
    ]
}
