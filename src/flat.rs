//! A JSON object as JavaScript hands it over: as one text, since a value that is asked for by itself costs several calls out of the module.
//!
//! `browser/flat.js` writes it. A field is its kind, which is one character, and its name; what comes next depends on the kind:
//!
//! | kind | |
//! | --- | --- |
//! | `s` | a string |
//! | `n` | a whole number, in digits |
//! | `t`, `f` | nothing: it is true, or false |
//! | `{` | the fields of an object, and `}` |
//! | `o` | nothing: it is something else, and no matter what |
//!
//! A NUL ends each of these, and is in none. Fields that are null are left out.

use serde::de::value::{BorrowedStrDeserializer, Error};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::str::Split;

/// Reads the object in such a text. A text of another shape has other fields, or none.
pub struct Flat<'de> {
    kind: &'de str,
    rest: Split<'de, char>,
}

impl<'de> Flat<'de> {
    /// Over a text, which begins with the first field.
    #[must_use]
    pub fn new(text: &'de str) -> Self {
        Self { kind: "{", rest: text.split('\0') }
    }

    fn next(&mut self) -> &'de str {
        self.rest.next().unwrap_or_default()
    }
}

impl<'de> Deserializer<'de> for &mut Flat<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.kind {
            "s" => visitor.visit_borrowed_str(self.next()),
            "n" => visitor.visit_u64(self.next().parse().unwrap_or(u64::MAX)),
            "t" | "f" => visitor.visit_bool(self.kind == "t"),
            "{" => visitor.visit_map(self),
            _ => visitor.visit_bytes(&[]),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for &mut Flat<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        match self.next().split_at_checked(1) {
            None | Some(("}", _)) => Ok(None),
            Some((kind, name)) => {
                self.kind = kind;
                seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut **self)
    }
}
