//! What may be said of a zone besides its models: how it is spelled, described and limited.

use crate::{BigIntFormat, Case, Contact, License, Limits, Server, ZoneBuilder};

impl ZoneBuilder {
    /// Sets whether callers may ask for the GraphQL schema, by introspection and as
    /// `/schema.graphql`; in debug builds only unless set.
    #[must_use]
    pub fn introspection(mut self, on: bool) -> Self {
        self.zone.introspection = Some(on);
        self
    }

    /// Sets whether `/graphiql` and `/docs` are served; in debug builds only unless set.
    #[must_use]
    pub fn explorers(mut self, on: bool) -> Self {
        self.zone.explorers = Some(on);
        self
    }

    /// Lets callers subscribe to changes of rows; not unless called.
    #[must_use]
    pub fn subscriptions(mut self) -> Self {
        self.zone.subscriptions = true;
        self
    }

    /// Shows every model and field, whatever its zones and its mode: for Rust code, which acts for
    /// the program itself.
    #[must_use]
    pub fn unrestricted(mut self) -> Self {
        self.zone.unrestricted = true;
        self
    }

    /// Shows only models that name the zone in `#[api(zones(…))]`; the others, too, unless set.
    #[must_use]
    pub fn only_marked(mut self) -> Self {
        self.zone.only_marked = true;
        self
    }

    /// Shows the history that models with `#[api(audit)]` keep, with all values of their fields;
    /// hidden unless set.
    #[must_use]
    pub fn audit(mut self) -> Self {
        self.zone.audit = true;
        self
    }

    /// Leaves every write out.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.zone.read_only = true;
        self
    }

    /// Refuses a change of one row by REST without `If-Match`, with 428, so that nobody overwrites
    /// what they have not seen.
    #[must_use]
    pub fn require_if_match(mut self) -> Self {
        self.zone.require_if_match = true;
        self
    }

    /// Sets the title of the documents; the zone's name unless set.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        title.clone_into(&mut self.zone.title);
        self
    }

    /// Sets the version of the documents; `0.1.0` unless set.
    #[must_use]
    pub fn version(mut self, version: &str) -> Self {
        version.clone_into(&mut self.zone.version);
        self
    }

    /// Sets the description of the documents.
    #[must_use]
    pub fn description(mut self, description: &str) -> Self {
        description.clone_into(&mut self.zone.description);
        self
    }

    /// Sets whom the documents name to ask; the title unless set.
    #[must_use]
    pub fn contact(mut self, contact: Contact) -> Self {
        self.zone.contact = Some(contact);
        self
    }

    /// Sets the licence that the documents state; none unless set.
    #[must_use]
    pub fn license(mut self, license: License) -> Self {
        self.zone.license = Some(license);
        self
    }

    /// Adds an address to the documents; the zone's path alone unless one is added.
    ///
    /// ```
    /// use auto_api_model::{Field, Model, Server, Zone, render};
    /// static POST: Model = Model {
    ///     name: "Post",
    ///     rust_name: "Post",
    ///     fields: &[Field { name: "id", rust_name: "id", id: true, ..Field::DEFAULT }],
    ///     ..Model::DEFAULT
    /// };
    /// let server = Server { url: "https://blog.example.org".to_owned(), description: String::new() };
    /// let zone = Zone::new("admin").path("/admin").server(server).add(&POST).build().unwrap();
    /// let document = render::openapi(&zone, render::OpenApiVersion::V3_1);
    /// assert_eq!(document["servers"][0]["url"], "https://blog.example.org/admin");
    /// ```
    #[must_use]
    pub fn server(mut self, server: Server) -> Self {
        self.zone.servers.push(server);
        self
    }

    /// Sets where the zone is mounted; `/` unless set.
    #[must_use]
    pub fn path(mut self, path: &str) -> Self {
        self.zone.path = format!("/{}", path.trim_matches('/'));
        self
    }

    /// Sets how generated identifiers are spelled.
    #[must_use]
    pub fn case(mut self, case: Case) -> Self {
        self.zone.case = case;
        self
    }

    /// Sets how 64-bit integers look in JSON.
    #[must_use]
    pub fn big_int(mut self, format: BigIntFormat) -> Self {
        self.zone.big_int = format;
        self
    }

    /// Sets what a request may ask for.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.zone.limits = limits;
        self
    }
}
