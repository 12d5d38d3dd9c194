//! A change of one row.

use auto_api_model::input::InputOf;
use auto_api_model::{Entity, ErrorCode, Join, Kind, Link, Scalar};

use super::engine::{Engine, not_found};
use super::nested::{Todo, is_before};
use super::path::Path;
use super::record::Record;
use super::statement::{select, update};
use super::tx::Tx;
use super::{Done, Key, Refused, violation};
use crate::ask::{Input, WriteArgs};
use crate::coerce::coerce;
use crate::error::Error;
use crate::events::EventKind;
use crate::hooks::On;
use crate::plan::sql::compared;
use crate::plan::write::Matching;
use crate::value::Value;

/// Which row, and which version of it.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) key: Vec<(usize, Value)>,
    pub(super) version: Option<i64>,
}

impl Target {
    /// The row of a primary key, whatever its version.
    pub(super) fn of(entity: &Entity, key: &Key) -> Self {
        let members = entity.key.iter().copied();
        Self {
            key: members.zip(key.iter().cloned()).collect(),
            version: None,
        }
    }
}

impl Engine<'_> {
    /// `update_post(id, input, expected_version)`
    pub(super) async fn update(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        args: &WriteArgs,
    ) -> Result<Done, Refused> {
        let input = self.input(args.input.as_ref().unwrap_or(&Input::Null));
        let path = Path::argument("input");
        let target = self.target(self.entity(entity), args)?;
        let key = self.change(tx, entity, &target, &input, &path).await?;
        Ok(Done {
            keys: vec![Some(key)],
            affected: 1,
            ..Done::default()
        })
    }

    /// The row that the arguments mean.
    pub(super) fn target(&self, entity: &Entity, args: &WriteArgs) -> Result<Target, Error> {
        let key = self.key(entity, &args.key, &Path::argument("key"));
        let key = key.map_err(|mut error| {
            // The members of the key are arguments themselves.
            error.path.remove(0);
            error
        })?;
        let version = self.expected_version(args.expected_version.as_ref())?;
        Ok(Target { key, version })
    }

    pub(super) fn expected_version(&self, given: Option<&Input>) -> Result<Option<i64>, Error> {
        let Some(given) = self.optional(given) else {
            return Ok(None);
        };
        match coerce(&Kind::Scalar(Scalar::I64), &given) {
            Ok(Value::Int(version)) => Ok(Some(version)),
            Ok(_) => Ok(None),
            Err(message) => Err(Path::argument("expected_version").error(message)),
        }
    }

    /// Checks a patch and all below it, and changes a row; gives its primary key.
    pub(super) async fn change(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        target: &Target,
        input: &Input,
        path: &Path<'_>,
    ) -> Result<Key, Refused> {
        let mut errors = Vec::new();
        self.check_patch(entity, input, &[], path, &mut errors);
        if !errors.is_empty() {
            return Err(Refused::Caller(errors, None));
        }
        self.change_row(tx, entity, target, input, path).await
    }

    /// Changes a row by a patch that was checked; gives its primary key.
    pub(super) async fn change_row(
        &self,
        tx: &mut Tx<'_>,
        entity: usize,
        target: &Target,
        input: &Input,
        path: &Path<'_>,
    ) -> Result<Key, Refused> {
        let entity = self.entity(entity);
        let mut record = self.record(entity, InputOf::Update, input, path, &mut Vec::new());
        let led = self.led(tx, entity, &record, target, path).await?;
        self.before(tx, entity, &mut record, false, path).await?;
        let mut old = None;
        if self.is_hooked(entity, On::Update) {
            let found = matching(tx, entity, target);
            old = self.whole(tx, entity, found).await?;
            if old.is_none() {
                return Err(self.missing(tx, entity, target, path).await);
            }
            let hook = (On::Update, old.as_ref());
            self.hook_values(tx, entity, hook, &mut record, path)
                .await?;
        }
        let sets = self.touched(entity, record.sets());
        let matching = matching(tx, entity, target);
        let is_touched = !sets.is_empty() || entity.version().is_some();
        let statement = if is_touched {
            update(entity, &sets, matching, &entity.key)
        } else {
            // Only rows below it change.
            select(entity, matching, &entity.key)
        };
        let key = match tx.keys(entity, &statement, &[]).await {
            Ok(mut rows) => match rows.pop() {
                Some(key) => key,
                None => return Err(self.missing(tx, entity, target, path).await),
            },
            Err(error) => {
                let error = violation::told(self, tx, entity, error, Some(&record.values)).await;
                return Err(violation::put(error, entity, path));
            }
        };
        if is_touched {
            tx.note(entity, EventKind::Updated, [&key]);
        }
        self.hook_written(tx, entity, (On::Update, old), &key, path)
            .await?;
        for (link, todo, values) in led {
            let path = path.name(&link.name);
            self.referenced(tx, link, &todo, &values, &path).await?;
        }
        self.after(tx, entity, &record, &key, false, path).await?;
        Ok(key)
    }

    /// Of the relations that change or delete the row which the row leads to: where it leads now.
    async fn led<'l, 'i>(
        &self,
        tx: &mut Tx<'_>,
        entity: &'l Entity,
        record: &Record<'i>,
        target: &Target,
        path: &Path<'_>,
    ) -> Result<Vec<(&'l Link, Todo<'i>, Vec<Value>)>, Refused> {
        let mut led = Vec::new();
        for (at, input) in &record.links {
            let link = &entity.links[*at];
            let Join::Direct { own, .. } = &link.join else {
                continue;
            };
            let todo = self.todo(link, input, false, &path.name(&link.name), &mut Vec::new());
            if is_before(link) && !(todo.update.is_empty() && todo.delete.is_empty()) {
                match self.select(tx, entity, &target.key, own).await? {
                    Some(values) => led.push((link, todo, values)),
                    None => return Err(self.missing(tx, entity, target, path).await),
                }
            }
        }
        Ok(led)
    }

    /// The given members and those that take the time of the write.
    pub(super) fn touched(
        &self,
        entity: &Entity,
        mut sets: Vec<(usize, Value)>,
    ) -> Vec<(usize, Value)> {
        let touched = entity.touched();
        sets.extend(touched.map(|at| (at, self.now_as(&entity.members[at].kind))));
        sets
    }

    /// Why no row was changed: there is none, or it has another version.
    pub(super) async fn missing(
        &self,
        tx: &mut Tx<'_>,
        entity: &Entity,
        target: &Target,
        path: &Path<'_>,
    ) -> Refused {
        if let Some(expected) = target.version {
            let found = violation::find(tx, entity, &target.key);
            match tx.keys(entity, &found, &[]).await {
                Ok(mut rows) => {
                    if let Some(key) = rows.pop() {
                        let message = format!(
                            "the row was changed meanwhile: it does not have version {expected} any more"
                        );
                        let error = Error::new(ErrorCode::Conflict, message);
                        let path = Path::argument("expected_version");
                        return Refused::Caller(vec![path.put(error)], Some(key));
                    }
                }
                Err(error) => return Refused::Fault(error),
            }
        }
        // The outermost row is what was asked for; another is somewhere in the input.
        let error = not_found(entity);
        let error = if path.is_inner() {
            path.of_row().put(error)
        } else {
            error
        };
        Refused::Caller(vec![error], None)
    }
}

/// The row of a key, of a version if one is expected.
pub(super) fn matching(tx: &Tx<'_>, entity: &Entity, target: &Target) -> Matching {
    use sea_query::ExprTrait;
    let mut rows = Matching::of_key(tx.dialect(), entity, &target.key);
    if let (Some(version), Some(at)) = (target.version, entity.version()) {
        let value = (rows.sql).value(&entity.members[at].kind, &Value::Int(version));
        let column = compared(rows.sql.dialect, entity, &rows.alias, at);
        rows.condition = rows.condition.and(column.eq(value));
    }
    rows
}
