//! `#[auto_api::methods] impl Post { … }`: functions of a model that callers use, to plain data.

mod attributes;
mod parameter;
mod signature;

use auto_api_model::{Field, Method, MethodKind, Mode};
use proc_macro2::{Ident, TokenStream};
use syn::{ImplItem, ImplItemFn, ItemImpl, Type};

use crate::attr::{self, entry};
use crate::errors::Errors;
use crate::intern;
use crate::names::plain;
use crate::uses::{Spelled, Use};
use attributes::Marked;

pub use parameter::{Parameter, Pass};

/// A block of methods, read.
#[derive(Debug, Clone)]
pub struct LoweredMethods {
    /// The model's name in Rust.
    pub rust_name: &'static str,
    /// What the marked functions say, in source order.
    pub methods: &'static [Method],
    /// The model's name, as the block spells it.
    pub ident: Ident,
    /// The type that the block is of.
    pub ty: Type,
    /// The path of the `auto-api` crate.
    pub krate: syn::Path,
    /// The syntax of each method, in the same order.
    pub syntax: Vec<MethodSyntax>,
}

/// The syntax of a method, as far as generated code repeats it.
#[derive(Debug, Clone)]
pub struct MethodSyntax {
    /// The function's name.
    pub ident: Ident,
    /// What it takes besides the row and the context.
    pub parameters: Vec<Parameter>,
    /// What it answers with, out of its `Result`.
    pub answer: Type,
    /// The same without its `Option`; nothing for `()`.
    pub inner: Option<Type>,
    /// Whether it may fail.
    pub is_fallible: bool,
}

/// Reads a block of methods; `attribute` is what stands in `#[auto_api::methods(…)]`.
///
/// # Errors
///
/// Every mistake that the block shows, combined, each at the narrowest token.
///
/// ```
/// let block = syn::parse_quote! {
///     impl Post {
///         /// Words in the body.
///         #[api(field)]
///         fn word_count(body: &str) -> i32 {
///             body.split_whitespace().count() as i32
///         }
///     }
/// };
/// let lowered = auto_api_syntax::methods(Default::default(), &block).unwrap();
/// assert_eq!(lowered.methods[0].needs, ["body"]);
/// ```
pub fn methods(attribute: TokenStream, block: &ItemImpl) -> Result<LoweredMethods, syn::Error> {
    let mut errors = Errors::default();
    let krate = krate(attribute, &mut errors);
    let ident = model(block, &mut errors);
    let mut all = Vec::new();
    for item in &block.items {
        match item {
            ImplItem::Fn(function) => {
                let Some(marked) = attributes::read(&function.attrs, &mut errors) else {
                    continue;
                };
                all.extend(method(function, &marked, &ident, &mut errors));
            }
            other => unmarked(other, &mut errors),
        }
    }
    if all.is_empty() && errors.is_empty() {
        errors.at(
            &block.self_ty,
            "no function here is marked: write `#[api(mutation)]`, `#[api(query)]` or `#[api(field)]` above one",
        );
    }
    names(&all, &mut errors);
    errors.finish()?;
    let (methods, syntax): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    Ok(LoweredMethods {
        rust_name: intern::text(&plain(&ident)),
        methods: intern::list(methods),
        ty: (*block.self_ty).clone(),
        ident,
        krate,
        syntax,
    })
}

/// The block as the compiler gets it: without attributes that only we read.
#[must_use]
pub fn unmarked_block(mut block: ItemImpl) -> ItemImpl {
    let is_ours = |attribute: &syn::Attribute| attribute.path().is_ident("api");
    for item in &mut block.items {
        match item {
            ImplItem::Fn(function) if function.attrs.iter().any(is_ours) => {
                function.attrs.retain(|own| !is_ours(own));
                for input in &mut function.sig.inputs {
                    if let syn::FnArg::Typed(typed) = input {
                        // Rust has no descriptions of parameters.
                        let is_docs = |own: &syn::Attribute| own.path().is_ident("doc");
                        typed.attrs.retain(|own| !is_ours(own) && !is_docs(own));
                    }
                }
            }
            ImplItem::Const(item) => item.attrs.retain(|own| !is_ours(own)),
            ImplItem::Type(item) => item.attrs.retain(|own| !is_ours(own)),
            _ => {}
        }
    }
    block
}

/// `crate = "…"`, or the crate's own name.
fn krate(attribute: TokenStream, errors: &mut Errors) -> syn::Path {
    let mut attributes = attr::Attributes::default();
    for entry in entry::entries(attribute, errors) {
        if plain(&entry.key) == "crate" {
            attributes.api.push(entry);
        } else {
            let key = plain(&entry.key);
            errors.at(&entry.key, format_args!("unknown attribute `{key}`"));
        }
    }
    attr::krate(&attributes, errors)
}

/// The model that the block is of.
fn model(block: &ItemImpl, errors: &mut Errors) -> Ident {
    if let Some((path, _)) = &block.trait_ {
        errors.at(
            path,
            "methods are in an `impl` block of the model itself, not of a trait",
        );
    }
    if !block.generics.params.is_empty() {
        errors.at(&block.generics, "a model has no parameters");
    }
    let last = match &*block.self_ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    };
    match last {
        Some(last) if last.arguments.is_none() => last.ident.clone(),
        _ => {
            errors.at(&block.self_ty, "expected the name of a model");
            Ident::new("_Model", proc_macro2::Span::call_site())
        }
    }
}

fn method(
    function: &ImplItemFn,
    marked: &Marked,
    model: &Ident,
    errors: &mut Errors,
) -> Option<(Method, MethodSyntax)> {
    let kind = marked.kind?;
    let read = signature::read(&function.sig, kind, model, errors)?;
    let rust_name = plain(&function.sig.ident);
    let name = marked.name.as_ref().map_or(&rust_name, |name| &name.value);
    match &marked.name {
        Some(given) => crate::names::check(name, &given.key, errors),
        None => crate::names::check(name, &function.sig.ident, errors),
    }
    let method = Method {
        name: intern::text(name),
        rust_name: intern::text(&rust_name),
        verbatim: marked.name.is_some(),
        docs: marked.docs,
        deprecated: marked.deprecated,
        kind,
        zones: marked.zones,
        ..read.method
    };
    let method = Method {
        field: computed(&method),
        ..method
    };
    Some((method, read.syntax))
}

/// A computed field as a row has it: read only, and no column.
fn computed(method: &Method) -> Option<&'static Field> {
    let ty = method.answer.filter(|_| method.kind == MethodKind::Field)?;
    let field = Field {
        name: method.name,
        rust_name: method.rust_name,
        verbatim: method.verbatim,
        ty,
        nullable: method.nullable,
        docs: method.docs,
        deprecated: method.deprecated,
        mode: Mode::ReadOnly,
        filter: false,
        order: false,
        zones: method.zones,
        ..Field::DEFAULT
    };
    intern::list(vec![field]).first()
}

/// Types and constants are no methods.
fn unmarked(item: &ImplItem, errors: &mut Errors) {
    let attrs = match item {
        ImplItem::Const(item) => &item.attrs,
        ImplItem::Type(item) => &item.attrs,
        ImplItem::Macro(item) => &item.attrs,
        _ => return,
    };
    for attribute in attrs.iter().filter(|a| a.path().is_ident("api")) {
        errors.at(attribute, "only functions are methods");
    }
}

/// No two methods of the same sort have one name.
fn names(all: &[(Method, MethodSyntax)], errors: &mut Errors) {
    for (at, (method, syntax)) in all.iter().enumerate() {
        let is_same = |other: &Method| {
            let both_fields =
                (other.kind == MethodKind::Field) == (method.kind == MethodKind::Field);
            both_fields && other.name == method.name
        };
        if all[..at].iter().any(|(other, _)| is_same(other)) {
            let name = method.name;
            errors.at(
                &syntax.ident,
                format_args!("another method is called `{name}`: give one another `name = \"…\"`"),
            );
        }
    }
}

impl LoweredMethods {
    /// What they say, descriptions apart, as a number.
    pub fn fingerprint(&self) -> u64 {
        Method::fingerprint(self.methods)
    }

    /// The types they name that derive `AutoApi` themselves: of each method the arguments' in
    /// order, then the answer's.
    pub fn uses(&self) -> Vec<Use<'_>> {
        let mut uses = Vec::new();
        for (method, syntax) in self.methods.iter().zip(&self.syntax) {
            for (argument, parameter) in method.arguments.iter().zip(&syntax.parameters) {
                if let Some(rust_name) = argument.ty.named() {
                    let spelled = Spelled::Type(&parameter.inner);
                    uses.push(Use { rust_name, spelled });
                }
            }
            let named = method.answer.and_then(auto_api_model::FieldType::named);
            if let (Some(rust_name), Some(inner)) = (named, &syntax.inner) {
                let spelled = Spelled::Answer(inner);
                uses.push(Use { rust_name, spelled });
            }
        }
        uses
    }
}
