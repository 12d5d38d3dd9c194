//! Models with a column of every kind and a relation of every kind, most of them optional.

use auto_api::{AutoApi, Zone};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use std::net::IpAddr;
use url::Url;
use uuid::Uuid;

/// A row of everything.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(
    has_one(note: Note),
    has_many(children: Thing, via = parent_id),
    many_to_many(labels: Label, through = Sticker),
    belongs_to(shelf: Shelf, fields = (room, level)),
    page(default = 9, max = 500)
)]
pub struct Thing {
    /// The key.
    #[api(id)]
    pub id: i64,
    /// `bool`
    pub flag: Option<bool>,
    /// `i16`
    pub tiny: i16,
    /// `u16`
    pub few: Option<u16>,
    /// `i32`
    pub some: Option<i32>,
    /// `u32`
    pub many: Option<u32>,
    /// `i64`
    pub huge: Option<i64>,
    /// `f32`
    pub single: Option<f32>,
    /// `f64`
    pub double: Option<f64>,
    /// `f64`, of which sums are exact.
    pub weight: f64,
    /// `String`
    pub name: String,
    /// `String` or none.
    pub title: Option<String>,
    /// `Uuid`
    pub token: Option<Uuid>,
    /// `DateTime<Utc>`
    pub seen_at: Option<DateTime<Utc>>,
    /// `NaiveDateTime`
    pub local_at: Option<NaiveDateTime>,
    /// `NaiveDate`
    pub day: Option<NaiveDate>,
    /// `NaiveTime`
    pub clock: Option<NaiveTime>,
    /// `TimeDelta`
    pub span: Option<TimeDelta>,
    /// `Decimal`
    pub price: Option<Decimal>,
    /// `Decimal` with a scale.
    #[api(precision = 12, scale = 2)]
    pub cost: Decimal,
    /// `Vec<u8>`
    pub raw: Option<Vec<u8>>,
    /// `serde_json::Value`
    pub document: Option<serde_json::Value>,
    /// `Url`
    pub link: Option<Url>,
    /// `IpAddr`
    pub address: Option<IpAddr>,
    /// An enum or none.
    pub color: Option<Color>,
    /// An enum.
    pub shade: Color,
    /// A newtype.
    pub code: Option<Code>,
    /// A value struct.
    pub spot: Option<Spot>,
    /// A list of texts or none.
    pub words: Option<Vec<String>>,
    /// A list of numbers.
    pub numbers: Vec<i64>,
    /// A list of an enum.
    pub colors: Vec<Color>,
    /// A list of decimals or none.
    pub prices: Option<Vec<Decimal>>,
    /// A list of value structs.
    pub spots: Vec<Spot>,
    /// Whose it is.
    #[api(references = Owner, on_delete = set_null)]
    pub owner_id: Option<i32>,
    /// What it is a part of.
    #[api(references = Thing, on_delete = set_null)]
    pub parent_id: Option<i64>,
    /// Where it stands: the room.
    pub room: Option<i32>,
    /// Where it stands: the level.
    pub level: Option<i32>,
}

/// Whose things are.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(
    has_many(things: Thing),
    has_many(reports: Owner, via = boss_id),
    order = "-score, name",
    page(default = 5, max = 500)
)]
pub struct Owner {
    /// The key.
    #[api(id)]
    pub id: i32,
    /// The name.
    pub name: String,
    /// A number or none.
    pub score: Option<f64>,
    /// Whom they report to.
    #[api(references = Owner, on_delete = set_null)]
    pub boss_id: Option<i32>,
}

/// A label on things.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(many_to_many(things: Thing, through = Sticker))]
pub struct Label {
    /// The key.
    #[api(id)]
    pub id: Uuid,
    /// What it says.
    pub says: String,
    /// A number or none.
    pub rank: Option<Decimal>,
}

/// A label on a thing: the same pair may come twice, and either side may be missing.
#[derive(AutoApi, Clone, Debug, PartialEq)]
pub struct Sticker {
    /// The key.
    #[api(id)]
    pub id: i32,
    /// The thing.
    #[api(references = Thing, on_delete = cascade)]
    pub thing_id: Option<i64>,
    /// The label.
    #[api(references = Label, on_delete = cascade)]
    pub label_id: Option<Uuid>,
}

/// Where things stand: a key of two columns.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(has_many(things: Thing), plural = "shelves")]
pub struct Shelf {
    /// The room.
    #[api(id)]
    pub room: i32,
    /// The level.
    #[api(id)]
    pub level: i32,
    /// What is on it.
    pub topic: Option<String>,
}

/// A few words about a thing.
#[derive(AutoApi, Clone, Debug, PartialEq)]
pub struct Note {
    /// The key.
    #[api(id)]
    pub id: u32,
    /// The words.
    pub words: String,
    /// The thing.
    #[api(unique, references = Thing, on_delete = cascade)]
    pub thing_id: Option<i64>,
}

/// A colour.
#[derive(AutoApi, serde::Serialize, serde::Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Color {
    /// Red.
    Red,
    /// Green.
    DarkGreen,
    /// Blue.
    #[api(name = "AZURE")]
    Blue,
}

/// A code.
#[derive(AutoApi, Clone, Debug, PartialEq)]
pub struct Code(pub String);

/// A place.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(value)]
pub struct Spot {
    /// The name.
    pub name: String,
    /// The colour.
    pub tint: Option<Color>,
    /// A number past what JavaScript reads.
    pub big: i64,
    /// Colours around it.
    pub around: Vec<Color>,
}

/// A zone that shows all of them.
pub fn zone() -> Zone {
    Zone::new("zoo")
        .model::<Thing>()
        .model::<Owner>()
        .model::<Label>()
        .model::<Sticker>()
        .model::<Shelf>()
        .model::<Note>()
        .build()
        .unwrap()
}
