//! The tier banner made from the frontmatter, for `banner = "generate"`.

use crate::config::Banner;
use crate::render::{RenderContext, Target};
use crate::template::fields::{BEST_FOR, TAGLINE};
use crate::text::{escape, markdown};
use crate::words::Word;
use mdbook_markdown::pulldown_cmark::Event;

/// The banner; empty where the author wrote one or none is wanted.
pub fn render(cx: &RenderContext<'_>) -> String {
    let (Banner::Generate, Some(tier)) = (cx.config.banner, cx.pattern.fields.tier()) else {
        return String::new();
    };
    let Some(banner) = cx.pattern.rows.banner(tier) else {
        return String::new();
    };
    if !cx.pattern.banners.is_empty() {
        return String::new();
    }
    let fields = &cx.pattern.fields;
    let tagline = fields.words(&TAGLINE).unwrap_or("");
    let best_for = fields.lines(&BEST_FOR).join("; ");
    let words = &cx.config.words;
    let title = format!("{} {}", banner.medal, words.get(tier.banner_label()));
    let label = words.label(Word::BestFor);
    match cx.target {
        Target::Html { .. } => {
            let tagline = if tagline.is_empty() {
                String::new()
            } else {
                format!("<p><strong>{}</strong></p>\n", escape::html(tagline))
            };
            let best_for = if best_for.is_empty() {
                String::new()
            } else {
                format!(
                    "<p><strong>{}</strong> {}</p>\n",
                    escape::html(&label),
                    escape::html(&best_for)
                )
            };
            format!(
                "<div class=\"patterns-admonition patterns-{} patterns-banner patterns-{}\" role=\"note\">\n\
                 <p class=\"patterns-title\">{}</p>\n{tagline}{best_for}</div>\n",
                escape::html(&banner.kind),
                tier.name(),
                escape::html(&title)
            )
        }
        Target::Markdown => {
            let mut blocks = markdown::paragraph(markdown::strong(&title));
            if !tagline.is_empty() {
                blocks.extend(markdown::paragraph(escape::markdown(tagline)));
            }
            if !best_for.is_empty() {
                let mut line = markdown::strong(&label);
                line.push(Event::Text(" ".into()));
                line.extend(escape::markdown(&best_for));
                blocks.extend(markdown::paragraph(line));
            }
            markdown::write(&markdown::quote(blocks)) + "\n"
        }
    }
}
