//! How many statements a request is on PostgreSQL, and in how many round trips: counted between
//! the server and the database, by a proxy that reads the protocol's messages.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::Failure;
use crate::client::Client;
use crate::process::{Program, Server};
use crate::request::Query;

/// What has gone by.
#[derive(Default)]
struct Counts {
    statements: AtomicUsize,
    trips: AtomicUsize,
}

/// A server behind which every message is counted.
pub(crate) struct Watched {
    server: Server,
    counts: Arc<Counts>,
}

impl Watched {
    /// Starts a server whose way to the database is through a proxy.
    pub(crate) fn start(program: &Program, url: &str) -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let (start, rest) = url.split_once('@').ok_or("the URL has no user")?;
        let (address, database) = rest.split_once('/').ok_or("the URL has no database")?;
        let through = format!("{start}@{}/{database}", listener.local_addr()?);
        let counts = Arc::<Counts>::default();
        let (address, shared) = (address.to_owned(), Arc::clone(&counts));
        // It ends with the bench.
        thread::spawn(move || {
            for from in listener.incoming().flatten() {
                if let Ok(to) = TcpStream::connect(&address) {
                    relay(from, to, &shared);
                }
            }
        });
        let server = Server::start(program, &through)?;
        Ok(Self { server, counts })
    }

    /// Statements and round trips of a request, on average over its variants.
    pub(crate) fn count(&self, query: &Query) -> Result<(f64, f64), Failure> {
        let mut client = Client::connect(self.server.address())?;
        let read = || {
            let of = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
            (of(&self.counts.statements), of(&self.counts.trips))
        };
        // All is prepared, on each of a few connections.
        for variant in query.variants.iter().cycle().take(query.variants.len() * 4) {
            client.send(variant)?;
        }
        let before = read();
        for variant in &query.variants {
            client.send(variant)?;
        }
        let after = read();
        let requests = f64::from(u32::try_from(query.variants.len())?);
        let each = |before: usize, after: usize| -> Result<f64, Failure> {
            Ok(f64::from(u32::try_from(after - before)?) / requests)
        };
        Ok((each(before.0, after.0)?, each(before.1, after.1)?))
    }
}

/// Passes bytes on, both ways, each way in a thread of its own.
fn relay(from: TcpStream, to: TcpStream, counts: &Arc<Counts>) {
    let back = from
        .try_clone()
        .and_then(|from| Ok((to.try_clone()?, from)));
    let Ok((mut back_from, mut back_to)) = back else {
        return;
    };
    // What waits to be put together waits long.
    let _ = (from.set_nodelay(true), to.set_nodelay(true));
    thread::spawn(move || std::io::copy(&mut back_from, &mut back_to));
    let counts = Arc::clone(counts);
    thread::spawn(move || watch(from, to, &counts));
}

/// Passes a client's messages on and counts them.
///
/// Before the start-up message, which has no letter, there may be a wish to encrypt.
fn watch(mut from: TcpStream, mut to: TcpStream, counts: &Counts) -> std::io::Result<()> {
    const ENCRYPT: [[u8; 4]; 2] = [[4, 210, 22, 47], [4, 210, 22, 48]];
    loop {
        let body = message(&mut from, &mut to)?;
        if !ENCRYPT.iter().any(|wish| body == *wish) {
            break;
        }
    }
    loop {
        let mut letter = [0];
        from.read_exact(&mut letter)?;
        to.write_all(&letter)?;
        // Before it goes on: the answer may be there before it is counted otherwise.
        if matches!(letter[0], b'E' | b'Q') {
            counts.statements.fetch_add(1, Ordering::SeqCst);
        }
        if matches!(letter[0], b'S' | b'Q') {
            counts.trips.fetch_add(1, Ordering::SeqCst);
        }
        message(&mut from, &mut to)?;
    }
}

/// Passes on a message's length and the rest of it, which it returns.
fn message(from: &mut TcpStream, to: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let rest = u32::from_be_bytes(length).saturating_sub(4);
    let mut body = vec![0; usize::try_from(rest).unwrap_or_default()];
    from.read_exact(&mut body)?;
    to.write_all(&[&length[..], &body].concat())?;
    Ok(body)
}
