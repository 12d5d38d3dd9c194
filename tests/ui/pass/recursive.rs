//! Types that hold themselves.
#![allow(dead_code)]
#![deny(warnings)]

use auto_api::AutoApi;

#[derive(AutoApi)]
struct Page {
    #[api(id)]
    id: i64,
    root: Section,
}

#[derive(AutoApi)]
#[api(value)]
struct Section {
    title: String,
    parts: Vec<Section>,
}

fn main() {
    let _ = auto_api::Zone::new("public").model::<Page>().build().unwrap();
}
