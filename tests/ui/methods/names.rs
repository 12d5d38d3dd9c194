//! Two methods of one name.
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
    async fn publish(&mut self, ctx: &Ctx<'_>) -> Result<()> {
        Ok(())
    }

    #[api(mutation, name = "publish")]
    async fn show(&mut self, ctx: &Ctx<'_>) -> Result<()> {
        Ok(())
    }
}

fn main() {}
