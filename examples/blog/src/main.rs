//! Serves the blog: `cargo run -p blog`.

mod clients;
mod options;

use std::error::Error;
use std::process::ExitCode;

use auto_api::Database;
use axum::serve::ListenerExt as _;
use blog::zones;
use options::Options;
use tokio::net::TcpListener;

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
    if let Some(folder) = &options.clients {
        return match clients::copy(folder) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: the clients cannot be copied: {error}");
                ExitCode::FAILURE
            }
        };
    }
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
    zones::migrate(&database).await?;
    database.execute_batch(&blog::seed::sql()).await?;
    let router = zones::router(&database).await?;

    let listener = TcpListener::bind(&options.listen)
        .await
        .map_err(|error| format!("cannot listen on `{}`: {error}", options.listen))?;
    announce(&format!("http://{}", listener.local_addr()?));
    // An event does not wait for the acknowledgement of the one before.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, router)
        .with_graceful_shutdown(interrupted())
        .await?;
    Ok(())
}

fn announce(base: &str) {
    println!("The blog is served. Stop with Ctrl-C.");
    println!("  GraphQL            {base}/graphql");
    println!("  GraphQL explorer   {base}/graphiql");
    println!("  REST, for example  {base}/posts?per_page=3");
    println!("  OpenAPI document   {base}/openapi.json");
    println!("  REST reference     {base}/docs");
    println!("  the editors' view  {base}/admin/docs");
}

/// Ends when the terminal interrupts; requests in flight are still answered.
async fn interrupted() {
    // Without a signal handler there is nothing to wait for: serve until killed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
