//! A schema of an application's own, served with the suite's zone.

// Resolvers are asynchronous, whether they wait or not.
#![allow(clippy::unused_async)]

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use async_graphql::{
    Context, CustomDirective, Directive, EmptySubscription, Enum, InputObject, InputValueError,
    InputValueResult, Interface, Object, Result, Scalar, ScalarType, Schema, SchemaBuilder,
    SimpleObject, Value,
};
use auto_api::{Case, Database, Error, ErrorCode, Service, Zone};
use auto_api_tests::models::blog::{Status, Tag, User};
use auto_api_tests::support::both::empty;

use super::super::app::{seed, zone};

/// What resolvers did, seen from the test.
#[derive(Clone, Default)]
pub(super) struct Seen {
    pub(super) calls: Arc<AtomicU32>,
    pub(super) log: Arc<Mutex<Vec<String>>>,
}

pub(super) struct Caller(pub(super) String);

pub(super) struct Query;

fn boom(place: &str) -> i32 {
    assert!(place.is_empty(), "secret of the {place}");
    0
}

/// How loud.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
enum Volume {
    Quiet,
    Loud,
}

#[derive(InputObject)]
struct Item {
    price: f64,
    #[graphql(default = 1)]
    count: i32,
}

/// Anything.
struct Opaque(Value);

#[Scalar]
impl ScalarType for Opaque {
    fn parse(value: Value) -> InputValueResult<Self> {
        if value == Value::Boolean(false) {
            return Err(InputValueError::custom("not this"));
        }
        Ok(Self(value))
    }

    fn to_value(&self) -> Value {
        self.0.clone()
    }
}

/// Something with a name.
#[derive(Interface)]
#[graphql(field(name = "label", ty = "&String"))]
enum Labelled {
    Box(Box_),
    Bag(Bag),
}

#[derive(SimpleObject)]
#[graphql(name = "Box")]
struct Box_ {
    label: String,
    sides: i32,
}

#[derive(SimpleObject)]
struct Bag {
    label: String,
    volume: Volume,
}

struct Machine;

#[Object]
impl Machine {
    async fn name(&self) -> &'static str {
        "press"
    }

    async fn slow(&self) -> i32 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        1
    }

    async fn boom(&self) -> Option<i32> {
        Some(boom("machine"))
    }

    async fn part(&self) -> Option<Part> {
        Some(Part)
    }

    async fn parts(&self) -> Option<Vec<Part>> {
        Some(vec![Part])
    }

    async fn some_parts(&self) -> Vec<Option<Part>> {
        vec![Some(Part), None]
    }
}

struct Part;

#[Object]
impl Part {
    async fn broken(&self) -> i32 {
        boom("part")
    }
}

#[Object(rename_fields = "snake_case")]
impl Query {
    /// The version.
    async fn version(&self, ctx: &Context<'_>) -> &'static str {
        ctx.data_unchecked::<Seen>()
            .calls
            .fetch_add(1, Ordering::Relaxed);
        "1.2.3"
    }

    /// The same again.
    async fn echo(&self, text: String, #[graphql(default = 1)] times: usize) -> Vec<String> {
        vec![text; times]
    }

    async fn total(&self, items: Vec<Item>, volume: Option<Volume>) -> String {
        let sum: f64 = items.iter().map(|i| i.price * f64::from(i.count)).sum();
        match volume {
            Some(Volume::Loud) => format!("{sum}!"),
            _ => sum.to_string(),
        }
    }

    async fn opaque(&self, value: Opaque) -> Opaque {
        value
    }

    async fn labelled(&self) -> Vec<Labelled> {
        let label = |text: &str| text.to_owned();
        vec![
            Labelled::Box(Box_ {
                label: label("a"),
                sides: 6,
            }),
            Labelled::Bag(Bag {
                label: label("b"),
                volume: Volume::Loud,
            }),
        ]
    }

    /// A model, read from the database.
    async fn newest_user(&self, ctx: &Context<'_>) -> Result<Option<User>> {
        let db = ctx.data::<Database>()?;
        Ok(User::query().order_by(User::NAME.desc()).first(db).await?)
    }

    async fn some_tags(&self, ctx: &Context<'_>) -> Result<Vec<Tag>> {
        let db = ctx.data::<Database>()?;
        Ok(Tag::query().order_by(Tag::ID.asc()).all(db).await?)
    }

    async fn status(&self) -> Status {
        Status::Draft
    }

    async fn caller(&self, ctx: &Context<'_>) -> Option<String> {
        ctx.append_http_header("x-seen", "yes");
        ctx.data_opt::<Caller>().map(|caller| caller.0.clone())
    }

    async fn machine(&self) -> Machine {
        Machine
    }

    async fn panics(&self) -> Option<i32> {
        Some(boom("root"))
    }

    async fn panics_hard(&self) -> i32 {
        boom("root")
    }

    async fn says_no(&self) -> Result<Option<i32>> {
        Err("not your turn".into())
    }

    async fn says_no_hard(&self) -> Result<i32> {
        Err("not your turn".into())
    }

    async fn refuses(&self) -> Result<Option<i32>> {
        Err(Error::new(ErrorCode::PermissionDenied, "only for admins"))?
    }

    async fn leaks(&self) -> Result<Option<String>> {
        Ok(Some(std::fs::read_to_string("/secret/place/of/a/file")?))
    }
}

pub(super) struct Mutation;

#[Object(rename_fields = "snake_case")]
impl Mutation {
    /// Writes a line, and gives all.
    async fn note(&self, ctx: &Context<'_>, text: String) -> Vec<String> {
        let seen = ctx.data_unchecked::<Seen>().clone();
        // One that did not wait for those before it would be done first.
        if text == "slow" {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let mut log = seen.log.lock().unwrap();
        log.push(text);
        log.clone()
    }

    /// Has the name of a generated field of `Query`.
    async fn post(&self) -> &'static str {
        "posted"
    }
}

/// Small letters.
#[Directive(location = "Field")]
fn lowercase() -> impl CustomDirective {
    Lowercase
}

struct Lowercase;

#[async_graphql::async_trait::async_trait]
impl CustomDirective for Lowercase {}

pub(super) type Builder = SchemaBuilder<Query, Mutation, EmptySubscription>;

pub(super) fn schema(db: &Database, seen: &Seen) -> Builder {
    Schema::build(Query, Mutation, EmptySubscription)
        .data(db.clone())
        .data(seen.clone())
        .directive(lowercase)
}

pub(super) async fn of_zone(zone: Zone, seen: &Seen) -> Arc<Service> {
    let db = empty().await;
    db.migrate(&zone).await.unwrap();
    db.execute_batch(&seed()).await.unwrap();
    let schema = schema(&db, seen);
    let service = Service::builder(zone, db).with_schema(schema);
    let service = service.with_request(|head, request| match head.headers.get("x-caller") {
        Some(caller) => request.data(Caller(caller.to_str().unwrap_or_default().to_owned())),
        None => request,
    });
    service.start().await.unwrap()
}

pub(super) async fn mixed() -> Arc<Service> {
    of_zone(zone(Case::AsWritten), &Seen::default()).await
}
