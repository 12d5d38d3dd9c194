//! Writes of many rows.

use auto_api_model::ErrorCode;
use auto_api_model::render::WriteArgument;
use auto_api_model::suggest::hint;
use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::Response;

use super::super::lower::Route;
use super::super::prepare::Ready;
use super::super::problem::Failed;
use super::super::query_string::short;
use super::answer::head;
use super::refused::{self, Around};
use super::{Request, Values, no_conditions, unprocessable};
use crate::Error;
use crate::ask::Input;
use crate::coerce::shown;
use crate::write::Written;

/// The rows of a body, and what stands around them.
struct Rows {
    list: Input,
    on_error: Option<Input>,
    around: Around,
}

impl Request<'_> {
    /// `POST /posts/bulk`
    pub(super) async fn create_many(&self, body: Body) -> Result<Response, Failed> {
        self.each(Route::CreateMany, WriteArgument::Inputs.name(), body)
            .await
    }

    /// `PATCH /posts` with `{"items": [{"key": …, "patch": …}]}`
    pub(super) async fn update_each(&self, body: Body) -> Result<Response, Failed> {
        self.each(Route::UpdateEach, WriteArgument::Items.name(), body)
            .await
    }

    async fn each(&self, route: Route, name: &str, body: Body) -> Result<Response, Failed> {
        self.no_conditions()?;
        let mut ready = self.ready(route, Vec::new())?;
        let rows = self.around(self.read(body).await?, name)?;
        let values = Values {
            body: Some(rows.list),
            on_error: rows.on_error,
            head: head(&ready),
            ..Values::default()
        };
        let mut written = self.run(&mut ready, values).await?;
        let words = &self.rest.words;
        if written.refused {
            return Err(refused::failed(words, written.errors, rows.around));
        }
        refused::retell(words, &mut written.errors, rows.around);
        // Nothing is made if every row was left out.
        let status = if route == Route::CreateMany && written.affected > 0 {
            StatusCode::CREATED
        } else {
            StatusCode::OK
        };
        Ok(Self::rows(&ready, written, (status, true)))
    }

    /// `PATCH /posts?status=draft`
    pub(super) async fn update_matching(&self, body: Body) -> Result<Response, Failed> {
        self.no_conditions()?;
        let ready = self.ready(Route::UpdateMatching, Vec::new())?;
        let values = Values {
            body: Some(self.read_patch(body).await?),
            ..Values::default()
        };
        self.matching(Route::UpdateMatching, ready, values).await
    }

    /// `DELETE /posts?status=draft`
    pub(super) async fn delete_matching(&self) -> Result<Response, Failed> {
        self.no_conditions()?;
        let ready = self.ready(Route::DeleteMatching, Vec::new())?;
        let values = Values::default();
        self.matching(Route::DeleteMatching, ready, values).await
    }

    async fn matching(
        &self,
        route: Route,
        mut ready: Ready<'_>,
        mut values: Values,
    ) -> Result<Response, Failed> {
        values.head = head(&ready);
        let ran = self.run(&mut ready, values).await;
        let written: Written = ran.map_err(|failed| match failed {
            // What is wrong with the values of the filter.
            Failed::Errors(mut errors) if errors.len() == 1 => {
                let error = errors.remove(0);
                self.rest.failed(route, self.entity, self.query(), error)
            }
            other => other,
        })?;
        if written.refused {
            let words = &self.rest.words;
            return Err(refused::failed(words, written.errors, Around::Nothing));
        }
        Ok(Self::rows(&ready, written, (StatusCode::OK, false)))
    }

    fn no_conditions(&self) -> Result<(), Failed> {
        no_conditions(self.parts, &[header::IF_MATCH, header::IF_NONE_MATCH])
    }

    /// The list of a body: the body itself, or a member of it beside `on_error`.
    fn around(&self, body: Input, name: &str) -> Result<Rows, Failed> {
        let rows = match body {
            Input::Object(members) => self.members(members, name)?,
            list => Rows {
                list,
                on_error: None,
                around: Around::Nothing,
            },
        };
        let most = self.rest.service.zone.limits.bulk_rows;
        match &rows.list {
            Input::List(items) if items.len() as u64 <= u64::from(most) => Ok(rows),
            Input::List(items) => {
                let message = format!("takes {most} rows at most, found {}", items.len());
                Err(Error::new(ErrorCode::LimitExceeded, message).into())
            }
            other => {
                let found = shown(other);
                let message = format!("expected a list, or an object with `{name}`, found {found}");
                Err(unprocessable(vec![Error::validation(message)]))
            }
        }
    }

    fn members(&self, members: Vec<(String, Input)>, name: &str) -> Result<Rows, Failed> {
        let words = &self.rest.words;
        let known = [name, words.on_error.as_str()];
        let mut rows = Rows {
            list: Input::Null,
            on_error: None,
            around: Around::Object,
        };
        let mut errors = Vec::new();
        let mut found = false;
        for (member, value) in members {
            if member == name {
                found = true;
                rows.list = value;
            } else if member == words.on_error {
                rows.on_error = Some(value);
            } else {
                let hint = hint(&member, known);
                let message = format!("there is no `{}` here{hint}", short(&member));
                errors.push(Error::validation(message).within(short(&member)));
            }
        }
        if !found {
            errors.push(Error::new(ErrorCode::NotNull, Self::without(name)).within(name));
        } else if !matches!(rows.list, Input::List(_)) {
            let message = format!("expected a list, found {}", shown(&rows.list));
            errors.push(Error::validation(message).within(name));
        }
        if errors.is_empty() {
            Ok(rows)
        } else {
            Err(unprocessable(errors))
        }
    }

    fn without(name: &str) -> String {
        if name == WriteArgument::Inputs.name() {
            return "`inputs` is required".to_owned();
        }
        "say which rows: by `items` in the body, or by a filter in the query string; every row is \
         `?all=true`"
            .to_owned()
    }
}
