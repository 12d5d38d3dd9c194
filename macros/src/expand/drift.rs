//! The drift proof's half at the type: what the compiler saw against what the build script read.
//!
//! The build script leaves a variable for each type it found, by the type's path, and for each
//! block of methods; constants compare it with what this derive was given. A crate without the
//! script has none of them.

use auto_api_syntax::{Lowered, LoweredMethods, Spelled, Use};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::at;

/// The constants of a type.
pub(super) fn expand(lowered: &Lowered) -> TokenStream {
    let name = lowered.rust_name();
    proof(&Proof {
        ident: &lowered.syntax().ident,
        fingerprint: lowered.fingerprint(),
        variable: format!("::{name}"),
        missing: format!(
            "the build script did not find `{name}`: it reads the crate's source, and sees no types that macros make, that `include!` brings or that stand behind a `cfg` of its own making; write the type into a module's file, or give the `cfg` to `auto_api_build::Builder`"
        ),
        differs: format!(
            "`{name}` is not what the build script read: a macro or a `cfg` changed it since, or what the script wrote is stale (then touch `build.rs`)"
        ),
        uses: lowered.uses(),
    })
}

/// The constants of a block of methods.
pub(super) fn methods(lowered: &LoweredMethods) -> TokenStream {
    let name = lowered.rust_name;
    proof(&Proof {
        ident: &lowered.ident,
        fingerprint: lowered.fingerprint(),
        variable: format!("::{name}::methods"),
        missing: format!(
            "the build script did not find these methods of `{name}`: it reads the crate's source, and sees no blocks that macros make, that `include!` brings or whose attribute has another name than `methods`"
        ),
        differs: format!(
            "the methods of `{name}` are not what the build script read: a macro or a `cfg` changed them since, or what the script wrote is stale (then touch `build.rs`)"
        ),
        uses: lowered.uses(),
    })
}

/// What is compared, and what to say where it differs.
struct Proof<'a> {
    ident: &'a Ident,
    fingerprint: u64,
    /// The end of the variable's name, behind the module's path.
    variable: String,
    missing: String,
    differs: String,
    uses: Vec<Use<'a>>,
}

fn proof(proof: &Proof<'_>) -> TokenStream {
    let Proof {
        ident,
        fingerprint,
        variable,
        missing,
        differs,
        uses,
    } = proof;
    let uses = uses.iter().enumerate().map(|(at, used)| resolves(at, used));
    let found = quote_spanned! {at(ident)=>
        const _: () = __api::found(&__SEEN, #fingerprint, #missing, #differs);
    };
    quote! {
        const __SEEN: __api::Seen = __api::seen(
            &__api::Compiled {
                scan: ::core::option_env!("AUTO_API_SCAN"),
                module: ::core::module_path!(),
                binary: ::core::option_env!("CARGO_BIN_NAME"),
                test: ::core::option_env!("CARGO_TARGET_TMPDIR"),
            },
            ::core::option_env!(::core::concat!(
                "AUTO_API_TYPE_",
                ::core::module_path!(),
                #variable
            )),
        );
        #found
        #(#uses)*
    }
}

/// A type that is named is the one that the build script took it for.
fn resolves(position: usize, used: &Use<'_>) -> TokenStream {
    let name = used.rust_name;
    let other = format!(
        "this is not the `{name}` that the build script read: another type of that name is meant here"
    );
    match used.spelled {
        Spelled::Answer(ty) => quote_spanned! {at(ty)=>
            const _: () = __api::resolves(
                &__SEEN, #position, __api::answer_fingerprint::<#ty, _>(), #other,
            );
        },
        Spelled::Type(ty) => quote_spanned! {at(ty)=>
            const _: () = __api::resolves(
                &__SEEN, #position, <#ty as __api::FieldValue>::FINGERPRINT, #other,
            );
        },
        Spelled::Model(path) => quote_spanned! {at(path)=>
            const _: () = __api::resolves(
                &__SEEN, #position, <#path as __api::HasModel>::FINGERPRINT, #other,
            );
        },
    }
}
