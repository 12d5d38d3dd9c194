//! Answers that are neither values nor rows, and errors that are none of ours.
#![allow(unused)]

use auto_api::{AutoApi, Ctx};

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    title: String,
}

struct Plain;

#[auto_api::methods]
impl Post {
    #[api(query)]
    async fn plain(&self, ctx: &Ctx<'_>) -> auto_api::Result<Plain> {
        Ok(Plain)
    }

    #[api(field)]
    fn of_rows(title: &str) -> Post {
        Post { id: 1, title: title.to_owned() }
    }

    #[api(mutation)]
    async fn other_error(&mut self, ctx: &Ctx<'_>) -> Result<(), String> {
        Ok(())
    }
}

fn main() {}
