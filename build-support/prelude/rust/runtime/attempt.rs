//! One try: a request, its answer and its time limit.

use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{RequestBuilder, StatusCode};

use super::error::Error;
use super::timer::within;
use super::wire::ErrorCode;

/// An answer with all of its body.
#[derive(Debug, Clone)]
pub(crate) struct Whole {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// An answer.
pub(crate) enum Opened {
    Whole(Whole),
    Stream(Reader),
}

impl Opened {
    /// What decides whether there is another try.
    pub(crate) fn head(&self) -> (StatusCode, &HeaderMap) {
        match self {
            Self::Whole(answer) => (answer.status, &answer.headers),
            Self::Stream(reader) => (reader.status, &reader.headers),
        }
    }
}

/// Sends a request. The limit of a stream ends with the headers, and begins anew with each piece.
pub(crate) async fn once(
    request: RequestBuilder,
    limit: Duration,
    is_stream: bool,
) -> Result<Opened, Error> {
    let asked = async {
        let response = request.send().await.map_err(broken)?;
        let reader = Reader::new(response, limit);
        if is_stream && reader.status == StatusCode::OK {
            return Ok(Opened::Stream(reader));
        }
        reader.whole().await.map(Opened::Whole)
    };
    match within(Some(limit), asked).await {
        Some(result) => result,
        None => Err(late()),
    }
}

/// A body that comes in pieces.
pub(crate) struct Reader {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    limit: Duration,
    body: Body,
}

/// In browsers a body is a stream, whose type has no name.
#[cfg(target_arch = "wasm32")]
type Body = std::pin::Pin<Box<dyn Pieces>>;
#[cfg(not(target_arch = "wasm32"))]
type Body = reqwest::Response;

impl Reader {
    fn new(response: reqwest::Response, limit: Duration) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
            limit,
            #[cfg(not(target_arch = "wasm32"))]
            body: response,
            #[cfg(target_arch = "wasm32")]
            body: Box::pin(response.bytes_stream()),
        }
    }

    /// The next piece; nothing at the end.
    pub(crate) async fn piece(&mut self) -> Result<Option<Vec<u8>>, Error> {
        match within(Some(self.limit), next(&mut self.body)).await {
            Some(piece) => piece.map_err(broken),
            None => Err(late()),
        }
    }

    async fn whole(mut self) -> Result<Whole, Error> {
        let mut body = Vec::new();
        while let Some(piece) = next(&mut self.body).await.map_err(broken)? {
            body.extend(piece);
        }
        Ok(Whole {
            body,
            ..self.head()
        })
    }

    /// The answer without its body.
    pub(crate) fn head(&self) -> Whole {
        Whole {
            status: self.status,
            headers: self.headers.clone(),
            body: Vec::new(),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
async fn next(body: &mut Body) -> reqwest::Result<Option<Vec<u8>>> {
    Ok(body.chunk().await?.map(Vec::from))
}

#[cfg(target_arch = "wasm32")]
async fn next(body: &mut Body) -> reqwest::Result<Option<Vec<u8>>> {
    std::future::poll_fn(|context| body.as_mut().poll_piece(context)).await
}

/// A stream of pieces, whatever the type of its pieces is.
#[cfg(target_arch = "wasm32")]
trait Pieces {
    fn poll_piece(
        self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<reqwest::Result<Option<Vec<u8>>>>;
}

#[cfg(target_arch = "wasm32")]
impl<S, B> Pieces for S
where
    S: futures_core::Stream<Item = reqwest::Result<B>>,
    Vec<u8>: From<B>,
{
    fn poll_piece(
        self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<reqwest::Result<Option<Vec<u8>>>> {
        let next = self.poll_next(context);
        next.map(|piece| piece.map(|piece| piece.map(Vec::from)).transpose())
    }
}

fn broken(error: reqwest::Error) -> Error {
    // Addresses may have secrets in them.
    Error::new(ErrorCode::Network, "no answer, or it broke off").caused(error.without_url())
}

pub(crate) fn late() -> Error {
    Error::new(ErrorCode::Timeout, "no answer in time")
}
