//! The tier banner made from the frontmatter, for `banner = "generate"`.

use crate::config::Banner;
use crate::page::Page;
use crate::render::{Context, Target};
use crate::template::Tier;
use crate::text::{escape, markdown};
use crate::words::Word;
use mdbook_markdown::pulldown_cmark::Event;

/// The banner; empty where the author wrote one or none is wanted.
pub fn render(page: &Page<'_>, cx: &Context<'_>) -> String {
    let (Banner::Generate, Some(tier)) = (cx.config.banner, page.frontmatter.tier()) else {
        return String::new();
    };
    if !page.banners().is_empty() {
        return String::new();
    }
    let front = &page.frontmatter;
    let tagline = front.line("tagline").unwrap_or("").trim();
    let best_for = front.lines("best_for").join("; ");
    let words = &cx.config.words;
    let title = format!("{} {}", tier.medal(), words.get(title(tier)));
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
                tier.banner_kind(),
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

fn title(tier: Tier) -> Word {
    match tier {
        Tier::Gold => Word::GoldBanner,
        Tier::Silver => Word::SilverBanner,
        Tier::Bronze => Word::BronzeBanner,
    }
}
