//! `--format json`: a stable form. Most of a report is the names of its members, so they are written
//! as they stand and only values are escaped.

use crate::diagnostic::Fix;
use crate::diagnostic::located::Located;
use crate::diagnostic::place::{Place, Position};
use crate::engine::Summary;
use crate::report::{escaped, path};
use crate::text::edit::Edit;
use crate::text::span::File;
use serde::Serialize;

/// The report on one line. `prefix` stands before each file's name.
pub fn report(diagnostics: &[Located], summary: &Summary, prefix: &str) -> String {
    let mut json = Json {
        text: Vec::new(),
        prefix,
    };
    json.raw("{\"version\":1,\"diagnostics\":");
    json.list(diagnostics, Json::diagnostic);
    let counts = [
        (",\"summary\":{\"pages\":", summary.pages),
        (",\"patterns\":", summary.patterns),
        (",\"deny\":", summary.deny),
        (",\"warn\":", summary.warn),
    ];
    for (name, count) in counts {
        json.member(name, &count);
    }
    json.raw("}}");
    escaped(String::from_utf8(json.text).unwrap_or_default())
}

/// What is written of a report.
struct Json<'a> {
    text: Vec<u8>,
    prefix: &'a str,
}

impl Json<'_> {
    /// What stands there as it is.
    fn raw(&mut self, json: &str) {
        self.text.extend_from_slice(json.as_bytes());
    }

    /// A member of an object; its name is given with all that stands around it.
    fn member(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        self.raw(name);
        // Neither numbers nor strings nor memory refuse to be written.
        let _ = serde_json::to_writer(&mut self.text, value);
    }

    fn list<T>(&mut self, items: impl IntoIterator<Item = T>, write: impl Fn(&mut Self, T)) {
        self.raw("[");
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.raw(",");
            }
            write(self, item);
        }
        self.raw("]");
    }

    fn diagnostic(&mut self, found: &Located) {
        self.member("{\"rule\":", found.rule);
        self.member(",\"level\":", found.level.name());
        self.member(",\"message\":", &found.message);
        self.file(found.file());
        self.span(",\"span\":", &found.place);
        self.raw(",\"labels\":");
        let own = found.label.iter().map(|message| (&found.place, message));
        let others = found.labels.iter();
        let others = others.map(|label| (&label.place, &label.message));
        self.list(own.chain(others), |json, (place, message)| {
            json.span("{\"span\":", place);
            json.file(&place.file.name);
            json.member(",\"message\":", message);
            json.raw("}");
        });
        let help = (!found.help.is_empty()).then(|| found.help.join("\n"));
        self.member(",\"help\":", &help);
        self.member(",\"fixable\":", &found.fix.is_some());
        match &found.fix {
            Some(fix) => self.fix(fix, &found.place),
            None => self.raw(",\"fix\":null"),
        }
        self.raw("}");
    }

    /// A fix of the file that `place` stands in.
    fn fix(&mut self, fix: &Fix<Edit<File>>, place: &Place) {
        self.member(",\"fix\":{\"applicability\":", fix.applicability.name());
        self.raw(",\"edits\":");
        self.list(&fix.edits, |json, edit| {
            json.span("{\"span\":", &Place::new(&place.file, edit.span));
            json.member(",\"text\":", &edit.text);
            json.raw("}");
        });
        self.raw("}");
    }

    fn file(&mut self, name: &str) {
        if self.prefix.is_empty() {
            self.member(",\"file\":", name);
        } else {
            self.member(",\"file\":", &path(self.prefix, name));
        }
    }

    fn span(&mut self, name: &str, place: &Place) {
        self.raw(name);
        self.position("{\"start\":", place.start());
        self.position(",\"end\":", place.end());
        self.raw("}");
    }

    fn position(&mut self, name: &str, position: Position) {
        let Position {
            line,
            column,
            offset,
        } = position;
        self.raw(name);
        self.member("{\"line\":", &line);
        self.member(",\"column\":", &column);
        self.member(",\"offset\":", &offset);
        self.raw("}");
    }
}
