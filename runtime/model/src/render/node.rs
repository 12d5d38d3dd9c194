//! A document that is made to be written once: what is large or stands in it many times is there as
//! it is written.
//!
//! Build scripts are not optimised: a map of `serde_json` hashes every key, and a document of a
//! hundred models has a hundred thousand of them.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use super::texts::Written;

/// A name and what it stands for.
pub(super) type Pair = (Cow<'static, str>, Node);

/// A value of a document.
#[derive(Debug)]
pub(super) enum Node {
    /// Any value that is small or stands once.
    Value(Value),
    Text(Cow<'static, str>),
    /// The items that are written already first, if there are any.
    List(Option<Rc<Written>>, Vec<Node>),
    /// All names differ.
    Object(Vec<Pair>),
    /// An object whose members are written already.
    Members(Arc<Written>),
}

impl Node {
    /// An object of these members.
    pub(super) fn of<const N: usize>(members: [(&'static str, Self); N]) -> Self {
        let members = members.map(|(name, node)| (Cow::Borrowed(name), node));
        Self::Object(members.into())
    }

    /// The same as a value.
    pub(super) fn value(&self) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::Text(text) => Value::String(text.to_string()),
            Self::List(written, own) => {
                let mut items = written.as_ref().map_or_else(Vec::new, |all| all.items());
                items.extend(own.iter().map(Self::value));
                Value::Array(items)
            }
            Self::Object(own) => {
                let own = own.iter();
                Value::Object(
                    own.map(|(key, node)| (key.to_string(), node.value()))
                        .collect(),
                )
            }
            Self::Members(written) => written.object(),
        }
    }
}

impl From<Value> for Node {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}
