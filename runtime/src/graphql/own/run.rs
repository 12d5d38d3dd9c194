//! Running an operation with own root fields: the plan and the user's resolvers at once.

use std::borrow::Cow;
use std::sync::Arc;

use async_graphql::futures_util::future;
use async_graphql::{IntrospectionMode, Request, Response as Resolved, ServerError, Variables};
use serde_json::{Map, Value as Json};

use super::super::execute::{Prepared, is_refusal};
use super::super::failure::Failure;
use super::super::request::Incoming;
use super::super::response::{Response, failed, refused};
use super::super::{json, locate};
use super::answer::{Answer, Read};
use super::{Mixed, Own, Parts, Reads, panics};
use crate::{Error, Service};

/// A request for the user's schema.
pub(crate) struct Call {
    mixed: Arc<Mixed>,
    request: Request,
}

impl Call {
    /// Gives the operation the values of its variables, and what the application knows of the
    /// caller.
    pub(crate) fn new(own: &Own, mixed: Arc<Mixed>, incoming: &Incoming<'_>) -> Self {
        let mut request = Request::new("").variables(variables(&mixed, &incoming.variables));
        request.introspection_mode = IntrospectionMode::Disabled;
        request.set_parsed_query(mixed.document.clone());
        if let Some(attach) = &own.attach {
            request = match incoming.parts {
                Some(parts) => attach(parts, request),
                None => attach(&no_parts(), request),
            };
        }
        Self { mixed, request }
    }
}

/// A request of Rust code has none of HTTP's.
fn no_parts() -> Parts {
    axum::http::Request::new(()).into_parts().0
}

/// The variables that the user's part of the operation uses, as they came: they fit.
fn variables(mixed: &Mixed, given: &[(Cow<'_, str>, json::Json<'_>)]) -> Variables {
    let mut members = Map::new();
    for name in &mixed.variables {
        let value = given.iter().rev().find(|(given, _)| given == name);
        if let Some((_, value)) = value {
            members.insert(name.clone(), value.to_value());
        }
    }
    Variables::from_json(Json::Object(members))
}

impl Own {
    /// Runs the user's part. What panics outside of a resolver (in an extension) fails the whole
    /// part.
    async fn resolve(&self, request: Request) -> Resolved {
        let run = panics::caught(self.executor.execute(request));
        run.await.unwrap_or_else(|error| {
            let mut told = ServerError::new("internal error", None);
            told.source = Some(Arc::new(error));
            Resolved::from_errors(vec![told])
        })
    }
}

impl Service {
    /// Runs both parts of an operation.
    pub(crate) async fn finish_mixed(&self, prepared: Prepared) -> Response {
        let Prepared {
            plan,
            slots,
            document,
            operation,
            explain,
            call,
        } = prepared;
        let (Some(call), Some(own)) = (call, &self.graphql.schema.own) else {
            return failed(&Failure::of(&Error::internal("no schema of its own")));
        };
        let Call { mixed, request } = *call;
        let again = (explain && mixed.reads != Reads::None).then(|| slots.clone());
        let read = async {
            match mixed.reads {
                Reads::None => Read::Nothing,
                _ => match self.read(&plan, slots, Vec::new()).await {
                    Ok(answer) => Read::Answer(answer),
                    Err(error) => Read::Failed(error),
                },
            }
        };
        let (resolved, read) = future::join(own.schema.resolve(request), read).await;
        let locate = |error: &Error| locate::failure(&document, document.at(operation), error);
        let mut answer = match read {
            // What is wrong with the request is so whatever the resolvers say.
            Read::Failed(error) if is_mistake(&error) => return refused(&[locate(&error)]),
            read => Answer::new(&mixed, resolved, read, locate),
        };
        if let Some(slots) = again {
            answer.explain(self.explained(&plan, &slots).await);
        }
        answer.finish()
    }
}

/// Whether a failure of a run is a mistake of the request: nothing of it is answered.
fn is_mistake(error: &Error) -> bool {
    use auto_api_model::ErrorCode;
    let is_passing = matches!(error.code, ErrorCode::Unavailable | ErrorCode::RateLimited);
    is_refusal(error.code) && !is_passing
}
