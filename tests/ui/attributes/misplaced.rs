use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(column = "a", max_length = 3)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(table = "a")]
    title: String,
    #[api(plural = "a", has_many(comments: Comment))]
    body: String,
}

#[derive(AutoApi)]
enum Status {
    #[api(id)]
    Draft,
}

#[derive(AutoApi)]
struct Email(#[api(max_length = 3)] String);

#[derive(AutoApi)]
#[api(value)]
struct Address {
    #[api(unique)]
    street: String,
}

fn main() {}
