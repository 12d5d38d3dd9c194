//! Names of the standard library that mean something else here.
#![allow(dead_code, non_camel_case_types, unused_macros)]
#![deny(warnings)]

use auto_api::AutoApi;

struct Option;
struct Result;
struct Some;
struct None;
struct Ok;
struct Err;
struct Box;
struct Default;
trait Send {}
mod std {}
mod core {}
mod auto_api_model {}
mod codegen {}
type __row = ();
macro_rules! concat {
    () => {};
}

#[derive(AutoApi)]
#[api(has_many(replies: Post))]
struct Post {
    #[api(id)]
    id: i64,
    title: ::std::option::Option<::std::string::String>,
    kinds: ::std::vec::Vec<Kind>,
    place: Place,
    mark: Mark,
    #[api(references = Post)]
    parent_id: ::std::option::Option<i64>,
    #[api(skip)]
    cache: ::std::option::Option<i8>,
}

#[derive(AutoApi)]
enum Kind {
    One,
    Two,
}

#[derive(AutoApi)]
#[api(value)]
struct Place {
    street: ::std::string::String,
    #[api(default)]
    number: i32,
}

#[derive(AutoApi)]
struct Mark(i32);
