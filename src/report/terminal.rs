//! The program's own Markdown, readable on a terminal: headings bold, code
//! indented, tables aligned, paragraphs wrapped.

use crate::report::harmless;
use crate::report::table::{Align, WIDTH, table, wrap};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Lines of text are shorter than tables: they are read, not looked up.
const TEXT_WIDTH: usize = 80;
const BOLD: &str = "\u{1b}[1m";
const ITALIC: &str = "\u{1b}[3m";
const DIM: &str = "\u{1b}[2m";
const CODE: &str = "\u{1b}[36m";
const RESET: &str = "\u{1b}[0m";

/// Markdown with styles instead of marks. It may name what a book calls its templates, sections and fields: only
/// the styles are ours, and no more reaches the terminal as a command.
pub fn page(markdown: &str) -> String {
    let mut writer = Writer::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        writer.event(event);
    }
    writer.flush();
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The text of the block at hand; every word carries its own styles.
    text: String,
    styles: Vec<&'static str>,
    /// For each list around: the number of its next item, if it has numbers.
    lists: Vec<Option<u64>>,
    /// What stands before the next line of text.
    mark: String,
    code: bool,
    rows: Vec<Vec<String>>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.code => self.code_lines(&text),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.words(&text),
            Event::Code(text) => {
                self.styles.push(CODE);
                self.words(&format!("`{text}`"));
                self.styles.pop();
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.words("---"),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.gap();
                self.styles.push(BOLD);
            }
            Tag::Paragraph if self.mark.is_empty() => self.gap(),
            Tag::Strong => self.styles.push(BOLD),
            Tag::Emphasis => self.styles.push(ITALIC),
            Tag::CodeBlock(kind) => {
                self.flush();
                self.gap();
                self.code = true;
                let info = match kind {
                    CodeBlockKind::Fenced(info) if !info.is_empty() => info,
                    _ => return,
                };
                self.line(&format!("{DIM}{}:{RESET}", harmless(info)));
            }
            Tag::List(first) => {
                self.flush();
                if self.lists.is_empty() {
                    self.gap();
                }
                self.lists.push(*first);
            }
            Tag::Item => {
                let number = self.lists.last_mut().and_then(Option::as_mut);
                self.mark = match number {
                    Some(number) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    None => "- ".to_owned(),
                };
            }
            Tag::Table(_) => self.gap(),
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.styles.pop();
                self.flush();
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Strong | TagEnd::Emphasis => {
                self.styles.pop();
            }
            TagEnd::CodeBlock => self.code = false,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text);
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => self.table(),
            _ => {}
        }
    }

    /// Styles word by word, so that lines can break between any two.
    fn words(&mut self, text: &str) {
        let text = &harmless(text);
        let before = self.styles.concat();
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            if !word.is_empty() && !before.is_empty() {
                self.text.extend([&before, word, RESET]);
            } else {
                self.text.push_str(word);
            }
            if word.len() < piece.len() {
                self.text.push(' ');
            }
        }
    }

    /// Writes the block at hand.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let mark = std::mem::take(&mut self.mark);
        let indent = " ".repeat(2 * self.lists.len().saturating_sub(1));
        let hanging = " ".repeat(if self.lists.is_empty() { 0 } else { mark.len() });
        for (index, line) in wrap(&text, TEXT_WIDTH).iter().enumerate() {
            let before = if index == 0 { &mark } else { &hanging };
            self.line(&format!("{indent}{before}{line}"));
        }
    }

    fn code_lines(&mut self, text: &str) {
        for line in harmless(text).lines() {
            self.line(format!("    {line}").trim_end());
        }
    }

    fn table(&mut self) {
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        let heads = rows.next().unwrap_or_default();
        let heads: Vec<(&str, Align)> = heads.iter().map(|h| (h.as_str(), Align::Left)).collect();
        let rows: Vec<Vec<String>> = rows.collect();
        self.out.push_str(&table(&heads, &rows, WIDTH));
    }

    fn line(&mut self, line: &str) {
        self.out.extend([line, "\n"]);
    }

    /// One empty line between blocks.
    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::page;
    use anstream::adapter::strip_str;

    #[test]
    fn blocks_are_told_apart() {
        let markdown = "# rule\n\nOne *two*\nthree.\n\n- a `b c`\n- d\n\n  ~~~toml\n  x = 1\n\n  y = 2\n  ~~~\n\n| k | v |\n|---|---|\n| long | `w` |\n";
        let shown = page(markdown);
        assert!(shown.starts_with("\u{1b}[1mrule\u{1b}[0m\n\nOne \u{1b}[3mtwo\u{1b}[0m three.\n"));
        assert_eq!(
            strip_str(&shown).to_string(),
            "rule\n\nOne two three.\n\n- a `b c`\n- d\n\ntoml:\n    x = 1\n\n    y = 2\n\nk     v\nlong  `w`\n"
        );
    }

    /// References to characters are text only once they are parsed.
    #[test]
    fn what_a_book_says_gives_no_commands() {
        let odd = "\u{1b}[31mx\u{202e}";
        for odd in [odd, "&#27;[31mx&#x202e;"] {
            let markdown = format!(
                "# {odd}\n\n{odd} `{odd}`\n\n- {odd}\n\n~~~{odd}\n{odd}\n~~~\n\n| {odd} |\n|---|\n| {odd} |\n\n<b>{odd}</b>\n"
            );
            let shown = page(&markdown);
            assert!(
                !shown.contains("\u{1b}[31m") && !shown.contains('\u{202e}'),
                "{shown:?}"
            );
            let ours = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[36m"];
            let rest = ours
                .iter()
                .fold(shown, |shown, style| shown.replace(style, ""));
            assert!(!rest.contains('\u{1b}'), "{rest:?}");
        }
    }
}
