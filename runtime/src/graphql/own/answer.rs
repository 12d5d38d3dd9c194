//! One answer of two: the plan's JSON and what the user's resolvers gave, in the document's order.

use std::collections::HashMap;

use async_graphql::{Name, Response as Resolved, Value};
use auto_api_model::ErrorCode;
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

use super::super::failure::Failure;
use super::super::response::{Outcome, Response};
use super::failure::Told;
use super::operation::{Mixed, Reads, Source};
use crate::{Error, database, json};

/// How the generated part went.
pub(super) enum Read {
    /// There is none.
    Nothing,
    Answer(database::Answer),
    Failed(Error),
}

/// Both parts.
pub(super) struct Answer<'a> {
    mixed: &'a Mixed,
    read: database::Answer,
    failures: Vec<Failure>,
    data: Option<HashMap<Name, Value>>,
    errors: Vec<Told>,
    extensions: Map<String, Json>,
    headers: axum::http::HeaderMap,
}

impl<'a> Answer<'a> {
    /// Puts both parts together; `locate` knows where in the document an error is.
    pub(super) fn new(
        mixed: &'a Mixed,
        resolved: Resolved,
        read: Read,
        locate: impl Fn(&Error) -> Failure,
    ) -> Self {
        let data = match resolved.data {
            Value::Object(members) => Some(members.into_iter().collect()),
            _ => None,
        };
        let extensions = resolved.extensions.into_iter();
        let mut answer = Self {
            mixed,
            read: database::Answer::default(),
            failures: Vec::new(),
            data,
            errors: resolved.errors.into_iter().map(Told::of).collect(),
            extensions: extensions
                .filter_map(|(name, value)| Some((name, value.into_json().ok()?)))
                .collect(),
            headers: resolved.http_headers,
        };
        match read {
            Read::Nothing => {}
            Read::Answer(read) => answer.read = read,
            Read::Failed(error) => answer.fail(locate(&error)),
        }
        answer
    }

    /// Adds the explanation of the plan.
    pub(super) fn explain(&mut self, json: Option<Vec<u8>>) {
        let json = json.and_then(|json| serde_json::from_slice(&json).ok());
        let json = json.map(|json: Json| ("explain".to_owned(), json));
        self.extensions.extend(json);
    }

    /// None of the generated fields could be read: each is null, or there is no data at all.
    fn fail(&mut self, failure: Failure) {
        if failure.has_path() {
            self.failures.push(failure);
        } else {
            let parts = self.mixed.parts.iter();
            let read = parts.filter(|part| matches!(part.source, Source::Plan));
            let all = read.map(|part| failure.clone().on(vec![part.key.to_string()]));
            self.failures.extend(all);
        }
        if self.mixed.reads == Reads::Required {
            self.data = None;
        }
    }

    /// The bytes.
    pub(super) fn finish(mut self) -> Response {
        let mut data = Vec::with_capacity(self.read.body.len() + 256);
        let written = self.write(&mut data);
        let mut failures = self.failures;
        let outcome = match written {
            Ok(true) => Outcome::Data,
            Ok(false) => {
                let own = self.errors.iter().find_map(Told::code);
                let code = failures.first().map(|failure| failure.code).or(own);
                Outcome::Failed(code.unwrap_or(ErrorCode::Internal))
            }
            Err(error) => {
                failures.push(Failure::of(&error));
                Outcome::Failed(ErrorCode::Internal)
            }
        };
        if outcome != Outcome::Data {
            data.clear();
            data.extend_from_slice(b"null");
        }
        let mut body = Vec::with_capacity(data.len() + 64);
        errors(&failures, &self.errors, &mut body);
        body.extend_from_slice(if body.is_empty() { b"{" } else { b"," });
        body.extend_from_slice(b"\"data\":");
        body.append(&mut data);
        if !self.extensions.is_empty() {
            body.extend_from_slice(b",\"extensions\":");
            body.extend_from_slice(Json::Object(self.extensions).to_string().as_bytes());
        }
        body.push(b'}');
        Response {
            body,
            outcome,
            statements: self.read.statements,
            headers: self.headers,
        }
    }

    /// Writes the data; `false` if there is none.
    fn write(&mut self, out: &mut Vec<u8>) -> Result<bool, Error> {
        let Some(own) = &mut self.data else {
            return Ok(false);
        };
        let read: HashMap<&str, &RawValue> = if self.read.body.is_empty() {
            HashMap::new()
        } else {
            serde_json::from_slice(&self.read.body).map_err(Error::internal)?
        };
        for (at, part) in self.mixed.parts.iter().enumerate() {
            out.push(if at == 0 { b'{' } else { b',' });
            json::string(out, &part.key);
            out.push(b':');
            match &part.source {
                Source::Fixed(json) => out.extend_from_slice(json.as_bytes()),
                Source::Plan => {
                    let json = read.get(&*part.key).map_or("null", |json| json.get());
                    out.extend_from_slice(json.as_bytes());
                }
                Source::Own(order) => {
                    let value = own.remove(&*part.key).unwrap_or_default();
                    let value = order.apply(value);
                    serde_json::to_writer(&mut *out, &value).map_err(Error::internal)?;
                }
            }
        }
        out.push(b'}');
        Ok(true)
    }
}

/// Writes `{"errors":[…]`, or nothing.
fn errors(failures: &[Failure], told: &[Told], out: &mut Vec<u8>) {
    if failures.is_empty() && told.is_empty() {
        return;
    }
    out.extend_from_slice(b"{\"errors\":[");
    for failure in failures {
        failure.write(out);
        out.push(b',');
    }
    for told in told {
        // Strings and numbers: it cannot fail.
        out.extend_from_slice(&serde_json::to_vec(told).unwrap_or_else(|_| b"null".to_vec()));
        out.push(b',');
    }
    out.pop();
    out.push(b']');
}
