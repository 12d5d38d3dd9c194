//! Values that are text on the wire and something else here: whole numbers of 64 bits, bytes in
//! base64. For `#[serde(with = "…")]`, in lists and options, too.

mod base64;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that is text on the wire.
pub trait Text: Sized {
    /// Writes the text.
    ///
    /// # Errors
    ///
    /// What the serializer says.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the text.
    ///
    /// # Errors
    ///
    /// What the deserializer says, or that the text is none of such a value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Writes a value, for serde.
///
/// # Errors
///
/// What the serializer says.
pub fn serialize<T: Text, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// Reads a value, for serde.
///
/// # Errors
///
/// What the deserializer says, or that the text is none of such a value.
pub fn deserialize<'de, T: Text, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// A value as it is on the wire.
#[derive(Debug, Clone)]
pub struct AsText<T>(
    /// The value.
    pub T,
);

impl<T: Text> Serialize for AsText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<'de, T: Text> Deserialize<'de> for AsText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

impl<T: Text> Text for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(serializer),
            None => serializer.serialize_none(),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Option::<AsText<T>>::deserialize(deserializer)?;
        Ok(read.map(|value| value.0))
    }
}

impl<T: Text> Text for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Borrowed))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Vec::<AsText<T>>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|value| value.0).collect())
    }
}

impl<T: Text> Text for [T; 2] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Borrowed))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = <[AsText<T>; 2]>::deserialize(deserializer)?;
        Ok(read.map(|value| value.0))
    }
}

struct Borrowed<'v, T>(&'v T);

impl<T: Text> Serialize for Borrowed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl Text for i64 {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Text for Vec<u8> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&base64::write(self))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        base64::read(&text).ok_or_else(|| serde::de::Error::custom("this is no base64"))
    }
}
