//! One request: what the types that calls are made with have in common.

use serde::Serialize;
use serde_json::Value;

use super::attempt::{Opened, Whole};
use super::client::Client;
use super::error::Error;
use super::open::Received;
use super::path::Path;
use super::query::Query;
use super::settings::Settings;
use super::wire::ErrorCode;
use super::{Changed, Response};

/// A request in the making.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    client: Client,
    path: String,
    pub(crate) query: Query,
    /// Sent as JSON, by `POST`; without it the method is `GET`.
    pub(crate) body: Option<Value>,
    pub(crate) accept: &'static str,
    /// Whether it changes nothing, so that it may be repeated.
    pub(crate) is_safe: bool,
    pub(crate) settings: Settings,
    pub(crate) if_none_match: Option<String>,
    /// The first thing that cannot be sent.
    refused: Option<String>,
}

impl Call {
    pub(crate) fn new(client: Client, path: Path) -> Self {
        let mut call = Self {
            client,
            path: String::new(),
            query: Query::default(),
            body: None,
            accept: "application/json",
            is_safe: true,
            settings: Settings::default(),
            if_none_match: None,
            refused: None,
        };
        match path.text {
            Ok(path) => call.path = path,
            Err(error) => call.refuse(Err(error)),
        }
        call
    }

    /// Keeps a mistake until the call is sent, so that only sending can fail.
    pub(crate) fn refuse(&mut self, result: Result<(), Error>) {
        if let (Err(error), None) = (result, &self.refused) {
            let message = error.to_string();
            let own = format!("{}: ", ErrorCode::Invalid);
            let message = message.strip_prefix(&own).unwrap_or(&message);
            self.refused = Some(message.to_owned());
        }
    }

    pub(crate) fn filter(&mut self, filter: &impl Serialize) {
        let set = self.query.filter(filter);
        self.refuse(set);
    }

    /// The path with its query string.
    pub(crate) fn target(&self) -> Result<String, Error> {
        match &self.refused {
            Some(message) => Err(Error::new(ErrorCode::Invalid, message)),
            None => Ok(format!("{}{}", self.path, self.query.text())),
        }
    }

    /// Sends, and reads the answer.
    pub(crate) async fn read<T: Received>(&self) -> Result<Response<T>, Error> {
        Response::read(&self.answer().await?)
    }

    /// Sends, and reads the answer unless it is known already.
    pub(crate) async fn read_changed<T: Received>(
        mut self,
        etag: &str,
    ) -> Result<Changed<T>, Error> {
        self.if_none_match = Some(etag.to_owned());
        let answer = self.answer().await?;
        if answer.status == reqwest::StatusCode::NOT_MODIFIED {
            return Ok(Changed::NotModified);
        }
        Response::read(&answer).map(Changed::Modified)
    }

    /// Sends; gives the whole answer, whatever its status.
    pub(crate) async fn answer(&self) -> Result<Whole, Error> {
        match self.client.send(self, false).await? {
            Opened::Whole(answer) => Ok(answer),
            Opened::Stream(reader) => Err(Error::refused(&reader.head())),
        }
    }

    /// Sends; gives the answer's body as a stream if it is a success.
    pub(crate) async fn open(&self) -> Result<super::attempt::Reader, Error> {
        match self.client.send(self, true).await? {
            Opened::Stream(reader) => Ok(reader),
            Opened::Whole(answer) => Err(Error::refused(&answer)),
        }
    }
}
