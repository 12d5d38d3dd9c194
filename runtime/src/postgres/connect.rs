//! Where a server is, and a pool of connections to it.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use auto_api_model::{ErrorCode, Zone};
use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio::sync::{OnceCell, Semaphore, SemaphorePermit};
use tokio::task::JoinHandle;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::announce::Channel;
use super::failure::{failed, failed_open};
use super::lent::Lent;
use super::listen::Direct;
use super::url::Options;
use crate::error::{Error, Result};
use crate::events::Hub;

/// A server's database, and connections to it.
#[derive(Debug)]
pub(crate) struct Server {
    pool: Pool,
    /// For people: `host:port/database`.
    name: String,
    /// Whether connections go through a pooler that hands them on after each transaction.
    pub(crate) pooled: bool,
    tls: Option<MakeTls>,
    /// Exports last as long as whoever takes them: they never have all connections.
    exports: Semaphore,
    /// Zones of typed queries, with the names that the database has.
    pub(super) zones: Mutex<HashMap<usize, Arc<Zone>>>,
    /// The server itself, if it is known.
    pub(super) direct: Option<Direct>,
    /// Where changes are told.
    pub(super) channel: OnceCell<Channel>,
    /// What listens to them.
    pub(super) listening: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

/// Makes encrypted connections.
#[derive(Clone)]
pub(super) struct MakeTls(pub(super) MakeRustlsConnect);

impl std::fmt::Debug for MakeTls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MakeTls")
    }
}

impl Server {
    /// Connects to `postgres://user:password@host:port/database?…`.
    pub(crate) async fn open(url: &str, events: &Hub) -> Result<Arc<Self>> {
        let (url, options) = Options::split(url)?;
        let mut config = Config::from_str(&url).map_err(|error| {
            let words = std::error::Error::source(&error).map(ToString::to_string);
            let words = words.unwrap_or_else(|| error.to_string());
            Error::validation(format!("the URL of the database cannot be read: {words}"))
        })?;
        if config.get_application_name().is_none() {
            config.application_name("auto-api");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if !options.pgbouncer {
            // Compiling a statement takes longer than a request may; a pooler knows no options.
            let own = config.get_options().unwrap_or_default().to_owned();
            config.options(format!("-c jit=off {own}"));
        }
        config.ssl_mode(if options.encrypted {
            SslMode::Require
        } else {
            SslMode::Disable
        });
        let name = name(&config);
        let tls = if options.encrypted {
            Some(MakeTls(tls(options.root_cert.as_deref())?))
        } else {
            None
        };
        if options.events {
            events.announce();
        }
        let direct = match (&options.direct, options.pgbouncer) {
            (None, true) => None,
            (place, _) => Some(Direct {
                config: direct(&config, place.as_ref()),
                tls: tls.clone(),
            }),
        };
        let settings = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = match &tls {
            Some(tls) => Manager::from_config(config, tls.0.clone(), settings),
            None => Manager::from_config(config, NoTls, settings),
        };
        let most = options.pool_max.unwrap_or(CONNECTIONS);
        let mut pool = Pool::builder(manager)
            .runtime(Runtime::Tokio1)
            .max_size(most)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE));
        if let Some(schema) = options.schema {
            let set = format!("SET search_path TO \"{}\"", schema.replace('"', "\"\""));
            pool = pool.post_create(Hook::async_fn(move |client, _| {
                let set = set.clone();
                Box::pin(async move {
                    let done = client.batch_execute(&set).await;
                    done.map_err(HookError::Backend)
                })
            }));
        }
        let pool = pool.build().map_err(Error::internal)?;
        let server = Self {
            pool,
            name,
            pooled: options.pgbouncer,
            tls,
            exports: Semaphore::new(most.div_ceil(2)),
            zones: Mutex::default(),
            direct,
            channel: OnceCell::new(),
            listening: tokio::sync::Mutex::default(),
        };
        // A server that cannot be reached is found out now.
        let first = server.pool.get().await;
        drop(first.map_err(|error| failed_open(&server.name, error))?);
        Ok(Arc::new(server))
    }

    /// Where it is, for people.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A connection, as soon as one is free; `UNAVAILABLE` if none is for a while.
    pub(crate) async fn lend(self: &Arc<Self>) -> Result<Lent> {
        let client = self.pool.get().await.map_err(failed_pool)?;
        Ok(Lent::new(client, self.clone()))
    }

    /// Leave to export, of which there is less than of connections.
    pub(super) async fn export_permit(&self) -> Result<SemaphorePermit<'_>> {
        match tokio::time::timeout(PATIENCE, self.exports.acquire()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(Error::new(
                ErrorCode::Unavailable,
                "the database is busy; try again",
            )),
        }
    }

    /// Asks the server to stop what a connection is doing.
    pub(super) async fn cancel(&self, token: tokio_postgres::CancelToken) {
        let asked = match &self.tls {
            Some(tls) => token.cancel_query(tls.0.clone()).await,
            None => token.cancel_query(NoTls).await,
        };
        if let Err(error) = asked {
            tracing::warn!(%error, "a statement could not be cancelled");
        }
    }
}

/// As the pool connects, but perhaps to another place.
fn direct(config: &Config, place: Option<&(String, u16)>) -> Config {
    let Some((host, port)) = place else {
        return config.clone();
    };
    let mut direct = Config::new();
    direct
        .host(host)
        .port(*port)
        .ssl_mode(config.get_ssl_mode());
    if let Some(user) = config.get_user() {
        direct.user(user);
    }
    if let Some(password) = config.get_password() {
        direct.password(password);
    }
    if let Some(database) = config.get_dbname().or(config.get_user()) {
        direct.dbname(database);
    }
    if let Some(name) = config.get_application_name() {
        direct.application_name(name);
    }
    direct.connect_timeout(PATIENCE);
    direct
}

fn failed_pool(error: deadpool_postgres::PoolError) -> Error {
    use deadpool_postgres::PoolError;
    match error {
        PoolError::Backend(error) => failed(error),
        PoolError::Timeout(_) => {
            Error::new(ErrorCode::Unavailable, "the database is busy; try again").because(error)
        }
        other => Error::new(
            ErrorCode::Unavailable,
            "the database cannot be reached at the moment",
        )
        .because(other),
    }
}

fn name(config: &Config) -> String {
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(host)) => host.clone(),
        #[cfg(unix)]
        Some(Host::Unix(path)) => path.display().to_string(),
        None => "localhost".to_owned(),
    };
    let port = config.get_ports().first().unwrap_or(&5432);
    let database = config
        .get_dbname()
        .or(config.get_user())
        .unwrap_or_default();
    format!("{host}:{port}/{database}")
}

/// The server's certificate is checked, its name included, against the system's roots or a file.
fn tls(root_cert: Option<&str>) -> Result<MakeRustlsConnect> {
    let mut roots = rustls::RootCertStore::empty();
    if let Some(path) = root_cert {
        let unreadable = |error: rustls::pki_types::pem::Error| {
            Error::validation(format!("`sslrootcert={path}` cannot be read: {error}"))
        };
        for found in CertificateDer::pem_file_iter(path).map_err(unreadable)? {
            let added = roots.add(found.map_err(unreadable)?);
            added.map_err(|error| Error::validation(format!("`sslrootcert={path}`: {error}")))?;
        }
    } else {
        let found = rustls_native_certs::load_native_certs();
        roots.add_parsable_certificates(found.certs);
    }
    // The provider is named, so that an application with another one in its graph works, too.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(Error::internal)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// Connections at most, unless the URL says otherwise.
const CONNECTIONS: usize = 16;

/// How long opening a connection, or waiting for one, may take.
const PATIENCE: Duration = Duration::from_secs(5);
