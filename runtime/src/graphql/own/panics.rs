//! A panic in a user's resolver: its field fails as if it had returned an error, and the rest of
//! the answer arrives.

use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextExecute, NextResolve, ResolveInfo,
};
use async_graphql::futures_util::FutureExt as _;
use async_graphql::{
    PathSegment, QueryPathNode, QueryPathSegment, Response, ServerError, ServerResult, Value,
};

use crate::Error;

/// Runs a future; what it panicked with becomes an error for the log.
pub(super) async fn caught<T>(future: impl Future<Output = T>) -> Result<T, Error> {
    let run = AssertUnwindSafe(future).catch_unwind();
    run.await.map_err(|payload| {
        let text = text(&*payload);
        Error::internal(format!("a resolver panicked: {text}"))
    })
}

fn text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    text.or(owned).unwrap_or("no message").to_owned()
}

/// Makes a [`Catcher`] for each request.
pub(super) struct Catch;

impl ExtensionFactory for Catch {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Catcher::default())
    }
}

/// Catches panics of each field.
#[derive(Default)]
struct Catcher {
    /// Those of fields that may be null, which async-graphql cannot be told of.
    errors: Mutex<Vec<ServerError>>,
}

#[async_graphql::async_trait::async_trait]
impl Extension for Catcher {
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let mut response = next.run(ctx, operation_name).await;
        let mut errors = self.errors.lock().unwrap_or_else(PoisonError::into_inner);
        response.errors.append(&mut errors);
        drop(errors);
        response
    }

    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let mut path = Vec::new();
        steps(info.path_node, &mut path);
        let (pos, nullable) = (info.field.name.pos, !info.return_type.ends_with('!'));
        let error = match caught(next.run(ctx, info)).await {
            Ok(result) => return result,
            Err(error) => error,
        };
        let error = ServerError {
            source: Some(Arc::new(error)),
            path,
            ..ServerError::new("internal error", Some(pos))
        };
        if !nullable {
            return Err(error);
        }
        let mut errors = self.errors.lock().unwrap_or_else(PoisonError::into_inner);
        errors.push(error);
        Ok(Some(Value::Null))
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
