//! From the text of `auto-api.toml` to what it says.

use toml::de::DeTable;

use super::package;
use super::value::{Entry, Reader, Value};
use super::zone::{
    CaseConfig, ContactConfig, IntegerConfig, LicenseConfig, LimitsConfig, ServerConfig, ZoneConfig,
};
use super::{ClientConfig, ClientsConfig, Config, SyncConfig};
use crate::error::{Error, Mistakes};

const SECTIONS: [&str; 3] = ["zones", "clients", "sync"];
const LANGUAGES: [&str; 3] = ["typescript", "python", "rust"];
const SYNC: [&str; 5] = ["path", "package", "zones", "clients", "run"];
const ZONE: [&str; 19] = [
    "path",
    "title",
    "version",
    "description",
    "servers",
    "contact",
    "license",
    "case",
    "big_int",
    "only_marked",
    "audit",
    "read_only",
    "introspection",
    "explorers",
    "subscriptions",
    "limits",
    // Known, to say more of them than that they are not.
    "access",
    "public",
    "models",
];

/// How many of the names of `ZONE` may be written.
const ZONE_KEYS: usize = 16;

/// Reads a whole file.
pub(super) fn config(text: &str) -> Result<Config, Error> {
    let mut reader = Reader {
        text,
        mistakes: Mistakes::default(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().unwrap_or(0..0);
        reader.wrong(at, format_args!("this is no TOML: {}", error.message()));
    }
    let mut config = Config::default();
    if errors.is_empty() {
        for entry in Reader::entries(table.get_ref()) {
            match entry.key {
                "zones" => config.zones = reader.zones(entry.value),
                "clients" => config.clients = reader.clients(entry.value),
                "sync" => config.sync = reader.syncs(entry.value),
                _ => reader.unknown(&entry, "this file", &SECTIONS),
            }
        }
        reader.references(&config, table.get_ref());
    }
    if config.zones.is_empty() {
        config.zones = Config::without_file().zones;
    }
    reader.mistakes.finish().map(|()| config)
}

impl Reader<'_> {
    fn zones(&mut self, value: &Value<'_>) -> Vec<ZoneConfig> {
        let Some(table) = self.table(value, "`[zones.<name>]`") else {
            return Vec::new();
        };
        let mut zones: Vec<ZoneConfig> = Vec::new();
        for entry in Self::entries(table) {
            self.zone_name(&entry);
            let zone = self.zone(&entry);
            if let Some(first) = zones.iter().find(|first| first.mounted() == zone.mounted()) {
                let message = format!(
                    "zone `{}` is mounted at `{}`, as zone `{}` is: give one another `path`",
                    zone.name,
                    zone.mounted(),
                    first.name
                );
                self.wrong(entry.place.clone(), message);
            }
            zones.push(zone);
        }
        zones
    }

    /// A zone's name is a word in `#[api(zones(…))]`, a module and a folder.
    fn zone_name(&mut self, entry: &Entry<'_, '_>) {
        let name = entry.key;
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !is_name {
            let message = format!(
                "zone `{name}`: a zone's name begins with a lower-case letter and has lower-case letters, digits and `_` only"
            );
            self.wrong(entry.place.clone(), message);
        } else if ["none", "self", "super", "crate"].contains(&name) {
            let message = format!("zone `{name}`: this name is reserved");
            self.wrong(entry.place.clone(), message);
        }
    }

    fn zone(&mut self, entry: &Entry<'_, '_>) -> ZoneConfig {
        let mut zone = ZoneConfig {
            name: entry.key.to_owned(),
            place: Some(self.place(entry.place.clone())),
            ..ZoneConfig::default()
        };
        let what = format!("`[zones.{}]`", entry.key);
        let Some(table) = self.table(entry.value, &what) else {
            return zone;
        };
        for entry in Self::entries(table) {
            if ZONE.contains(&entry.key) {
                self.zone_key(&mut zone, &entry);
            } else {
                self.unknown(&entry, &what, &ZONE[..ZONE_KEYS]);
            }
        }
        zone
    }

    fn zone_key(&mut self, zone: &mut ZoneConfig, entry: &Entry<'_, '_>) {
        let value = entry.value;
        match entry.key {
            "path" => zone.path = self.path(value),
            "title" => zone.title = self.text(value),
            "version" => zone.version = self.text(value),
            "description" => zone.description = self.text(value),
            "servers" => zone.servers = self.servers(value),
            "contact" => zone.contact = Some(self.contact(value)),
            "license" => zone.license = self.license(value),
            "case" => {
                let words = [
                    ("as_written", CaseConfig::AsWritten),
                    ("camelCase", CaseConfig::Camel),
                ];
                zone.case = self.word(value, &words);
            }
            "big_int" => {
                let words = [
                    ("string", IntegerConfig::String),
                    ("number", IntegerConfig::Number),
                ];
                zone.big_int = self.word(value, &words);
            }
            "only_marked" => zone.only_marked = self.boolean(value),
            "audit" => zone.audit = self.boolean(value),
            "read_only" => zone.read_only = self.boolean(value),
            "introspection" => zone.introspection = self.boolean(value),
            "explorers" => zone.explorers = self.boolean(value),
            "subscriptions" => zone.subscriptions = self.boolean(value),
            "limits" => zone.limits = Some(self.limits(value)),
            "models" => self.wrong(
                entry.place.clone(),
                "models say themselves in which zones they are, with `#[api(zones(…))]`; `only_marked = true` leaves out those that say nothing",
            ),
            // A rule that is written down and not kept would be worse than none.
            name => self.wrong(
                entry.place.clone(),
                format_args!(
                    "`{name}` is not kept by this version, which lets everybody read whom it lets reach the zone: put a layer in front of its router instead"
                ),
            ),
        }
    }

    /// A path that routes can be below.
    fn path(&mut self, value: &Value<'_>) -> Option<String> {
        let path = self.text(value)?;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        let has_gap = path.trim_matches('/').split('/').any(str::is_empty) && path != "/";
        if path.split('/').any(|part| [".", ".."].contains(&part)) {
            let message = format!(
                "path `{path}`: clients take `.` and `..` out of a path before they send it"
            );
            self.wrong(value.span(), message);
            return None;
        }
        if path.starts_with('/') && path.chars().all(is_plain) && !has_gap {
            return Some(path);
        }
        let message = format!(
            "path `{path}`: a path begins with `/` and has letters, digits, `-`, `.`, `_` and `~` between single `/`"
        );
        self.wrong(value.span(), message);
        None
    }

    /// Addresses, or tables of an address and a description.
    fn servers(&mut self, value: &Value<'_>) -> Vec<ServerConfig> {
        let mut servers = Vec::new();
        for item in self.items(value) {
            let mut server = ServerConfig::default();
            if item.get_ref().is_str() {
                server.url = self.text(item).unwrap_or_default();
            } else {
                for entry in self.known(item, "a server", &["url", "description"]) {
                    match entry.key {
                        "url" => server.url = self.text(entry.value).unwrap_or_default(),
                        _ => server.description = self.text(entry.value),
                    }
                }
                if server.url.is_empty() {
                    self.wrong(item.span(), "this server has no `url`");
                }
            }
            servers.push(server);
        }
        servers
    }

    fn contact(&mut self, value: &Value<'_>) -> ContactConfig {
        let mut contact = ContactConfig::default();
        for entry in self.known(value, "`contact`", &["name", "url", "email"]) {
            let text = self.text(entry.value);
            match entry.key {
                "name" => contact.name = text,
                "url" => contact.url = text,
                _ => contact.email = text,
            }
        }
        contact
    }

    /// An SPDX expression, or a table of a name and where its text is.
    fn license(&mut self, value: &Value<'_>) -> Option<LicenseConfig> {
        if value.get_ref().is_str() {
            let name = self.text(value)?;
            return Some(LicenseConfig {
                identifier: Some(name.clone()),
                name,
                url: None,
            });
        }
        let mut license = LicenseConfig::default();
        for entry in self.known(value, "`license`", &["name", "identifier", "url"]) {
            let text = self.text(entry.value);
            match entry.key {
                "name" => license.name = text.unwrap_or_default(),
                "identifier" => license.identifier = text,
                _ => license.url = text,
            }
        }
        if license.name.is_empty() {
            self.wrong(value.span(), "this license has no `name`");
        } else if license.identifier.is_some() && license.url.is_some() {
            self.wrong(
                value.span(),
                "a license has an `identifier` or a `url`, not both",
            );
        }
        Some(license)
    }

    fn limits(&mut self, value: &Value<'_>) -> LimitsConfig {
        let mut limits = LimitsConfig::default();
        for entry in self.known(value, "`limits`", &LimitsConfig::NAMES) {
            let count = self.count(entry.value);
            for (name, slot) in LimitsConfig::NAMES.iter().zip(limits.slots()) {
                if *name == entry.key {
                    *slot = count;
                }
            }
        }
        limits
    }

    fn clients(&mut self, value: &Value<'_>) -> ClientsConfig {
        let mut clients = ClientsConfig::default();
        for entry in self.known(value, "`[clients]`", &LANGUAGES) {
            let mut client = ClientConfig::default();
            let what = format!("`clients.{}`", entry.key);
            for entry in self.known(entry.value, &what, &["package"]) {
                client.package = self.text(entry.value);
            }
            self.package(&entry, client.package.as_deref());
            match entry.key {
                "typescript" => clients.typescript = Some(client),
                "python" => clients.python = Some(client),
                _ => clients.rust = Some(client),
            }
        }
        clients
    }

    /// A package has a name that the registry of its language takes.
    fn package(&mut self, client: &Entry<'_, '_>, name: Option<&str>) {
        if let Some(name) = name
            && let Some(rule) = package::refused(client.key, name)
            && let Some(given) = client.value.get_ref().get("package")
        {
            let language = client.key;
            let message = format!("package `{name}`: a name of a {language} package {rule}");
            self.wrong(given.span(), message);
        }
    }

    fn syncs(&mut self, value: &Value<'_>) -> Vec<SyncConfig> {
        let Some(table) = self.table(value, "`[sync.<name>]`") else {
            return Vec::new();
        };
        let entries = Self::entries(table).into_iter();
        entries.map(|entry| self.sync(&entry)).collect()
    }

    fn sync(&mut self, entry: &Entry<'_, '_>) -> SyncConfig {
        let mut sync = SyncConfig {
            name: entry.key.to_owned(),
            ..SyncConfig::default()
        };
        let what = format!("`[sync.{}]`", entry.key);
        for entry in self.known(entry.value, &what, &SYNC) {
            match entry.key {
                "path" => sync.path = self.text(entry.value).unwrap_or_default(),
                "package" => sync.package = self.text(entry.value),
                "zones" => sync.zones = self.texts(entry.value),
                "clients" => sync.clients = self.texts(entry.value),
                _ => sync.run = self.text(entry.value),
            }
        }
        if sync.path.is_empty() {
            self.wrong(entry.place.clone(), format_args!("{what} has no `path`"));
        }
        sync
    }

    /// What `[sync.*]` names exists.
    fn references(&mut self, config: &Config, table: &DeTable<'_>) {
        let zones: Vec<&str> = config.zones.iter().map(|zone| zone.name.as_str()).collect();
        let syncs = table.iter().find(|(key, _)| key.get_ref() == "sync");
        let syncs = syncs.and_then(|(_, value)| value.get_ref().as_table());
        for sync in syncs.into_iter().flat_map(Self::entries) {
            let Some(table) = sync.value.get_ref().as_table() else {
                continue;
            };
            for entry in Self::entries(table) {
                let (what, known): (_, &[&str]) = match entry.key {
                    "zones" => ("zone", &zones),
                    "clients" => ("client", &LANGUAGES),
                    _ => continue,
                };
                for item in entry.value.get_ref().as_array().into_iter().flatten() {
                    let name = item.get_ref().as_str().unwrap_or_default();
                    if !known.contains(&name) {
                        let hint = auto_api_model::suggest::hint(name, known.iter().copied());
                        let message = format!("unknown {what} `{name}`{hint}");
                        self.wrong(item.span(), message);
                    }
                }
            }
        }
    }
}

/// What the reader takes beside the tables that the schema's types are: a text for a licence and
/// for a server, and files without a section.
#[cfg(test)]
pub(super) fn loosen(schema: &mut serde_json::Value) {
    use serde_json::json;
    schema["title"] = json!("auto-api.toml");
    if let Some(members) = schema.as_object_mut() {
        members.remove("required");
    }
    for name in ["LicenseConfig", "ServerConfig"] {
        let strict = schema["$defs"][name].take();
        schema["$defs"][name] = json!({ "anyOf": [{ "type": "string" }, strict] });
    }
    schema["properties"]["zones"]["propertyNames"] = json!({ "pattern": "^[a-z][a-z0-9_]*$" });
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::{LANGUAGES, SECTIONS, SYNC, ZONE, ZONE_KEYS};
    use crate::config::LimitsConfig;
    use auto_api_model::{Field, Model};

    static POST: Model = Model {
        name: "Post",
        rust_name: "Post",
        fields: &[Field {
            name: "id",
            rust_name: "id",
            id: true,
            ..Field::DEFAULT
        }],
        ..Model::DEFAULT
    };

    fn mistakes(text: &str) -> Vec<String> {
        match Config::parse(text) {
            Ok(_) => Vec::new(),
            Err(error) => error.mistakes.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_whole_file() {
        let config = Config::parse(
            r#"
            [zones.public]
            path = "/"
            title = "Blog"
            version = "1.2.0"
            servers = ["https://blog.example.org", { url = "http://localhost", description = "here" }]
            contact = { name = "The editors", email = "editors@example.org" }
            license = "MIT"
            case = "camelCase"
            big_int = "number"
            limits = { depth = 5, tokens = 0x100 }
            [zones.admin]
            license = { name = "Ours", url = "https://example.org/terms" }
            only_marked = true
            read_only = true
            [clients]
            typescript = {}
            python = { package = "blog_client" }
            [sync.frontend]
            path = "../frontend"
            zones = ["public"]
            clients = ["typescript"]
            "#,
        )
        .unwrap();
        let [public, admin] = config.zones.as_slice() else {
            panic!("{config:?}");
        };
        assert_eq!(
            (public.mounted(), admin.mounted()),
            ("/".into(), "/admin".into())
        );
        let zone = public.builder("0.0.0").add(&POST).build().unwrap();
        assert_eq!((zone.limits.depth, zone.limits.tokens), (5, 256));
        assert_eq!(zone.version, "1.2.0");
        assert_eq!(zone.servers.len(), 2);
        assert!(!zone.read_only);
        // The one model names no zone.
        assert!(admin.builder("7.0.0").add(&POST).build().is_err());
        assert_eq!(admin.read_only, Some(true));
        assert_eq!(
            config
                .clients
                .languages()
                .map(|(_, client)| client.is_some()),
            [true, true, false]
        );
        assert_eq!(config.sync[0].clients, ["typescript"]);
    }

    #[test]
    fn every_mistake_with_its_place() {
        let text = "\
[zones.public]
titel = \"Blog\"
path = \"public\"
limits = { dept = 3, depth = 0, aliases = \"many\" }
case = \"camelcase\"
[zones.Admin]
path = \"/public\"
access = \"user.is_admin()\"
[client]
[clients]
typscript = {}
[sync.frontend]
zones = [\"pubic\"]
";
        assert_eq!(
            mistakes(text),
            [
                "auto-api.toml:2:1: unknown key `titel`; did you mean `title`? (`[zones.public]` has `path`, `title`, `version`, `description`, `servers`, `contact`, `license`, `case`, `big_int`, `only_marked`, `audit`, `read_only`, `introspection`, `explorers`, `subscriptions`, `limits`)",
                "auto-api.toml:3:8: path `public`: a path begins with `/` and has letters, digits, `-`, `.`, `_` and `~` between single `/`",
                "auto-api.toml:4:12: unknown key `dept`; did you mean `depth`? (`limits` has `depth`, `aliases`, `directives`, `root_fields`, `tokens`, `fields`, `body_bytes`, `filter_depth`, `filter_operators`, `list_operand`, `bulk_rows`, `statement_ms`)",
                "auto-api.toml:4:30: expected a whole number from 1 to 4294967295 for `depth`",
                "auto-api.toml:4:43: expected a whole number from 1 to 4294967295 for `aliases`, found a text",
                "auto-api.toml:5:8: unknown value `camelcase`; did you mean `camelCase`? (there is `as_written`, `camelCase`)",
                "auto-api.toml:6:8: zone `Admin` is mounted at `/public`, as zone `public` is: give one another `path`",
                "auto-api.toml:6:8: zone `Admin`: a zone's name begins with a lower-case letter and has lower-case letters, digits and `_` only",
                "auto-api.toml:8:1: `access` is not kept by this version, which lets everybody read whom it lets reach the zone: put a layer in front of its router instead",
                "auto-api.toml:9:2: unknown key `client`; did you mean `clients`? (this file has `zones`, `clients`, `sync`)",
                "auto-api.toml:11:1: unknown key `typscript`; did you mean `typescript`? (`[clients]` has `typescript`, `python`, `rust`)",
                "auto-api.toml:12:7: `[sync.frontend]` has no `path`",
                "auto-api.toml:13:10: unknown zone `pubic`; did you mean `public`?",
            ]
        );
    }

    #[test]
    fn values_of_another_type_are_named() {
        let text = "[zones.public]\ntitle = 1\nservers = \"x\"\nexplorers = 1\n[zones.b]\npath = \"/a/../b\"\n[clients.python]\npackage = \"a b\"\n";
        assert_eq!(
            mistakes(text),
            [
                "auto-api.toml:2:9: expected a text for `title`, found a whole number",
                "auto-api.toml:3:11: expected a list, `[…]`, for `servers`, found a text",
                "auto-api.toml:4:13: expected `true` or `false` for `explorers`, found a whole number",
                "auto-api.toml:6:8: path `/a/../b`: clients take `.` and `..` out of a path before they send it",
                "auto-api.toml:8:11: package `a b`: a name of a python package has letters, digits, `-`, `.` and `_`, and begins and ends with a letter or a digit",
            ]
        );
    }

    #[test]
    fn what_is_no_toml() {
        let mistakes = mistakes("[zones.public\ntitle = \n");
        assert!(!mistakes.is_empty());
        assert!(
            mistakes[0].starts_with("auto-api.toml:1:14: this is no TOML: "),
            "{mistakes:?}"
        );
        for text in [
            "zones = 1",
            "clients = []",
            "sync = \"\"",
            "[zones]\npublic = 1",
        ] {
            assert_eq!(super::tests::mistakes(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn an_empty_file_has_the_usual_zone() {
        assert_eq!(Config::parse("").unwrap(), Config::without_file());
    }

    /// The reader and the schema know the same keys.
    #[test]
    fn keys_are_those_of_the_schema() {
        let schema: serde_json::Value = serde_json::from_str(Config::SCHEMA).unwrap();
        let keys = |pointer: &str| {
            let members = schema.pointer(pointer).unwrap().as_object().unwrap();
            let mut keys: Vec<_> = members.keys().cloned().collect();
            keys.sort();
            keys
        };
        let sorted = |names: &[&str]| {
            let mut names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            names.sort();
            names
        };
        assert_eq!(keys("/properties"), sorted(&SECTIONS));
        assert_eq!(
            keys("/$defs/ZoneConfig/properties"),
            sorted(&ZONE[..ZONE_KEYS])
        );
        assert_eq!(keys("/$defs/ClientsConfig/properties"), sorted(&LANGUAGES));
        assert_eq!(keys("/$defs/SyncConfig/properties"), sorted(&SYNC));
        assert_eq!(
            keys("/$defs/LimitsConfig/properties"),
            sorted(&LimitsConfig::NAMES)
        );
    }
}
