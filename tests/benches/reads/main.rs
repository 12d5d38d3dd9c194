//! Reads against a server written by hand: the same requests, the same bytes, CPU time per request.
//!
//! `CHINOOK_SQL=chinook.sql cargo bench -p auto-api-tests --bench reads [-- Q3 R]` starts the
//! servers as processes of this program, checks that they answer identical bytes, loads each in
//! turn from 16 connections that stay open, and prints a table. `CHINOOK_DB` takes a database
//! file instead of SQL, `CHINOOK_POSTGRES` the URL of a PostgreSQL database on this machine that
//! has Chinook under its names for PostgreSQL; `CONNECTIONS` and `ROUNDS` change the load.

mod client;
mod database;
mod hand;
mod load;
mod native;
mod ours;
mod process;
mod report;
mod request;

use std::error::Error;
use std::process::ExitCode;

/// Anything that ends the bench early.
type Failure = Box<dyn Error + Send + Sync>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve", which, path] => process::serve(which, path),
        _ => drive(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Checks and loads the servers on each database; `names` are the queries to run, all if there is
/// none.
fn drive(names: &[String]) -> Result<(), Failure> {
    let plan = load::Plan::from_env()?;
    let file = database::prepare()?;
    if let Some(file) = &file {
        let url = format!("sqlite://{}", file.path().display());
        let servers = ["ours", "hand"].map(|which| process::Server::start(which, &url));
        compare(
            names,
            &plan,
            "SQLite",
            servers.into_iter().collect::<Result<_, _>>()?,
        )?;
    }
    let native = std::env::var("CHINOOK_POSTGRES").ok();
    if let Some(url) = &native {
        let servers = ["ours", "levels", "json"].map(|which| process::Server::start(which, url));
        compare(
            names,
            &plan,
            "PostgreSQL",
            servers.into_iter().collect::<Result<_, _>>()?,
        )?;
    }
    if file.is_none() && native.is_none() {
        println!("{}", database::GET_ONE);
    }
    Ok(())
}

fn compare(
    names: &[String],
    plan: &load::Plan,
    title: &str,
    mut servers: Vec<process::Server>,
) -> Result<(), Failure> {
    let wanted = |name: &str| {
        let names: Vec<&String> = names.iter().filter(|n| !n.starts_with('-')).collect();
        names.is_empty() || names.iter().any(|n| *n == name)
    };
    report::head(plan, title);
    for query in request::all().iter().filter(|q| wanted(q.name)) {
        let mut bytes = 0;
        for other in &servers[1..] {
            bytes = client::compare(query, &servers[0], other)?;
        }
        let all = load::run(query, plan, &mut servers)?;
        report::lines(query, bytes, &all);
    }
    Ok(())
}
