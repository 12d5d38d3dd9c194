//! The explorers of a zone: `/graphiql` for GraphQL and `/docs` for REST, served from the binary.
//!
//! Nothing is fetched from elsewhere: pages may load scripts and styles of their own origin only,
//! and say so to the browser. Every address in a page is relative, so a zone may be mounted
//! anywhere. The reference at `/docs` is Scalar's, embedded by its crate; the page at `/graphiql`
//! is our own, since no registry has `GraphiQL` as a crate that works without a network.

mod assets;
mod page;

use auto_api_model::Zone;
use axum::Router;
use axum::routing::get;

use assets::{Asset, Assets};

/// The routes of a zone's explorers, below its path; none where the zone switches them off.
///
/// ```
/// use auto_api::{AutoApi, Zone, explorers};
/// #[derive(AutoApi)]
/// struct Post {
///     #[api(id)]
///     id: i32,
/// }
///
/// let zone = Zone::new("public").model::<Post>().explorers(true).build().unwrap();
/// let app: axum::Router = explorers::routes(&zone);
/// ```
pub fn routes(zone: &Zone) -> Router {
    if !zone.explorers.unwrap_or(cfg!(debug_assertions)) {
        return Router::new();
    }
    let router = Router::new();
    #[cfg(feature = "graphql")]
    let router = router.merge(graphiql(zone));
    #[cfg(feature = "rest")]
    let router = router.merge(docs(zone));
    router
}

#[cfg(feature = "graphql")]
fn graphiql(zone: &Zone) -> Router {
    let files = vec![
        Asset::style("style.css", include_str!("explorers/graphiql/style.css")),
        Asset::script("app.js", include_str!("explorers/graphiql/app.js")),
        Asset::script("editor.js", include_str!("explorers/graphiql/editor.js")),
        Asset::script(
            "complete.js",
            include_str!("explorers/graphiql/complete.js"),
        ),
        Asset::script(
            "reference.js",
            include_str!("explorers/graphiql/reference.js"),
        ),
        Asset::script("schema.js", include_str!("explorers/graphiql/schema.js")),
    ];
    let html = include_str!("explorers/graphiql/page.html");
    explorer(zone, html, Assets::new("graphiql", files), page::STRICT)
}

#[cfg(feature = "rest")]
fn docs(zone: &Zone) -> Router {
    let scalar = scalar_api_reference::get_asset("scalar.js").unwrap_or_default();
    let files = vec![
        Asset::style("style.css", include_str!("explorers/docs/style.css")),
        Asset::script("app.js", include_str!("explorers/docs/app.js")),
        Asset::script("scalar.js", scalar),
    ];
    let html = include_str!("explorers/docs/page.html");
    explorer(zone, html, Assets::new("docs", files), page::SCALAR)
}

/// A page at `/NAME`, and its assets below `/NAME/VERSION/`.
fn explorer(zone: &Zone, html: &str, assets: Assets, policy: &'static str) -> Router {
    let name = assets.name;
    let page = page::Page::new(zone, html, &assets, policy);
    let files = format!("/{name}/{}/{{file}}", assets.version);
    Router::new()
        .route(&format!("/{name}"), get(async move || page.response()))
        .route(&files, get(async move |file| assets.response(file)))
}
