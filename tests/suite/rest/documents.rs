//! The `OpenAPI` document as it is served, and that the server does what it says.

use auto_api::Case;
use auto_api::model::render::{OpenApiVersion, openapi, yaml};
use axum::http::{Method, StatusCode};
use serde_json::Value as Json;

use super::app::{App, app, of_zone, uuid, zone};

#[tokio::test]
async fn both_syntaxes_and_versions() {
    let app = app().await;
    let zone = zone(Case::AsWritten, "/");
    for (query, version) in [
        ("", OpenApiVersion::V3_1),
        ("?version=3.1", OpenApiVersion::V3_1),
        ("?version=3.0", OpenApiVersion::V3_0),
        ("?version=3.0.3", OpenApiVersion::V3_0),
    ] {
        let expected = openapi(&zone, version);
        let reply = app.get(&format!("/openapi.json{query}")).await;
        assert_eq!(reply.header("content-type"), "application/json");
        assert_eq!(reply.json(), expected, "{query}");
        let tag = reply.header("etag");
        let again = [("if-none-match", tag)];
        let again = app
            .send(Method::GET, &format!("/openapi.json{query}"), &again)
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        let reply = app.get(&format!("/openapi.yaml{query}")).await;
        assert_eq!(reply.header("content-type"), "application/yaml");
        assert_eq!(reply.text(), yaml(&expected), "{query}");
    }
    for query in ["?version=2", "?version=", "?x=1"] {
        let reply = app.get(&format!("/openapi.json{query}")).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test]
async fn every_documented_parameter_is_taken() {
    for case in [Case::AsWritten, Case::Camel] {
        let app = of_zone(zone(case, "/")).await;
        let document = app.json("/openapi.json").await;
        let mut checked = 0;
        for (path, item) in document["paths"].as_object().unwrap() {
            let parameters = item["get"]["parameters"].as_array();
            for parameter in parameters.into_iter().flatten() {
                let parameter = resolved(&document, parameter);
                if parameter["in"] == "query" {
                    check(&app, &document, path, parameter).await;
                    checked += 1;
                }
            }
        }
        assert!(checked > 200, "{checked}");
    }
}

/// Every operation of the document is served, and none else is.
#[tokio::test]
async fn every_documented_operation_is_there() {
    for case in [Case::AsWritten, Case::Camel] {
        let app = of_zone(zone(case, "/")).await;
        let document = app.json("/openapi.json").await;
        for (path, item) in document["paths"].as_object().unwrap() {
            let mut known: Vec<String> = item.as_object().unwrap().keys().cloned().collect();
            if known.contains(&"get".to_owned()) {
                known.push("head".to_owned());
            }
            known.sort_unstable();
            let mut uri = path.clone();
            while let (Some(start), Some(end)) = (uri.find('{'), uri.find('}')) {
                uri.replace_range(start..=end, "1");
            }
            let reply = app.send(Method::TRACE, &uri, &[]).await;
            let mut allowed: Vec<String> = reply
                .header("allow")
                .split(',')
                .map(str::to_ascii_lowercase)
                .collect();
            allowed.sort_unstable();
            assert_eq!(allowed, known, "{path}");
        }
    }
}

/// The examples of bodies are taken, and so are their answers' schemas by what comes back.
#[tokio::test]
async fn examples_of_bodies_are_taken() {
    let app = app().await;
    let document = app.json("/openapi.json").await;
    let mut taken = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let example = &operation["requestBody"]["content"]["application/json"]["example"];
            if example.is_null() {
                continue;
            }
            let mut uri = path.replace("/posts/{id}", &format!("/posts/{}", uuid(1)));
            while let (Some(start), Some(end)) = (uri.find('{'), uri.find('}')) {
                uri.replace_range(start..=end, "1");
            }
            let id = operation["operationId"].as_str().unwrap();
            if id.ends_with("_update_many") {
                uri += "?all=true";
            } else if id.ends_with("_upsert") {
                let parameters = operation["parameters"].as_array().unwrap();
                let on = parameters.iter().find(|p| p["name"] == "on").unwrap();
                uri += "?on=";
                uri += on["schema"]["enum"][0].as_str().unwrap();
            }
            let reply = app.write(&method.to_uppercase(), &uri, example).await;
            // Keys of rows that are not there, or that are, are no mistake of a form.
            let status = reply.status.as_u16();
            let code = reply.json()["code"].as_str().unwrap_or("").to_owned();
            let is_form = status == 400 || status == 415 || code == "VALIDATION";
            assert!(!is_form && status < 500, "{id} {example}: {}", reply.text());
            taken += 1;
        }
    }
    assert!(taken > 10, "{taken}");
}

fn resolved<'d>(document: &'d Json, value: &'d Json) -> &'d Json {
    match value["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// The example of the keys to group by, without which there are no groups.
fn required<'d>(document: &'d Json, path: &str) -> &'d str {
    let all = document["paths"][path]["get"]["parameters"].as_array();
    let mut required = all.unwrap().iter().filter(|p| p["required"] == true);
    required.next().unwrap()["example"][0].as_str().unwrap()
}

async fn check(app: &App, document: &Json, path: &str, parameter: &Json) {
    let name = parameter["name"].as_str().unwrap();
    let schema = resolved(document, &parameter["schema"]);
    let value = match name {
        "after" | "before" => return,
        "filter" | "having" => "%7B%7D".to_owned(),
        _ => example(document, parameter, schema),
    };
    // Keys that are there, so that the answer is the parameter's.
    let mut path = path.replace("{line_no}", "1").replace("{lineNo}", "1");
    path = path.replace("/posts/{id}", &format!("/posts/{}", uuid(1)));
    path = path.replace("/users/{id}", &format!("/users/{}", uuid(1)));
    path = path.replace("/comments/{id}", "/comments/11");
    while let (Some(start), Some(end)) = (path.find('{'), path.find('}')) {
        path.replace_range(start..=end, "1");
    }
    let mut uri = format!("{path}?{name}={value}");
    if path.ends_with("/group-by") && name != "by" {
        uri.extend(["&by=", required(document, &path)]);
    }
    let reply = app.get(&uri).await;
    let is_right = matches!(reply.status, StatusCode::OK | StatusCode::NOT_FOUND);
    assert!(is_right, "{uri}: {}", reply.text());
}

/// A value of a schema, as a query string has it.
fn example(document: &Json, parameter: &Json, schema: &Json) -> String {
    let text = |value: &Json| match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => items[0].as_str().unwrap_or_default().to_owned(),
        other => other.to_string(),
    };
    if !parameter["example"].is_null() {
        return text(&parameter["example"]);
    }
    for known in [
        &schema["example"],
        &schema["examples"][0],
        &schema["enum"][0],
        &schema["anyOf"][0]["enum"][0],
        &schema["default"],
    ] {
        if !known.is_null() {
            return text(known);
        }
    }
    let format = schema["format"].as_str().unwrap_or_default();
    match (schema["type"].as_str().unwrap_or_default(), format) {
        ("array", _) => {
            let item = example(document, &Json::Null, resolved(document, &schema["items"]));
            let items = schema["minItems"].as_u64().unwrap_or(1).max(1);
            vec![item; usize::try_from(items).unwrap()].join(",")
        }
        ("boolean", _) => "true".to_owned(),
        ("integer" | "number", _) => "1".to_owned(),
        (_, "uuid") => uuid(1),
        (_, "date-time") => "2024-01-01T00:00:00Z".to_owned(),
        (_, "date") => "2024-01-01".to_owned(),
        _ => "1".to_owned(),
    }
}
