//! Unread JSON values → the strings, names and texts in them.
//!
//! Values stay unread until a field is asked for; each level of nesting that is looked into is read once more, and at
//! most four are.

use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Names of fields with their values, unread, in file order.
pub(super) type Fields<'a> = Vec<(String, &'a RawValue)>;

pub(super) fn value_of<'a>(fields: &Fields<'a>, name: &str) -> Option<&'a RawValue> {
    fields
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| *value)
}

pub(super) fn first_text(fields: &Fields<'_>, wanted: &[&str]) -> Option<String> {
    wanted
        .iter()
        .filter_map(|name| value_of(fields, name).and_then(scalar))
        .find(|text| !text.trim().is_empty())
}

pub(super) fn first_name(fields: &Fields<'_>, wanted: &[&str]) -> Option<String> {
    wanted
        .iter()
        .filter_map(|name| value_of(fields, name))
        .flat_map(|value| names_in(value).into_iter().take(1))
        .next()
}

/// A string or number as text; also `{"$date": ...}`, `{"rendered": ...}` and lists of one.
fn scalar(value: &RawValue) -> Option<String> {
    let raw = value.get();
    if raw.starts_with('"') {
        return string(value);
    }
    if raw.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return (raw.len() < 40).then(|| raw.to_owned());
    }
    if let Some(inner) = fields(value) {
        return ["$date", "rendered", "@value", "value", "text", "iso"]
            .iter()
            .filter_map(|name| value_of(&inner, name))
            .filter(|value| {
                value.get().starts_with('"')
                    || value.get().starts_with(|c: char| c.is_ascii_digit())
            })
            .find_map(scalar);
    }
    let first = list(value)?.into_iter().next()?;
    first
        .get()
        .starts_with('"')
        .then(|| string(first))
        .flatten()
}

/// The names in a field: a string, an object with a name, or a list of either.
pub(super) fn names_in(value: &RawValue) -> Vec<String> {
    let one = |value: &RawValue| -> Option<String> {
        let name = if value.get().starts_with('"') {
            string(value)?
        } else {
            let inner = fields(value)?;
            [
                "name",
                "title",
                "full_name",
                "displayName",
                "@id",
                "id",
                "domain",
            ]
            .iter()
            .filter_map(|name| value_of(&inner, name))
            .filter(|value| value.get().starts_with('"'))
            .find_map(string)?
        };
        let name = name.trim().to_owned();
        (!name.is_empty() && name.len() < 200).then_some(name)
    };
    match list(value) {
        Some(items) => items.into_iter().take(50).filter_map(one).collect(),
        None => one(value).into_iter().collect(),
    }
}

/// The text of a body: a string, a list of paragraphs, an object with the text inside.
pub(super) fn body_in(value: &RawValue, depth: usize) -> Option<String> {
    if value.get().starts_with('"') {
        return string(value);
    }
    if depth > 3 {
        return None;
    }
    if let Some(items) = list(value) {
        let paragraphs: Vec<String> = items
            .into_iter()
            .filter_map(|item| body_in(item, depth + 1))
            .collect();
        return (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"));
    }
    let inner = fields(value)?;
    [
        "rendered",
        "text",
        "content",
        "html",
        "value",
        "body",
        "paragraphs",
        "plain",
    ]
    .iter()
    .filter_map(|name| value_of(&inner, name))
    .find_map(|value| body_in(value, depth + 1))
}

/// A JSON string; half a surrogate pair becomes U+FFFD.
fn string(value: &RawValue) -> Option<String> {
    if let Ok(text) = serde_json::from_str::<String>(value.get()) {
        return Some(text);
    }
    let mut reader = serde_json::Deserializer::from_str(value.get());
    reader.deserialize_bytes(Bytes).ok()
}

/// True for a string with half a surrogate pair in it.
pub(super) fn is_broken(value: &RawValue) -> bool {
    let text = value.get();
    text.starts_with('"')
        && (text.contains("\\ud") || text.contains("\\uD"))
        && serde_json::from_str::<String>(text).is_err()
}

/// The fields of an object; `None` when it is none.
pub(super) fn fields(value: &RawValue) -> Option<Fields<'_>> {
    if !value.get().starts_with('{') {
        return None;
    }
    let mut reader = serde_json::Deserializer::from_str(value.get());
    reader.deserialize_map(Object).ok()
}

/// The items of an array; `None` when it is none.
pub(super) fn list(value: &RawValue) -> Option<Vec<&RawValue>> {
    if !value.get().starts_with('[') {
        return None;
    }
    serde_json::from_str(value.get()).ok()
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            fields.push((key, map.next_value()?));
        }
        Ok(fields)
    }
}

/// A key, with half surrogate pairs replaced.
struct Key(String);

impl<'de> serde::Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(Bytes).map(Key)
    }
}

struct Bytes;

impl<'de> Visitor<'de> for Bytes {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
        // Half a pair comes as three bytes that UTF-8 does not know, and as many marks.
        Ok(String::from_utf8_lossy(bytes).replace("\u{fffd}\u{fffd}\u{fffd}", "\u{fffd}"))
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _seq: A) -> Result<String, A::Error> {
        Err(serde::de::Error::custom("a list is no string"))
    }
}
