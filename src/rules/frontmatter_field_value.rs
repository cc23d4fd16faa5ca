use crate::catalogue::review;
use crate::diagnostic::LintLevel;
use crate::page::Page;
use crate::rules::own;
use crate::rules::rule::{Context, FixAvailability, Rule, Scope};
use crate::template::fields::{
    DESCRIPTION, ESSENTIAL_QUESTION, EXCELLENCE_TIER, INTRODUCED, LAST_REVIEWED_ON, PATTERN_TYPE,
    READING_TIME, REVIEW_IN, TAGLINE, TITLE, TYPE,
};
use crate::template::placeholders::{DATE_PLACEHOLDER, MINUTES_PLACEHOLDER};
use crate::template::{Field, FieldType, WordList};
use crate::text::span::{Span, Text};
use crate::text::suggest::nearest;
use jiff::civil::Date;

pub static RULE: Rule = Rule {
    name: "frontmatter-field-value",
    summary: "a field holds a word outside its vocabulary, a month, day, time or type in another form, or no single line of text",
    level: LintLevel::Deny,
    scope: Scope::All,
    tiers: &[],
    options: &[],
    fix: FixAvailability::None,
    since: "0.1.0",
    docs: include_str!("frontmatter_field_value.md"),
    check,
};

fn check(page: &Page<'_>, cx: &mut Context<'_>) {
    if let Some(fit) = cx.fit() {
        return own::fields::values(fit, page, false, cx);
    }
    if !cx.is_pattern() {
        check_other_type(page, cx);
        return;
    }
    own::fields::values_of_edition(page, false, cx);
    let vocabulary = &cx.config.vocabulary;
    let rows = cx.pattern.rows.fields.iter();
    for row in rows.filter(|row| row.ty == FieldType::Line) {
        let list = row.known.and_then(|field| field.vocabulary);
        if let (Some(field), Some(list)) = (row.known, list) {
            let words = vocabulary.words(list);
            // A book's own template may leave the words open.
            if !words.is_empty() {
                check_word(page, cx, field, &words);
            }
        }
    }
    if let Some((node, text)) = text(page, cx, &TYPE)
        && text != PATTERN_TYPE
    {
        cx.report(node, format!("`type` is `{text}`, expected `pattern`"))
            .help("every pattern page says `type: pattern`");
    }
    check_introduced(page, cx);
    check_reading_time(page, cx);
    check_review(page, cx);
    for field in [&TITLE, &DESCRIPTION, &ESSENTIAL_QUESTION, &TAGLINE] {
        check_line(page, cx, field);
    }
}

/// A page that has a tier and says that it is no pattern: no other rule speaks of it.
fn check_other_type(page: &Page<'_>, cx: &mut Context<'_>) {
    let fields = &cx.pattern.fields;
    let (Some(tier), Some((node, kind))) = (fields.entry(&EXCELLENCE_TIER), fields.other_type())
    else {
        return;
    };
    let (place, tier) = (page.first_line(node.span), tier.key_span);
    let message = format!(
        "`type` is `{kind}` on a page that has an `{}`",
        EXCELLENCE_TIER.name
    );
    cx.report(place, message)
        .label("so no rule for patterns looks at it")
        .also(tier, "only patterns have a tier")
        .help(format!(
            "if this is a pattern, write `type: {PATTERN_TYPE}`, else take the tier out"
        ));
}

/// The text of a field and its place, where it is text: another shape is a wrong type.
fn text<'p>(page: &Page<'_>, cx: &Context<'p>, field: &Field) -> Option<(Span<Text>, &'p str)> {
    let entry = cx.pattern.fields.entry(field)?;
    let node = &entry.value;
    let number = [&INTRODUCED, &READING_TIME].contains(&field) && node.kind() == "a number";
    if node.kind() != "text" && !number {
        return None;
    }
    let place = page.first_line(node.span);
    let place = if place.is_empty() {
        entry.key_span
    } else {
        place
    };
    Some((place, node.text()?.trim()))
}

fn check_word(page: &Page<'_>, cx: &mut Context<'_>, field: &Field, known: &[&str]) {
    let Some((place, word)) = text(page, cx, field) else {
        return;
    };
    // The template's own `gold|silver|bronze` is an unfilled placeholder, not a wrong word.
    let unfilled = word.contains('|') && word.split('|').all(|part| known.contains(&part));
    if unfilled || known.contains(&word) {
        return;
    }
    let option = field.vocabulary.and_then(WordList::option);
    let field = field.name;
    let message = if word.is_empty() {
        format!("`{field}` is empty")
    } else {
        format!("`{field}` cannot be `{word}`")
    };
    let near = nearest(word, known.iter().copied());
    let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
    let edition = cx.edition();
    let diagnostic = cx.report(place, message);
    own::asked_for_fields(diagnostic, edition, &[field]);
    diagnostic.help(format!("{near}known: {}", known.join(", ")));
    if let (Some(option), "") = (option, near.as_str()) {
        diagnostic.help(format!(
            "words of your own: `{option} = {{ extend = [\"{word}\"] }}` under `[preprocessor.patterns.vocabulary]` in book.toml"
        ));
    }
}

fn check_introduced(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some((place, text)) = text(page, cx, &INTRODUCED) else {
        return;
    };
    if text == DATE_PLACEHOLDER {
        return;
    }
    match month(text) {
        Some(month) if cx.today.is_future(month) => {
            cx.report(place, format!("`introduced` is in the future: `{text}`"))
                .help("the month in which the pattern was first described or used");
        }
        Some(_) => {}
        None => {
            let is_year = text.len() == 4 && month(&format!("{text}-01")).is_some();
            let help = if is_year {
                format!("write the month, too: `{text}-MM`, with `01` to `12`")
            } else {
                "write a year and a month: `YYYY-MM`, such as `2007-03`".to_owned()
            };
            cx.report(place, format!("`introduced` is no month: `{text}`"))
                .help(help);
        }
    }
}

/// The first day of the month `YYYY-MM`.
fn month(text: &str) -> Option<Date> {
    let (year, month) = text.split_once('-')?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
        return None;
    }
    let year = year.parse().ok().filter(|year| *year > 0)?;
    Date::new(year, month.parse().ok()?, 1).ok()
}

fn check_reading_time(page: &Page<'_>, cx: &mut Context<'_>) {
    let Some((place, text)) = text(page, cx, &READING_TIME) else {
        return;
    };
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let whole = |number: &str| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let fits = text
        .strip_suffix("min")
        .filter(|number| number.ends_with(' '))
        .is_some_and(|number| {
            whole(number.trim()) && !number.trim().trim_start_matches('0').is_empty()
        });
    // `[X] min` in quotes is the template's placeholder.
    if fits || text == MINUTES_PLACEHOLDER {
        return;
    }
    // Of `1-2 hours` nobody knows the minutes.
    let is_number = whole(digits) && !text.to_lowercase().contains(['h', 'd', 's']);
    let help = if is_number {
        format!("write `{digits} min`")
    } else {
        "write a number of minutes: `N min`, such as `15 min`".to_owned()
    };
    cx.report(
        place,
        format!("`reading_time` is no number of minutes: `{text}`"),
    )
    .help(help);
}

fn check_review(page: &Page<'_>, cx: &mut Context<'_>) {
    let field = LAST_REVIEWED_ON.name;
    if let Some((place, text)) = text(page, cx, &LAST_REVIEWED_ON) {
        match review::day(text) {
            Some(day) if cx.today.is_future(day) => {
                cx.report(place, format!("`{field}` is in the future: `{text}`"))
                    .help("the day on which somebody last read the page and found it right");
            }
            Some(_) => {}
            None => {
                cx.report(place, format!("`{field}` is no day: `{text}`"))
                    .help("write a year, a month and a day: `YYYY-MM-DD`, such as `2026-03-31`");
            }
        }
    }
    let field = REVIEW_IN.name;
    if let Some((place, text)) = text(page, cx, &REVIEW_IN)
        && review::interval(text).is_none()
    {
        cx.report(place, format!("`{field}` is no length of time: `{text}`"))
            .help("write a number of `days`, `weeks`, `months` or `years`, such as `6 months`");
    }
}

fn check_line(page: &Page<'_>, cx: &mut Context<'_>, field: &Field) {
    let Some((place, text)) = text(page, cx, field) else {
        return;
    };
    let field = field.name;
    if text.is_empty() {
        cx.report(place, format!("`{field}` is empty"))
            .help("write one line of text");
    } else if text.contains('\n') {
        cx.report(place, format!("`{field}` has several lines, expected one"))
            .help("write one line; a long one may be folded with `>-`");
    }
}
