//! What requests mean: random requests about random rows, answered by the engine and by an
//! evaluator over plain data that shares no code with it.

#[path = "semantics/answer.rs"]
mod answer;
#[path = "semantics/digits.rs"]
mod digits;
#[path = "semantics/evaluate.rs"]
mod evaluate;
#[path = "semantics/generate.rs"]
mod generate;
#[path = "semantics/leaf.rs"]
mod leaf;
#[path = "semantics/property.rs"]
mod property;
#[path = "semantics/ranges.rs"]
mod ranges;
#[path = "semantics/regressions.rs"]
mod regressions;
#[path = "semantics/render.rs"]
mod render;
#[path = "semantics/request.rs"]
mod request;
#[path = "semantics/shrink.rs"]
mod shrink;
#[path = "semantics/walk.rs"]
mod walk;
#[path = "semantics/wire.rs"]
mod wire;

#[tokio::test]
async fn on_postgres() {
    auto_api_tests::support::both::again_on_postgres().await;
}
