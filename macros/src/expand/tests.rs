//! What a model, a value struct and an enum expand to, as formatted text.
//!
//! Without the drift proof and the impls of other crates' traits, which are the same for all.

use auto_api_syntax::{Lowered, lower};
use syn::{DeriveInput, parse_quote};

use super::{model, types};

/// Compares with the snapshot of that name; a stale one is rewritten, and the test fails.
fn golden(name: &str, input: &DeriveInput) {
    let tokens = match lower(input).unwrap() {
        Lowered::Model(lowered) => model::expand(&lowered),
        Lowered::Type(lowered) => types::expand(&lowered),
    };
    let text = prettyplease::unparse(&syn::parse2(tokens).unwrap());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/snapshots");
    let path = format!("{folder}/{name}.expanded.rs");
    if std::fs::read_to_string(&path).is_ok_and(|known| known == text) {
        return;
    }
    std::fs::write(&path, text).unwrap();
    panic!("`{name}.expanded.rs` was stale and is rewritten: look at the difference");
}

#[test]
fn a_model() {
    let input = parse_quote! {
        /// A post.
        #[api(has_many(comments: Comment), index(status, title), order = "-title")]
        pub(crate) struct Post {
            #[api(id)]
            id: Uuid,
            #[api(max_length = 200)]
            title: Option<String>,
            #[api(default = "draft")]
            status: Status,
            #[api(references = User, on_delete = cascade)]
            author_id: i64,
            #[api(references = Country, to = code, as = country)]
            country_code: String,
            #[api(skip)]
            cache: Cache,
        }
    };
    golden("post", &input);
}

#[test]
fn a_value_struct() {
    let input = parse_quote! {
        #[api(value)]
        struct Address {
            street: String,
            #[api(default = "DE")]
            country: Option<Country>,
            #[serde(default)]
            notes: Vec<String>,
        }
    };
    golden("address", &input);
}

#[test]
fn an_enum() {
    let input = parse_quote! {
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        enum Status {
            InReview,
            #[deprecated]
            Live,
        }
    };
    golden("status", &input);
}

#[test]
fn a_newtype() {
    let input = parse_quote! {
        #[api(max_length = 120, email)]
        struct Email(String);
    };
    golden("email", &input);
}
