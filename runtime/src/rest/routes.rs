//! The routes of a zone: which paths there are, and which methods each takes.

use std::sync::Arc;

use auto_api_model::input::WriteAction;
use auto_api_model::{Entity, Zone};
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodRouter, delete, get, patch, post, put};

use super::documents::{self, Syntax};
use super::lower::Route;
use super::write::{Place, write};
use super::{Rest, export, groups, list, one, path_of, segments};

/// The word behind a collection for a body of many new rows.
const BULK: &str = "bulk";

type Routes = Router<Arc<Rest>>;
type Methods = MethodRouter<Arc<Rest>>;

/// The documents, and the routes of every entity that the zone shows.
pub(super) fn of_zone(zone: &Zone) -> Routes {
    let documents = Router::new()
        .route("/openapi.json", get(json))
        .route("/openapi.yaml", get(yaml));
    let shown = zone.entities.iter().enumerate();
    let shown = shown.filter(|(_, entity)| entity.visible);
    shown.fold(documents, |routes, (at, entity)| {
        of_entity(zone, at, entity, routes)
    })
}

fn of_entity(zone: &Zone, at: usize, entity: &Entity, routes: Routes) -> Routes {
    let list = format!("/{}", entity.list_name);
    let export = format!("{list}/export");
    let writes = zone.writes(entity);
    let mut routes = routes
        .route(&list, collection(at, &writes))
        .route(&export, get(move |s, r| read(s, r, Route::Export, at)));
    if let Some(groups) = zone.groups_path(entity) {
        routes = routes.route(&groups, get(move |s, r| read(s, r, Route::Groups, at)));
    }
    if writes.contains(&WriteAction::CreateMany) {
        let bulk = post(move |s, r| change(s, r, On::Bulk, at));
        routes = routes.route(&format!("{list}/{BULK}"), bulk);
    }
    let mut key = entity.key.iter().map(|&member| &entity.members[member]);
    if key.all(|member| member.visible) {
        let segments = (0..entity.key.len()).map(|part| format!("/{{key{part}}}"));
        let path = segments.fold(list, |path, segment| path + &segment);
        routes = routes.route(&path, row(at, &writes));
    }
    routes
}

/// The methods of `/posts`.
fn collection(at: usize, writes: &[WriteAction]) -> Methods {
    let mut methods = get(move |s, r| read(s, r, Route::List, at));
    for action in writes {
        let all = move |s, r| change(s, r, On::Collection, at);
        methods = match action {
            WriteAction::Create => methods.merge(post(all)),
            WriteAction::Upsert => methods.merge(put(all)),
            WriteAction::UpdateMany => methods.merge(patch(all)),
            WriteAction::DeleteMany => methods.merge(delete(all)),
            _ => methods,
        };
    }
    methods
}

/// The methods of `/posts/{id}`.
fn row(at: usize, writes: &[WriteAction]) -> Methods {
    let mut methods = get(move |s, r| read(s, r, Route::One, at));
    for action in writes {
        let one = move |s, r| change(s, r, On::Row, at);
        methods = match action {
            WriteAction::Update => methods.merge(patch(one).put(one)),
            WriteAction::Delete => methods.merge(delete(one)),
            _ => methods,
        };
    }
    methods
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
