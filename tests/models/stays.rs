//! What is checked before it is written: every constraint, functions of the application, HTML.

use auto_api::AutoApi;
use auto_api::validate::{Changes, ValidationErrors};
use rust_decimal::Decimal;
use serde_json::Value;
use url::Url;

/// A stay at a guest house.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(validate = ends_after_it_begins)]
pub struct Stay {
    /// The key.
    #[api(id)]
    pub id: i64,
    /// Who stays.
    #[api(min_length = 2, max_length = 8, sanitize = text)]
    pub name: String,
    /// What they say.
    #[api(max_length = 40, sanitize)]
    pub about: Option<String>,
    /// What the door asks for.
    #[api(pattern = "[a-z]{2}|[0-9]{3}", validate = is_not_reserved)]
    pub code: Option<String>,
    /// Where to write to.
    #[api(min_length = 9)]
    pub contact: Option<Contact>,
    /// Their page.
    #[api(url)]
    pub page: Option<String>,
    /// Their other page.
    pub site: Option<Url>,
    /// How many nights.
    #[api(minimum = 1, maximum = 30, default = 1)]
    pub nights: i32,
    /// The price of a night.
    #[api(minimum = 0.3, precision = 6, scale = 2)]
    pub price: Option<Decimal>,
    /// What is given back.
    #[api(maximum = 0.1)]
    pub share: Option<f32>,
    /// What to know.
    #[api(max_length = 2, default)]
    pub labels: Vec<Label>,
    /// How it was.
    #[api(default)]
    pub mood: Mood,
    /// Where they come from.
    #[api(default)]
    pub home: Home,
    /// Anything.
    pub document: Option<Value>,
    /// The day of arrival.
    #[api(default = 1)]
    pub begins: i32,
    /// The day of departure.
    pub ends: Option<i32>,
}

fn ends_after_it_begins(stay: &Changes<'_, Stay>) -> Result<(), ValidationErrors> {
    let mut errors = ValidationErrors::new();
    if let (Some(begins), Some(ends)) = (stay.get(Stay::BEGINS), stay.get(Stay::ENDS))
        && ends <= begins
    {
        errors.at(Stay::ENDS, "must be after `begins`");
    }
    if !stay.is_new() && stay.is_given(Stay::BEGINS) != stay.is_given(Stay::ENDS) {
        errors.add("give `begins` and `ends` together");
    }
    errors.finish()
}

fn is_not_reserved(code: &str) -> Result<(), String> {
    match code {
        "no" | "000" => Err(format!("`{code}` is reserved")),
        _ => Ok(()),
    }
}

/// An address.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(email, max_length = 16, validate = is_ours)]
pub struct Contact(pub String);

fn is_ours(contact: &Contact) -> Result<(), &'static str> {
    if contact.0.ends_with("@ours") {
        return Err("must not be one of ours");
    }
    Ok(())
}

/// A word.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(max_length = 3)]
pub struct Label(pub String);

/// How it was.
#[derive(AutoApi, Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mood {
    /// It was not.
    Bad,
    /// It was.
    #[default]
    SoSo,
}

/// Where somebody lives.
#[derive(AutoApi, Clone, Debug, Default, PartialEq)]
#[api(value, validate = has_a_city)]
pub struct Home {
    /// Its first line.
    #[api(max_length = 5, default)]
    pub street: String,
    /// Its city.
    #[api(default = "Bonn", validate = is_a_city)]
    pub city: String,
    /// How one feels there.
    #[api(default)]
    pub mood: Mood,
    /// Its number.
    #[api(minimum = 1)]
    pub number: Option<i32>,
    /// Where else, from there.
    #[api(default)]
    pub next: Vec<Stop>,
}

/// Where somebody stops on the way.
#[derive(AutoApi, Clone, Debug, Default, PartialEq)]
#[api(value)]
pub struct Stop {
    /// Its city.
    #[api(default = "Bonn")]
    pub city: String,
    /// How it is there.
    #[api(default)]
    pub mood: Mood,
    /// Its number.
    pub number: Option<i32>,
}

fn is_a_city(city: &str) -> Result<(), &'static str> {
    match city {
        "Nowhere" => Err("is no city"),
        _ => Ok(()),
    }
}

fn has_a_city(home: &Home) -> Result<(), &'static str> {
    if home.city.is_empty() && !home.street.is_empty() {
        return Err("a street needs a city");
    }
    Ok(())
}

/// A house, which callers do not change.
#[derive(AutoApi, Clone, Debug, PartialEq)]
#[api(read_only)]
pub struct House {
    /// The key.
    #[api(id)]
    pub id: i64,
}
