//! All mistakes at once: the functions of the front end report here and go on.

use proc_macro2::Span;
use quote::ToTokens;
use std::fmt::Display;

/// The mistakes found so far. Panics in debug builds when dropped without [`finish`](Self::finish).
#[derive(Debug, Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    finished: bool,
}

impl Errors {
    /// A mistake at the given tokens.
    pub(crate) fn at(&mut self, tokens: &impl ToTokens, message: impl Display) {
        self.found.push(syn::Error::new_spanned(tokens, message));
    }

    /// A mistake at a place that has no tokens of its own.
    pub(crate) fn at_span(&mut self, span: Span, message: impl Display) {
        self.found.push(syn::Error::new(span, message));
    }

    /// Whether nothing was found so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Everything found, as one error.
    pub(crate) fn finish(mut self) -> Result<(), syn::Error> {
        self.finished = true;
        let mut all = std::mem::take(&mut self.found).into_iter();
        let Some(mut first) = all.next() else {
            return Ok(());
        };
        all.for_each(|error| first.combine(error));
        Err(first)
    }

    /// Forgets everything: for text whose mistakes another tool reports.
    pub(crate) fn discard(mut self) {
        self.finished = true;
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        debug_assert!(
            self.finished || std::thread::panicking(),
            "errors were dropped without being looked at"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::Errors;
    use proc_macro2::Span;

    #[test]
    fn all_are_kept() {
        let mut errors = Errors::default();
        errors.at_span(Span::call_site(), "one");
        errors.at_span(Span::call_site(), "two");
        let error = errors.finish().unwrap_err();
        let texts: Vec<_> = error.into_iter().map(|e| e.to_string()).collect();
        assert_eq!(texts, ["one", "two"]);
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "without being looked at")]
    fn an_unchecked_drop_is_a_mistake_of_ours() {
        drop(Errors::default());
    }
}
