//! Writes by name, as people think of them, and their answers as JSON.

use std::sync::Arc;

use auto_api::ask::{Ask, ErrorItem, ErrorMember, PayloadItem, Root, Shape, Write, WriteArgs};
use auto_api::model::{WriteAction, Zone};
use auto_api::plan::plan;
use auto_api::{Database, Result};
use serde_json::Value as Json;

use super::asks::{input, pick};

/// A database, and the zone that writes to it.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The zone.
    pub zone: Arc<Zone>,
    /// Where its rows are.
    pub database: Database,
}

impl Changes {
    /// Runs one write; `args` are its arguments by name, `fields` what is answered of rows.
    pub async fn run(&self, model: &str, action: WriteAction, args: &Json, fields: &str) -> Json {
        let root = self.root("it", model, action, args, fields);
        self.all(vec![root]).await["it"].take()
    }

    /// Runs several writes as one operation.
    pub async fn all(&self, roots: Vec<Root>) -> Json {
        self.attempt(roots).await.unwrap()
    }

    /// As [`run`](Self::run), where the whole operation may fail.
    pub async fn try_run(&self, model: &str, action: WriteAction, args: &Json) -> Result<Json> {
        let root = self.root("it", model, action, args, "");
        Ok(self.attempt(vec![root]).await?["it"].take())
    }

    async fn attempt(&self, roots: Vec<Root>) -> Result<Json> {
        let shape = Shape::Object;
        let ask = Ask { roots, shape };
        let plan = Arc::new(plan(&self.zone, &ask, self.database.dialect()).unwrap());
        let written = self
            .database
            .write(&self.zone, &plan, Vec::new(), Vec::new());
        Ok(serde_json::from_slice(&written.await?.body).unwrap())
    }

    /// A write as a root.
    pub fn root(
        &self,
        key: &str,
        model: &str,
        action: WriteAction,
        args: &Json,
        fields: &str,
    ) -> Root {
        let items = pick(&self.zone, model).fields(fields).items();
        let rows = if action.is_many() {
            PayloadItem::Objects {
                key: "objects".into(),
                items,
            }
        } else {
            PayloadItem::Object {
                key: "object".into(),
                items,
            }
        };
        let mut payload = vec![PayloadItem::Ok("ok".into())];
        if !fields.is_empty() {
            payload.push(rows);
        }
        if action.is_many() {
            payload.push(PayloadItem::Affected("affected".into()));
        }
        payload.push(PayloadItem::Errors {
            key: "errors".into(),
            items: errors(),
        });
        let entity = self.zone.entity_of(model).unwrap();
        Root::Write(Write {
            key: key.into(),
            entity,
            action,
            args: self.args(entity, args),
            slots: 0,
            payload,
        })
    }

    fn args(&self, entity: usize, args: &Json) -> WriteArgs {
        let get = |name: &str| args.get(name).map(input);
        let key = args.get("key").and_then(Json::as_object);
        let members = key.into_iter().flatten().map(|(name, value)| {
            let member = self.zone.entities[entity].member(name).unwrap();
            (member, input(value))
        });
        WriteArgs {
            key: members.collect(),
            input: get("input"),
            inputs: get("inputs"),
            items: get("items"),
            patch: get("patch"),
            filter: get("filter"),
            all: get("all"),
            at_most: get("at_most"),
            on_error: get("on_error"),
            on: get("on"),
            expected_version: get("expected_version"),
            idempotency_key: get("idempotency_key"),
        }
    }
}

fn errors() -> Vec<ErrorItem> {
    let all = [
        ("code", ErrorMember::Code),
        ("message", ErrorMember::Message),
        ("field", ErrorMember::Field),
        ("path", ErrorMember::Path),
        ("index", ErrorMember::Index),
    ];
    let all = all.into_iter();
    all.map(|(key, what)| ErrorItem {
        key: key.into(),
        what,
    })
    .collect()
}
