use auto_api::AutoApi;

#[derive(AutoApi)]
#[api(name = "Beitrag Nr. 1")]
struct Post {
    #[api(id)]
    id: i64,
    größe: i32,
    __secret: i32,
    #[api(name = "a-b")]
    c: i32,
}

#[derive(AutoApi)]
enum Farbe {
    Grün,
    #[api(name = "true")]
    Rot,
}

fn main() {}
