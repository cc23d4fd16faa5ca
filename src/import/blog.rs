//! The plugin blog: where its posts were. Their addresses are made of their dates and titles.

use crate::import::docs::stem;
use crate::import::pages::Facts;
use crate::import::settings::Settings;
use crate::import::value::Value;
use crate::text::link::normal;
use crate::text::maps::HashMap;

/// Where the plugin's posts are, and how it makes their addresses.
#[derive(Debug)]
pub struct Blog {
    folder: String,
    posts: String,
    format: String,
    date_format: String,
}

impl Blog {
    /// Reads the plugin's options; `None` where it is off, or does not make addresses in this way.
    pub fn of(settings: &Settings) -> Option<Blog> {
        let options = settings.plugin("blog")?;
        let option = |key: &str, default: &str| {
            let value = options.get(key).and_then(Value::text);
            value.unwrap_or(default).to_owned()
        };
        let folder = normal(&option("blog_dir", "blog"));
        let posts = option("post_dir", "{blog}/posts").replace("{blog}", &folder);
        Some(Blog {
            posts: normal(posts.trim_start_matches('/')),
            folder,
            format: option("post_url_format", "{date}/{slug}"),
            date_format: option("post_url_date_format", "yyyy/MM/dd"),
        })
    }

    /// The file that the plugin made of a post, if a page is one.
    pub fn old_path(
        &self,
        page: &str,
        facts: &HashMap<String, Facts>,
        directory_urls: bool,
    ) -> Option<String> {
        let below = page.strip_prefix(&self.posts)?.strip_prefix('/')?;
        let facts = facts.get(page)?;
        let date = facts.date.as_deref()?;
        let slug = facts
            .slug
            .clone()
            .or_else(|| Some(slugify(facts.title.as_deref()?)))?;
        let address = self
            .format
            .replace("{date}", &self.date(date)?)
            .replace("{slug}", &slug)
            .replace("{file}", stem(below));
        let ending = if directory_urls {
            "/index.html"
        } else {
            ".html"
        };
        let path = normal(format!("{}/{address}", self.folder).trim_start_matches('/'));
        (!path.contains('{') && !path.starts_with("..")).then(|| path + ending)
    }

    /// A date by its format: `yyyy`, `yy`, `MM`, `M`, `dd` and `d` count, all else stays.
    fn date(&self, date: &str) -> Option<String> {
        let date = date.get(..10)?;
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if ![year, month, day].iter().all(|part| is_number(part)) {
            return None;
        }
        let mut out = String::new();
        let mut rest = self.date_format.as_str();
        while let Some(c) = rest.chars().next() {
            let run = rest.len() - rest.trim_start_matches(c).len();
            let short = |part: &str| part.trim_start_matches('0').to_owned();
            match (c, run / c.len_utf8()) {
                ('y', 2) => out.push_str(year.get(2..)?),
                ('y', _) => out.push_str(year),
                ('M', 1) => out.push_str(&short(month)),
                ('M', 2) => out.push_str(month),
                ('d', 1) => out.push_str(&short(day)),
                ('d', _) => out.push_str(day),
                ('M', _) => return None,
                _ => out.push_str(&rest[..run]),
            }
            rest = &rest[run..];
        }
        Some(out)
    }
}

/// A title as the plugin's default makes it: lower case, words joined by hyphens.
fn slugify(title: &str) -> String {
    let kept: String = title
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
        .collect();
    kept.trim().replace(' ', "-")
}
