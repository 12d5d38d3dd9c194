//! The command line.

use lexopt::{Arg, Parser, ValueExt};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Serves the Chinook database as a GraphQL and REST API.

Usage: chinook --database PATH|URL [--listen ADDR]
       chinook --sample [--listen ADDR]

  --database PATH  the SQLite file, or the URL of a PostgreSQL database (that needs
                   `cargo run -p chinook --features postgres`)
  --sample         a made-up shop instead, in memory, gone at the end
  --listen ADDR    where to listen [default: 127.0.0.1:8000]
";

/// Where to get a database, for those who have none.
const GET_ONE: &str = "\
The Chinook project (`lerocha/chinook-database` on GitHub) has it as SQL, in
`ChinookDatabase/DataSources/Chinook_Sqlite_AutoIncrementPKs.sql`. With that file here:

  sqlite3 chinook.db < Chinook_Sqlite_AutoIncrementPKs.sql
  cargo run -p chinook -- --database chinook.db

Without it, `--sample` serves a made-up shop.";

/// What the command line asks for.
pub(crate) struct Options {
    /// The file or URL; without one, the made-up shop.
    pub(crate) database: Option<String>,
    pub(crate) listen: String,
}

impl Options {
    pub(crate) fn url(&self) -> String {
        match &self.database {
            Some(url) if url.contains("://") => url.clone(),
            Some(path) => format!("sqlite://{path}"),
            None => "sqlite::memory:".to_owned(),
        }
    }
}

/// Reads the command line; `None` if it asks for help.
pub(crate) fn read() -> Result<Option<Options>, String> {
    let mut database = None;
    let mut is_sample = false;
    let mut listen = "127.0.0.1:8000".to_owned();
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next().map_err(|error| error.to_string())? {
        match argument {
            Arg::Long("database") => database = Some(value(&mut arguments)?),
            Arg::Long("sample") => is_sample = true,
            Arg::Long("listen") => listen = value(&mut arguments)?,
            Arg::Long("help") | Arg::Short('h') => return Ok(None),
            other => return Err(format!("{}\n\n{HELP}", other.unexpected())),
        }
    }
    match &database {
        None if !is_sample => Err(format!(
            "which database? Give `--database PATH`\n\n{GET_ONE}"
        )),
        Some(_) if is_sample => Err("`--sample` has no database of its own".to_owned()),
        Some(path) if !path.contains("://") && !std::path::Path::new(path).is_file() => {
            Err(format!("there is no file `{path}`\n\n{GET_ONE}"))
        }
        _ => Ok(Some(Options { database, listen })),
    }
}

fn value(arguments: &mut Parser) -> Result<String, String> {
    let value = arguments.value().and_then(ValueExt::string);
    value.map_err(|error| error.to_string())
}
