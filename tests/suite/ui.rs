//! What the compiler says of every mistake. Odd code that compiles is in `derive/odd`.
//!
//! The texts are those of one toolchain. `TRYBUILD=overwrite` writes them anew.

const TOPICS: [&str; 13] = [
    "attributes",
    "combinations",
    "constraints",
    "distribution",
    "keys",
    "methods",
    "names",
    "references",
    "relations",
    "serde",
    "shapes",
    "types",
    "validate",
];

#[rustversion::attr(not(stable(1.95)), ignore = "the texts are those of Rust 1.95")]
#[test]
fn mistakes() {
    let cases = trybuild::TestCases::new();
    for topic in TOPICS {
        cases.compile_fail(format!("ui/{topic}/*.rs"));
    }
}
