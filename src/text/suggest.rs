//! The word that was meant, and lists of words.

/// The word of `known` nearest to `word`, if it can be a slip of the pen for it. Names of several words are
/// compared word by word: `distributed-queue` is no slip for `distributed-lock`.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = folded(word);
    let length = lower.chars().count();
    known
        .into_iter()
        .filter_map(|candidate| {
            // Words of very different lengths need no comparison, which is what takes time.
            let other = candidate.chars().count();
            if other.abs_diff(length) > most(other.max(length)) {
                return None;
            }
            Some((slips(&folded(candidate), &lower)?, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many slips there may be in so many letters.
fn most(letters: usize) -> usize {
    (letters / 3).max(1)
}

fn folded(name: &str) -> String {
    name.to_lowercase().replace(['_', ' '], "-")
}

/// How many slips turn one name into the other; `None` where it is another name.
fn slips(name: &str, other: &str) -> Option<usize> {
    let has_digits = |text: &str| digits(text).next().is_some();
    if has_digits(name) && has_digits(other) && !digits(name).eq(digits(other)) {
        return None;
    }
    let words = |text: &str| text.split(['-', '/', '.']).count();
    let within = |a: &str, b: &str, most: usize| {
        // Most names have too many other letters, which is soon counted.
        let distance = || Some(strsim::osa_distance(a, b)).filter(|it| *it <= most);
        (fewest(a, b) <= most).then(distance).flatten()
    };
    let longest = |a: &str, b: &str| a.chars().count().max(b.chars().count());
    if words(name) != words(other) {
        // A sign between words was left out, or is one too many.
        return within(name, other, most(longest(name, other)).min(2));
    }
    let pairs = name
        .split(['-', '/', '.'])
        .zip(other.split(['-', '/', '.']));
    pairs.map(|(a, b)| within(a, b, most(longest(a, b)))).sum()
}

fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit)
}

/// No fewer slips than this turn one word into the other: a slip changes, adds or takes at most one letter.
pub fn fewest(a: &str, b: &str) -> usize {
    if !(a.is_ascii() && b.is_ascii()) {
        return 0;
    }
    let mut more = [0_i32; 32];
    for byte in a.bytes() {
        more[usize::from(byte & 31)] += 1;
    }
    for byte in b.bytes() {
        more[usize::from(byte & 31)] -= 1;
    }
    let sum = |sign: i32| more.iter().map(|it| (it * sign).max(0)).sum::<i32>();
    sum(1).max(sum(-1)).unsigned_abs() as usize
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
    let mut list = String::new();
    for (at, name) in names.iter().enumerate() {
        match names.len() - at {
            _ if at == 0 => {}
            1 => list.extend([" ", word, " "]),
            _ => list.push_str(", "),
        }
        list.extend(["`", name.as_ref(), "`"]);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::{fewest, nearest};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_are_never_fewer_slips_than_that(a in "[a-eé-]{0,8}", b in "[a-eé-]{0,8}") {
            prop_assert!(fewest(&a, &b) <= strsim::osa_distance(&a, &b));
        }
    }

    #[test]
    fn slips_are_suggested_and_other_names_are_not() {
        for (word, known, meant) in [
            ("resiliency", "resilience", true),
            ("page-lenght", "page-length", true),
            ("pagelength", "page-length", true),
            ("Best_For", "best-for", true),
            ("law2-asynchroni", "law2-asynchrony", true),
            ("saga.md", "sagas.md", true),
            ("distributed-queue", "distributed-lock", false),
            ("law1-failure", "law2-failure", false),
            ("read-repair", "read-replica", false),
            ("medium", "beginner", false),
            ("", "saga", false),
        ] {
            assert_eq!(nearest(word, [known]).is_some(), meant, "{word} {known}");
        }
    }
}
