//! Serves the Chinook database: `cargo run -p chinook -- --database chinook.db`.

mod options;

use std::error::Error;
use std::process::ExitCode;

use auto_api::Database;
use chinook::zones;
use options::Options;
use tokio::net::TcpListener;

/// The rows of the made-up shop.
const SAMPLE: &str = include_str!("sample.sql");

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let options = match options::read() {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{}", options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    };
    match serve(&options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: &Options) -> Result<(), Box<dyn Error>> {
    let database = Database::open(&options.url()).await?;
    if options.database.is_none() {
        zones::migrate(&database).await?;
        database.execute_batch(SAMPLE).await?;
    }
    let router = zones::router(&database).await?;
    let listener = TcpListener::bind(&options.listen)
        .await
        .map_err(|error| format!("cannot listen on `{}`: {error}", options.listen))?;
    announce(&format!("http://{}", listener.local_addr()?));
    axum::serve(listener, router)
        .with_graceful_shutdown(interrupted())
        .await?;
    Ok(())
}

fn announce(base: &str) {
    println!("Chinook is served. Stop with Ctrl-C.");
    println!("  GraphQL            {base}/graphql");
    println!("  GraphQL explorer   {base}/graphiql");
    println!("  REST, for example  {base}/tracks?per_page=3");
    println!("  OpenAPI document   {base}/openapi.json");
    println!("  REST reference     {base}/docs");
    println!("  what is for sale   {base}/catalog/docs");
}

/// Ends when the terminal interrupts; requests in flight are still answered.
async fn interrupted() {
    // Without a signal handler there is nothing to wait for: serve until killed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
