//! The requests: what a client sends, each with different values.

use serde_json::json;

/// One query of the table.
pub(crate) struct Query {
    /// What the table calls it.
    pub(crate) name: &'static str,
    /// What it asks for.
    pub(crate) about: &'static str,
    /// How many requests a round has.
    pub(crate) requests: usize,
    /// The requests, as they go over the wire; sent one after the other.
    pub(crate) variants: Vec<Vec<u8>>,
}

const Q1: &str = "query Q1($id: Int!) {
  track(id: $id) { id name composer milliseconds unit_price }
}";

const Q2: &str = "query Q2($longer: Int!, $limit: Int!) {
  tracks(filter: { milliseconds: { gt: $longer } }, order_by: [{ name: ASC }], limit: $limit) {
    id name composer milliseconds unit_price
  }
}";

const Q3: &str = "query Q3($limit: Int!, $offset: Int!) {
  artists(limit: $limit, offset: $offset) {
    id name
    albums {
      id title
      tracks { id name milliseconds unit_price }
    }
  }
}";

const Q4: &str = "query Q4($page: Int!, $per_page: Int!) {
  invoice_pages(page: $page, per_page: $per_page) {
    items {
      id invoice_date total
      customer { id first_name last_name country }
      invoice_lines { id quantity unit_price track { id name } }
    }
    page_info { total_count page_count current_page has_next_page }
  }
}";

const Q5: &str = "query Q5($artist: String!, $limit: Int!) {
  tracks(
    filter: { album: { artist: { name: { contains: $artist } } } }
    order_by: [{ name: ASC }]
    limit: $limit
  ) {
    id name milliseconds
    album { id title artist { id name } }
  }
}";

/// Texts that are in the names of artists.
const ARTISTS: [&str; 8] = [
    "Metal", "U2", "Led", "Maiden", "Pearl", "The ", "Van", "Chico",
];

/// All queries, in the order of the table.
pub(crate) fn all() -> Vec<Query> {
    vec![
        Query {
            name: "Q1",
            about: "one track",
            requests: 8_000,
            variants: posts(Q1, "Q1", (0..64).map(|n| json!({ "id": 1 + n * 53 }))),
        },
        Query {
            name: "Q2",
            about: "50 tracks, filtered and ordered",
            requests: 1_600,
            variants: posts(
                Q2,
                "Q2",
                (0..16).map(|n| json!({ "longer": 240_000 + n * 1_000, "limit": 50 })),
            ),
        },
        Query {
            name: "Q3",
            about: "20 artists, albums, tracks",
            requests: 1_600,
            variants: posts(
                Q3,
                "Q3",
                (0..8).map(|n| json!({ "limit": 20, "offset": n })),
            ),
        },
        Query {
            name: "Q4",
            about: "20 invoices, customer, lines, tracks, total",
            requests: 1_600,
            variants: posts(
                Q4,
                "Q4",
                (0..16).map(|n| json!({ "page": 1 + n, "per_page": 20 })),
            ),
        },
        Query {
            name: "Q5",
            about: "50 tracks, filtered by album.artist",
            requests: 1_600,
            variants: posts(
                Q5,
                "Q5",
                ARTISTS
                    .iter()
                    .map(|artist| json!({ "artist": artist, "limit": 50 })),
            ),
        },
        Query {
            name: "R",
            about: "50 tracks over REST",
            requests: 4_000,
            variants: (0..32)
                .map(|n| get(&format!("/tracks?per_page=50&page={}", 1 + n)))
                .collect(),
        },
    ]
}

fn posts(
    document: &str,
    operation: &str,
    variables: impl Iterator<Item = serde_json::Value>,
) -> Vec<Vec<u8>> {
    let body = |variables| json!({ "operationName": operation, "query": document, "variables": variables });
    variables
        .map(|values| post(&body(values).to_string()))
        .collect()
}

fn post(body: &str) -> Vec<u8> {
    format!(
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Accept: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n")
        .into_bytes()
}
