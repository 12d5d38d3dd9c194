//! Idempotency keys: a write that is sent again is answered as it was the first time.
//!
//! Source: draft-ietf-httpapi-idempotency-key-header. Keys are kept for a day, in the same
//! transaction as what they stand for; a write that failed may be sent again under its key.

use auto_api_model::{Kind, Scalar, fingerprint};
use sea_query::{ColumnDef, Expr, ExprTrait, Index, OnConflict, Query, Table};
use sea_query::{PostgresQueryBuilder, SqliteQueryBuilder};
use serde_json::{Value as Json, json};

use super::engine::Engine;
use super::path::Path;
use super::tx::Tx;
use super::{Done, Refused};
use crate::ask::Input;
use crate::coerce::coerce;
use crate::error::{Error, Result};
use crate::plan::Dialect;
use crate::plan::node::Encoding;
use crate::plan::sql::Sql;
use crate::plan::write::WriteNode;
use crate::value::{Value, text};

/// What keys are kept in.
const TABLE: &str = "auto_api_idempotency";

/// How long a key is kept: a day, in milliseconds.
const KEPT: i64 = 24 * 60 * 60 * 1000;

/// Characters of a key, at most.
const LONGEST: usize = 255;

const TEXT: Kind = Kind::Scalar(Scalar::String);
const WHOLE: Kind = Kind::Scalar(Scalar::I64);

/// What makes the table and its index, where they are not there.
pub(crate) fn table(dialect: Dialect) -> String {
    let text = |name: &'static str| ColumnDef::new(name).text().not_null().take();
    let mut create = Table::create();
    create.table(TABLE).if_not_exists();
    create
        .col(text("scope"))
        .col(text("key"))
        .col(text("request"));
    create.col(ColumnDef::new("answer").text());
    create.col(ColumnDef::new("at").big_integer().not_null());
    create.primary_key(Index::create().col("scope").col("key"));
    // Old keys are looked for with each new one.
    let mut index = Index::create();
    index.if_not_exists().name("auto_api_idempotency_at_index");
    index.table(TABLE).col("at");
    let both = match dialect {
        Dialect::Sqlite => [
            create.to_string(SqliteQueryBuilder),
            index.to_string(SqliteQueryBuilder),
        ],
        Dialect::Postgres => [
            create.to_string(PostgresQueryBuilder),
            index.to_string(PostgresQueryBuilder),
        ],
    };
    both.join(";\n")
}

/// A key of a request, and what was asked for under it.
pub(super) struct Once {
    scope: String,
    key: String,
    request: String,
}

impl Engine<'_> {
    /// The key of a write, if it has one.
    pub(super) fn once(&self, node: &WriteNode) -> Result<Option<Once>> {
        let Some(given) = self.optional(node.args.idempotency_key.as_ref()) else {
            return Ok(None);
        };
        let path = Path::argument("idempotency_key");
        let key = match coerce(&TEXT, &given) {
            Ok(Value::Text(key)) => key,
            Ok(_) => return Ok(None),
            Err(message) => return Err(path.error(message)),
        };
        if key.is_empty() || key.chars().count() > LONGEST || key.contains('\0') {
            let message = format!("an idempotency key has 1 to {LONGEST} characters");
            return Err(path.error(message));
        }
        let entity = self.entity(node.entity);
        let args = [
            &node.args.input,
            &node.args.inputs,
            &node.args.items,
            &node.args.patch,
            &node.args.filter,
            &node.args.all,
            &node.args.at_most,
            &node.args.on_error,
            &node.args.on,
            &node.args.expected_version,
        ];
        let args = args.map(|arg| arg.as_ref().map(|arg| self.input(arg)));
        let row = node.args.key.iter();
        let row: Vec<_> = row.map(|(at, input)| (at, self.input(input))).collect();
        let request = format!("{args:?} {row:?} {:?}", node.payload);
        Ok(Some(Once {
            scope: format!(
                "{} {}",
                self.zone.name,
                self.zone.write_name(entity, node.action)
            ),
            key,
            request: format!("{:016x}", fingerprint::of(request)),
        }))
    }

    /// The answer of the first time, or none if this is it.
    pub(super) async fn begin(
        &self,
        tx: &mut Tx<'_>,
        node: &WriteNode,
        once: &Once,
    ) -> Result<Option<Done>, Refused> {
        self.forget(tx).await?;
        let mut sql = Sql::new(tx.dialect());
        let mut insert = Query::insert();
        insert.into_table(TABLE);
        insert.columns(["scope", "key", "request", "at"]);
        let mut values: Vec<Expr> = [&once.scope, &once.key, &once.request]
            .into_iter()
            .map(|words| sql.value(&TEXT, &Value::Text(words.clone())))
            .collect();
        values.push(sql.value(&WHOLE, &Value::Int(self.now.timestamp_millis())));
        let fits = insert.values(values).is_ok();
        debug_assert!(fits);
        insert.on_conflict(OnConflict::new().do_nothing().to_owned());
        insert.returning(Query::returning().column("key"));
        let first = tx
            .query(&sql.finish(&insert), &[], &[Encoding::Text])
            .await?;
        if !first.is_empty() {
            return Ok(None);
        }
        let mut sql = Sql::new(tx.dialect());
        let mut select = Query::select();
        select.columns(["request", "answer"]).from(TABLE);
        select.and_where(known(&mut sql, once));
        let texts = [Encoding::Text, Encoding::Text];
        let found = tx.query(&sql.finish(&select), &[], &texts).await?;
        let mut found = found.into_iter().flatten();
        let (request, answer) = (found.next(), found.next());
        if request != Some(Value::Text(once.request.clone())) {
            let message = "this idempotency key was used for another request: use a new one";
            return Err(Path::argument("idempotency_key").error(message).into());
        }
        let Some(Value::Text(answer)) = answer else {
            return Err(Error::internal("an idempotency key without an answer").into());
        };
        Ok(Some(self.replayed(node, &answer)?))
    }

    /// Keeps what a write answered.
    pub(super) async fn remember(
        &self,
        tx: &mut Tx<'_>,
        once: &Once,
        done: &Done,
        rows: &[Vec<u8>],
    ) -> Result<()> {
        let key = done.keys.iter().flatten().next();
        let answer = json!({
            "affected": done.affected,
            "created": done.created,
            "key": key.map(|key| key.iter().map(text::of).collect::<Vec<_>>()),
            "rows": rows.iter().map(|row| String::from_utf8_lossy(row)).collect::<Vec<_>>(),
            "errors": done.errors.iter().map(|error| json!({
                "code": error.code.as_str(), "message": error.message, "path": error.path,
                "field": error.field, "index": error.index,
            })).collect::<Vec<_>>(),
        });
        let mut sql = Sql::new(tx.dialect());
        let mut update = Query::update();
        update.table(TABLE);
        let answer = sql.value(&TEXT, &Value::Text(answer.to_string()));
        update.value("answer", answer);
        update.and_where(known(&mut sql, once));
        tx.query(&sql.finish(&update), &[], &[]).await?;
        Ok(())
    }

    fn replayed(&self, node: &WriteNode, answer: &str) -> Result<Done> {
        let answer: Json = serde_json::from_str(answer).map_err(Error::internal)?;
        let entity = self.entity(node.entity);
        let key = answer["key"].as_array().and_then(|words| {
            let members = entity.key.iter().map(|&at| &entity.members[at].kind);
            let values = members
                .zip(words)
                .map(|(kind, word)| coerce(kind, &Input::Raw(word.as_str()?.to_owned())).ok());
            values.collect::<Option<Vec<_>>>()
        });
        let rows = answer["rows"].as_array().into_iter().flatten();
        let errors = answer["errors"].as_array().into_iter().flatten();
        Ok(Done {
            keys: vec![key],
            affected: answer["affected"].as_u64().unwrap_or_default(),
            created: answer["created"].as_bool().unwrap_or_default(),
            before: Some(
                rows.filter_map(|row| Some(row.as_str()?.as_bytes().to_vec()))
                    .collect(),
            ),
            errors: errors.filter_map(told).collect(),
        })
    }

    /// Forgets what is older than a day.
    async fn forget(&self, tx: &mut Tx<'_>) -> Result<()> {
        let mut sql = Sql::new(tx.dialect());
        let mut delete = Query::delete();
        let oldest = self.now.timestamp_millis() - KEPT;
        let oldest = sql.value(&WHOLE, &Value::Int(oldest));
        delete
            .from_table(TABLE)
            .and_where(Expr::col("at").lt(oldest));
        tx.query(&sql.finish(&delete), &[], &[]).await?;
        Ok(())
    }
}

fn known(sql: &mut Sql, once: &Once) -> Expr {
    let scope = sql.value(&TEXT, &Value::Text(once.scope.clone()));
    let key = sql.value(&TEXT, &Value::Text(once.key.clone()));
    Expr::col("scope").eq(scope).and(Expr::col("key").eq(key))
}

/// An error of a row that was skipped.
fn told(error: &Json) -> Option<Error> {
    let code = error["code"].as_str()?;
    let code = auto_api_model::ErrorCode::ALL
        .into_iter()
        .find(|known| known.as_str() == code)?;
    let mut told = Error::new(code, error["message"].as_str()?);
    let path = error["path"].as_array()?.iter();
    told.path = path
        .filter_map(|step| Some(step.as_str()?.to_owned()))
        .collect();
    told.field = error["field"].as_str().map(str::to_owned);
    told.index = error["index"]
        .as_u64()
        .and_then(|at| usize::try_from(at).ok());
    Some(told)
}
