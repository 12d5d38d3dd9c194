use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(pattern = "[a-z")]
    a: String,
    #[api(pattern = "(?=a)b")]
    b: String,
    #[api(pattern = r"(a)\1")]
    c: Option<String>,
    #[api(pattern = r"(\w{1000}){1000}")]
    d: String,
}

#[derive(AutoApi)]
#[api(pattern = "a)(b")]
struct Slug(String);

fn main() {}
