//! The client: how to reach the server, and the loop of tries. What answers mean is not known here.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue, IF_NONE_MATCH};
use reqwest::{RequestBuilder, StatusCode, Url};

use super::attempt::{Opened, late, once};
use super::auth::{Auth, Token};
use super::call::Call;
use super::error::Error;
use super::graphql::Graphql;
use super::open::Received;
use super::retry::{is_transient, pause};
use super::settings::Settings;
use super::timer::{sleep, within};
use super::wire::ErrorCode;

/// What every call is made with. Cloning is cheap, and clones share connections and tokens.
#[derive(Debug, Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    http: reqwest::Client,
    base: String,
    auth: Option<Auth>,
    settings: Settings,
}

/// A client in the making.
#[derive(Debug)]
#[must_use]
pub struct Builder {
    base: String,
    http: Option<reqwest::Client>,
    auth: Option<Auth>,
    settings: Settings,
    /// The first thing that cannot be set.
    refused: Option<Error>,
}

impl Client {
    /// A client without a token, with the settings that most need.
    ///
    /// # Errors
    ///
    /// If that is no address of a server.
    pub fn new(base: &str) -> Result<Self, Error> {
        Self::builder(base).build()
    }

    /// Begins a client of the server at an address such as `https://api.example.com`; the zone's
    /// own path comes behind it.
    pub fn builder(base: &str) -> Builder {
        Builder {
            base: base.trim_end_matches('/').to_owned(),
            http: None,
            auth: None,
            settings: Settings::default(),
            refused: None,
        }
    }

    /// A GraphQL query with its variables, whose `data` is read as `T`.
    pub fn graphql<T: Received>(
        &self,
        query: &str,
        variables: impl serde::Serialize,
    ) -> Graphql<T> {
        Graphql::new(self.clone(), query, variables)
    }

    pub(crate) async fn send(&self, call: &Call, is_stream: bool) -> Result<Opened, Error> {
        let url = format!("{}{}", self.inner.base, call.target()?);
        let total = call.settings.total(&self.inner.settings);
        let tries = self.tries(call, &url, is_stream, total);
        within(total, tries).await.unwrap_or_else(|| Err(late()))
    }

    async fn tries(
        &self,
        call: &Call,
        url: &str,
        is_stream: bool,
        total: Option<Duration>,
    ) -> Result<Opened, Error> {
        let Inner { auth, settings, .. } = &*self.inner;
        let limit = call.settings.time(settings);
        let most = if call.is_safe {
            call.settings.tries(settings)
        } else {
            0
        };
        let mut token = match auth {
            Some(auth) => Some(auth.get(None).await?),
            None => None,
        };
        let mut renewed = false;
        let (mut tries, mut waited) = (0, Duration::ZERO);
        loop {
            let request = self.request(call, url, token.as_ref());
            let result = once(request, limit, is_stream).await;
            let head = result.as_ref().ok().map(Opened::head);
            if let (Some(auth), Some((StatusCode::UNAUTHORIZED, _))) = (auth, head)
                && auth.is_refreshing()
                && !renewed
            {
                // It was refused unread, so that it may be sent again whatever it is.
                renewed = true;
                token = Some(auth.get(token.as_ref()).await?);
                continue;
            }
            let is_final = head.is_some_and(|(status, _)| !is_transient(status));
            let wait = pause(tries, head.map(|(_, headers)| headers));
            let wait = wait.filter(|wait| total.is_none_or(|total| waited + *wait < total));
            match wait {
                Some(wait) if !is_final && tries < most => {
                    tries += 1;
                    waited += wait;
                    sleep(wait).await;
                }
                _ => return result,
            }
        }
    }

    fn request(&self, call: &Call, url: &str, token: Option<&Token>) -> RequestBuilder {
        let mut headers = self.inner.settings.headers.clone();
        headers.extend(call.settings.headers.clone());
        headers.insert(ACCEPT, HeaderValue::from_static(call.accept));
        let mut request = match &call.body {
            Some(body) => {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                self.inner.http.post(url).body(body.to_string())
            }
            None => self.inner.http.get(url),
        };
        request = request.headers(headers);
        if let Some(token) = token {
            let value = HeaderValue::try_from(token.authorization());
            request = match value {
                Ok(mut value) => {
                    value.set_sensitive(true);
                    request.header(AUTHORIZATION, value)
                }
                // The builder keeps the mistake, and sending tells.
                Err(_) => request.header(AUTHORIZATION, "\n"),
            };
        }
        match &call.if_none_match {
            Some(tag) => request.header(IF_NONE_MATCH, tag),
            None => request,
        }
    }
}

impl Builder {
    /// How requests are let in: a token, or `Auth::refreshing(…)`.
    pub fn auth(mut self, auth: impl Into<Auth>) -> Self {
        self.auth = Some(auth.into());
        self
    }

    /// How long a try may take; 30 seconds unless set.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.settings.timeout = Some(limit);
        self
    }

    /// How long all tries and pauses of a call together may take, for an export until its first
    /// bytes; no limit unless set.
    pub fn total_timeout(mut self, limit: Duration) -> Self {
        self.settings.total_timeout = Some(limit);
        self
    }

    /// How often a call that may be repeated is tried again; 2 unless set.
    pub fn retries(mut self, retries: u32) -> Self {
        self.settings.retries = Some(retries);
        self
    }

    /// A header of every request.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let set = self.settings.header(name, value);
        self.refused = self.refused.or(set.err());
        self
    }

    /// What requests are sent with: proxies, certificates and the like are set there.
    pub fn http(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// The client. It needs no closing.
    ///
    /// # Errors
    ///
    /// If the address is none of a server, a header cannot be sent, or TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        if let Some(error) = self.refused {
            return Err(error);
        }
        let url = Url::parse(&self.base).map_err(|error| {
            Error::new(ErrorCode::Invalid, "that is no address of a server").caused(error)
        })?;
        if url.cannot_be_a_base() || url.query().is_some() || url.fragment().is_some() {
            let message = "an address has no `?` or `#` in it";
            return Err(Error::new(ErrorCode::Invalid, message));
        }
        let http = match self.http {
            Some(http) => http,
            None => reqwest::Client::builder().build().map_err(|error| {
                Error::new(ErrorCode::Invalid, "TLS cannot be set up").caused(error)
            })?,
        };
        Ok(Client {
            inner: Arc::new(Inner {
                http,
                base: self.base,
                auth: self.auth,
                settings: self.settings,
            }),
        })
    }
}
