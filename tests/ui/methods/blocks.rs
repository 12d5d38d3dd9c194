//! Blocks that are not of a model.
#![allow(unused)]

trait Published {}

struct Plain;

#[auto_api::methods]
impl Published for Plain {}

#[auto_api::methods]
impl<T> Vec<T> {}

#[auto_api::methods(zone)]
impl Plain {
    /// Not marked.
    fn nothing() {}
}

fn main() {}
