use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(validate)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(validate = "is_short")]
    a: String,
    #[api(validate(is_short))]
    b: String,
    #[api(validate = is_short::<i32>)]
    c: String,
    #[api(sanitize = html)]
    d: String,
    #[api(sanitize("text"))]
    e: String,
    #[api(validate = is_short, validate = is_long)]
    f: String,
}

#[derive(AutoApi)]
#[api(validate = is_known)]
enum Status {
    #[api(sanitize)]
    Draft,
}

#[derive(AutoApi)]
#[api(sanitize)]
struct Body(String);

fn main() {}
