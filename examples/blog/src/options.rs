//! The command line.

use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Serves a blog with sample data as a GraphQL and REST API.

Usage: blog [--database PATH] [--listen ADDR]
       blog --clients FOLDER

  --database PATH  the SQLite file, made if it is not there
                   [default: in memory, gone at the end]
  --listen ADDR    where to listen [default: 127.0.0.1:8000]
  --clients FOLDER copies the clients that were built along with this program into a
                   folder, and serves nothing
";

/// What the command line asks for.
pub(crate) struct Options {
    pub(crate) database: Option<PathBuf>,
    pub(crate) listen: String,
    /// Where the clients go; nothing is served then.
    pub(crate) clients: Option<PathBuf>,
}

impl Options {
    pub(crate) fn url(&self) -> String {
        match &self.database {
            Some(path) => format!("sqlite://{}", path.display()),
            None => "sqlite::memory:".to_owned(),
        }
    }
}

/// Reads the command line; `None` if it asks for help.
pub(crate) fn read() -> Result<Option<Options>, String> {
    let mut database = None;
    let mut clients = None;
    let mut listen = "127.0.0.1:8000".to_owned();
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next().map_err(|error| error.to_string())? {
        match argument {
            Arg::Long("database") => database = Some(PathBuf::from(value(&mut arguments)?)),
            Arg::Long("clients") => clients = Some(PathBuf::from(value(&mut arguments)?)),
            Arg::Long("listen") => listen = value(&mut arguments)?,
            Arg::Long("help") | Arg::Short('h') => return Ok(None),
            other => return Err(format!("{}\n\n{HELP}", other.unexpected())),
        }
    }
    Ok(Some(Options {
        database,
        listen,
        clients,
    }))
}

fn value(arguments: &mut Parser) -> Result<String, String> {
    let value = arguments.value().and_then(ValueExt::string);
    value.map_err(|error| error.to_string())
}
