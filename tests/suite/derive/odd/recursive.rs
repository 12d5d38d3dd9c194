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

#[test]
fn a_zone_of_it_ends() {
    let zone = auto_api::Zone::new("public").model::<Page>().build();
    assert_eq!(zone.unwrap().types.len(), 1);
}
