//! How a library stands: a row for each pattern page, and totals.

use crate::catalogue::review;
use crate::config::Config;
use crate::diagnostic::LintLevel;
use crate::diagnostic::located::Located;
use crate::engine::Looked;
use crate::pattern::Reading;
use crate::pattern::lacks::{FieldLack, bare_scales, field_lacks, section_lacks};
use crate::pattern::measures::Measures;
use crate::pattern::tier_banner::{self, Lack};
use crate::rules::rule::OptionValue;
use crate::rules::settings;
use crate::rules::settings::RuleSettings;
use crate::template::Tier;
use crate::template::fields::{
    CATEGORY, LAST_REVIEWED_ON, OWNER, PATTERN_STATUS, REVIEW_IN, TITLE,
};
use crate::text::maps::HashMap;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a rule that is denied takes from a page's score of 100.
pub const DENIED: usize = 5;
/// What a rule that warns takes.
pub const WARNED: usize = 2;

/// What the engine finds out about a pattern page while it has it.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The file, relative to the book's root, with `/`.
    pub file: String,
    /// The same, relative to `src`.
    pub path: String,
    /// Its title, or its name in SUMMARY.md.
    pub title: String,
    /// Its tier, where that is one of the three.
    pub tier: Option<Tier>,
    /// Its category.
    pub category: Option<String>,
    /// Who keeps it up to date.
    pub owner: Option<String>,
    /// The day on which it has to be reviewed again.
    pub review_due: Option<Date>,
    /// Whether its frontmatter could be read; most rules are silent where not.
    pub is_sound: bool,
    /// How long it is and what it is made of.
    pub measures: Measures,
    /// What it lacks of its own tier, in short words.
    pub lacks: Vec<String>,
    /// What it lacks of the next tier; nothing of a bronze page, which nobody asks to become silver.
    pub missing: Vec<String>,
}

/// A page and how it stands.
#[derive(Debug)]
pub struct Row {
    /// The page.
    pub page: Measured,
    /// 100 for a page without a violation, down to 0; 0 where the frontmatter cannot be read.
    pub score: usize,
    /// Diagnostics at `deny`.
    pub deny: usize,
    /// Diagnostics at `warn`.
    pub warn: usize,
}

/// Several pages together.
#[derive(Debug, Default)]
pub struct Total {
    /// How many.
    pub pages: usize,
    /// Their mean score, rounded.
    pub score: usize,
    /// All diagnostics at `deny`.
    pub deny: usize,
    /// All diagnostics at `warn`.
    pub warn: usize,
}

/// A library.
#[derive(Debug)]
pub struct Status {
    /// Its pattern pages, worst first.
    pub rows: Vec<Row>,
    /// All of them.
    pub all: Total,
    /// By tier, best first, those without a tier last; tiers without pages left out.
    pub tiers: Vec<(Option<Tier>, Total)>,
    /// By category, those without one last.
    pub categories: Vec<(Option<String>, Total)>,
    /// The pages of the team's own templates, by template and edition.
    pub templates: Vec<TemplateTotal>,
}

/// The pages of one edition of a template.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TemplateTotal {
    /// The template.
    pub name: String,
    /// Its edition, if it has several.
    pub edition: Option<String>,
    /// How many pages.
    pub pages: usize,
    /// Of these, pages without a violation.
    pub clean: usize,
    /// All diagnostics at `deny`.
    pub deny: usize,
    /// All diagnostics at `warn`.
    pub warn: usize,
    /// Pages without a date or number that says their edition.
    pub undated: usize,
}

/// Measures a page. `name` is the chapter's, `settings` are those of the page.
pub fn measure(
    pattern: &Reading<'_>,
    (file, path, name): (&str, &str, &str),
    config: &Config,
    settings: &[RuleSettings],
) -> Measured {
    let fields = &pattern.fields;
    let tier = fields.tier();
    let missing = |tier: Option<Tier>| {
        let missing = tier.map(|tier| Missing {
            pattern,
            tier,
            config,
            settings,
        });
        missing.map_or_else(Vec::new, |missing| missing.list())
    };
    Measured {
        file: file.to_owned(),
        path: path.to_owned(),
        title: fields.words(&TITLE).unwrap_or(name).to_owned(),
        tier,
        category: fields.words(&CATEGORY).map(str::to_owned),
        owner: fields.words(&OWNER).map(str::to_owned),
        review_due: fields
            .words(&LAST_REVIEWED_ON)
            .zip(fields.words(&REVIEW_IN))
            .and_then(|(last, interval)| review::due(last, interval)),
        is_sound: pattern.page.frontmatter.is_sound(),
        measures: Measures::of(pattern),
        lacks: missing(tier),
        missing: missing(tier.and_then(Tier::aspired)),
    }
}

/// What a page lacks of a tier, according to the rules that are at work.
struct Missing<'a> {
    pattern: &'a Reading<'a>,
    tier: Tier,
    config: &'a Config,
    settings: &'a [RuleSettings],
}

impl Missing<'_> {
    fn list(&self) -> Vec<String> {
        let mut words = Vec::new();
        if self.settings("tier-fields").is_some() {
            let min = self.count("tier-fields", "min-examples");
            let lacks = field_lacks(self.pattern, self.tier, min);
            words.extend(lacks.iter().map(|lack| field_words(lack, min)));
        }
        if self.settings("tier-example-figure").is_some() && self.tier == Tier::Gold {
            match bare_scales(self.pattern).count() {
                0 => {}
                1 => words.push("a figure in one scale".to_owned()),
                count => words.push(format!("a figure in {count} scales")),
            }
        }
        words.extend(self.status());
        if self.settings("tier-banner-content").is_some()
            && let Some(banner) = self.pattern.banner()
        {
            let min = self.count("tier-banner-content", "min-metrics");
            let lacks = tier_banner::lacks(self.pattern.page, banner, self.tier, min);
            words.extend(lacks.iter().map(|lack| banner_words(lack, min)));
        }
        if self.settings("tier-sections").is_some() {
            let lacks = section_lacks(self.pattern, self.tier);
            words.extend(lacks.iter().map(|lack| match lack.heading {
                Some(_) => format!("{} {}", lack.section.title, lack.section.holds.lack()),
                None => lack.section.title.clone(),
            }));
        }
        let mut seen = BTreeSet::new();
        words.retain(|word| seen.insert(word.clone()));
        words
    }

    /// A status that fits the tier, where the page's does not.
    fn status(&self) -> Option<String> {
        self.settings("tier-status")?;
        let status = self.pattern.fields.line(&PATTERN_STATUS)?.trim();
        let fitting = self.config.vocabulary.tiers_status.get(&self.tier)?;
        let fits = fitting.is_empty() || fitting.iter().any(|word| word == status);
        (!fits).then(|| format!("{} {}", PATTERN_STATUS.name, fitting.join(" or ")))
    }

    /// The settings of a rule that is not switched off.
    fn settings(&self, rule: &str) -> Option<&RuleSettings> {
        let settings = settings::find(self.settings, rule)?;
        (settings.level != LintLevel::Allow).then_some(settings)
    }

    fn count(&self, rule: &str, option: &str) -> usize {
        match self.settings(rule).and_then(|found| found.option(option)) {
            Some(OptionValue::Count(n)) => usize::try_from(*n).unwrap_or(usize::MAX),
            _ => 0,
        }
    }
}

fn field_words(lack: &FieldLack<'_>, min: usize) -> String {
    match lack {
        FieldLack::Absent(field) => field.name.clone(),
        FieldLack::Few(entry, count) => format!("{} ({count} of {min})", entry.key),
        FieldLack::Incomplete { entry, missing, .. } => {
            format!("{} with {}", entry.key, missing.join(" and "))
        }
    }
}

fn banner_words(lack: &Lack, min: usize) -> String {
    match lack {
        Lack::Tagline(_) => "a tagline in the banner".to_owned(),
        Lack::Metrics(_) => "Key Success Metrics in the banner".to_owned(),
        Lack::FewMetrics(_, count) => format!("Key Success Metrics ({count} of {min})"),
        Lack::Figure(_) => "a figure in each success metric".to_owned(),
        Lack::BestFor(_) => "Best For in the banner".to_owned(),
        Lack::Migration(_) => "a Migration Path in the banner".to_owned(),
        Lack::MigrationLink(_) => "a link in the Migration Path".to_owned(),
    }
}

/// The pages whose review is over on a day, the longest first.
pub fn due(mut pages: Vec<Measured>, today: Date) -> Vec<Measured> {
    pages.retain(|page| page.review_due.is_some_and(|due| due < today));
    pages.sort_by(|a, b| (a.review_due, &a.file).cmp(&(b.review_due, &b.file)));
    pages
}

/// Brings pages and their diagnostics together.
pub fn status(pages: Vec<Measured>, looked: &[Looked], diagnostics: &[Located]) -> Status {
    let mut by_file: HashMap<&str, Vec<&Located>> = HashMap::default();
    for located in diagnostics {
        by_file.entry(located.file()).or_default().push(located);
    }
    let templates = of_templates(looked, &by_file);
    let mut rows: Vec<Row> = pages
        .into_iter()
        .map(|page| {
            let found = by_file.get(page.file.as_str());
            row(page, found.map_or(&[], Vec::as_slice))
        })
        .collect();
    rows.sort_by(|a, b| {
        let key = |row: &Row| (row.score, std::cmp::Reverse(row.deny));
        key(a).cmp(&key(b)).then(a.page.file.cmp(&b.page.file))
    });
    // `None` comes first in the map and last in the list.
    let mut tiers: BTreeMap<Option<Tier>, Vec<&Row>> = BTreeMap::new();
    let mut categories: BTreeMap<Option<String>, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        let category = row.page.category.clone();
        tiers.entry(row.page.tier).or_default().push(row);
        categories.entry(category).or_default().push(row);
    }
    let (tiers, categories) = (grouped(tiers), grouped(categories));
    Status {
        all: total(&rows.iter().collect::<Vec<_>>()),
        tiers,
        categories,
        templates,
        rows,
    }
}

/// The pages of templates, counted by template and edition.
fn of_templates(looked: &[Looked], by_file: &HashMap<&str, Vec<&Located>>) -> Vec<TemplateTotal> {
    let mut found: BTreeMap<(&str, Option<&str>), TemplateTotal> = BTreeMap::new();
    for page in looked {
        let Some(own) = &page.template else { continue };
        let total = found
            .entry((&own.name, own.edition.as_deref()))
            .or_default();
        let diagnostics = by_file
            .get(page.file.as_str())
            .map_or(&[][..], Vec::as_slice);
        let at = |level| diagnostics.iter().filter(|it| it.level == level).count();
        total.name.clone_from(&own.name);
        total.edition.clone_from(&own.edition);
        total.pages += 1;
        total.clean += usize::from(diagnostics.is_empty());
        total.deny += at(LintLevel::Deny);
        total.warn += at(LintLevel::Warn);
        total.undated += usize::from(own.is_undated);
    }
    found.into_values().collect()
}

fn grouped<K: Ord>(mut groups: BTreeMap<Option<K>, Vec<&Row>>) -> Vec<(Option<K>, Total)> {
    let none = groups.remove(&None).map(|rows| (None, total(&rows)));
    let named = groups.into_iter().map(|(key, rows)| (key, total(&rows)));
    named.chain(none).collect()
}

fn row(page: Measured, found: &[&Located]) -> Row {
    let at = |level| {
        let found = found.iter().filter(move |l| l.level == level);
        found.map(|located| located.rule)
    };
    let (deny, warn) = (LintLevel::Deny, LintLevel::Warn);
    // Rules count, not places: one habit on a long page is one thing to learn.
    let denied: BTreeSet<&str> = at(deny).collect();
    let warned: BTreeSet<&str> = at(warn).filter(|rule| !denied.contains(rule)).collect();
    let lost = DENIED * denied.len() + WARNED * warned.len();
    Row {
        score: if page.is_sound {
            100_usize.saturating_sub(lost)
        } else {
            0
        },
        deny: at(deny).count(),
        warn: at(warn).count(),
        page,
    }
}

fn total(rows: &[&Row]) -> Total {
    let sum = |of: fn(&Row) -> usize| rows.iter().map(|row| of(row)).sum::<usize>();
    let pages = rows.len();
    Total {
        pages,
        score: (sum(|row| row.score) + pages / 2)
            .checked_div(pages)
            .unwrap_or(100),
        deny: sum(|row| row.deny),
        warn: sum(|row| row.warn),
    }
}
