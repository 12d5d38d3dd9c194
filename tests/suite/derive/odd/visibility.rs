//! Structs and fields of every visibility, in modules that import nothing.
#![allow(dead_code, unreachable_pub)]
#![deny(warnings)]

mod outer {
    pub mod inner {
        #[derive(auto_api::AutoApi)]
        #[api(has_many(items: super::Item))]
        pub struct Order {
            #[api(id)]
            pub id: i64,
            state: State,
        }

        #[derive(auto_api::AutoApi)]
        enum State {
            Open,
        }
    }

    #[derive(auto_api::AutoApi)]
    pub(crate) struct Item {
        #[api(id)]
        pub(super) id: i64,
        #[api(references = inner::Order)]
        order_id: i64,
    }
}

const _: (
    auto_api::codegen::ToMany<outer::inner::Order, outer::Item>,
    auto_api::codegen::ToOne<outer::Item, outer::inner::Order>,
) = (outer::inner::Order::ITEMS, outer::Item::ORDER);
