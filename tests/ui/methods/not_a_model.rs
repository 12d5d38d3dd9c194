//! Methods of a struct that derives nothing, and of a model by another name.
#![allow(unused)]

use auto_api::{AutoApi, Ctx, Result};

struct Plain;

#[auto_api::methods]
impl Plain {
    #[api(query)]
    async fn count(ctx: &Ctx<'_>) -> Result<i32> {
        Ok(0)
    }
}

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
}

type Article = Post;

#[auto_api::methods]
impl Article {
    #[api(query)]
    async fn count(ctx: &Ctx<'_>) -> Result<i32> {
        Ok(0)
    }
}

fn main() {}
