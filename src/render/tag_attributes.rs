//! Attribute lists as attributes of a tag.

use crate::material::attributes::List;
use crate::text::escape;
use std::fmt::Write as _;

/// The list's attributes, each with a space before it.
pub fn html(list: &List) -> String {
    let mut html = String::new();
    let mut write = |key: &str, value: &str| {
        let _ = write!(html, " {key}=\"{}\"", escape::attribute(value));
    };
    if !list.classes.is_empty() {
        write("class", &list.classes.join(" "));
    }
    if let Some(id) = &list.id {
        write("id", id);
    }
    let allowed = list.allowed();
    for (key, value) in &allowed {
        write(key, value);
    }
    // A page that is opened must not steer the one it was opened from.
    let has = |name: &str| allowed.iter().any(|(key, _)| key == name);
    if has("target") && !has("rel") {
        html.push_str(" rel=\"noopener\"");
    }
    html
}

/// A link's or an image's own title, unless its list has another.
pub fn title(title: &str, list: &List) -> String {
    if title.is_empty() || list.allowed().iter().any(|(key, _)| key == "title") {
        String::new()
    } else {
        format!(" title=\"{}\"", escape::attribute(title))
    }
}

#[cfg(test)]
mod tests {
    use crate::material::attributes::List;

    #[track_caller]
    fn html(text: &str) -> String {
        super::html(&List::parse(text).expect(text))
    }

    #[test]
    fn lists() {
        assert_eq!(html("{ .lg .middle }"), " class=\"lg middle\"");
        assert_eq!(
            html("{: #a .b title=\"x <y>\" }"),
            " class=\"b\" id=\"a\" title=\"x &lt;y&gt;\""
        );
        assert_eq!(html("{width=300}"), " width=\"300\"");
        assert_eq!(
            html("{ target=_blank }"),
            " target=\"_blank\" rel=\"noopener\""
        );
        assert_eq!(
            html("{ .a onclick=x() style='y' href=z data-on=1 data-=2 }"),
            " class=\"a\" data-on=\"1\""
        );
    }
}
