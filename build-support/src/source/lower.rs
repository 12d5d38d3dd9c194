//! From a type as written to what the derive would be given: fields that are not compiled are
//! taken out, `cfg_attr` is opened, and the front end reads the rest.

use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Fields, Token};

use super::attributes::{self, Reading};
use super::said::{Said, SaidMethods};
use crate::cfg::Answer;
use crate::error::{Mistakes, Place};

/// Reads a type in a file, perhaps behind a `cfg` that is not known; nothing if it cannot be read.
pub(super) fn lower(
    mut item: DeriveInput,
    (file, doubt): (&str, Option<&str>),
    reading: Reading<'_>,
    mistakes: &mut Mistakes,
) -> Option<Said> {
    if let Some(doubt) = doubt {
        let place = Place::of(file, item.ident.span());
        mistakes.at(place, unknown(&format!("`{}`", item.ident), doubt));
        return None;
    }
    let mut inside = Inside {
        file,
        reading,
        mistakes,
        is_whole: true,
    };
    inside.data(&mut item.data);
    let is_whole = inside.is_whole;
    match auto_api_syntax::lower(&item) {
        Ok(lowered) => is_whole.then(|| Said::of(&lowered, file)),
        Err(errors) => {
            mistakes.of_syn(file, errors);
            None
        }
    }
}

/// Reads a block of methods in a file, perhaps behind a `cfg` that is not known.
pub(super) fn methods(
    item: &syn::ItemImpl,
    marked: &Attribute,
    (file, doubt): (&str, Option<&str>),
    mistakes: &mut Mistakes,
) -> Option<SaidMethods> {
    if let Some(doubt) = doubt {
        let place = Place::of(file, item.impl_token.span());
        mistakes.at(place, unknown("this block of methods", doubt));
        return None;
    }
    let inside = match &marked.meta {
        syn::Meta::List(list) => list.tokens.clone(),
        _ => proc_macro2::TokenStream::new(),
    };
    match auto_api_syntax::methods(inside, item) {
        Ok(lowered) => Some(SaidMethods::of(&lowered, file)),
        Err(errors) => {
            mistakes.of_syn(file, errors);
            None
        }
    }
}

/// What to say of something behind a `cfg` that is not known.
fn unknown(what: &str, doubt: &str) -> String {
    format!(
        "{what} is there only under `cfg({doubt})`, which no build script is told: it cannot be a part of the API"
    )
}

/// The members of a type.
struct Inside<'a> {
    file: &'a str,
    reading: Reading<'a>,
    mistakes: &'a mut Mistakes,
    is_whole: bool,
}

impl Inside<'_> {
    fn data(&mut self, data: &mut Data) {
        match data {
            Data::Struct(data) => self.fields(&mut data.fields),
            Data::Enum(data) => {
                self.each(&mut data.variants, |variant| &mut variant.attrs);
                for variant in &mut data.variants {
                    self.fields(&mut variant.fields);
                }
            }
            Data::Union(data) => self.each(&mut data.fields.named, |field| &mut field.attrs),
        }
    }

    fn fields(&mut self, fields: &mut Fields) {
        match fields {
            Fields::Named(fields) => self.each(&mut fields.named, |field| &mut field.attrs),
            Fields::Unnamed(fields) => self.each(&mut fields.unnamed, |field| &mut field.attrs),
            Fields::Unit => {}
        }
    }

    fn each<T: Clone + quote::ToTokens>(
        &mut self,
        all: &mut Punctuated<T, Token![,]>,
        attrs: impl Fn(&mut T) -> &mut Vec<Attribute>,
    ) {
        // Nothing is taken out or opened where no attribute asks for it.
        if !all.iter_mut().any(|item| has_cfg(attrs(item))) {
            return;
        }
        let mut kept = Punctuated::new();
        for mut item in std::mem::take(all) {
            let is_there = self.member(attrs(&mut item));
            if is_there {
                kept.push(item);
            }
        }
        *all = kept;
    }

    fn member(&mut self, attrs: &mut Vec<Attribute>) -> bool {
        let Some(first) = attrs.first() else {
            return true;
        };
        let place = Place::of(self.file, first.span());
        match attributes::expand(attrs, self.reading) {
            Ok(expanded) => {
                if let Some(doubt) = &expanded.doubt
                    && expanded.answer == Answer::Unknown
                {
                    self.mistakes.at(place, unknown("this", doubt));
                    self.is_whole = false;
                }
                *attrs = expanded.rest;
                expanded.answer != Answer::No
            }
            Err(errors) => {
                self.mistakes.of_syn(self.file, errors);
                self.is_whole = false;
                true
            }
        }
    }
}

/// Whether an attribute depends on what is compiled.
fn has_cfg(attrs: &[Attribute]) -> bool {
    let mut attrs = attrs.iter();
    attrs.any(|attribute| {
        let path = attribute.path();
        path.is_ident("cfg") || path.is_ident("cfg_attr")
    })
}
