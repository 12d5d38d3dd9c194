//! `include_zones!`: what the build script made of `auto-api.toml` and the crate's models.

/// Brings the module `zones`, which the build script wrote.
///
/// It stands once at the root of the crate that has the models: in `src/lib.rs`, or in
/// `src/main.rs` where there is no library. The build script is one line:
///
/// ```text
/// fn main() { auto_api_build::run() }
/// ```
///
/// | item | what it is |
/// | --- | --- |
/// | `zones::migrate(&db)` | makes the tables, columns and indexes that are missing, of all models |
/// | `zones::router(&db)` | the routes of all zones, each below its path |
/// | `zones::NAMES`, `zones::MODELS` | the zones' names, and all models |
/// | `zones::all()` | all zones |
/// | `zones::public::zone()` | one zone |
/// | `zones::public::service(db)` | one zone, served |
/// | `zones::public::OPENAPI`, `OPENAPI_YAML`, `GRAPHQL`, `JSON_SCHEMA` | its documents |
///
/// ```text
/// auto_api::include_zones!();
///
/// let db = Database::open("sqlite://blog.db").await?;
/// zones::migrate(&db).await?;
/// axum::serve(listener, zones::router(&db).await?).await?;
/// ```
///
/// With it, the crate compiles only if the build script read every model and type as the compiler
/// sees them. An error at a struct says that the script did not find it or read something else; an
/// error in `zones.rs` is about a type that the script found and the compiler did not.
#[macro_export]
macro_rules! include_zones {
    () => {
        /// The zones of `auto-api.toml`: their models, documents and routes.
        #[allow(dead_code, unreachable_pub)]
        pub mod zones {
            use $crate::codegen::zones as __api;
            ::core::include!(::core::concat!(
                ::core::env!("OUT_DIR"),
                "/auto-api/zones.rs"
            ));
        }
    };
}
