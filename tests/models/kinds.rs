//! One field of every type that a field may have.

use auto_api::AutoApi;
use bytes::Bytes;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde_json::Value;
use std::net::IpAddr;
use url::Url;
use uuid::Uuid;

use super::blog::{Email, Position, Role};

/// A row of everything.
#[derive(AutoApi, Clone, Debug, PartialEq)]
pub struct Kinds {
    /// `Uuid`
    #[api(id)]
    pub id: Uuid,
    /// `bool`
    pub truth: bool,
    /// `i16`
    pub small: i16,
    /// `i32`
    #[api(minimum = -1000, maximum = 1000)]
    pub medium: i32,
    /// `i64`
    pub large: i64,
    /// `u16`
    pub small_unsigned: u16,
    /// `u32`
    pub unsigned: u32,
    /// `f32`
    pub single: f32,
    /// `f64`
    pub double: f64,
    /// `String`
    pub text: String,
    /// `DateTime<Utc>`
    pub instant: DateTime<Utc>,
    /// `NaiveDate`
    pub date: NaiveDate,
    /// `NaiveTime`
    pub time: NaiveTime,
    /// `NaiveDateTime`
    pub local: NaiveDateTime,
    /// `TimeDelta`
    pub span: TimeDelta,
    /// `Decimal`
    #[api(precision = 12, scale = 2)]
    pub amount: Decimal,
    /// `Vec<u8>`
    pub raw: Vec<u8>,
    /// `Bytes`
    pub shared: Bytes,
    /// `serde_json::Value`
    pub document: Value,
    /// `Url`
    pub link: Url,
    /// `IpAddr`
    pub address: IpAddr,
    /// An enum.
    pub role: Role,
    /// A newtype.
    pub email: Email,
    /// A value struct.
    pub position: Position,
    /// A list of a scalar.
    #[api(max_length = 10)]
    pub words: Vec<String>,
    /// A list of an enum.
    pub roles: Vec<Role>,
    /// A list of a value struct.
    pub path: Vec<Position>,
    /// Nothing or text.
    pub maybe_text: Option<String>,
    /// Nothing or an enum.
    pub maybe_role: Option<Role>,
    /// Nothing or a value struct.
    pub maybe_position: Option<Position>,
    /// Nothing or a list.
    pub maybe_words: Option<Vec<String>>,
}
