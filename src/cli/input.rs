//! What the engine works on, from a book and its configuration.

use crate::config::Config;
use crate::diagram::Diagrams;
use crate::engine::Input;
use crate::engine::baseline::Baseline;
use crate::host::files::Disk;
use crate::host::protocol::Settings;
use crate::rules::settings::BookRules;
use std::collections::HashSet;

/// The input for a book whose chapters have just been read and are only checked.
pub fn checking(
    files: Disk,
    book: &Settings,
    config: Config,
    rules: BookRules,
    baseline: Baseline,
) -> Input {
    let diagrams = Diagrams::new(config.cache, false);
    Input {
        files: Box::new(files),
        src: book.src.clone(),
        listed: HashSet::new(),
        config,
        rules,
        baseline,
        markdown: book.markdown,
        today: jiff::ZonedDateTime::now().date(),
        diagrams,
        target: None,
        read_files: false,
    }
}
