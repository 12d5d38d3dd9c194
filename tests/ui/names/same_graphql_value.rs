#![allow(non_camel_case_types)]

use auto_api::AutoApi;

#[derive(AutoApi)]
enum Status {
    OnHold,
    On_Hold,
}

fn main() {}
