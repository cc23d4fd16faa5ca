//! The one door to a project's files: what an import knows of the disk and the environment.

use std::fmt::Debug;

/// What stands below a folder, relative to it.
#[derive(Debug, Default)]
pub struct DocsFiles {
    /// The files. Hidden folders are not looked into: their names end in `/`.
    pub files: Vec<String>,
    /// Links to what is not there.
    pub dangling: Vec<String>,
}

/// Where a project's files come from. Paths are relative to the configuration's folder, with `/`;
/// they may begin with `..`.
pub trait Source: Debug + Sync {
    /// The text of a file; the error stands behind its name.
    fn text(&self, path: &str) -> Result<String, String>;

    /// All files below a folder, hidden ones among them; links are followed.
    fn files(&self, folder: &str) -> DocsFiles;

    /// Whether there is such a folder.
    fn is_folder(&self, path: &str) -> bool;

    /// What a folder is called, wherever links lead.
    fn folder_name(&self, path: &str) -> Option<String>;

    /// The value of a variable of the environment.
    fn variable(&self, name: &str) -> Option<String>;
}
