//! Keywords as names.
#![deny(warnings)]
#![allow(dead_code, non_camel_case_types)]

use auto_api::AutoApi;
use auto_api::model::HasModel;

#[derive(AutoApi)]
#[api(has_many(r#loop: r#struct, via = r#ref), index(r#type, r#ref))]
struct r#struct {
    #[api(id)]
    r#type: i64,
    #[api(references = r#struct, as = r#match)]
    r#ref: i64,
    r#async: r#enum,
    r#where: r#trait,
}

#[derive(AutoApi)]
#[api(name = "Enumeration")]
enum r#enum {
    r#fn,
    r#mut,
}

#[derive(AutoApi)]
struct r#trait(String);

#[test]
fn names_lose_their_mark() {
    assert_eq!(r#struct::MODEL.rust_name, "struct");
    assert_eq!(r#struct::MODEL.fields[0].name, "type");
    assert_eq!(r#struct::MODEL.relations[0].name, "match");
    let _ = (r#struct::TYPE, r#struct::MATCH, r#struct::LOOP);
}
