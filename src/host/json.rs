//! JSON as it goes back to mdBook.
//!
//! `serde_json` looks at each byte by itself, which took an eighth of a build's time: a book with
//! drawings is five times its text. What is written is the same, to the byte.

use serde_json::{Map, Value};
use std::io::{self, Write};

/// Writes a value; it is no deeper than what `serde_json` reads.
pub fn write(value: &Value, out: &mut impl Write) -> io::Result<()> {
    match value {
        Value::String(text) => string(text, out),
        Value::Array(items) => array(items, out, write),
        Value::Object(fields) => object(fields, out, |_, value, out| write(value, out)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(serde_json::to_writer(out, value)?),
    }
}

/// Writes an array whose items `item` writes.
pub fn array<W: Write>(
    items: &[Value],
    out: &mut W,
    mut item: impl FnMut(&Value, &mut W) -> io::Result<()>,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, value) in items.iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        item(value, out)?;
    }
    out.write_all(b"]")
}

/// Writes an object whose values `value` writes, which is told their names.
pub fn object<W: Write>(
    fields: &Map<String, Value>,
    out: &mut W,
    mut value: impl FnMut(&str, &Value, &mut W) -> io::Result<()>,
) -> io::Result<()> {
    out.write_all(b"{")?;
    for (at, (name, field)) in fields.iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        string(name, out)?;
        out.write_all(b":")?;
        value(name, field, out)?;
    }
    out.write_all(b"}")
}

fn string(text: &str, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\"")?;
    escaped(text, out)?;
    out.write_all(b"\"")
}

/// Writes what stands inside a string.
pub fn escaped(text: &str, out: &mut impl Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    // Without a way out in between, the compiler looks at many bytes at once.
    let is_other_control = |byte: u8| byte < b' ' && byte != b'\n';
    let found = bytes
        .iter()
        .fold(0, |found, byte| found | u8::from(is_other_control(*byte)));
    if found != 0 {
        let escaped = bytes.iter().enumerate();
        let escaped = escaped.filter(|(_, byte)| **byte < b' ' || matches!(byte, b'"' | b'\\'));
        pieces(bytes, escaped.map(|(at, _)| at), out)
    } else {
        pieces(bytes, memchr::memchr3_iter(b'"', b'\\', b'\n', bytes), out)
    }
}

/// Writes the bytes with those at `escaped` as escapes.
fn pieces(
    bytes: &[u8],
    escaped: impl Iterator<Item = usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut start = 0;
    for at in escaped {
        out.write_all(&bytes[start..at])?;
        match bytes[at] {
            b'"' => out.write_all(b"\\\"")?,
            b'\\' => out.write_all(b"\\\\")?,
            b'\n' => out.write_all(b"\\n")?,
            b'\r' => out.write_all(b"\\r")?,
            b'\t' => out.write_all(b"\\t")?,
            0x08 => out.write_all(b"\\b")?,
            0x0c => out.write_all(b"\\f")?,
            control => write!(out, "\\u{control:04x}")?,
        }
        start = at + 1;
    }
    out.write_all(&bytes[start..])
}

#[cfg(test)]
mod tests {
    use super::write;
    use serde_json::json;

    #[test]
    fn it_is_what_serde_json_writes() {
        let controls: String = (0..0x80).map(char::from).collect();
        let long = "é\u{2028}😀 ".repeat(40) + &controls + &"a".repeat(31) + "\"" + &controls;
        let value = json!({ "a\"\n": [null, true, -1, 2.5, 1e300, long, "", {}, []], "b": {"c": controls} });
        let mut out = Vec::new();
        write(&value, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), value.to_string());
    }
}
