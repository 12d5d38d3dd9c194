//! Reads against a server written by hand: the same requests, the same bytes, CPU time per request.
//!
//! `CHINOOK_SQL=chinook.sql cargo bench -p auto-api-tests --bench reads [-- Q3 R]` starts both
//! servers as processes of this program, checks that they answer identical bytes, loads each in
//! turn from 16 connections that stay open, and prints a table. `CHINOOK_DB` takes a database
//! file instead of SQL; `CONNECTIONS` and `ROUNDS` change the load.

mod client;
mod database;
mod hand;
mod load;
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

/// Checks and loads both servers; `names` are the queries to run, all if there is none.
fn drive(names: &[String]) -> Result<(), Failure> {
    let Some(file) = database::prepare()? else {
        println!("{}", database::GET_ONE);
        return Ok(());
    };
    let mut ours = process::Server::start("ours", file.path())?;
    let mut hand = process::Server::start("hand", file.path())?;
    let wanted = |name: &str| {
        let names: Vec<&String> = names.iter().filter(|n| !n.starts_with('-')).collect();
        names.is_empty() || names.iter().any(|n| *n == name)
    };
    let plan = load::Plan::from_env()?;
    report::head(&plan);
    for query in request::all().iter().filter(|q| wanted(q.name)) {
        let bytes = client::compare(query, ours.address(), hand.address())?;
        let result = load::run(query, &plan, &mut ours, &mut hand)?;
        report::line(query, bytes, &result);
    }
    Ok(())
}
