//! The three newest posts, by the client in Rust.

use blog_client::Client;
use blog_client::filters::PostFilter;
use blog_client::models::Post;
use blog_client::types::PostStatus;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = std::env::args().nth(1);
    let client = Client::new(base.as_deref().unwrap_or("http://127.0.0.1:8000"))?;

    let published = PostFilter::new().status(PostStatus::Published);
    let posts = client.posts().list().filter(published);
    let page = posts.include(Post::AUTHOR).per_page(3).send().await?;
    for post in page.into_data().items {
        let author = post.author.ok_or("the author was asked for")?;
        println!("{}, by {}", post.title, author.name);
    }
    Ok(())
}
