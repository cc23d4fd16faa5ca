//! What the import has to know of each page's text.

use crate::engine::include::snippet_names;
use crate::import::docs::{file_name, is_index, stem};
use crate::import::metadata;
use crate::import::nav::title_of_name;
use crate::material::kinds::Kinds;
use crate::page::Page;
use crate::text::link::is_external;
use crate::text::maps::HashMap;
use mdbook_markdown::MarkdownOptions;

/// A page as far as an import looks at it.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// `title` of its frontmatter, else its first heading of rank 1.
    pub title: Option<String>,
    /// `title` of its frontmatter.
    pub front: Option<String>,
    /// `date` of its frontmatter, or `date.created`, as it is written.
    pub date: Option<String>,
    /// `slug` of its frontmatter.
    pub slug: Option<String>,
    /// Whether its first lines are metadata without `---`.
    pub has_bare_metadata: bool,
    /// Whether it has a heading of rank 1.
    pub has_heading: bool,
    /// How many links and images it has.
    pub links: usize,
    /// Whether it holds formulas, and how many.
    pub formulas: usize,
    /// How many of its lines of Rust code begin with `# `, which mdBook hides.
    pub hidden_lines: usize,
    /// How many tags of Jinja stand in its code: plugins that run them look there too.
    pub tags_in_code: usize,
    /// The files that its snippets name.
    pub snippets: Vec<String>,
    /// The ids that MkDocs makes of headings and mdBook does not, with mdBook's.
    pub slugs: HashMap<String, String>,
}

impl Facts {
    /// Reads a page.
    pub fn of(text: &str, kinds: &Kinds, options: &MarkdownOptions) -> Facts {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let page = Page::parse(text, kinds, options);
        let bare = metadata::read(text);
        let bare_field = |key: &str| bare.get(key).map(String::as_str);
        let own = page.frontmatter.get("title").and_then(|title| title.text());
        let own = own.or(bare_field("title"));
        let heading = page.headings.iter().find(|heading| heading.rank == 1);
        let field = |key: &str| {
            let value = page.frontmatter.get(key);
            let text =
                value.and_then(|value| value.text().or_else(|| value.get("created")?.text()));
            text.or(bare_field(key)).map(str::to_owned)
        };
        let title = own.or(heading.map(|heading| heading.text.as_str()));
        let title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        Facts {
            title: title.filter(|title| !title.is_empty()),
            front: own.map(str::to_owned),
            date: field("date"),
            slug: field("slug"),
            has_bare_metadata: !bare.is_empty(),
            has_heading: heading.is_some() || text.to_ascii_lowercase().contains("<h1"),
            links: page
                .links()
                .iter()
                .filter(|link| counts(&link.dest))
                .count(),
            formulas: page.formulas().len(),
            hidden_lines: hidden(&page),
            tags_in_code: tags_in_code(&page),
            snippets: snippet_names(text).into_iter().map(str::to_owned).collect(),
            slugs: page.slugs.all(|id| page.ids.contains(id)).clone(),
        }
    }
}

/// Whether something is a link that can be kept: one of the book, or of the web.
fn counts(dest: &str) -> bool {
    !dest.is_empty() && (!is_external(dest) || dest.starts_with("http") || dest.starts_with("//"))
}

fn hidden(page: &Page<'_>) -> usize {
    let mut count = 0;
    for node in &page.nodes {
        if node.kind.language() == Some("rust") {
            count += page
                .text_of(node)
                .lines()
                .filter(|line| line.trim_start().starts_with("# "))
                .count();
        }
    }
    count
}

fn tags_in_code(page: &Page<'_>) -> usize {
    let code = page
        .nodes
        .iter()
        .filter(|node| node.kind.language().is_some());
    code.map(|node| page.text_of(node).matches("{%").count())
        .sum()
}

/// The title that a page has where the navigation gives none, as MkDocs finds it.
pub fn title(path: &str, facts: Option<&Facts>) -> String {
    if let Some(title) = facts.and_then(|facts| facts.title.clone()) {
        return title;
    }
    if is_index(path) {
        return match path.rsplit_once('/') {
            None => "Home".to_owned(),
            Some(_) => "Index".to_owned(),
        };
    }
    title_of_name(file_name(stem(path)))
}
