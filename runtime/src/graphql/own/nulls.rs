//! What becomes of a field that failed, or whose resolver panicked: null, or the end of what it is
//! in, up to the next that may be null.
//!
//! Reference: <https://spec.graphql.org/September2025/#sec-Handling-Execution-Errors>.
//! async-graphql leaves such a field out of its object, so this is done around each of its fields.

use std::any::Any;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextExecute, NextResolve, ResolveInfo,
};
use async_graphql::{
    PathSegment, QueryPathNode, QueryPathSegment, Response, ServerError, ServerResult, Value,
};

use super::panics::caught;

/// Watches the fields of each request.
pub(super) struct Watch;

impl ExtensionFactory for Watch {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Watcher::default())
    }
}

/// What failed in a request.
#[derive(Default)]
struct Watcher {
    /// Whether anything did: most requests need no lock.
    any: AtomicBool,
    failed: Mutex<Failed>,
}

#[derive(Default)]
struct Failed {
    errors: Vec<ServerError>,
    /// The objects and lists that end because of something inside, by their paths; the root is
    /// empty.
    ended: HashSet<String>,
}

#[async_graphql::async_trait::async_trait]
impl Extension for Watcher {
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let mut response = next.run(ctx, operation_name).await;
        let mut failed = self.failed();
        response.errors.append(&mut failed.errors);
        if failed.ended.contains("") {
            response.data = Value::Null;
        }
        drop(failed);
        response
    }

    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let (node, pos, ty) = (info.path_node, info.field.name.pos, info.return_type);
        let (value, error) = match caught(next.run(ctx, info)).await {
            Ok(Ok(value)) if !self.any.load(Ordering::Relaxed) => return Ok(value),
            Ok(Ok(value)) => (value, None),
            Ok(Err(error)) => (None, Some(error)),
            Err(panic) => {
                let source: Arc<dyn Any + Send + Sync> = Arc::new(panic);
                let error = ServerError {
                    source: Some(source),
                    ..ServerError::new("internal error", Some(pos))
                };
                (None, Some(error))
            }
        };
        let mut failed = self.failed();
        if let Some(mut error) = error {
            self.any.store(true, Ordering::Relaxed);
            if error.path.is_empty() {
                steps(node, &mut error.path);
            }
            failed.errors.push(error);
            failed.ended.insert(node.to_string());
        }
        // An item's own type is not known here; its list's is.
        if matches!(node.segment, QueryPathSegment::Index(_)) {
            return Ok(Some(value.unwrap_or_default()));
        }
        let settled = failed.settle(&node.to_string(), ty, value.unwrap_or_default());
        if settled.is_none() {
            let outer = node.parent.map(ToString::to_string);
            failed.ended.insert(outer.unwrap_or_default());
        }
        Ok(Some(settled.unwrap_or_default()))
    }
}

impl Watcher {
    fn failed(&self) -> MutexGuard<'_, Failed> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Failed {
    /// A value of a type, with null where something ended; `None` if it ends itself.
    fn settle(&self, path: &str, ty: &str, value: Value) -> Option<Value> {
        let named = ty.strip_suffix('!').unwrap_or(ty);
        let item = named.strip_prefix('[').and_then(|ty| ty.strip_suffix(']'));
        let settled = match (value, item) {
            _ if self.ended.contains(path) => None,
            (Value::List(items), Some(ty)) => {
                let items = items.into_iter().enumerate();
                let items =
                    items.map(|(at, value)| self.settle(&format!("{path}.{at}"), ty, value));
                items.collect::<Option<Vec<_>>>().map(Value::List)
            }
            (value, _) => Some(value),
        };
        match settled {
            None if named.len() == ty.len() => Some(Value::Null),
            settled => settled,
        }
    }
}

/// The way to a field from the root.
fn steps(node: &QueryPathNode<'_>, path: &mut Vec<PathSegment>) {
    if let Some(parent) = node.parent {
        steps(parent, path);
    }
    path.push(match node.segment {
        QueryPathSegment::Index(at) => PathSegment::Index(at),
        QueryPathSegment::Name(name) => PathSegment::Field(name.to_owned()),
    });
}
