//! Attributes of methods that say too little, too much, or something else.
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
    #[api(zones(admin))]
    async fn of_no_kind(&self, ctx: &Ctx<'_>) -> Result<i32> {
        Ok(0)
    }

    #[api(query, mutation)]
    async fn of_two(&self, ctx: &Ctx<'_>) -> Result<i32> {
        Ok(0)
    }

    #[api(field, needs(title))]
    fn word_count(title: &str) -> i32 {
        0
    }

    #[api(mutaton)]
    async fn misspelled(&mut self, ctx: &Ctx<'_>) -> Result<()> {
        Ok(())
    }

    #[api(query, max_length = 5)]
    async fn limited(&self, ctx: &Ctx<'_>, #[api(unique)] other: i32, #[api(maximum = 5)] text: String) -> Result<i32> {
        Ok(0)
    }

    #[api(query, name = "no name")]
    async fn named(&self, ctx: &Ctx<'_>) -> Result<i32> {
        Ok(0)
    }

    #[api(query)]
    #[cfg(unix)]
    async fn sometimes(&self, ctx: &Ctx<'_>) -> Result<i32> {
        Ok(0)
    }

    #[api(query)]
    const FIVE: i32 = 5;
}

fn main() {}
