//! The word that was meant, and lists of words.

/// The word of `known` nearest to `word`, if one is near enough to be meant.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase().replace('_', "-");
    let length = word.chars().count();
    known
        .into_iter()
        .filter_map(|candidate| {
            let other = candidate.chars().count();
            let most = (other.max(length) / 3).max(1);
            // Words of very different lengths need no comparison, which is what takes time.
            if other.abs_diff(length) > most {
                return None;
            }
            let folded = candidate.to_lowercase().replace('_', "-");
            let distance = strsim::osa_distance(&folded, &lower);
            (distance <= most).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Help for an id that a page does not have: the nearest of those it has.
pub fn nearest_id<'k>(id: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    // Longer ids and further headings are not compared, so that a hostile page takes no time.
    const MOST: usize = 300;
    let fits = |id: &&str| id.len() <= 200 && !id.is_empty();
    let known = known.into_iter().filter(fits).take(MOST);
    let near = fits(&id).then(|| nearest(id, known)).flatten()?;
    Some(format!("did you mean `#{near}`?"))
}

/// Names in backticks with commas and `and`: `` `a`, `b` and `c` ``.
pub fn and_list<S: AsRef<str>>(names: &[S]) -> String {
    list(names, "and")
}

/// Names in backticks with commas and `or`, behind a no.
pub fn or_list<S: AsRef<str>>(names: &[S]) -> String {
    list(names, "or")
}

fn list<S: AsRef<str>>(names: &[S], word: &str) -> String {
    let quoted: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
