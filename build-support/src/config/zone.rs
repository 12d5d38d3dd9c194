//! What `[zones.<name>]` says.

use auto_api_model::{BigIntFormat, Case, Contact, License, Limits, Server, Zone, ZoneBuilder};

use crate::error::Place;

/// A zone: an audience with its own documents, routes and clients.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ZoneConfig {
    /// Its name: `public` of `[zones.public]`.
    #[cfg_attr(test, schemars(skip))]
    pub name: String,
    /// Where it was written.
    #[cfg_attr(test, schemars(skip))]
    pub place: Option<Place>,
    /// Where it is mounted; `/` and its name unless given.
    pub path: Option<String>,
    /// The title of its documents; its name unless given.
    pub title: Option<String>,
    /// The version of its documents; the crate's unless given.
    pub version: Option<String>,
    /// The description of its documents, in Markdown.
    pub description: Option<String>,
    /// Where the application is reached, without the zone's path.
    #[cfg_attr(test, schemars(with = "Option<Vec<ServerConfig>>"))]
    pub servers: Vec<ServerConfig>,
    /// Whom to ask; the title unless given.
    pub contact: Option<ContactConfig>,
    /// Under which terms it may be used: an SPDX expression, or a name and where its text is.
    pub license: Option<LicenseConfig>,
    /// How generated identifiers are spelled: as the Rust fields are unless given.
    pub case: Option<CaseConfig>,
    /// How 64-bit integers look in JSON: as texts unless given, since JavaScript rounds numbers.
    pub big_int: Option<IntegerConfig>,
    /// Whether it shows only models that name it in `#[api(zones(…))]`. Unless set, it shows those
    /// that name no zone, too.
    pub only_marked: Option<bool>,
    /// Whether it shows the history that models with `#[api(audit)]` keep, with all values of their
    /// fields; hidden unless set.
    pub audit: Option<bool>,
    /// Whether it has no writes: it has those that its models allow unless set.
    pub read_only: Option<bool>,
    /// Whether callers may ask for the GraphQL schema; in debug builds only unless set.
    pub introspection: Option<bool>,
    /// Whether the explorers are served; in debug builds only unless set.
    pub explorers: Option<bool>,
    /// Whether callers may subscribe to changes of rows; not unless set. The server needs the
    /// feature `subscriptions`.
    pub subscriptions: Option<bool>,
    /// What a request may ask for.
    pub limits: Option<LimitsConfig>,
}

/// Where the application is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ServerConfig {
    /// Its address, without the zone's path.
    pub url: String,
    /// What it is for.
    pub description: Option<String>,
}

/// Whom to ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ContactConfig {
    /// A person or an organisation.
    pub name: Option<String>,
    /// A page.
    pub url: Option<String>,
    /// An address.
    pub email: Option<String>,
}

/// Under which terms a zone may be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct LicenseConfig {
    /// Its name.
    pub name: String,
    /// Its SPDX expression.
    pub identifier: Option<String>,
    /// Where its text is.
    pub url: Option<String>,
}

/// How generated identifiers are spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum CaseConfig {
    /// As the Rust field is, after serde's renames.
    #[cfg_attr(test, schemars(rename = "as_written"))]
    AsWritten,
    /// `camelCase`
    #[cfg_attr(test, schemars(rename = "camelCase"))]
    Camel,
}

/// How 64-bit integers look in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(rename_all = "snake_case")
)]
pub enum IntegerConfig {
    /// A text of digits.
    String,
    /// A number.
    Number,
}

/// What a request may ask for; what is not set has the default of the engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct LimitsConfig {
    /// Levels of selection sets in a GraphQL document. 15.
    pub depth: Option<u32>,
    /// Aliases in a GraphQL document, fragments expanded. 30.
    pub aliases: Option<u32>,
    /// Directives in a GraphQL document. 50.
    pub directives: Option<u32>,
    /// Root fields of a GraphQL operation. 20.
    pub root_fields: Option<u32>,
    /// Tokens of a GraphQL document. 10,000.
    pub tokens: Option<u32>,
    /// Fields of a GraphQL operation, fragments expanded. 5,000.
    pub fields: Option<u32>,
    /// Bytes of a request's body. 2 MiB.
    pub body_bytes: Option<u32>,
    /// Levels of `and`, `or`, `not` and relations in a filter. 10.
    pub filter_depth: Option<u32>,
    /// Operators in a filter. 200.
    pub filter_operators: Option<u32>,
    /// Values in one list operand. 1,000.
    pub list_operand: Option<u32>,
    /// Rows that one bulk write is given. 10,000.
    pub bulk_rows: Option<u32>,
    /// Milliseconds a statement may run. 30,000.
    pub statement_ms: Option<u32>,
}

impl LimitsConfig {
    /// The names of the limits.
    pub(crate) const NAMES: [&'static str; 12] = [
        "depth",
        "aliases",
        "directives",
        "root_fields",
        "tokens",
        "fields",
        "body_bytes",
        "filter_depth",
        "filter_operators",
        "list_operand",
        "bulk_rows",
        "statement_ms",
    ];

    /// Each limit, in the order of the names.
    pub(crate) fn slots(&mut self) -> [&mut Option<u32>; 12] {
        [
            &mut self.depth,
            &mut self.aliases,
            &mut self.directives,
            &mut self.root_fields,
            &mut self.tokens,
            &mut self.fields,
            &mut self.body_bytes,
            &mut self.filter_depth,
            &mut self.filter_operators,
            &mut self.list_operand,
            &mut self.bulk_rows,
            &mut self.statement_ms,
        ]
    }

    /// The limits that hold.
    pub fn limits(&self) -> Limits {
        let usual = Limits::default();
        Limits {
            depth: self.depth.unwrap_or(usual.depth),
            aliases: self.aliases.unwrap_or(usual.aliases),
            directives: self.directives.unwrap_or(usual.directives),
            root_fields: self.root_fields.unwrap_or(usual.root_fields),
            tokens: self.tokens.unwrap_or(usual.tokens),
            fields: self.fields.unwrap_or(usual.fields),
            body_bytes: self.body_bytes.unwrap_or(usual.body_bytes),
            filter_depth: self.filter_depth.unwrap_or(usual.filter_depth),
            filter_operators: self.filter_operators.unwrap_or(usual.filter_operators),
            list_operand: self.list_operand.unwrap_or(usual.list_operand),
            bulk_rows: self.bulk_rows.unwrap_or(usual.bulk_rows),
            statement_ms: self.statement_ms.unwrap_or(usual.statement_ms),
        }
    }
}

impl ZoneConfig {
    /// Where it is mounted: `/` or a path without a trailing slash.
    pub fn mounted(&self) -> String {
        match &self.path {
            Some(path) => format!("/{}", path.trim_matches('/')),
            None => format!("/{}", self.name),
        }
    }

    /// A zone with these settings and no models so far; `version` is the crate's.
    pub fn builder(&self, version: &str) -> ZoneBuilder {
        let mut zone = Zone::new(&self.name)
            .title(self.title.as_deref().unwrap_or(&self.name))
            .version(self.version.as_deref().unwrap_or(version))
            .description(self.description.as_deref().unwrap_or(""))
            .path(&self.mounted());
        for server in &self.servers {
            zone = zone.server(Server {
                url: server.url.clone(),
                description: server.description.clone().unwrap_or_default(),
            });
        }
        if let Some(contact) = &self.contact {
            zone = zone.contact(contact.contact());
        }
        if let Some(license) = &self.license {
            zone = zone.license(license.license());
        }
        if self.case == Some(CaseConfig::Camel) {
            zone = zone.case(Case::Camel);
        }
        if self.big_int == Some(IntegerConfig::Number) {
            zone = zone.big_int(BigIntFormat::Number);
        }
        if self.only_marked == Some(true) {
            zone = zone.only_marked();
        }
        if self.audit == Some(true) {
            zone = zone.audit();
        }
        if self.read_only == Some(true) {
            zone = zone.read_only();
        }
        if let Some(limits) = &self.limits {
            zone = zone.limits(limits.limits());
        }
        if let Some(on) = self.introspection {
            zone = zone.introspection(on);
        }
        if self.subscriptions == Some(true) {
            zone = zone.subscriptions();
        }
        match self.explorers {
            Some(on) => zone.explorers(on),
            None => zone,
        }
    }
}

impl ContactConfig {
    fn contact(&self) -> Contact {
        Contact {
            name: self.name.clone(),
            url: self.url.clone(),
            email: self.email.clone(),
        }
    }
}

impl LicenseConfig {
    fn license(&self) -> License {
        License {
            name: self.name.clone(),
            identifier: self.identifier.clone(),
            url: self.url.clone(),
        }
    }
}
