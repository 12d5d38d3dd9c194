use auto_api::AutoApi;

use serde::{Deserialize, Serialize};

#[derive(AutoApi, Serialize, Deserialize, Default)]
#[serde(default)]
struct Post {
    #[api(id)]
    id: i64,
}

#[derive(AutoApi, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Status {
    Draft,
    #[serde(skip)]
    Published,
    #[serde(other)]
    Else,
}

#[derive(AutoApi, Serialize, Deserialize, Clone)]
#[serde(try_from = "String", into = "String")]
struct Email(String);

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl TryFrom<String> for Email {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Ok(Self(text))
    }
}

fn main() {}
