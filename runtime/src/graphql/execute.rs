//! A request from its text to the bytes of its answer, without HTTP.

use std::borrow::Cow;
use std::sync::Arc;

use auto_api_model::ErrorCode;
use axum::http::HeaderMap;

use super::document::Document;
use super::failure::Failure;
use super::json::Json;
#[cfg(feature = "async-graphql7")]
use super::own::{Call, Mixed};
use super::request::{Incoming, Request, Text};
use super::response::{Outcome, Response, failed, refused};
use super::variables::Variable;
use super::{State, locate, lower, variables};
use crate::ask::{Ask, Input, Root};
use crate::plan::{self, Plan};
use crate::{Error, Service};

/// A request that is ready to run.
pub(crate) struct Prepared {
    pub(super) plan: Arc<Plan>,
    pub(super) slots: Vec<Input>,
    pub(super) document: Arc<Document>,
    pub(super) operation: usize,
    pub(super) explain: bool,
    /// What goes to the user's own schema.
    #[cfg(feature = "async-graphql7")]
    pub(super) call: Option<Box<Call>>,
}

/// An operation for a shape of its variables.
#[derive(Debug, Clone)]
pub(crate) struct Planned {
    plan: Arc<Plan>,
    /// What goes to the user's own schema.
    #[cfg(feature = "async-graphql7")]
    mixed: Option<Arc<Mixed>>,
}

/// What an answer's buffer begins with: small answers fit.
const ROOM: usize = 1024;

impl Service {
    /// Runs a GraphQL request.
    ///
    /// ```no_run
    /// # async fn example(service: &auto_api::Service) {
    /// use auto_api::graphql::{Outcome, Request};
    /// let response = service.execute(&Request::new("{ posts { title } }")).await;
    /// assert_eq!(response.outcome, Outcome::Data);
    /// # }
    /// ```
    pub async fn execute(&self, request: &Request) -> Response {
        let variables = match &request.variables {
            serde_json::Value::Null => Vec::new(),
            serde_json::Value::Object(members) => (members.iter())
                .map(|(name, value)| (Cow::from(name.as_str()), Json::from(value)))
                .collect(),
            _ => return refused(&[Failure::invalid("`variables` must be an object")]),
        };
        let incoming = Incoming {
            document: Text::Plain(&request.query),
            operation: request.operation_name.as_deref().map(Cow::from),
            variables,
            explain: request.explain,
            #[cfg(feature = "async-graphql7")]
            parts: None,
        };
        match self.prepare(&incoming) {
            Ok(prepared) => self.finish(prepared).await,
            Err(failures) => refused(&failures),
        }
    }

    /// Everything up to the database. Nothing here waits.
    pub(crate) fn prepare(&self, incoming: &Incoming<'_>) -> Result<Prepared, Vec<Failure>> {
        let state = &self.graphql;
        let document = state.document(incoming.document, self)?;
        let (at, operation) = document.operation(incoming.operation.as_deref())?;

        let mut key = Vec::with_capacity(64);
        key.extend_from_slice(&document.id.to_le_bytes());
        key.extend_from_slice(&at.to_le_bytes());
        let start = key.len();
        let given = &incoming.variables;
        check_rows(&operation.variables, given, self.zone.limits.bulk_rows)?;
        let bound = variables::bind(&state.schema.inputs, &operation.variables, given, key)
            .map_err(|errors| document.misfits(operation, errors))?;
        check_length(bound.longest, self.zone.limits.list_operand)?;

        let planned = match state.plans.get(bound.shape.as_slice()) {
            Some(planned) => planned,
            None => self.plan(&document, at, &bound.shape, start)?,
        };
        Ok(Prepared {
            #[cfg(feature = "async-graphql7")]
            call: planned.mixed.and_then(|mixed| {
                let own = state.schema.own.as_ref()?;
                Some(Box::new(Call::new(&own.schema, mixed, incoming)))
            }),
            plan: planned.plan,
            slots: bound.slots,
            operation: at,
            document,
            explain: incoming.explain && state.settings.explain,
        })
    }

    /// Lowers and plans an operation for a shape of its variables, and keeps the plan.
    fn plan(
        &self,
        document: &Document,
        at: usize,
        key: &[u8],
        start: usize,
    ) -> Result<Planned, Vec<Failure>> {
        let state = &self.graphql;
        let operation = document.at(at);
        let shape = key.get(start..).unwrap_or_default();
        let values = variables::values(&state.schema.inputs, &operation.variables, shape);
        let context = lower::Context {
            zone: &self.zone,
            schema: &state.schema,
            introspection: state.settings.introspection,
        };
        let lowered = lower::operation(context, document, operation, &values)?;
        let plan =
            plan::plan(&self.zone, &lowered.ask, self.database.dialect()).map_err(|errors| {
                let all = errors.iter();
                all.map(|error| locate::failure(document, operation, error))
                    .collect::<Vec<_>>()
            })?;
        let planned = Planned {
            plan: Arc::new(plan),
            #[cfg(feature = "async-graphql7")]
            mixed: lowered.mixed.map(Arc::new),
        };
        let cost = key.len() + weight(&lowered.ask) + 2048 + 512 * lowered.items;
        #[cfg(feature = "async-graphql7")]
        let cost = cost + planned.mixed.as_ref().map_or(0, |mixed| mixed.weight());
        state.plans.insert(Arc::from(key), planned.clone(), cost);
        Ok(planned)
    }

    /// Runs a prepared request.
    pub(crate) async fn finish(&self, prepared: Prepared) -> Response {
        #[cfg(feature = "async-graphql7")]
        if prepared.call.is_some() {
            // Boxed, so that what does not mix does not carry it.
            return Box::pin(self.finish_mixed(prepared)).await;
        }
        if prepared.plan.is_write() {
            return Box::pin(self.finish_write(prepared)).await;
        }
        let mut body = Vec::with_capacity(ROOM);
        body.extend_from_slice(b"{\"data\":");
        let (plan, slots) = (&prepared.plan, prepared.slots);
        let again = prepared.explain.then(|| slots.clone());
        match self.read(plan, slots, body).await {
            Ok(mut answer) => {
                if let Some(slots) = again {
                    self.explain(plan, &slots, &mut answer.body).await;
                }
                answer.body.push(b'}');
                Response {
                    body: answer.body,
                    outcome: Outcome::Data,
                    statements: answer.statements,
                    headers: HeaderMap::new(),
                }
            }
            Err(error) => broken(&prepared.document, prepared.operation, &error),
        }
    }

    /// Runs the writes of a prepared request, all in one transaction.
    async fn finish_write(&self, prepared: Prepared) -> Response {
        let Prepared { plan, slots, .. } = prepared;
        let head = b"{\"data\":".to_vec();
        match self.database.write(&self.zone, &plan, slots, head).await {
            Ok(mut written) => {
                written.body.push(b'}');
                Response {
                    body: written.body,
                    outcome: Outcome::Data,
                    statements: written.statements,
                    headers: HeaderMap::new(),
                }
            }
            Err(error) => broken(&prepared.document, prepared.operation, &error),
        }
    }
}

/// The answer to a request that failed as it ran.
fn broken(document: &Document, operation: usize, error: &Error) -> Response {
    let failure = locate::failure(document, document.at(operation), error);
    if is_refusal(error.code) {
        refused(&[failure])
    } else {
        failed(&failure)
    }
}

impl Service {
    /// The explanation as JSON; one that fails is left out, since the answer is there.
    pub(super) async fn explained(&self, plan: &Arc<Plan>, slots: &[Input]) -> Option<Vec<u8>> {
        let explained = self.database.explain(plan, slots).await;
        serde_json::to_vec(&explained.ok()?.statements).ok()
    }

    /// Adds the explanation.
    async fn explain(&self, plan: &Arc<Plan>, slots: &[Input], body: &mut Vec<u8>) {
        if let Some(json) = self.explained(plan, slots).await {
            body.extend_from_slice(b",\"extensions\":{\"explain\":");
            body.extend_from_slice(&json);
            body.push(b'}');
        }
    }
}

impl State {
    pub(super) fn document(
        &self,
        text: Text<'_>,
        service: &Service,
    ) -> Result<Arc<Document>, Vec<Failure>> {
        let token = match text {
            Text::Plain(text) => return self.plain_document(text, service),
            Text::Token(token) => token,
        };
        if let Some(document) = self.tokens.get(token) {
            return Ok(document);
        }
        let text: Cow<'_, str> = serde_json::from_str::<String>(token)
            .map(Cow::from)
            .map_err(|_| vec![Failure::invalid("`query` must be a string")])?;
        let document = self.plain_document(&text, service)?;
        // It keeps the document too, which the other cache may have forgotten.
        let cost = token.len() + cost(&text);
        self.tokens.insert(Arc::from(token), document.clone(), cost);
        Ok(document)
    }

    fn plain_document(&self, text: &str, service: &Service) -> Result<Arc<Document>, Vec<Failure>> {
        if let Some(document) = self.texts.get(text) {
            return Ok(document);
        }
        let suggestions = self.settings.suggestions;
        let document = Document::of(&self.schema, text, &service.zone.limits, suggestions)?;
        let document = Arc::new(document);
        self.texts
            .insert(Arc::from(text), document.clone(), cost(text));
        Ok(document)
    }
}

/// Lists in slots are as long as lists that planning sees may be.
pub(super) fn check_length(longest: usize, limit: u32) -> Result<(), Vec<Failure>> {
    if longest > limit as usize {
        let message = format!("a list in a variable takes {limit} values at most");
        return Err(vec![Failure::new(ErrorCode::LimitExceeded, message)]);
    }
    Ok(())
}

/// Rows in variables, before anything is done with them.
fn check_rows(
    variables: &[Variable],
    given: &[(Cow<'_, str>, Json<'_>)],
    limit: u32,
) -> Result<(), Vec<Failure>> {
    let is_long = |(name, value): &(Cow<'_, str>, Json<'_>)| {
        let is_rows = |variable: &Variable| variable.rows && variable.name == *name;
        matches!(value, Json::List(rows) if rows.len() > limit as usize)
            && variables.iter().any(is_rows)
    };
    if given.iter().any(is_long) {
        return Err(vec![lower::too_many_rows(limit)]);
    }
    Ok(())
}

/// Whether a failure of a run is a mistake of the request, or means that it did not begin: then
/// the answer has no `data`.
pub(super) fn is_refusal(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::Validation
            | ErrorCode::InvalidFilter
            | ErrorCode::InvalidCursor
            | ErrorCode::LimitExceeded
            | ErrorCode::RateLimited
            | ErrorCode::Unavailable
    )
}

/// What a document takes, roughly: its tree is many times its text.
fn cost(text: &str) -> usize {
    text.len() * 32 + 1024
}

/// The bytes of text that is part of a plan.
fn weight(ask: &Ask) -> usize {
    let fixed = ask.roots.iter().map(|root| match root {
        Root::Fixed { json, .. } => json.len(),
        Root::Write(write) => lower::weight(write),
        Root::Read(_) | Root::Call(_) => 0,
    });
    fixed.sum()
}
