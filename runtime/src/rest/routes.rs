//! The routes of a zone: which paths there are, and which methods each takes.

use std::sync::Arc;

use auto_api_model::{Action, Entity, MethodOperation, Operation, Zone};
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, delete, get, patch, post, put};

use super::documents::{self, Syntax};
use super::lower::Route;
use super::write::{Place, write};
use super::{Rest, export, groups, list, method, one, path_of, segments};

type Routes = Router<Arc<Rest>>;

/// The documents, and the routes of every operation of the zone.
pub(super) fn of_zone(zone: &Zone) -> Routes {
    let mut routes = Router::new()
        .route("/openapi.json", get(json))
        .route("/openapi.yaml", get(yaml));
    for operation in zone.operations() {
        let (at, entity) = (operation.entity, &zone.entities[operation.entity]);
        // Routes of one path are merged.
        routes = routes.route(&path(entity, &operation), methods(at, operation.action));
    }
    for operation in zone.method_operations() {
        let path = method_path(zone, &operation);
        routes = routes.route(&path, of_method(operation));
    }
    for (at, entity) in zone.entities.iter().enumerate() {
        if let (true, Some(groups)) = (entity.visible, zone.groups_path(entity)) {
            routes = routes.route(&groups, get(move |s, r| read(s, r, Route::Groups, at)));
        }
    }
    routes
}

/// The path of an operation. The router takes fewer names than a key's members may have.
fn path(entity: &Entity, operation: &Operation) -> String {
    if !operation.action.is_by_key() {
        return operation.path.clone();
    }
    let list = format!("/{}", entity.list_name);
    let segments = (0..entity.key.len()).map(|part| format!("/{{key{part}}}"));
    segments.fold(list, |path, segment| path + &segment)
}

/// The path of a method, as the router takes it.
fn method_path(zone: &Zone, operation: &MethodOperation) -> String {
    let entity = &zone.entities[operation.entity];
    let name = operation.path.rsplit('/').next().unwrap_or("");
    let list = format!("/{}", entity.list_name);
    let parts = if entity.procedures[operation.procedure].is_of_row() {
        entity.key.len()
    } else {
        0
    };
    let segments = (0..parts).map(|part| format!("/{{key{part}}}"));
    format!(
        "{}/{name}",
        segments.fold(list, |path, segment| path + &segment)
    )
}

fn of_method(operation: MethodOperation) -> MethodRouter<Arc<Rest>> {
    let is_query = operation.method == "GET";
    let operation = Arc::new(operation);
    let handler = move |State(rest): State<Arc<Rest>>, request: Request| {
        let operation = operation.clone();
        async move {
            let (mut parts, body) = request.into_parts();
            let key = segments(&mut parts).await;
            let answered = method::call(&rest, &operation, key, (&parts, body)).await;
            answered.unwrap_or_else(|failed| failed.response(&rest.words, path_of(&parts)))
        }
    };
    if is_query {
        get(handler)
    } else {
        post(handler)
    }
}

fn methods(at: usize, action: Action) -> MethodRouter<Arc<Rest>> {
    let all = move |s, r| change(s, r, On::Collection, at);
    let one = move |s, r| change(s, r, On::Row, at);
    match action {
        Action::List => get(move |s, r| read(s, r, Route::List, at)),
        Action::Export => get(move |s, r| read(s, r, Route::Export, at)),
        Action::Get => get(move |s, r| read(s, r, Route::One, at)),
        Action::Create => post(all),
        Action::CreateMany => post(move |s, r| change(s, r, On::Bulk, at)),
        Action::Upsert => put(all),
        Action::UpdateMany => patch(all),
        Action::DeleteMany => delete(all),
        Action::Update => patch(one),
        Action::Replace => put(one),
        Action::Delete => delete(one),
    }
}

async fn read(
    State(rest): State<Arc<Rest>>,
    request: Request,
    route: Route,
    entity: usize,
) -> Response {
    let (mut parts, _) = request.into_parts();
    let answered = match route {
        Route::Export => export::export(&rest, entity, &parts).await,
        Route::Groups => groups::groups(&rest, entity, &parts).await,
        Route::One => {
            let key = segments(&mut parts).await;
            one::one(&rest, entity, key, &parts).await
        }
        _ => list::list(&rest, entity, &parts).await,
    };
    answered.unwrap_or_else(|failed| failed.response(&rest.words, path_of(&parts)))
}

/// Which path a write came by.
#[derive(Debug, Clone, Copy)]
enum On {
    Collection,
    Bulk,
    Row,
}

async fn change(
    State(rest): State<Arc<Rest>>,
    request: Request,
    on: On,
    entity: usize,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let place = match on {
        On::Collection => Place::Collection,
        On::Bulk => Place::Bulk,
        On::Row => Place::One(segments(&mut parts).await),
    };
    let answered = write(&rest, entity, place, &parts, body).await;
    answered.unwrap_or_else(|failed| failed.response(&rest.words, path_of(&parts)))
}

async fn json(rest: State<Arc<Rest>>, request: Request) -> Response {
    document(&rest, request, Syntax::Json)
}

async fn yaml(rest: State<Arc<Rest>>, request: Request) -> Response {
    document(&rest, request, Syntax::Yaml)
}

fn document(rest: &Rest, request: Request, syntax: Syntax) -> Response {
    let (parts, _) = request.into_parts();
    let answered = documents::document(rest, syntax, &parts);
    answered.unwrap_or_else(|failed| failed.response(&rest.words, path_of(&parts)))
}
