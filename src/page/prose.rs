//! Words and figures in running text.

use unicode_segmentation::UnicodeSegmentation;

/// The words of a text, as Unicode segments them.
pub fn words(text: &str) -> usize {
    text.unicode_words().count()
}

/// Words that may follow a number without making it a count.
const NOT_A_NOUN: &[&str] = &[
    "a", "am", "an", "and", "are", "as", "at", "but", "by", "for", "from", "has", "if", "in", "is",
    "it", "of", "on", "or", "pm", "so", "than", "that", "the", "then", "to", "was", "were", "when",
    "which", "with",
];

/// Words before a number that make it a label: `Level 3 teams` counts no teams.
const LABELS: &[&str] = &[
    "appendix", "case", "chapter", "company", "example", "figure", "http", "law", "level",
    "option", "part", "phase", "pillar", "region", "section", "step", "table", "tier", "version",
];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Whether a text holds a figure: a quantity a reader could check, written in
/// digits. A bare year, a version, a date or a list number is none.
pub fn has_figure(text: &str) -> bool {
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let len = number_len(&text[start..]);
        at = start + len;
        if is_figure(&text[..start], &text[start..at], &text[at..]) {
            return true;
        }
    }
    false
}

/// Digits with separators inside: `1,000`, `99.99`, `10_000`.
fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let separator = matches!(bytes[end], b'.' | b',' | b'_')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !separator {
            break;
        }
        end += 1;
    }
    end
}

fn is_figure(before: &str, number: &str, after: &str) -> bool {
    let previous = before.chars().next_back();
    if matches!(previous, Some('$' | '€' | '£' | '¥' | '₹')) {
        return true;
    }
    // `P99`, `law1`, `HTTP/2`, `2019-11`: part of a name or a date.
    if previous.is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '/' | '#')) {
        return false;
    }
    if previous == Some('-')
        && before
            .chars()
            .rev()
            .nth(1)
            .is_some_and(|c| c.is_ascii_digit())
        && is_year_like(before)
    {
        return false;
    }
    if number.matches('.').count() > 1 {
        return false;
    }
    let after = after.strip_prefix('+').unwrap_or(after);
    let trimmed = after.trim_start_matches([' ', '\u{a0}']);
    let next = after.chars().next();
    match next {
        Some('%' | '×' | '‰' | '°') => return true,
        Some(c) if c.is_alphabetic() => return is_attached_unit(after),
        Some('-' | '–' | '—')
            if after[next.map_or(0, char::len_utf8)..]
                .starts_with(|c: char| c.is_ascii_digit()) =>
        {
            // The second number of a range decides.
            return false;
        }
        Some('-') => return !is_bare_year(number) && after[1..].starts_with(char::is_alphabetic),
        _ => {}
    }
    if trimmed.starts_with(['%', '×', '€', '$', '£']) {
        return true;
    }
    if trimmed.len() == after.len() || is_bare_year(number) || is_labelled(before) {
        return false;
    }
    let word: String = trimmed.chars().take_while(|c| c.is_alphabetic()).collect();
    let word = word.to_lowercase();
    !word.is_empty() && !NOT_A_NOUN.contains(&word.as_str()) && !MONTHS.contains(&word.as_str())
}

/// `ms`, `GB`, `x`, `M`, `req/s`, but not `1st` or `2nd`.
fn is_attached_unit(after: &str) -> bool {
    let word: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
    !matches!(
        word.to_lowercase().as_str(),
        "st" | "nd" | "rd" | "th" | "am" | "pm"
    ) && word.chars().count() <= 8
}

fn is_bare_year(number: &str) -> bool {
    number.len() == 4
        && number
            .parse::<u32>()
            .is_ok_and(|year| (1900..2100).contains(&year))
}

/// Whether the text ends in `2019-` or `2019-11-`.
fn is_year_like(before: &str) -> bool {
    let date: String = before
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_digit() || *c == '-')
        .collect();
    date.chars()
        .rev()
        .collect::<String>()
        .split('-')
        .next()
        .is_some_and(is_bare_year)
}

fn is_labelled(before: &str) -> bool {
    let word: String = before
        .trim_end()
        .chars()
        .rev()
        .take_while(|c| c.is_alphabetic())
        .collect();
    let word = word.chars().rev().collect::<String>().to_lowercase();
    LABELS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::has_figure;

    #[test]
    fn figures() {
        for text in [
            "99.99% uptime",
            "10x",
            "10×",
            "$2M",
            "4 trillion events/day",
            "P99 < 50ms",
            "120 engineers",
            "1B+ daily feed updates",
            "50–60 % less",
            "Handles 10M concurrent",
            "100K+ requests",
            "3-minute outage",
            "1,000 nodes",
            "€ 5 million or 5 €",
        ] {
            assert!(has_figure(text), "{text}");
        }
    }

    #[test]
    fn no_figures() {
        for text in [
            "",
            "in 2023",
            "2023 outage",
            "since 2019-11",
            "v1.2",
            "HTTP/2",
            "1. First",
            "Level 3 teams",
            "1.2.3 release",
            "law1-failure",
            "Java 8",
            "at 3 am",
            "12 March",
            "the 1st time",
            "P99 latency",
            "billions of events",
            "24/7",
        ] {
            assert!(!has_figure(text), "{text}");
        }
    }
}
