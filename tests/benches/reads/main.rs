//! Reads against servers written by hand: the same requests, the same answers, what each costs.
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
mod rival;
mod serving;
mod statements;

use std::error::Error;
use std::process::ExitCode;

use process::{Program, Server};

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
    let native = std::env::var("CHINOOK_POSTGRES").ok();
    if file.is_none() && native.is_none() {
        println!("{}", database::GET_ONE);
        return Ok(());
    }
    if let Some(file) = &file {
        let url = format!("sqlite://{}", file.path().display());
        let programs = programs(&["ours", "hand", rival::NAME])?;
        let servers = start(&programs, &url)?;
        compare(names, &plan, "SQLite", servers, &[])?;
    }
    if let Some(url) = &native {
        let programs = programs(&["ours", "levels", "json", rival::NAME])?;
        let watch = |program| statements::Watched::start(program, url);
        let watched: Vec<_> = programs.iter().map(watch).collect::<Result<_, _>>()?;
        compare(names, &plan, "PostgreSQL", start(&programs, url)?, &watched)?;
    }
    Ok(())
}

/// The servers to compare, ours first.
fn programs(names: &[&'static str]) -> Result<Vec<Program>, Failure> {
    let wanted = std::env::var("SERVERS").ok();
    let is_wanted = |name: &str| match &wanted {
        Some(wanted) => name == "ours" || wanted.split(',').any(|one| one == name),
        None => true,
    };
    let program = |name| match name {
        rival::NAME => Ok(Program::rival(rival::program()?)),
        name => Program::this(name),
    };
    let names = names.iter().copied();
    names.filter(|name| is_wanted(name)).map(program).collect()
}

fn start(programs: &[Program], url: &str) -> Result<Vec<Server>, Failure> {
    let start = |program| Server::start(program, url);
    programs.iter().map(start).collect()
}

fn compare(
    names: &[String],
    plan: &load::Plan,
    title: &str,
    mut servers: Vec<Server>,
    watched: &[statements::Watched],
) -> Result<(), Failure> {
    let names: Vec<&String> = names.iter().filter(|n| !n.starts_with('-')).collect();
    let wanted = |name: &str| names.is_empty() || names.iter().any(|n| *n == name);
    report::head(plan, title);
    for query in request::all().iter().filter(|q| wanted(q.name)) {
        let mut bytes = 0;
        for other in &servers[1..] {
            bytes = client::compare(query, &servers[0], other)?;
        }
        let mut all = load::run(query, plan, &mut servers)?;
        for (one, watched) in all.iter_mut().zip(watched) {
            one.statements = Some(watched.count(query)?);
        }
        report::lines(query, bytes, &all);
    }
    Ok(())
}
