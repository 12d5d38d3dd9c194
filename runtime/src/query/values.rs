//! Values of columns, for rows that are made or changed.

use std::marker::PhantomData;
use std::sync::Arc;

use auto_api_model::{WriteAction, Zone};

use super::column::{Column, input};
use super::executor::Executor;
use super::{Query, zone};
use crate::ask::{Args, Input, Item, Read, Root, Write, WriteArgs};
use crate::ask::{Ask, Form, Shape};
use crate::error::{Error, Result};
use crate::plan::plan;
use crate::record::{FieldValue, Record, Row};
use crate::value::Value;
use crate::write::{Key, as_input};

/// Values of some columns of a model: of a new row, or of a change.
///
/// ```no_run
/// # use auto_api::{AutoApi, Database};
/// # #[derive(AutoApi)]
/// # struct Post { #[api(id)] id: i64, title: String, body: Option<String> }
/// # async fn write(db: &Database) -> auto_api::Result<()> {
/// let post = Post::TITLE.set("Rust").and(Post::BODY, "…".to_owned()).create(db).await?;
/// let renamed = Post::query()
///     .filter(Post::ID.eq(post.id))
///     .update(Post::TITLE.set("Rust and rows").and_null(Post::BODY), db)
///     .await?;
/// assert_eq!(renamed, 1);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[must_use = "values change nothing until a row is made or changed with them"]
pub struct Values<T> {
    values: Vec<(usize, Value)>,
    model: PhantomData<fn() -> T>,
}

impl<M: Record, T: FieldValue> Column<M, T> {
    /// This value, for a new row or a change.
    pub fn set(self, value: impl Into<T>) -> Values<M> {
        let values = Values {
            values: Vec::new(),
            model: PhantomData,
        };
        values.and(self, value)
    }

    /// Null, for a new row or a change.
    pub fn set_null(self) -> Values<M> {
        let values = Values {
            values: Vec::new(),
            model: PhantomData,
        };
        values.and_null(self)
    }
}

impl<M: Record> Values<M> {
    /// And this value of another column; the last value of a column counts.
    pub fn and<T: FieldValue>(self, column: Column<M, T>, value: impl Into<T>) -> Self {
        self.put(column.position(), value.into().to_value())
    }

    /// And null in another column.
    pub fn and_null<T: FieldValue>(self, column: Column<M, T>) -> Self {
        self.put(column.position(), Value::Null)
    }

    fn put(mut self, position: usize, value: Value) -> Self {
        self.values.retain(|(at, _)| *at != position);
        self.values.push((position, value));
        self
    }

    /// Makes a row of them; what is not given has its default. Answers the row as it is stored.
    ///
    /// # Errors
    ///
    /// `VALIDATION` and `NOT_NULL` of values that the model does not take, `UNIQUE`, `FOREIGN_KEY`
    /// and `CHECK` of the database's constraints, `UNAVAILABLE` or `TIMEOUT` of the database.
    pub async fn create(self, mut on: impl Executor) -> Result<M> {
        let zone = on.database().clone().named(&zone::of::<M>()?).await?;
        let args = WriteArgs {
            input: Some(self.into_input(&zone)?),
            ..WriteArgs::default()
        };
        let write = write::<M>(&zone, WriteAction::Create, args)?;
        let made = on.write(&zone, write).await?;
        let key = made.keys.into_iter().next().unwrap_or_default();
        row(&zone, &mut on, &key).await
    }

    /// The values by the positions of their columns.
    pub(crate) fn into_values(self) -> Vec<(usize, Value)> {
        self.values
    }

    fn into_input(self, zone: &Zone) -> Result<Input> {
        let entity = &zone.entities[entity::<M>(zone)?];
        let named = self.values.into_iter();
        let named = named.map(|(at, value)| (entity.members[at].name.clone(), input(&value)));
        Ok(Input::Object(named.collect()))
    }
}

impl<T: Record> Query<T> {
    /// Changes the rows of the query; its order, limit and offset do not count. Tells how many.
    ///
    /// # Errors
    ///
    /// As [`Values::create`].
    pub async fn update(self, values: Values<T>, mut on: impl Executor) -> Result<u64> {
        let zone = on.database().clone().named(&zone::of::<T>()?).await?;
        let args = WriteArgs {
            patch: Some(values.into_input(&zone)?),
            ..self.matching()
        };
        let write = write::<T>(&zone, WriteAction::UpdateMany, args)?;
        Ok(on.write(&zone, write).await?.affected)
    }

    /// Deletes the rows of the query; its order, limit and offset do not count. Tells how many.
    ///
    /// # Errors
    ///
    /// `FOREIGN_KEY` if other rows still refer to one, `UNAVAILABLE` or `TIMEOUT` of the database.
    pub async fn delete(self, mut on: impl Executor) -> Result<u64> {
        let zone = on.database().clone().named(&zone::of::<T>()?).await?;
        let write = write::<T>(&zone, WriteAction::DeleteMany, self.matching())?;
        Ok(on.write(&zone, write).await?.affected)
    }

    /// Rust code says what it means: no guard is needed.
    fn matching(&self) -> WriteArgs {
        WriteArgs {
            filter: self.condition(),
            all: Some(Input::Bool(true)),
            at_most: Some(Input::Int(u32::MAX.into())),
            ..WriteArgs::default()
        }
    }
}

/// Adds rows with all their values, the keys included, as one write; see
/// [`Values::create`] for rows whose keys the database makes.
///
/// # Errors
///
/// As [`Values::create`]; nothing is added then.
pub async fn insert<T: Record>(rows: &[T], mut on: impl Executor) -> Result<u64> {
    let zone = on.database().clone().named(&zone::of::<T>()?).await?;
    let members = &zone.entities[entity::<T>(&zone)?].members;
    let inputs = rows.iter().map(|row| {
        let named = members.iter().enumerate();
        let named = named.map(|(at, member)| (member.name.clone(), input(&row.value(at))));
        Input::Object(named.collect())
    });
    let args = WriteArgs {
        inputs: Some(Input::List(inputs.collect())),
        ..WriteArgs::default()
    };
    let write = write::<T>(&zone, WriteAction::CreateMany, args)?;
    Ok(on.write(&zone, write).await?.affected)
}

/// Writes what differs of a row: what the model fills by itself is left to it.
pub(crate) async fn put_back<T: Record>(
    mut on: impl Executor,
    before: &[Value],
    after: &[Value],
) -> Result<()> {
    let zone = on.database().clone().named(&zone::of::<T>()?).await?;
    let entity = &zone.entities[entity::<T>(&zone)?];
    let differs = |at: &usize| before.get(*at) != after.get(*at);
    if entity.key.iter().any(differs) {
        return Err(Error::internal("a method changed the key of its row"));
    }
    let members = entity.members.iter().enumerate();
    let changed = members.filter(|(at, own)| own.field.auto.is_none() && differs(at));
    let patch: Vec<_> = changed
        .filter_map(|(at, own)| Some((own.name.clone(), input(after.get(at)?))))
        .collect();
    if patch.is_empty() {
        return Ok(());
    }
    let key = entity.key.iter();
    let args = WriteArgs {
        key: key
            .filter_map(|&at| Some((at, as_input(before.get(at)?))))
            .collect(),
        input: Some(Input::Object(patch)),
        ..WriteArgs::default()
    };
    let write = write::<T>(&zone, WriteAction::Update, args)?;
    match on.write(&zone, write).await {
        Ok(_) => Ok(()),
        // There is no such argument: the method itself gave the value.
        Err(mut error) => {
            error.path.clear();
            Err(error)
        }
    }
}

fn entity<T: Record>(zone: &Zone) -> Result<usize> {
    let found = zone.entity_of(T::MODEL.rust_name);
    found.ok_or_else(|| Error::internal("a model is in its own zone"))
}

fn write<T: Record>(zone: &Zone, action: WriteAction, args: WriteArgs) -> Result<Write> {
    Ok(Write {
        key: "it".into(),
        entity: entity::<T>(zone)?,
        action,
        args,
        slots: 0,
        payload: Vec::new(),
    })
}

/// The row of a key.
async fn row<T: Record>(zone: &Arc<Zone>, on: &mut impl Executor, key: &Key) -> Result<T> {
    let of = entity::<T>(zone)?;
    let members = zone.entities[of].members.iter().enumerate();
    let items = members.map(|(member, known)| Item::Member {
        key: known.name.as_str().into(),
        member,
        part: None,
    });
    let filter = zone.entities[of].key.iter().zip(key).map(|(&at, value)| {
        let equal = Input::Object(vec![("eq".to_owned(), as_input(value))]);
        (zone.entities[of].members[at].name.clone(), equal)
    });
    let read = Read {
        key: "it".into(),
        entity: of,
        form: Form::List(items.collect()),
        args: Args {
            filter: Some(Input::Object(filter.collect())),
            unbounded: true,
            ..Args::default()
        },
    };
    let ask = Ask {
        roots: vec![Root::Read(read)],
        shape: Shape::Bare,
    };
    let plan = plan(zone, &ask, on.database().dialect()).map_err(|errors| {
        let first = errors.into_iter().next();
        first.unwrap_or_else(|| Error::internal("a plan failed without an error"))
    })?;
    let mut rows = on.rows(Arc::new(plan)).await?.into_iter();
    let values = rows.next();
    let values = values.ok_or_else(|| Error::internal("a row that was just made is not there"))?;
    T::read(&mut Row::new(&mut values.into_iter())).map_err(Error::internal)
}
