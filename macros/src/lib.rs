//! `#[derive(AutoApi)]` and `#[methods]`: parse, then expand, or fall back to empty impls beside the
//! errors.
//!
//! Use it through the `auto-api` crate, which re-exports it.

mod expand;
mod fallback;

use proc_macro::TokenStream;
use syn::{DeriveInput, ItemImpl, parse_macro_input};

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

#[doc = include_str!("methods.md")]
#[proc_macro_attribute]
pub fn methods(attribute: TokenStream, block: TokenStream) -> TokenStream {
    let block = parse_macro_input!(block as ItemImpl);
    let expanded = match auto_api_syntax::methods(attribute.into(), &block) {
        Ok(lowered) => expand::methods(&lowered),
        Err(errors) => errors.to_compile_error(),
    };
    let block = auto_api_syntax::unmarked_block(block);
    // Methods are `async` whether or not they wait for anything.
    quote::quote!(#[allow(clippy::unused_async)] #block #expanded).into()
}
