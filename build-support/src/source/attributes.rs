//! Attributes of an item, as they are once the compiler has gone through `cfg` and `cfg_attr`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token};

use crate::cfg::{Answer, Cfgs};

/// What the attributes of an item say once `cfg` is known.
#[derive(Debug, Clone)]
pub(crate) struct Attributes {
    /// Whether the item is compiled.
    pub(crate) answer: Answer,
    /// The `cfg` that is not known, if one is not.
    pub(crate) doubt: Option<String>,
    /// The others.
    pub(crate) rest: Vec<Attribute>,
}

/// What attributes are read with: what is known of `cfg`s, and the names that the derive has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) cfgs: &'a Cfgs,
    pub(crate) markers: &'a [String],
}

/// Goes through `cfg` and `cfg_attr`.
pub(crate) fn expand(all: &[Attribute], reading: Reading<'_>) -> Result<Attributes, syn::Error> {
    let mut expanded = Attributes {
        answer: Answer::Yes,
        doubt: None,
        rest: Vec::new(),
    };
    for attribute in all {
        expanded.take(attribute.clone(), reading)?;
    }
    Ok(expanded)
}

impl Attributes {
    fn take(&mut self, attribute: Attribute, reading: Reading<'_>) -> Result<(), syn::Error> {
        match &attribute.meta {
            Meta::List(list) if list.path.is_ident("cfg") => {
                let answer = reading.cfgs.answer(list.tokens.clone())?;
                self.doubt_if(answer, &list.tokens);
                self.answer = self.answer.and(answer);
            }
            Meta::List(list) if list.path.is_ident("cfg_attr") => {
                let (answer, inside) = conditional(list.tokens.clone(), reading.cfgs)?;
                let inside = inside.into_iter().map(|meta| Attribute {
                    meta,
                    ..attribute.clone()
                });
                for attribute in inside {
                    match answer {
                        Answer::Yes => self.take(attribute, reading)?,
                        Answer::Unknown if matters(&attribute, reading.markers) => {
                            self.doubt_if(answer, &list.tokens);
                            self.answer = self.answer.and(answer);
                            self.rest.push(attribute);
                        }
                        Answer::Unknown | Answer::No => {}
                    }
                }
            }
            _ => self.rest.push(attribute),
        }
        Ok(())
    }

    fn doubt_if(&mut self, answer: Answer, predicate: &TokenStream) {
        if answer == Answer::Unknown {
            self.doubt.get_or_insert_with(|| spelled(predicate));
        }
    }

    /// The text of `#[path = "…"]`.
    pub(crate) fn path(&self) -> Option<String> {
        self.rest.iter().find_map(|attribute| {
            let Meta::NameValue(pair) = &attribute.meta else {
                return None;
            };
            match &pair.value {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text),
                    ..
                }) if pair.path.is_ident("path") => Some(text.value()),
                _ => None,
            }
        })
    }

    /// Whether one of these names is derived.
    pub(crate) fn has_derive(&self, names: &[String]) -> bool {
        self.rest.iter().any(|attribute| derives(attribute, names))
    }
}

/// Whether what is behind a `cfg_attr` changes the API.
fn matters(attribute: &Attribute, markers: &[String]) -> bool {
    let names = ["api", "serde", "path", "non_exhaustive", "cfg_attr"];
    derives(attribute, markers) || names.iter().any(|name| attribute.path().is_ident(name))
}

fn derives(attribute: &Attribute, names: &[String]) -> bool {
    let Meta::List(list) = &attribute.meta else {
        return false;
    };
    let is_derive = list
        .path
        .segments
        .last()
        .is_some_and(|last| last.ident == "derive");
    let parser = Punctuated::<syn::Path, Token![,]>::parse_terminated;
    is_derive
        && parser.parse2(list.tokens.clone()).is_ok_and(|paths| {
            let mut last = paths.iter().filter_map(|path| path.segments.last());
            last.any(|segment| names.iter().any(|name| segment.ident == name))
        })
}

/// `predicate, attribute, …`
fn conditional(tokens: TokenStream, cfgs: &Cfgs) -> Result<(Answer, Vec<Meta>), syn::Error> {
    let parser = |input: ParseStream<'_>| {
        let answer = cfgs.predicate(input)?;
        input.parse::<Token![,]>()?;
        let inside = Punctuated::<Meta, Token![,]>::parse_terminated(input)?;
        Ok((answer, inside.into_iter().collect()))
    };
    parser.parse2(tokens)
}

/// The predicate as a user would write it, more or less.
fn spelled(tokens: &TokenStream) -> String {
    let text = tokens.to_token_stream().to_string();
    text.replace(" (", "(")
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(" ,", ",")
}
