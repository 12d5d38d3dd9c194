//! The same methods in REST.

use auto_api::Case;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value as Json, json};
use tower::ServiceExt as _;

use super::app::{of_zone, zone};

async fn router() -> axum::Router {
    of_zone(zone("public", Case::AsWritten)).await.router()
}

async fn send(router: &axum::Router, request: Request<Body>) -> (StatusCode, Json, String) {
    let response: Response<Body> = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let tag = parts.headers.get(header::ETAG);
    let tag = tag.map_or("", |tag| tag.to_str().unwrap()).to_owned();
    let json = if bytes.is_empty() {
        Json::Null
    } else {
        serde_json::from_slice(&bytes).unwrap()
    };
    (parts.status, json, tag)
}

async fn get(router: &axum::Router, path: &str) -> (StatusCode, Json) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let (status, json, _) = send(router, request).await;
    (status, json)
}

async fn post(router: &axum::Router, path: &str, body: Json) -> (StatusCode, Json, String) {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
    let request = request.body(Body::from(body.to_string())).unwrap();
    send(router, request).await
}

#[tokio::test]
async fn computed_fields_of_rows() {
    let router = router().await;
    let (status, row) = get(&router, "/essays/1").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(row["word_count"], 3);
    assert_eq!(row["headline"], "One: short");
    assert_eq!(row["popularity"], "27021597764222979");
    let shape = json!({"words": 3, "longest": "longer", "stage": "Draft"});
    assert_eq!(row["shape"], shape);
    assert_eq!(row.get("reads"), None);
    let (_, page) = get(
        &router,
        "/essays?fields=word_count,id&order_by=-id&page=1&per_page=2",
    )
    .await;
    assert_eq!(
        page["items"],
        json!([{"word_count": 3, "id": "4"}, {"word_count": 1, "id": "3"}])
    );
    let (_, row) = get(&router, "/writers/1?fields=name,essays.word_count").await;
    assert_eq!(
        row,
        json!({"name": "Ann", "essays": [{"word_count": 3}, {"word_count": 0}, {"word_count": 1}]})
    );
    let (status, problem) = get(&router, "/essays?fields=word_cuont").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(
        problem.to_string().contains("did you mean `word_count`?"),
        "{problem}"
    );
    let (status, _) = get(&router, "/essays?order_by=word_count").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let request = Request::get("/essays/export?format=csv&fields=id,headline&order_by=id");
    let response = router
        .clone()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(
        text,
        "id,headline\r\n1,One: short\r\n2,Two\r\n3,Three\r\n4,Four\r\n"
    );
}

#[tokio::test]
async fn queries() {
    let router = router().await;
    let (status, rows) = get(&router, "/essays/1/similar?limit=1").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(rows[0]["title"], "Three");
    assert_eq!(rows[0]["word_count"], 1);
    assert_eq!(rows.as_array().unwrap().len(), 1);
    let (_, rows) = get(&router, "/essays/1/similar").await;
    assert_eq!(rows.as_array().unwrap().len(), 2);
    let (_, writer) = get(&router, "/essays/4/writer_of").await;
    assert_eq!(writer, json!({"id": "2", "name": "Bob"}));
    let (_, shape) = get(
        &router,
        "/essays/measure?text=a+b&days=2024-02-29,2024-03-01",
    )
    .await;
    assert_eq!(
        shape,
        json!({"words": 4, "longest": null, "stage": "Published"})
    );
    let (status, none) = get(&router, "/essays/only_one?stage=Draft").await;
    assert_eq!((status, none), (StatusCode::OK, Json::Null));
    for (path, status, word) in [
        (
            "/essays/99/similar",
            StatusCode::NOT_FOUND,
            "there is no such",
        ),
        (
            "/essays/x/similar",
            StatusCode::NOT_FOUND,
            "there is no such",
        ),
        (
            "/essays/1/similar?limit=0",
            StatusCode::BAD_REQUEST,
            "limit",
        ),
        (
            "/essays/1/similar?limit=x",
            StatusCode::BAD_REQUEST,
            "limit",
        ),
        (
            "/essays/1/similar?limti=1",
            StatusCode::BAD_REQUEST,
            "did you mean `limit`?",
        ),
        (
            "/essays/1/similar?limit=1&limit=2",
            StatusCode::BAD_REQUEST,
            "more than once",
        ),
        ("/essays/measure?text=a", StatusCode::BAD_REQUEST, "days"),
        (
            "/essays/only_one?stage=Draft&stars=5",
            StatusCode::NOT_FOUND,
            "nothing is that good",
        ),
        (
            "/essays/1/explode",
            StatusCode::NOT_FOUND,
            "nothing at this path",
        ),
        (
            "/essays/1/publish",
            StatusCode::METHOD_NOT_ALLOWED,
            "method",
        ),
    ] {
        let (found, problem) = get(&router, path).await;
        assert_eq!(found, status, "{path}: {problem}");
        assert!(problem.to_string().contains(word), "{path}: {problem}");
    }
}

#[tokio::test]
async fn mutations() {
    let router = router().await;
    // Without a body at all.
    let request = Request::post("/essays/1/publish")
        .body(Body::empty())
        .unwrap();
    let (status, row, tag) = send(&router, request).await;
    assert_eq!(status, StatusCode::OK, "{row}");
    assert_eq!(row["stage"], "Published");
    assert_eq!(row["published_at"], "2023-11-14T22:13:20Z");
    assert_eq!(tag, "\"2\"");
    let (status, problem, _) = post(&router, "/essays/1/publish", json!({})).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(problem["code"], "CONFLICT");
    let (status, old, _) = post(&router, "/essays/2/rename", json!({"title": "Zwei"})).await;
    assert_eq!((status, old), (StatusCode::OK, json!("Two")));
    let (status, none, _) = post(&router, "/essays/forget", json!({})).await;
    assert_eq!((status, none), (StatusCode::NO_CONTENT, Json::Null));
    let body = json!({"writer_id": 2, "titles": ["A", "B"], "shape": {"words": 1, "longest": null, "stage": "Draft"}});
    let (status, rows, _) = post(&router, "/essays/import", body).await;
    assert_eq!(status, StatusCode::OK, "{rows}");
    assert_eq!(
        (&rows[0]["title"], &rows[1]["word_count"]),
        (&json!("B"), &json!(1))
    );
}

#[tokio::test]
async fn bodies_that_do_not_fit() {
    let router = router().await;
    for (path, body, status, word) in [
        (
            "/essays/2/rename",
            json!({}),
            StatusCode::UNPROCESSABLE_ENTITY,
            "`title` is required",
        ),
        (
            "/essays/2/rename",
            json!({"title": 5}),
            StatusCode::UNPROCESSABLE_ENTITY,
            "title",
        ),
        (
            "/essays/2/rename",
            json!({"titel": "x"}),
            StatusCode::UNPROCESSABLE_ENTITY,
            "did you mean `title`?",
        ),
        (
            "/essays/2/rename",
            json!(["x"]),
            StatusCode::UNPROCESSABLE_ENTITY,
            "an object",
        ),
        (
            "/essays/2/rename",
            json!({"title": "x".repeat(41)}),
            StatusCode::UNPROCESSABLE_ENTITY,
            "40",
        ),
        (
            "/essays/2/read",
            json!({"times": 0}),
            StatusCode::UNPROCESSABLE_ENTITY,
            "times",
        ),
        (
            "/essays/77/publish",
            json!({}),
            StatusCode::NOT_FOUND,
            "there is no such",
        ),
        (
            "/essays/import",
            json!({"writer_id": 2, "titles": ["A", null]}),
            StatusCode::UNPROCESSABLE_ENTITY,
            "titles",
        ),
    ] {
        let (found, problem, _) = post(&router, path, body).await;
        assert_eq!(found, status, "{path}: {problem}");
        assert!(problem.to_string().contains(word), "{path}: {problem}");
    }
    let (_, row) = get(&router, "/essays/2").await;
    assert_eq!((&row["title"], &row["version"]), (&json!("Two"), &json!(1)));
    let request = Request::post("/essays/1/publish").header(header::CONTENT_TYPE, "text/plain");
    let request = request.body(Body::from("{}")).unwrap();
    let (status, _, _) = send(&router, request).await;
    assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
