//! Two blocks of one model.
#![allow(unused)]

use auto_api::{AutoApi, Ctx, Result};

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
}

#[auto_api::methods]
impl Post {
    #[api(query)]
    async fn one(ctx: &Ctx<'_>) -> Result<i32> {
        Ok(0)
    }
}

#[auto_api::methods]
impl Post {
    #[api(query)]
    async fn two(ctx: &Ctx<'_>) -> Result<i32> {
        Ok(0)
    }
}

fn main() {}
