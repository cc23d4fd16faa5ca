//! Names that stand in one place, and those of another place that are held against them.

/// Of a name, so many bytes count: names that are the same up to there are one.
const LONGEST: usize = 500;

/// Names in order, so that each of many is found among many in little time.
#[derive(Debug)]
pub struct Names(Vec<String>);

impl Names {
    /// Of names in their normal form.
    pub fn new(names: impl Iterator<Item = String>) -> Names {
        let names = names.map(|name| cut(&name).to_owned());
        let mut names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        names.dedup();
        Names(names)
    }

    /// Whether one of them is this one, or one of the two begins with the words of the other.
    pub fn has_like(&self, name: &str) -> bool {
        let name = cut(name);
        if name.is_empty() {
            return false;
        }
        let is_one = |name: &str| self.0.binary_search_by(|it| it.as_str().cmp(name)).is_ok();
        let longer = format!("{name} ");
        let next = self.0.partition_point(|it| *it < longer);
        is_one(name)
            || self.0.get(next).is_some_and(|it| it.starts_with(&longer))
            || name.match_indices(' ').any(|(at, _)| is_one(&name[..at]))
    }
}

fn cut(name: &str) -> &str {
    let mut end = name.len().min(LONGEST);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_alike_where_one_begins_with_the_other() {
        let names = Names::new(
            ["use kafka", "", "a b c", "a"]
                .map(str::to_owned)
                .into_iter(),
        );
        for like in ["use kafka", "use", "use kafka now", "a b", "a x"] {
            assert!(names.has_like(like), "{like}");
        }
        for other in ["", "us", "use kafkas", "kafka", "b"] {
            assert!(!names.has_like(other), "{other}");
        }
        assert!(!Names::new(std::iter::empty()).has_like("a"));
    }
}
