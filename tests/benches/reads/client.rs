//! A light client: requests as bytes over one connection that stays open.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use crate::Failure;
use crate::process::Server;
use crate::request::Query;

/// One connection to a server.
pub(crate) struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// Where the parts of an answer are.
struct Head {
    ok: bool,
    body: usize,
    end: usize,
}

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request and waits for the whole answer: its body.
    pub(crate) fn send(&mut self, request: &[u8]) -> Result<&[u8], Failure> {
        self.stream.write_all(request)?;
        self.buffer.clear();
        let head = loop {
            if let Some(head) = head(&self.buffer)? {
                break head;
            }
            self.more()?;
        };
        while self.buffer.len() < head.end {
            self.more()?;
        }
        let body = &self.buffer[head.body..head.end];
        if !head.ok {
            return Err(format!(
                "a request failed: {}",
                String::from_utf8_lossy(&self.buffer)
            )
            .into());
        }
        Ok(body)
    }

    fn more(&mut self) -> Result<(), Failure> {
        let start = self.buffer.len();
        self.buffer.resize(start + 32 * 1024, 0);
        let read = self.stream.read(&mut self.buffer[start..])?;
        self.buffer.truncate(start + read);
        if read == 0 {
            return Err("the server closed the connection".into());
        }
        Ok(())
    }
}

/// The head of an answer, once it is there as a whole.
fn head(bytes: &[u8]) -> Result<Option<Head>, Failure> {
    let Some(body) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let text = std::str::from_utf8(&bytes[..body])?;
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().ok())?
    });
    let length = length.ok_or("an answer has no length")?;
    Ok(Some(Head {
        ok: text.starts_with("HTTP/1.1 200"),
        body: body + 4,
        end: body + 4 + length,
    }))
}

/// Checks that both servers answer every variant with the same bytes; how many on average.
pub(crate) fn compare(query: &Query, ours: &Server, hand: &Server) -> Result<usize, Failure> {
    // What the database writes has blanks; a number's text is the other library's.
    let by_value = ["json", crate::rival::NAME].contains(&hand.name);
    let mut ours = Client::connect(ours.address())?;
    let mut hand = Client::connect(hand.address())?;
    let mut total = 0;
    for variant in &query.variants {
        let (ours, hand) = (ours.send(variant)?, hand.send(variant)?);
        let is_same = |a: &[u8], b: &[u8]| {
            let read = serde_json::from_slice::<serde_json::Value>;
            matches!((read(a), read(b)), (Ok(a), Ok(b)) if a == b)
        };
        if ours != hand && !(by_value && is_same(ours, hand)) {
            return Err(difference(query.name, ours, hand).into());
        }
        if ours.starts_with(b"{\"errors\"") || ours.len() < 40 {
            return Err(format!("{}: {}", query.name, String::from_utf8_lossy(ours)).into());
        }
        total += ours.len();
    }
    Ok(total / query.variants.len())
}

fn difference(name: &str, ours: &[u8], hand: &[u8]) -> String {
    let same = ours.iter().zip(hand).take_while(|(a, b)| a == b).count();
    let part = |bytes: &[u8]| {
        let from = same.saturating_sub(60).min(bytes.len());
        let to = (same + 60).min(bytes.len());
        String::from_utf8_lossy(&bytes[from..to]).into_owned()
    };
    format!(
        "{name}: the answers differ from byte {same}\n  ours: …{}…\n  hand: …{}…",
        part(ours),
        part(hand)
    )
}
