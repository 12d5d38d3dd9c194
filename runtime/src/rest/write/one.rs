//! Writes of one row.

use auto_api_model::{ErrorCode, Kind, Scalar};
use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::super::lower::Route;
use super::super::prepare::Ready;
use super::super::problem::Failed;
use super::super::words::ON;
use super::super::{etag, fresh};
use super::body::{Means, body as read, is_merge_patch};
use super::condition::Conditions;
use super::method::row_key;
use super::refused::{self, Around};
use super::replace::{Replacement, replacement, without_key};
use super::{Request, Values, no_conditions, unconditional, unprocessable};
use crate::Error;
use crate::ask::Input;
use crate::http::JSON;
use crate::write::Written;

impl Request<'_> {
    /// `POST /posts`
    pub(super) async fn create(&self, body: Body) -> Result<Response, Failed> {
        let mut ready = self.ready(Route::Create, Vec::new())?;
        no_conditions(self.parts, &[header::IF_MATCH, header::IF_NONE_MATCH])?;
        let values = Values {
            body: Some(self.read(body).await?),
            ..Values::default()
        };
        let written = self.run(&mut ready, values).await?;
        if written.refused {
            return Err(self.refused(written.errors));
        }
        Ok(self.row(&ready, written, StatusCode::CREATED, Some(header::LOCATION)))
    }

    /// `PUT /posts?on=slug`
    pub(super) async fn upsert(&self, body: Body) -> Result<Response, Failed> {
        let conditions = Conditions::of(&self.parts.headers)?;
        let is_new = conditions.is_absent();
        if !is_new {
            no_conditions(self.parts, &[header::IF_MATCH, header::IF_NONE_MATCH])?;
        }
        let route = if is_new {
            Route::UpsertNew
        } else {
            Route::Upsert
        };
        let mut ready = self.ready(route, Vec::new())?;
        let values = Values {
            body: Some(self.read(body).await?),
            ..Values::default()
        };
        let written = self.run(&mut ready, values).await?;
        if written.refused && is_new && is_there(&ready, &written.errors) {
            let error = Error::new(ErrorCode::Conflict, "there is such a row already");
            return Err(Failed::status(StatusCode::PRECONDITION_FAILED, error));
        }
        if written.refused {
            return Err(self.refused(written.errors));
        }
        let (status, place) = if written.created {
            (StatusCode::CREATED, header::LOCATION)
        } else {
            (StatusCode::OK, header::CONTENT_LOCATION)
        };
        Ok(self.row(&ready, written, status, Some(place)))
    }

    /// `PATCH /posts/{id}` and `PUT /posts/{id}`
    pub(super) async fn update(&self, key: Vec<String>, body: Body) -> Result<Response, Failed> {
        let key = self.key(key)?;
        let conditions = self.conditions()?;
        let mut ready = self.ready(Route::Update, key.clone())?;
        let (input, missing) = if self.parts.method == Method::PUT {
            let zone = &self.rest.service.zone;
            let body = without_key(self.entity(), &key, self.read(body).await?);
            replacement(zone, self.entity(), body.map_err(unprocessable)?).into_parts()
        } else {
            (self.read_patch(body).await?, Vec::new())
        };
        let values = Values {
            body: Some(input),
            ..self.conditional(&ready, conditions.clone())
        };
        let mut written = self.run(&mut ready, values).await?;
        if written.refused {
            Replacement::tell(&missing, &mut written.errors);
            return Err(self.stale(&ready, &conditions, written));
        }
        Ok(self.row(&ready, written, StatusCode::OK, None))
    }

    /// `DELETE /posts/{id}`
    pub(super) async fn delete(&self, key: Vec<String>) -> Result<Response, Failed> {
        let key = self.key(key)?;
        let conditions = self.conditions()?;
        let mut ready = self.ready(Route::Delete, key.clone())?;
        let mut values = self.conditional(&ready, conditions.clone());
        if values.condition.is_some() {
            ready = self.ready(Route::DeleteIf, key)?;
            values = self.conditional(&ready, conditions.clone());
        }
        let written = self.run(&mut ready, values).await?;
        if written.refused {
            return Err(self.stale(&ready, &conditions, written));
        }
        let mut response = Response::default();
        *response.status_mut() = StatusCode::NO_CONTENT;
        Ok(fresh(response, written.statements))
    }

    fn key(&self, given: Vec<String>) -> Result<Vec<Input>, Failed> {
        row_key(self.entity(), given)
    }

    /// What the headers say of the row's state; some zones want that something is said.
    fn conditions(&self) -> Result<Conditions, Failed> {
        let conditions = Conditions::of(&self.parts.headers)?;
        if self.rest.service.zone.require_if_match && !conditions.has_match() {
            return Err(unconditional());
        }
        Ok(conditions)
    }

    /// A version is checked by the statement of the change; anything else on the row, before.
    fn conditional(&self, ready: &Ready<'_>, conditions: Conditions) -> Values {
        let version = etag::version(self.entity(), ready.prepared.asked);
        if version.is_some()
            && let Some(expected) = conditions.version()
        {
            return Values {
                expected_version: Some(expected),
                ..Values::default()
            };
        }
        Values {
            condition: conditions.check(version),
            ..Values::default()
        }
    }

    pub(super) async fn read(&self, body: Body) -> Result<Input, Failed> {
        self.read_as(body, Means::Values).await
    }

    /// A body that changes what is there.
    pub(super) async fn read_patch(&self, body: Body) -> Result<Input, Failed> {
        let patch = self.read_as(body, Means::Patch).await?;
        if is_merge_patch(self.parts) {
            self.check_merge(&patch)?;
        }
        Ok(patch)
    }

    async fn read_as(&self, body: Body, means: Means) -> Result<Input, Failed> {
        let limit = self.rest.service.zone.limits.body_bytes;
        read(self.parts, body, limit, means).await
    }

    /// A merge patch changes parts of a value, and values are replaced as a whole: one that does
    /// is refused, so that nothing is lost.
    fn check_merge(&self, patch: &Input) -> Result<(), Failed> {
        let entity = self.entity();
        let Input::Object(members) = patch else {
            return Ok(());
        };
        let is_part = |(name, value): &&(String, Input)| {
            let kind = entity.settable(name).map(|at| &entity.members[at].kind);
            let is_value = matches!(kind, Some(Kind::Value(_) | Kind::Scalar(Scalar::Json)));
            is_value && matches!(value, Input::Object(_))
        };
        let parts = members.iter().filter(is_part);
        let errors: Vec<Error> = parts
            .map(|(name, _)| {
                let message = format!(
                    "`{name}` is replaced as a whole, which a merge patch does not mean: send it as `{JSON}`"
                );
                Error::validation(message).within(name)
            })
            .collect();
        if errors.is_empty() {
            return Ok(());
        }
        Err(unprocessable(errors))
    }

    fn refused(&self, errors: Vec<Error>) -> Failed {
        refused::failed(&self.rest.words, errors, Around::Nothing)
    }

    /// What was refused; 412 with the tag of the row as it is now, if a condition failed.
    fn stale(&self, ready: &Ready<'_>, conditions: &Conditions, written: Written) -> Failed {
        let code = written.errors.first().map(|error| error.code);
        if code != Some(ErrorCode::Conflict) || conditions.is_empty() {
            return self.refused(written.errors);
        }
        let message = "the row was changed meanwhile: its `ETag` is not the one of the request";
        let error = Error::new(ErrorCode::Conflict, message);
        let failed = Failed::status(StatusCode::PRECONDITION_FAILED, error);
        if !written.body.starts_with(b"{") {
            return failed;
        }
        let version = etag::version(self.entity(), ready.prepared.asked);
        match HeaderValue::from_str(&etag::of_row(&written.body, version)) {
            Ok(tag) => failed.with(header::ETAG, tag),
            Err(_) => failed,
        }
    }
}

/// Whether the row was not made because one of its key is there.
fn is_there(ready: &Ready<'_>, errors: &[Error]) -> bool {
    let mut pairs = ready.shape.pairs.iter();
    let on = pairs.find(|pair| pair.name.trim_end_matches("[]") == ON);
    let mut names = on.map_or("", |pair| &pair.value).split(',').map(str::trim);
    match errors {
        [only] if only.code == ErrorCode::Unique => {
            names.any(|name| only.field.as_deref() == Some(name))
        }
        _ => false,
    }
}
