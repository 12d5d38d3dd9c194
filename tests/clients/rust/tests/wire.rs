//! The wire vectors that all clients share.

mod mock;

use mock::{Mock, Reply, Request};
use models_public::models::{OrderLine, Post, Tag};
use models_public::runtime::{Any, Export, Field, Get, Include, List, Model, One, Order};
use models_public::{Changed, Client, Error};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const READS: &str = include_str!("wire/reads.json");
const GRAPHQL: &str = include_str!("wire/graphql.json");

/// What a call ended with, as the vectors write it.
type Outcome = Result<Value, Error>;

#[tokio::test]
async fn reads() {
    for case in cases(READS) {
        let server = Mock::script(replies(&case));
        let outcome = call(&client(&server, &case["call"]), &case["call"]).await;
        check(&case, outcome, &server.requests());
    }
}

#[tokio::test]
async fn queries() {
    for case in cases(GRAPHQL) {
        let server = Mock::script(replies(&case));
        let exchanges = case["exchanges"].as_array().unwrap();
        let body = &exchanges.last().unwrap()["request"]["body"];
        let query = body["query"].as_str().unwrap();
        let sent = client(&server, &case["call"])
            .graphql::<Value>(query, &body["variables"])
            .send()
            .await;
        let outcome = sent.map(|answer| json!({ "value": answer.data }));
        check(&case, outcome, &server.requests());
    }
}

fn cases(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).unwrap();
    file["cases"].as_array().unwrap().clone()
}

fn replies(case: &Value) -> Vec<Reply> {
    let exchanges = case["exchanges"].as_array().unwrap();
    let each = exchanges.iter().map(|exchange| {
        let response = &exchange["response"];
        if !response["fails"].is_null() {
            return Reply::failure();
        }
        let text = match &response["text"] {
            Value::String(text) => text.clone(),
            _ => response["body"].to_string(),
        };
        let status = u16::try_from(response["status"].as_u64().unwrap()).unwrap();
        let mut reply = Reply::text(status, &text);
        for (name, value) in response["headers"].as_object().into_iter().flatten() {
            reply = reply.header(name, value.as_str().unwrap());
        }
        // Cut within characters and lines.
        if status == 200 {
            reply.pieces = text.as_bytes().chunks(9).map(<[u8]>::to_vec).collect();
        }
        reply
    });
    each.collect()
}

fn client(server: &Mock, call: &Value) -> Client {
    let options = &call["options"];
    let mut client = Client::builder(&server.url);
    if let Some(retries) = options["retries"].as_u64() {
        client = client.retries(u32::try_from(retries).unwrap());
    }
    if let Some(token) = options["token"].as_str() {
        client = client.auth(token);
    }
    for (name, value) in options["headers"].as_object().into_iter().flatten() {
        client = client.header(name, value.as_str().unwrap());
    }
    client.build().unwrap()
}

async fn call(client: &Client, call: &Value) -> Outcome {
    let key = &call["key"];
    match call["operation"].as_str().unwrap() {
        "posts_list" => list(client.posts().list(), call).await,
        "tags_list" => list(client.tags().list(), call).await,
        "tags_export" => export(client.tags().export(), call).await,
        "posts_get" => {
            let id = serde_json::from_value(key["id"].clone()).unwrap();
            get::<Post>(client.posts().get(id), call).await
        }
        "tags_get" => {
            let id = serde_json::from_value(key["id"].clone()).unwrap();
            get::<Tag>(client.tags().get(id), call).await
        }
        "order_lines_get" => {
            let part = |name| serde_json::from_value(key[name].clone()).unwrap();
            let line_no = serde_json::from_value(key["line_no"].clone()).unwrap();
            get::<OrderLine>(client.order_lines().get(part("order_id"), line_no), call).await
        }
        other => panic!("no call of `{other}`: add one"),
    }
}

/// Names live as long as the test.
fn texts(list: &Value) -> Vec<&'static str> {
    let each = list.as_array().into_iter().flatten();
    each.map(|text| &*text.as_str().unwrap().to_owned().leak())
        .collect()
}

fn fields<M>(parameters: &Value) -> Vec<Field<M, Any>> {
    let names = texts(&parameters["fields"]).into_iter();
    names.map(Field::new).collect()
}

fn include<M>(parameters: &Value) -> Vec<Include<M>> {
    let names = texts(&parameters["include"]).into_iter();
    names.map(|name| One::<M, M>::new(name).into()).collect()
}

fn order<M>(parameters: &Value) -> Vec<Order<M>> {
    let keys = texts(&parameters["order_by"]).into_iter();
    keys.map(|key| {
        let (name, nulls) = key.split_once(':').unwrap_or((key, ""));
        let order = match name.strip_prefix('-') {
            Some(name) => Field::<M>::new(name).desc(),
            None => Field::<M>::new(name).asc(),
        };
        match nulls {
            "nulls_first" => order.nulls_first(),
            "nulls_last" => order.nulls_last(),
            _ => order,
        }
    })
    .collect()
}

async fn list<M>(mut list: List<M>, call: &Value) -> Outcome
where
    M: Model + Serialize,
    M::Filter: DeserializeOwned,
{
    let parameters = &call["parameters"];
    for (name, value) in parameters.as_object().into_iter().flatten() {
        let number = || u32::try_from(value.as_u64().unwrap()).unwrap();
        let text = || value.as_str().unwrap();
        list = match name.as_str() {
            "filter" => {
                let filter: M::Filter = serde_json::from_value(value.clone()).unwrap();
                list.filter(filter)
            }
            "order_by" => list.order_by(order(parameters)),
            "include" => include(parameters).into_iter().fold(list, List::include),
            "page" => list.page(number()),
            "per_page" | "page_size" => list.per_page(number()),
            "first" => list.first(number()),
            "last" => list.last(number()),
            "after" => list.after(text()),
            "before" => list.before(text()),
            "count" => list.count(value.as_bool().unwrap()),
            "fields" => list,
            other => panic!("no parameter `{other}`: add one"),
        };
    }
    let fields = fields::<M>(parameters);
    if fields.is_empty() {
        shown(list, call).await
    } else {
        shown(list.select::<Value>(fields), call).await
    }
}

async fn shown<M, T>(list: List<M, T>, call: &Value) -> Outcome
where
    M: Model,
    T: DeserializeOwned + Serialize + Send + 'static,
{
    let take = call["take"]
        .as_u64()
        .map_or(usize::MAX, |take| usize::try_from(take).unwrap());
    let mut items = Vec::new();
    match call["form"].as_str() {
        None | Some("value") => {
            let page = list.send().await?;
            return Ok(json!({ "value": page.data }));
        }
        Some("items") => {
            let mut rows = list.stream();
            while items.len() < take
                && let Some(row) = rows.next().await
            {
                items.push(serde_json::to_value(row?).unwrap());
            }
        }
        Some("pages") => {
            let mut pages = list.pages();
            while items.len() < take
                && let Some(page) = pages.next().await
            {
                items.push(serde_json::to_value(page?).unwrap());
            }
        }
        Some(other) => panic!("no form `{other}`: add one"),
    }
    Ok(json!({ "items": items }))
}

async fn get<M: Model + Serialize>(get: Get<M>, call: &Value) -> Outcome {
    let parameters = &call["parameters"];
    let get = include(parameters).into_iter().fold(get, Get::include);
    let fields = fields::<M>(parameters);
    if let Some(etag) = call["options"]["if_none_match"].as_str() {
        return Ok(match get.send_if_changed(etag).await? {
            Changed::Modified(row) => json!({ "value": row.data }),
            Changed::NotModified => json!({ "not_modified": true }),
        });
    }
    if fields.is_empty() {
        return Ok(json!({ "value": get.send().await?.data }));
    }
    let row = get.select::<Value>(fields).send().await?;
    Ok(json!({ "value": row.data }))
}

async fn export<M>(export: Export<M>, call: &Value) -> Outcome
where
    M: Model,
    M::Filter: DeserializeOwned,
{
    let parameters = &call["parameters"];
    let mut export = export.order_by(order(parameters));
    if !parameters["filter"].is_null() {
        let filter: M::Filter = serde_json::from_value(parameters["filter"].clone()).unwrap();
        export = export.filter(filter);
    }
    let mut rows = export.select::<Value>(fields::<M>(parameters)).stream();
    let mut items = Vec::new();
    while let Some(row) = rows.next().await {
        items.push(row?);
    }
    Ok(json!({ "items": items }))
}

fn check(case: &Value, outcome: Outcome, requests: &[Request]) {
    let name = case["name"].as_str().unwrap();
    let exchanges = case["exchanges"].as_array().unwrap();
    assert_eq!(requests.len(), exchanges.len(), "{name}");
    for (request, exchange) in requests.iter().zip(exchanges) {
        check_request(name, request, &exchange["request"]);
    }
    let expected = &case["outcome"]["error"];
    match outcome {
        Ok(value) => assert_eq!(value, case["outcome"], "{name}"),
        Err(error) if expected.is_null() => panic!("{name}: {error:?}"),
        Err(error) => {
            let mistakes = error.problem().map_or(0, |problem| problem.errors.len());
            let known = json!({
                "status": error.status().map_or(0, |status| status.as_u16()),
                "code": error.code().to_string(),
                "message": error.problem().map_or_else(
                    || error.graphql().first().map(|first| first.message.clone()),
                    |problem| Some(problem.detail.clone()),
                ),
                "request_id": error.request_id(),
                "errors": mistakes + error.graphql().len(),
            });
            for (member, value) in expected.as_object().unwrap() {
                assert_eq!(&known[member], value, "{name}: {member}: {error:?}");
            }
        }
    }
}

fn check_request(name: &str, request: &Request, expected: &Value) {
    assert_eq!(expected["method"], request.method, "{name}");
    assert_eq!(expected["path"], request.path, "{name}");
    if let Some(query) = expected["query"].as_object() {
        assert_eq!(
            query.len(),
            request.query.len(),
            "{name}: {:?}",
            request.query
        );
        for (parameter, text) in &request.query {
            match &query[parameter] {
                Value::String(expected) => assert_eq!(text, expected, "{name}"),
                expected => {
                    let value: Value = serde_json::from_str(text).unwrap();
                    assert_eq!(value, expected["json"], "{name}");
                }
            }
        }
    }
    for (header, value) in expected["headers"].as_object().into_iter().flatten() {
        assert_eq!(request.header(header), value.as_str(), "{name}: {header}");
    }
    if !expected["body"].is_null() {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        assert_eq!(body, expected["body"], "{name}");
    }
}
