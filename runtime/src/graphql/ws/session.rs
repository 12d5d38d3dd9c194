//! One connection: what the client says, and what its operations answer.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use apollo_compiler::executable::OperationType;
use auto_api_model::ErrorCode;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep_until, timeout};

use super::super::failure::Failure;
use super::super::http::read::{Unreadable, body};
use super::super::response::{Outcome, Response};
use super::close::Close;
use super::message::{self, Said};
use crate::Service;

/// How long a client may take to say `connection_init`.
const INIT: Duration = Duration::from_secs(10);

/// How often a client that says nothing is asked whether it is there.
const KEEP_ALIVE: Duration = Duration::from_secs(25);

/// How often it may be asked without an answer.
const SILENCE: u32 = 2;

/// How long a message to the client may take: one that does not read is cut off.
pub(super) const SENDING: Duration = Duration::from_secs(10);

/// Messages that wait to be sent.
const WAITING: usize = 4;

/// What an operation has to say.
enum Out {
    /// Of the operation of that number.
    Say(u64, Utf8Bytes),
    /// The operation of that number is over; with its last words.
    Over(u64, String, Option<Utf8Bytes>),
}

struct Session {
    service: Arc<Service>,
    is_known: bool,
    /// Operations by their ids.
    operations: HashMap<String, (u64, AbortHandle)>,
    number: u64,
    out: Sender<Out>,
}

/// Runs a connection until it ends; why it is to be closed, if it is still there.
pub(super) async fn run(service: Arc<Service>, socket: &mut WebSocket) -> Option<Close> {
    let (out, mut said) = channel(WAITING);
    let mut session = Session {
        service,
        is_known: false,
        operations: HashMap::new(),
        number: 0,
        out,
    };
    let end = session.run(socket, &mut said).await;
    for (_, operation) in session.operations.into_values() {
        operation.abort();
    }
    end
}

impl Session {
    async fn run(&mut self, socket: &mut WebSocket, said: &mut Receiver<Out>) -> Option<Close> {
        let mut alarm = Instant::now() + INIT;
        let mut silent = 0;
        loop {
            let answer = tokio::select! {
                message = socket.recv() => {
                    silent = 0;
                    if self.is_known {
                        alarm = Instant::now() + KEEP_ALIVE;
                    }
                    match self.heard(message)? {
                        Ok(Some(answer)) => Message::Text(answer),
                        Ok(None) => continue,
                        Err(close) => return Some(close),
                    }
                }
                Some(out) = said.recv() => match self.told(out) {
                    Some(answer) => Message::Text(answer),
                    None => continue,
                },
                () = sleep_until(alarm) => {
                    if !self.is_known {
                        return Some(Close::TOO_LATE);
                    }
                    silent += 1;
                    if silent > SILENCE {
                        return None;
                    }
                    alarm = Instant::now() + KEEP_ALIVE;
                    Message::Ping(bytes::Bytes::new())
                }
            };
            if self.is_known && silent == 0 {
                alarm = Instant::now() + KEEP_ALIVE;
            }
            // One that cannot be sent in time is to nobody.
            if !matches!(timeout(SENDING, socket.send(answer)).await, Ok(Ok(()))) {
                return None;
            }
        }
    }

    /// What is answered at once; `None` if the connection is gone.
    fn heard(
        &mut self,
        message: Option<Result<Message, axum::Error>>,
    ) -> Option<Result<Option<Utf8Bytes>, Close>> {
        let text = match message? {
            Ok(Message::Text(text)) => text,
            Ok(Message::Binary(_)) => return Some(Err(Close::invalid("Invalid message"))),
            Ok(Message::Ping(_) | Message::Pong(_)) => return Some(Ok(None)),
            Ok(Message::Close(_)) => return None,
            Err(error) => {
                let is_large = error.to_string().contains("too long");
                return is_large.then_some(Err(Close::TOO_LARGE));
            }
        };
        Some(self.said(&text))
    }

    fn said(&mut self, text: &str) -> Result<Option<Utf8Bytes>, Close> {
        match message::read(text)? {
            Said::Init if self.is_known => return Err(Close::TWICE),
            Said::Init => {
                self.is_known = true;
                return Ok(Some(message::ACK.into()));
            }
            Said::Ping(payload) => return Ok(Some(message::pong(payload).into())),
            Said::Pong => {}
            Said::Subscribe(..) if !self.is_known => return Err(Close::NOT_ACKNOWLEDGED),
            Said::Subscribe(id, _) if self.operations.contains_key(id.as_ref()) => {
                return Err(Close::taken(&id));
            }
            Said::Subscribe(id, _) if self.is_full() => {
                let most = self.service.graphql.settings.subscriptions;
                let message = format!("a connection has {most} operations at most");
                let failure = Failure::new(ErrorCode::LimitExceeded, message);
                return Ok(Some(utf8(message::error(&id, &[failure]))));
            }
            Said::Subscribe(id, payload) => self.begin(id.into_owned(), payload.to_owned()),
            Said::Complete(id) => {
                if let Some((_, operation)) = self.operations.remove(id.as_ref()) {
                    operation.abort();
                }
            }
        }
        Ok(None)
    }

    fn is_full(&self) -> bool {
        self.operations.len() >= self.service.graphql.settings.subscriptions
    }

    fn begin(&mut self, id: String, payload: String) {
        self.number += 1;
        let (service, out, number) = (self.service.clone(), self.out.clone(), self.number);
        let task = tokio::spawn({
            let id = id.clone();
            async move {
                let last = operate(&service, (number, &id), payload, &out).await;
                // Whoever listened is gone if it cannot be sent.
                drop(out.send(Out::Over(number, id, last)).await);
            }
        });
        self.operations.insert(id, (number, task.abort_handle()));
    }

    /// What is sent of what an operation says. One that the client has ended says nothing more.
    fn told(&mut self, out: Out) -> Option<Utf8Bytes> {
        match out {
            Out::Say(number, text) => {
                let mut numbers = self.operations.values().map(|(number, _)| *number);
                numbers.any(|known| known == number).then_some(text)
            }
            Out::Over(number, id, last) => {
                let is_it = |(known, _): &(u64, _)| *known == number;
                if self.operations.get(&id).is_some_and(is_it) {
                    self.operations.remove(&id);
                    last
                } else {
                    None
                }
            }
        }
    }
}

/// Runs an operation; its last message.
async fn operate(
    service: &Arc<Service>,
    (number, id): (u64, &str),
    payload: String,
    out: &Sender<Out>,
) -> Option<Utf8Bytes> {
    let mut subscription = {
        let incoming = match body(payload.as_bytes()) {
            Ok(incoming) => incoming,
            Err(Unreadable(message)) => {
                return Some(utf8(message::error(id, &[Failure::invalid(message)])));
            }
        };
        match service.operation_type(&incoming) {
            Ok(OperationType::Subscription) => match service.subscribe(&incoming, None).await {
                Ok(subscription) => subscription,
                Err(failures) => return Some(utf8(message::error(id, &failures))),
            },
            Ok(_) => {
                let response = match service.prepare(&incoming) {
                    Ok(prepared) => Box::pin(service.finish(prepared)).await,
                    Err(failures) => return Some(utf8(message::error(id, &failures))),
                };
                return answer((number, id), &response, out).await;
            }
            Err(failures) => return Some(utf8(message::error(id, &failures))),
        }
    };
    // A subscription may last; its text is not needed any more.
    drop(payload);
    loop {
        match subscription.next().await {
            Ok(next) => {
                let text = utf8(message::next(id, &next.body));
                out.send(Out::Say(number, text)).await.ok()?;
            }
            Err(failure) => return Some(utf8(message::error(id, &[failure]))),
        }
    }
}

async fn answer(
    (number, id): (u64, &str),
    response: &Response,
    out: &Sender<Out>,
) -> Option<Utf8Bytes> {
    if let Outcome::Refused(_) = response.outcome {
        return Some(utf8(message::refused(id, &response.body)));
    }
    let text = utf8(message::next(id, &response.body));
    out.send(Out::Say(number, text)).await.ok()?;
    Some(utf8(message::complete(id)))
}

/// Answers are UTF-8.
fn utf8(bytes: Vec<u8>) -> Utf8Bytes {
    String::from_utf8(bytes).unwrap_or_default().into()
}
