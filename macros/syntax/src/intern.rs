//! Texts and lists that live as long as the process, each kept once.
//!
//! A model is made of `&'static` data so that it can be a constant. What is made at run time is
//! leaked, once for each text: an editor's macro server expands the same struct many times.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hash};
use std::sync::{LazyLock, Mutex, PoisonError};

use auto_api_model::fingerprint::Fnv;
use auto_api_model::{Field, FieldType, Index, Method, OrderKey, Relation, Variant};

/// Nobody sends what is kept here, so that a fast hash is a good one.
type Set<T> = LazyLock<Mutex<HashSet<&'static T, BuildHasherDefault<Fnv>>>>;

/// The kept text that equals the given one.
pub(crate) fn text(text: &str) -> &'static str {
    static TEXTS: Set<str> = LazyLock::new(Mutex::default);
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = texts.get(text) {
        return known;
    }
    let kept: &'static str = Box::leak(text.to_owned().into_boxed_str());
    texts.insert(kept);
    kept
}

/// The kept list of kept texts.
pub(crate) fn texts<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> &'static [&'static str] {
    let items: Vec<_> = items.into_iter().map(|item| text(item.as_ref())).collect();
    list(items)
}

/// The kept type that equals the given one: an item of a list.
pub(crate) fn field_type(ty: FieldType) -> &'static FieldType {
    &list(vec![ty])[0]
}

/// The kept list that equals the given one.
pub(crate) fn list<T: Kept>(items: Vec<T>) -> &'static [T] {
    let mut lists = T::lists().lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = lists.get(items.as_slice()) {
        return known;
    }
    let kept: &'static [T] = Vec::leak(items);
    lists.insert(kept);
    kept
}

/// An item of a kept list.
pub(crate) trait Kept: Eq + Hash + Sized + 'static {
    /// The lists of it.
    fn lists() -> &'static Set<[Self]>;
}

macro_rules! kept {
    ($($ty:ty),* $(,)?) => {$(
        impl Kept for $ty {
            fn lists() -> &'static Set<[Self]> {
                static LISTS: Set<[$ty]> = LazyLock::new(Mutex::default);
                &LISTS
            }
        }
    )*};
}

kept!(
    &'static str,
    Field,
    FieldType,
    Index,
    Method,
    OrderKey,
    Relation,
    Variant
);

#[cfg(test)]
mod tests {
    use super::{text, texts};

    #[test]
    fn equal_texts_are_one() {
        let first = text(&String::from("title"));
        assert!(std::ptr::eq(first, text("title")));
        assert!(std::ptr::eq(texts(["a", "b"]), texts(["a", "b"])));
        assert_ne!(texts(["a", "b"]), texts(["b", "a"]));
    }
}
