use auto_api::AutoApi;

struct Place;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    place: Place,
    places: Vec<Place>,
}

fn main() {}
