//! By what pages are found: titles, folders, the names of their files.

/// A title as entries repeat it: in lower case, without a trailing "Pattern".
pub(super) fn title_key(title: &str) -> String {
    let title = folded(title);
    title.strip_suffix(" pattern").unwrap_or(&title).to_owned()
}

/// A title as readers compare it.
pub(super) fn folded(title: &str) -> String {
    let lower = title.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of a path, for comparing: nobody's names are longer, and the time it takes is squared.
pub(super) fn clipped(path: &str) -> String {
    path.chars().take(100).collect()
}

pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A page's id: the name of its file, or of the folder whose index it is.
pub fn id_of(source_path: &str) -> &str {
    id_and_folders(source_path).0
}

/// A page's id, the name of its file or of the folder whose index it is, and the folders before it.
pub(super) fn id_and_folders(path: &str) -> (&str, &str) {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.strip_suffix(".md").unwrap_or(file);
    if !matches!(stem, "index" | "README") {
        return (stem, folders);
    }
    let (folders, folder) = folders.rsplit_once('/').unwrap_or(("", folders));
    (folder, folders)
}
