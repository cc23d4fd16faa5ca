//! The template's rows: what its page and the annotations in it say.
//!
//! They are read by `schema::seed`. What code has to know of a row by its name stands in the
//! other files of this room.

use crate::template::fields::{Field, FieldType};
use crate::template::levels::Audience;
use crate::template::openings::Openings;
use crate::template::placeholders::{self, Placeholders};
use crate::template::sections::Content;
use crate::template::{Name, Section, Tier, WordList};
use crate::text::maps::HashSet;

/// The pattern template.
#[derive(Debug, Default)]
pub struct Rows {
    /// Its fields, in the order in which messages name them; those for the library as a whole last.
    pub fields: Vec<FieldRow>,
    /// Its levels, in order.
    pub levels: Vec<LevelRow>,
    /// The sections that a tier asks for, in order.
    pub of_tiers: Vec<SectionRow>,
    /// The sections that no rule knows by its name, and that every page needs.
    pub others: Vec<SectionRow>,
    /// The sections that code names, and that the page asks for.
    pub asked: Vec<&'static Section>,
    /// Other names of sections that code names, in normal form.
    pub aka: Vec<(&'static Section, String)>,
    /// The classes of callout boxes in it.
    pub boxes: Vec<String>,
    /// The banners of its tiers.
    pub banners: Vec<TierBanner>,
    /// Its guidance comments, by how their text begins.
    pub comments: Vec<String>,
    /// Its annotations, white space aside.
    pub annotations: HashSet<String>,
    /// The placeholders in brackets of its frontmatter, without the brackets.
    pub in_frontmatter: Placeholders,
    /// Those of its body.
    pub in_body: Placeholders,
}

/// A field of the template.
#[derive(Debug)]
pub struct FieldRow {
    /// The key as the page writes it.
    pub name: String,
    /// What code knows of it, if it does.
    pub known: Option<&'static Field>,
    /// The shape of its value; of a mapping and of records, the keys stand in `keys`.
    pub ty: FieldType,
    /// The keys inside its value; none for lines and lists.
    pub keys: Vec<String>,
    /// The words that it takes; none for free text.
    pub words: Vec<String>,
    /// Whether every pattern page must have it, whatever its tier.
    pub required: bool,
    /// The tiers that ask for it besides.
    pub tiers: Vec<Tier>,
    /// What to write; empty where nobody asks.
    pub help: String,
}

/// A section of the template.
#[derive(Debug, Clone)]
pub struct SectionRow {
    /// Its heading in the page.
    pub title: String,
    /// The same in normal form.
    pub normal: String,
    /// What code knows of it, if it does.
    pub known: Option<&'static Section>,
    /// Other names, in normal form.
    pub aka: Vec<String>,
    /// The tiers that ask for it.
    pub tiers: Vec<Tier>,
    /// What it is for.
    pub holds: Content,
    /// What to write; empty where the title says it.
    pub help: String,
}

/// One of the levels.
#[derive(Debug)]
pub struct LevelRow {
    /// 1 to 9.
    pub number: u8,
    /// The level's name in its heading.
    pub name: String,
    /// The heading's explicit id.
    pub anchor: String,
    /// For whom it is, if that is said.
    pub audience: Option<Audience>,
    /// Its time box.
    pub minutes: u64,
    /// The sections that every page has in it.
    pub parts: Vec<SectionRow>,
}

/// The banner of a tier.
#[derive(Debug)]
pub struct TierBanner {
    /// The tier.
    pub tier: Tier,
    /// Its admonition kind.
    pub kind: String,
    /// Its title, without the medal.
    pub title: String,
    /// The medal that stands before the title; empty if there is none.
    pub medal: String,
}

impl FieldRow {
    /// Whether code knows what its value looks like, and which words it takes if it takes some.
    pub fn is_read_by_code(&self) -> bool {
        let is_read = |known: &Field| {
            known.ty == self.ty && (known.vocabulary.is_some() || self.words.is_empty())
        };
        self.known.is_some_and(is_read)
    }
}

impl SectionRow {
    /// Whether a heading, in normal form, opens this section by what its template says of it,
    /// whatever code knows.
    pub fn has_name(&self, normal: &str) -> bool {
        self.known.is_none() && Name::Begins(&self.normal).fits(normal)
            || self.aka.iter().any(|name| name == normal)
    }
}

impl Rows {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&FieldRow> {
        self.fields.iter().find(|row| row.name == name)
    }

    /// Whether a field takes a line.
    pub fn is_line(&self, field: &Field) -> bool {
        let row = self.field(field.name);
        row.map_or(field.ty, |row| row.ty) == FieldType::Line
    }

    /// The words of a list, as the page has them.
    pub fn words(&self, list: WordList) -> &[String] {
        let mut rows = self.fields.iter();
        let row = rows.find(|row| row.known.and_then(|field| field.vocabulary) == Some(list));
        row.map_or(&[], |row| &row.words)
    }

    /// The fields that `tier` asks for.
    pub fn fields_of(&self, tier: Tier) -> impl Iterator<Item = &FieldRow> {
        let rows = self.fields.iter();
        rows.filter(move |row| row.tiers.contains(&tier))
    }

    /// The sections that `tier` asks for.
    pub fn sections_of(&self, tier: Tier) -> impl Iterator<Item = &SectionRow> {
        let rows = self.of_tiers.iter();
        rows.filter(move |row| row.tiers.contains(&tier))
    }

    /// Whether every page has to have a section.
    pub fn asks_for(&self, section: &Section) -> bool {
        self.asked.contains(&section)
    }

    /// Whether a callout box of that class stands in it.
    pub fn has_box(&self, class: &str) -> bool {
        self.boxes.iter().any(|it| it == class)
    }

    /// Whether a heading, in normal form, opens a section.
    pub fn opens(&self, section: &Section, normal: &str) -> bool {
        section.is_opened_by(normal) || self.also_opens(section, normal)
    }

    /// Whether a heading, in normal form, opens a section by another name that the page gives it.
    pub fn also_opens(&self, section: &Section, normal: &str) -> bool {
        let also = |(other, name): &(&Section, String)| name == normal && *other == section;
        self.aka.iter().any(also)
    }

    /// Whether a heading, in normal form, opens any section that a rule asks for.
    pub fn opens_any(&self, normal: &str) -> bool {
        let parts = self.levels.iter().flat_map(|level| &level.parts);
        let mut rows = parts.chain(&self.of_tiers).chain(&self.others);
        Openings::of(normal).any()
            || self.aka.iter().any(|(_, name)| name == normal)
            || rows.any(|row| row.has_name(normal))
    }

    /// The level of that number.
    pub fn level(&self, number: u8) -> Option<&LevelRow> {
        self.levels.iter().find(|level| level.number == number)
    }

    /// The banner of a tier, if the page has one.
    pub fn banner(&self, tier: Tier) -> Option<&TierBanner> {
        self.banners.iter().find(|banner| banner.tier == tier)
    }

    /// Whether a comment is guidance of the template.
    pub fn is_guidance(&self, comment: &str) -> bool {
        self.comments.iter().any(|start| comment.starts_with(start))
    }

    /// Whether words are those that one of its fields lets authors choose from.
    pub fn is_alternation(&self, words: &[&str]) -> bool {
        let mut lines = self.fields.iter().filter(|row| row.ty == FieldType::Line);
        lines.any(|row| {
            words
                .iter()
                .all(|word| row.words.iter().any(|it| it == word))
        })
    }

    /// Whether a text in brackets is a placeholder of its body; those of the frontmatter count there too.
    pub fn is_placeholder(&self, inner: &str) -> bool {
        placeholders::is_one_of([&self.in_body, &self.in_frontmatter], inner)
    }
}
