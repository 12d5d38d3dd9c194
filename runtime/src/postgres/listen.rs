//! Changes of all processes, by `LISTEN` on a connection of its own, which a pooler must not be in
//! the way of. It is there as long as somebody follows changes, and made anew if it is lost; what
//! was told meanwhile is missed, and followers are told so.

use std::future::poll_fn;
use std::sync::{Arc, Weak};
use std::time::Duration;

use auto_api_model::ErrorCode;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{sleep, timeout};
use tokio_postgres::{AsyncMessage, Client, Config, Connection, NoTls, SimpleQueryMessage};

use super::announce::Channel;
use super::connect::{MakeTls, Server};
use super::failure::failed;
use super::lent::Lent;
use crate::error::{Error, Result};
use crate::events::Hub;
use crate::events::wire::{Assembly, Heard};

/// How to connect to the server itself.
#[derive(Debug, Clone)]
pub(super) struct Direct {
    pub(super) config: Config,
    pub(super) tls: Option<MakeTls>,
}

/// A connection that listens.
struct Ear {
    client: Client,
    told: Receiver<String>,
}

/// What is told and not yet taken.
const WAITING: usize = 1024;

/// How often a connection is asked whether it is there.
const CHECK: Duration = Duration::from_secs(20);

/// How long connecting, or a sign of life, may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The first pause before a lost connection is made again; it doubles.
const PAUSE: Duration = Duration::from_millis(100);

/// The longest.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

impl Server {
    /// Listens to the changes of all processes, until nobody follows any.
    pub(crate) async fn listen(self: &Arc<Self>, hub: &Arc<Hub>) -> Result<()> {
        let mut listening = self.listening.lock().await;
        if listening.as_ref().is_some_and(|task| !task.is_finished()) {
            return Ok(());
        }
        let Some(direct) = self.direct.clone() else {
            let message = "changes cannot be told through a pooler: say in the database's URL where the server itself is, by `direct=host:port`";
            return Err(Error::validation(message));
        };
        let lent = self.lend().await?;
        let channel = self.channel(&lent).await?.clone();
        lent.give_back();
        let ear = direct.listen(&channel).await?;
        let hub = Arc::downgrade(hub);
        *listening = Some(tokio::spawn(listen(direct, channel, ear, hub)));
        Ok(())
    }

    /// Where changes are told.
    pub(super) async fn channel(&self, lent: &Lent) -> Result<&Channel> {
        let find = async || {
            let sql = "SELECT current_schema()";
            let rows = lent.client().simple_query(sql).await.map_err(failed)?;
            let schema = rows.iter().find_map(|row| match row {
                SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
                _ => None,
            });
            Ok(Channel::of(&schema.unwrap_or_default()))
        };
        self.channel.get_or_try_init(find).await
    }
}

/// Listens, again and again.
async fn listen(direct: Direct, channel: Channel, mut ear: Ear, hub: Weak<Hub>) {
    loop {
        if !hear(&mut ear, &hub).await {
            return;
        }
        tracing::warn!("the connection that listens to changes was lost");
        let mut pause = PAUSE;
        ear = loop {
            sleep(pause).await;
            if !is_followed(&hub) {
                return;
            }
            match direct.listen(&channel).await {
                Ok(ear) => break ear,
                Err(error) => tracing::warn!(%error, "changes cannot be listened to"),
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        };
        if let Some(hub) = hub.upgrade() {
            hub.gap();
        }
    }
}

/// Takes what is told, until nobody wants it (false) or the connection is lost (true).
async fn hear(ear: &mut Ear, hub: &Weak<Hub>) -> bool {
    let mut assembly = Assembly::default();
    loop {
        match timeout(CHECK, ear.told.recv()).await {
            Ok(Some(part)) => {
                let Some(hub) = hub.upgrade() else {
                    return false;
                };
                match assembly.add(&part) {
                    Heard::Part => {}
                    Heard::Changes(changes) => hub.publish(changes),
                    Heard::Lost => hub.gap(),
                }
            }
            Ok(None) => return true,
            Err(_) => {
                if !is_followed(hub) {
                    return false;
                }
                let alive = timeout(PATIENCE, ear.client.batch_execute("SELECT 1")).await;
                if !matches!(alive, Ok(Ok(()))) {
                    return true;
                }
            }
        }
    }
}

fn is_followed(hub: &Weak<Hub>) -> bool {
    hub.upgrade().is_some_and(|hub| !hub.sweep().is_empty())
}

impl Direct {
    /// Connects and listens.
    async fn listen(&self, channel: &Channel) -> Result<Ear> {
        let ear = async {
            let ear = self.connect().await?;
            for sql in channel.listen() {
                ear.client.batch_execute(&sql).await.map_err(failed)?;
            }
            Ok(ear)
        };
        timeout(PATIENCE, ear).await.map_err(|_| {
            let message = "the database cannot be reached at the moment";
            Error::new(ErrorCode::Unavailable, message)
        })?
    }

    async fn connect(&self) -> Result<Ear> {
        let (sender, told) = channel(WAITING);
        let client = if let Some(tls) = &self.tls {
            let connected = self.config.connect(tls.0.clone()).await;
            let (client, connection) = connected.map_err(failed)?;
            tokio::spawn(drive(connection, sender));
            client
        } else {
            let connected = self.config.connect(NoTls).await;
            let (client, connection) = connected.map_err(failed)?;
            tokio::spawn(drive(connection, sender));
            client
        };
        Ok(Ear { client, told })
    }
}

/// Runs a connection and hands on what is told.
async fn drive<S, T>(mut connection: Connection<S, T>, told: Sender<String>)
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    T: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
        if let AsyncMessage::Notification(notification) = message
            && told.send(notification.payload().to_owned()).await.is_err()
        {
            return;
        }
    }
}
