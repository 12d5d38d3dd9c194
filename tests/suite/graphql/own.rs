//! A user's own async-graphql schema beside the generated fields: one endpoint, one schema.

#[path = "own/app.rs"]
mod app;
#[path = "own/clashes.rs"]
mod clashes;
#[path = "own/failures.rs"]
mod failures;
#[path = "own/hostile.rs"]
mod hostile;
#[path = "own/http.rs"]
mod http;
#[path = "own/mixes.rs"]
mod mixes;
#[path = "own/schema.rs"]
mod schema;
