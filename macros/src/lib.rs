//! `#[derive(AutoApi)]`: parse, then expand, or fall back to empty impls beside the errors.
//!
//! Use it through the `auto-api` crate, which re-exports it.

mod expand;
mod fallback;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

#[doc = include_str!("derive.md")]
#[proc_macro_derive(AutoApi, attributes(api))]
pub fn auto_api(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let expanded = match auto_api_syntax::lower(&input) {
        Ok(lowered) => expand::expand(&lowered),
        Err(errors) => fallback::expand(&input, &errors),
    };
    expanded.into()
}
