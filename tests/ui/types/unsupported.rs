use auto_api::AutoApi;

use std::collections::HashMap;
use std::rc::Rc;

#[derive(AutoApi)]
struct Post {
    #[api(id)]
    id: i64,
    a: u64,
    b: Rc<String>,
    c: HashMap<String, i32>,
    d: (i32, i32),
    e: &'static str,
    f: Option<Option<i32>>,
    g: Vec<Option<i32>>,
    h: Vec<Vec<i32>>,
    i: [u8; 4],
    j: std::time::Duration,
    k: char,
    l: usize,
    m: Box<Post>,
    n: std::time::SystemTime,
    o: fn() -> i32,
    p: u8,
}

fn main() {}
