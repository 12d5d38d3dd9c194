//! Tokens: one that is given, or a callback that is asked once for all calls that need a new one.

use std::fmt;
use std::sync::Arc;

use tokio::sync::Mutex;

use super::error::{BoxError, Error};
use super::open::{Boxed, MaybeSend};
use super::wire::ErrorCode;

/// A token, or how to get one. Sent as `Bearer` unless it names its own scheme (`Basic abc=`).
#[derive(Clone)]
pub struct Auth {
    how: How,
}

#[derive(Clone)]
enum How {
    Given(Arc<str>),
    Asked(Arc<Asked>),
}

struct Asked {
    ask: Box<dyn Fn() -> Boxed<Result<String, BoxError>> + Send + Sync>,
    /// Whoever holds the lock asks; the others wait for what comes.
    present: Mutex<Present>,
}

#[derive(Default)]
struct Present {
    token: Option<Arc<str>>,
    /// Which token it is, counted from 1.
    number: u64,
}

/// A token and its number.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) text: Arc<str>,
    number: u64,
}

impl Auth {
    /// A token that stays the same.
    pub fn token(token: impl Into<String>) -> Self {
        let token = token.into();
        Self {
            how: How::Given(token.into()),
        }
    }

    /// A callback that gives a token. It is called when the first is needed, and again, once for
    /// all calls together, when the present one is refused.
    pub fn refreshing<F, T>(ask: F) -> Self
    where
        F: Fn() -> T + Send + Sync + 'static,
        T: Future<Output = Result<String, BoxError>> + MaybeSend + 'static,
    {
        let asked = Asked {
            ask: Box::new(move || Box::pin(ask())),
            present: Mutex::default(),
        };
        Self {
            how: How::Asked(Arc::new(asked)),
        }
    }

    /// Whether another token can be had.
    pub(crate) fn is_refreshing(&self) -> bool {
        matches!(self.how, How::Asked(_))
    }

    /// The present token, or a new one if `stale` is the present one.
    pub(crate) async fn get(&self, stale: Option<&Token>) -> Result<Token, Error> {
        let asked = match &self.how {
            How::Given(text) => {
                return Ok(Token {
                    text: text.clone(),
                    number: 0,
                });
            }
            How::Asked(asked) => asked,
        };
        let mut present = asked.present.lock().await;
        let stale = stale.map_or(0, |token| token.number);
        if let (Some(text), true) = (&present.token, present.number != stale) {
            return Ok(Token {
                text: text.clone(),
                number: present.number,
            });
        }
        // A failure is not kept: the next call asks again.
        let text: Arc<str> = match (asked.ask)().await {
            Ok(text) => text.into(),
            Err(cause) => {
                let message = "there is no token";
                return Err(Error::new(ErrorCode::Unauthenticated, message).caused(cause));
            }
        };
        present.number += 1;
        present.token = Some(text.clone());
        Ok(Token {
            text,
            number: present.number,
        })
    }
}

impl Token {
    /// The value of the `Authorization` header.
    pub(crate) fn authorization(&self) -> String {
        if self.text.contains(' ') {
            return self.text.to_string();
        }
        format!("Bearer {}", self.text)
    }
}

impl From<&str> for Auth {
    fn from(token: &str) -> Self {
        Self::token(token)
    }
}

impl From<String> for Auth {
    fn from(token: String) -> Self {
        Self::token(token)
    }
}

/// Tokens stay out of logs.
impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Auth").finish_non_exhaustive()
    }
}
