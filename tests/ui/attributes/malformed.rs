use auto_api::AutoApi;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    #[api(max_length = "5")]
    a: String,
    #[api(max_length)]
    b: String,
    #[api(unique = true)]
    c: String,
    #[api(name = 5)]
    d: String,
    #[api(filter)]
    e: bool,
    #[api(zones = public)]
    f: bool,
    #[api(zones())]
    g: bool,
    #[api(minimum = "1")]
    h: i32,
    #[api(5)]
    i: i32,
    #[api(index unique)]
    j: i32,
    #[api]
    k: i32,
    #[api(default = Vec::new())]
    l: Vec<String>,
    #[api(column = "")]
    m: i32,
    #[api(default(5))]
    n: i32,
}

fn main() {}
