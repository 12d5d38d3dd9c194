//! The client of Chinook against the running example: `live http://127.0.0.1:8000`.

use serde::Deserialize;
use shop_public::filters::{GenreFilter, StringFilter, TrackFilter};
use shop_public::models::{Album, Artist, Track};
use shop_public::{Changed, Client, ErrorCode};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = std::env::args().nth(1).ok_or("say where the server is")?;
    let client = Client::new(&base)?;

    let rock = TrackFilter::new()
        .genre(GenreFilter::new().name("Rock"))
        .name(StringFilter::icontains("love"));
    let list = client.tracks().list().filter(rock.clone()).count(true);
    let list = list.order_by([Track::ALBUM.to(Album::TITLE).asc(), Track::NAME.desc()]);
    let page = list
        .include(Track::ALBUM.to_one(Album::ARTIST))
        .per_page(3)
        .send()
        .await?;
    println!("{:?} tracks of rock with love", page.page_info.total_count);
    for track in &page.items {
        let album = track.album.as_ref().ok_or("the album was asked for")?;
        let artist = album.artist.as_ref().ok_or("the artist was asked for")?;
        println!(
            "  {} ({}, {:?}) for {}",
            track.name, album.title, artist.name, track.unit_price
        );
    }
    assert_eq!(page.items.len(), 3);

    let error = client.tracks().get(0).send().await.unwrap_err();
    println!("{error}");
    assert!(error.is_not_found());

    let error = client
        .tracks()
        .list()
        .per_page(100_000)
        .page(0)
        .send()
        .await
        .unwrap_err();
    println!("{error}");
    for mistake in &error.problem().ok_or("no problem document")?.errors {
        println!("  {}: {}", mistake.path.join("."), mistake.message);
    }
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));

    let error = client
        .graphql::<serde_json::Value>("{ tracks(filter: {nmae: {eq: 1}}) { id } }", ())
        .send()
        .await
        .unwrap_err();
    println!("{error}");

    let mut pages = client
        .artists()
        .list()
        .order_by([Artist::NAME])
        .first(100)
        .pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page?.items.len());
    }
    println!("pages of artists: {sizes:?}");
    assert_eq!(sizes, [100, 100, 75]);

    let mut rows = client.artists().list().per_page(100).stream();
    let mut streamed = 0;
    while let Some(row) = rows.next().await {
        row?;
        streamed += 1;
    }
    let mut rows = client.artists().export().stream();
    let mut exported = 0;
    while let Some(row) = rows.next().await {
        row?;
        exported += 1;
    }
    println!("{streamed} artists streamed, {exported} exported");
    assert_eq!((streamed, exported), (275, 275));

    let album = client.albums().get(1).send().await?;
    let etag = album.etag().ok_or("no etag")?;
    let again = client.albums().get(1).send_if_changed(etag).await?;
    assert_eq!(again, Changed::NotModified);

    #[derive(Debug, Deserialize)]
    struct Answer {
        artist: Option<Name>,
    }
    #[derive(Debug, Deserialize)]
    struct Name {
        name: Option<String>,
    }
    let query = "query($id: Int!) { artist(id: $id) { name } }";
    let variables = serde_json::json!({ "id": 1 });
    let answer = client.graphql::<Answer>(query, variables).send().await?;
    println!(
        "{:?}",
        answer
            .artist
            .as_ref()
            .and_then(|artist| artist.name.as_deref())
    );

    let error = Client::new("http://127.0.0.1:1")?
        .artists()
        .get(1)
        .send()
        .await
        .unwrap_err();
    println!("{error}");
    assert_eq!(error.code(), &ErrorCode::Network);
    Ok(())
}
