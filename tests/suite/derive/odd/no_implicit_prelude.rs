//! Nothing is imported but what the struct itself needs.
#![no_implicit_prelude]
#![deny(warnings)]
#![allow(dead_code)]

use ::std::option::Option;
use ::std::string::String;
use ::std::vec::Vec;

#[derive(::auto_api::AutoApi)]
#[api(has_many(replies: Post))]
struct Post {
    #[api(id)]
    id: i64,
    title: Option<String>,
    kinds: Vec<Kind>,
    place: Place,
    mark: Mark,
    #[api(references = Post)]
    parent_id: Option<i64>,
}

#[derive(::auto_api::AutoApi)]
enum Kind {
    One,
    Two,
}

#[derive(::auto_api::AutoApi)]
#[api(value)]
struct Place {
    street: String,
    #[api(default = 1)]
    number: i32,
}

#[derive(::auto_api::AutoApi)]
struct Mark(i32);
