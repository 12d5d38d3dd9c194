use auto_api::AutoApi;
use auto_api::validate::{Changes, ValidationErrors};

#[derive(AutoApi)]
#[api(validate = of_users)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(validate = is_short)]
    views: i32,
    #[api(validate = is_missing)]
    title: String,
    #[api(validate = says_nothing)]
    body: String,
}

#[derive(AutoApi)]
struct User {
    #[api(id)]
    id: i64,
}

fn of_users(_: &Changes<'_, User>) -> Result<(), ValidationErrors> {
    Ok(())
}

fn is_short(text: &str) -> Result<(), String> {
    Err(text.to_owned())
}

fn says_nothing(_: &str) -> bool {
    true
}

fn main() {}
