//! Signatures that callers cannot use: all at once.
#![allow(unused)]

use auto_api::{AutoApi, Ctx, Result};

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    title: String,
}

#[auto_api::methods]
impl Post {
    #[api(mutation)]
    fn not_async(&mut self, ctx: &Ctx<'_>) -> Result<()> {
        Ok(())
    }

    #[api(field)]
    async fn is_async(title: &str) -> i32 {
        0
    }

    #[api(mutation)]
    async fn without_ctx(&mut self) -> Result<()> {
        Ok(())
    }

    #[api(mutation)]
    async fn other_ctx(&mut self, ctx: &mut Ctx<'_>) -> Result<()> {
        Ok(())
    }

    #[api(query)]
    async fn generic<T>(&self, ctx: &Ctx<'_>, value: T) -> Result<i32> {
        Ok(0)
    }

    #[api(query)]
    async fn unsupported(&self, ctx: &Ctx<'_>, by: std::collections::HashMap<String, i32>, of: &str) -> Result<i32> {
        Ok(0)
    }

    #[api(query)]
    async fn changing(&mut self, ctx: &Ctx<'_>) -> Result<i32> {
        Ok(0)
    }

    #[api(query)]
    async fn consuming(self, ctx: &Ctx<'_>) -> Result<i32> {
        Ok(0)
    }

    #[api(query)]
    async fn infallible(&self, ctx: &Ctx<'_>) -> i32 {
        0
    }

    #[api(query)]
    async fn of_nothing(&self, ctx: &Ctx<'_>) -> Result<()> {
        Ok(())
    }

    #[api(field)]
    fn of_the_row(&self) -> i32 {
        0
    }

    #[api(field)]
    fn with_ctx(ctx: &Ctx<'_>, title: &str) -> i32 {
        0
    }

    #[api(query)]
    async fn pattern(&self, ctx: &Ctx<'_>, (a, b): (i32, i32)) -> Result<i32> {
        Ok(0)
    }
}

fn main() {}
