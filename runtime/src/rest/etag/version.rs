//! The version of a row, read from its JSON.

use serde::Deserializer as _;
use serde::de::{IgnoredAny, MapAccess, Visitor};

/// The whole number at a name of a JSON object, also one that is written as text.
pub(super) fn number_at(body: &[u8], name: &str) -> Option<i64> {
    let mut json = serde_json::Deserializer::from_slice(body);
    json.deserialize_map(Member(name)).ok()?
}

struct Member<'n>(&'n str);

impl<'de> Visitor<'de> for Member<'_> {
    type Value = Option<i64>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if key == self.0 {
                let value: serde_json::Value = map.next_value()?;
                found = value.as_i64().or_else(|| value.as_str()?.parse().ok());
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::number_at;

    #[test]
    fn versions_of_a_row() {
        assert_eq!(
            number_at(br#"{"a":{"version":1},"version":7}"#, "version"),
            Some(7)
        );
        assert_eq!(
            number_at(br#"{"version":"8","b\n":[]}"#, "version"),
            Some(8)
        );
        assert_eq!(number_at(br#"{"a":1}"#, "version"), None);
        assert_eq!(number_at(b"null", "version"), None);
    }
}
