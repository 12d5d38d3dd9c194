//! A request from its text to the bytes of its answer, without HTTP.

use std::borrow::Cow;
use std::sync::Arc;

use auto_api_model::ErrorCode;

use super::document::Document;
use super::failure::Failure;
use super::json::Json;
use super::{State, locate, lower, variables};
use crate::Service;
use crate::ask::{Ask, Input, Root};
use crate::plan::{self, Plan};

/// A GraphQL request.
///
/// ```
/// use auto_api::graphql::Request;
/// let request = Request::new("query ($id: Int!) { post(id: $id) { title } }")
///     .variables(serde_json::json!({ "id": 1 }));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Request {
    /// The document.
    pub query: String,
    /// Which of its operations, if there are several.
    pub operation_name: Option<String>,
    /// The values of its variables: an object, or null for none.
    pub variables: serde_json::Value,
}

impl Request {
    /// A request without variables.
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            ..Self::default()
        }
    }

    /// Gives the values of the variables.
    #[must_use]
    pub fn variables(mut self, variables: serde_json::Value) -> Self {
        self.variables = variables;
        self
    }

    /// Says which operation of the document is meant.
    #[must_use]
    pub fn operation_name(mut self, name: impl Into<String>) -> Self {
        self.operation_name = Some(name.into());
        self
    }
}

/// The answer to a GraphQL request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// JSON: an object of `data`, or of `errors` and, if execution began, `data`.
    pub body: Vec<u8>,
    /// How it went.
    pub outcome: Outcome,
    /// How many statements the database ran; one that runs for each parent row counts once.
    pub statements: u32,
}

/// How a request went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There is `data`.
    Data,
    /// Execution failed: `data` is null.
    Failed(ErrorCode),
    /// Execution did not begin: there is no `data`.
    Refused(ErrorCode),
}

impl Outcome {
    /// The HTTP status, as `application/graphql-response+json` has it.
    pub fn status(self) -> u16 {
        match self {
            Self::Data | Self::Failed(_) => 200,
            Self::Refused(code) => match code {
                ErrorCode::Unauthenticated
                | ErrorCode::PermissionDenied
                | ErrorCode::RateLimited
                | ErrorCode::Unavailable
                | ErrorCode::Internal => code.status(),
                _ => 400,
            },
        }
    }
}

/// A request as it came: borrowed from a body, a query string or a [`Request`].
#[derive(Debug)]
pub(crate) struct Incoming<'a> {
    pub(crate) document: Text<'a>,
    pub(crate) operation: Option<Cow<'a, str>>,
    pub(crate) variables: Vec<(Cow<'a, str>, Json<'a>)>,
}

/// The text of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Text<'a> {
    /// As it is.
    Plain(&'a str),
    /// As a JSON string, with its quotes and escapes.
    Token(&'a str),
}

/// A request that is ready to run.
pub(crate) struct Prepared {
    plan: Arc<Plan>,
    slots: Vec<Input>,
    document: Arc<Document>,
    operation: usize,
}

/// What an answer's buffer begins with: small answers fit.
const ROOM: usize = 1024;

impl Service {
    /// Runs a GraphQL request.
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
        let chosen = document.operation(incoming.operation.as_deref());
        let (at, operation) = chosen.map_err(|failure| vec![failure])?;

        let mut key = Vec::with_capacity(64);
        key.extend_from_slice(&document.id.to_le_bytes());
        key.extend_from_slice(&at.to_le_bytes());
        let start = key.len();
        let given = &incoming.variables;
        let bound = variables::bind(&state.schema.inputs, &operation.variables, given, key)
            .map_err(|errors| document.misfits(operation, errors))?;
        check_lengths(&bound.slots, self.zone.limits.list_operand)?;

        let plan = match state.plans.get(bound.shape.as_slice()) {
            Some(plan) => plan,
            None => self.plan(&document, at, &bound.shape, start)?,
        };
        Ok(Prepared {
            plan,
            slots: bound.slots,
            operation: at,
            document,
        })
    }

    /// Lowers and plans an operation for a shape of its variables, and keeps the plan.
    fn plan(
        &self,
        document: &Document,
        at: usize,
        key: &[u8],
        start: usize,
    ) -> Result<Arc<Plan>, Vec<Failure>> {
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
        let plan = plan::plan(&self.zone, &lowered.ask).map_err(|errors| {
            let all = errors.iter();
            all.map(|error| locate::failure(document, operation, error))
                .collect::<Vec<_>>()
        })?;
        let plan = Arc::new(plan);
        let cost = key.len() + weight(&lowered.ask) + 256 * lowered.items;
        state.plans.insert(Arc::from(key), plan.clone(), cost);
        Ok(plan)
    }

    /// Runs a prepared request.
    pub(crate) async fn finish(&self, prepared: Prepared) -> Response {
        let mut body = Vec::with_capacity(ROOM);
        body.extend_from_slice(b"{\"data\":");
        let (plan, slots) = (&prepared.plan, prepared.slots);
        match self.database.run_into(plan, slots, body).await {
            Ok(mut answer) => {
                answer.body.push(b'}');
                Response {
                    body: answer.body,
                    outcome: Outcome::Data,
                    statements: answer.statements,
                }
            }
            Err(error) => {
                let operation = prepared.document.at(prepared.operation);
                let failure = locate::failure(&prepared.document, operation, &error);
                if is_refusal(error.code) {
                    refused(&[failure])
                } else {
                    failed(&failure)
                }
            }
        }
    }
}

impl State {
    fn document(&self, text: Text<'_>, service: &Service) -> Result<Arc<Document>, Vec<Failure>> {
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
        let cost = token.len() + 64;
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
        // A document's tree is several times its text.
        let cost = text.len() * 16 + 1024;
        self.texts.insert(Arc::from(text), document.clone(), cost);
        Ok(document)
    }
}

/// Lists in slots are as long as lists that planning sees may be.
fn check_lengths(slots: &[Input], limit: u32) -> Result<(), Vec<Failure>> {
    let is_long = |slot: &Input| matches!(slot, Input::List(items) if items.len() > limit as usize);
    if slots.iter().any(is_long) {
        let message = format!("a list in a variable takes {limit} values at most");
        return Err(vec![Failure::new(ErrorCode::LimitExceeded, message)]);
    }
    Ok(())
}

/// Whether a failure of a run is a mistake of the request, or means that it did not begin: then
/// the answer has no `data`.
fn is_refusal(code: ErrorCode) -> bool {
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

/// An answer without `data`.
pub(crate) fn refused(failures: &[Failure]) -> Response {
    let code = failures
        .first()
        .map_or(ErrorCode::Internal, |failure| failure.code);
    let mut body = errors(failures);
    body.push(b'}');
    Response {
        body,
        outcome: Outcome::Refused(code),
        statements: 0,
    }
}

/// An answer whose `data` is null.
fn failed(failure: &Failure) -> Response {
    let mut body = errors(std::slice::from_ref(failure));
    body.extend_from_slice(b",\"data\":null}");
    Response {
        body,
        outcome: Outcome::Failed(failure.code),
        statements: 0,
    }
}

fn errors(failures: &[Failure]) -> Vec<u8> {
    let mut body = b"{\"errors\":[".to_vec();
    for (at, failure) in failures.iter().enumerate() {
        if at > 0 {
            body.push(b',');
        }
        failure.write(&mut body);
    }
    body.push(b']');
    body
}

/// The bytes of text that is part of a plan.
fn weight(ask: &Ask) -> usize {
    let fixed = ask.roots.iter().map(|root| match root {
        Root::Fixed { json, .. } => json.len(),
        Root::Read(_) => 0,
    });
    fixed.sum()
}
