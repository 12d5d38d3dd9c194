//! A document that is made to be written once: what stands in it many times is one thing, whose
//! text is copied from where it was written first.
//!
//! Build scripts are not optimised: a map of `serde_json` hashes every key, and a document of a
//! hundred models has a hundred thousand of them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use super::out::Out;

/// A name and what it stands for.
pub(super) type Pair = (Cow<'static, str>, Node);

/// A value of a document.
#[derive(Debug)]
pub(super) enum Node {
    /// Any value that is small or stands once.
    Value(Value),
    /// What several documents have.
    Known(Arc<Value>),
    Text(Cow<'static, str>),
    /// The shared items first, if there are any.
    List(Option<Rc<Shared<Node>>>, Vec<Node>),
    /// The shared members last, if there are any, and behind one at least. All names differ.
    Object(Vec<Pair>, Option<Rc<Shared<Pair>>>),
}

/// What stands in several places.
#[derive(Debug)]
pub(super) struct Shared<T> {
    pub(super) all: Vec<T>,
    /// As it was written last, for each syntax.
    written: [RefCell<Written>; 2],
}

/// What a document is written as. A document is written once as each.
#[derive(Debug, Clone, Copy)]
pub(super) enum Syntax {
    Json,
    Yaml,
}

/// A text, and the indentation it was written with: nothing, if it was not.
#[derive(Debug, Default)]
struct Written {
    text: String,
    indent: usize,
}

impl<T> Shared<T> {
    pub(super) fn new(all: Vec<T>) -> Rc<Self> {
        let written = Default::default();
        Rc::new(Self { all, written })
    }

    /// Copies what was written before with this indentation, or writes it. What `write` writes
    /// depends on nothing else.
    pub(super) fn write(
        &self,
        out: &mut Out,
        (syntax, indent): (Syntax, usize),
        write: impl FnOnce(&mut Out, &[T]),
    ) {
        let mut written = self.written[syntax as usize].borrow_mut();
        if written.text.is_empty() || written.indent != indent {
            let mut own = Out::default();
            write(&mut own, &self.all);
            let text = own.finish();
            *written = Written { text, indent };
        }
        out.push_str(&written.text);
    }
}

impl Node {
    /// An object of these members.
    pub(super) fn of<const N: usize>(members: [(&'static str, Self); N]) -> Self {
        let members = members.map(|(name, node)| (Cow::Borrowed(name), node));
        Self::Object(members.into(), None)
    }

    /// The same as a value.
    pub(super) fn value(&self) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::Known(value) => Value::clone(value),
            Self::Text(text) => Value::String(text.to_string()),
            Self::List(shared, own) => {
                let shared = shared.iter().flat_map(|shared| &shared.all);
                Value::Array(shared.chain(own).map(Self::value).collect())
            }
            Self::Object(own, shared) => {
                let shared = shared.iter().flat_map(|shared| &shared.all);
                let all = own.iter().chain(shared);
                Value::Object(
                    all.map(|(key, node)| (key.to_string(), node.value()))
                        .collect(),
                )
            }
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
