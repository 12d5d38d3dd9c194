//! A zone: the models of one audience, with everything resolved that needs more than one struct.

mod about;
mod beside;
mod build;
mod names;
mod procedure;
mod search;
mod settings;
mod shared;

use crate::{Case, Field, Kind, Limits, Model, Relation, TypeDef};

pub use about::{Contact, License, Server};
pub use beside::Kept;
pub(crate) use build::shown_in;
pub use build::{HasModel, Types, ZoneBuilder};
pub(crate) use procedure::at_method;
pub use procedure::{Answer, Procedure};

/// All models of one audience, resolved: what every generator and the server read.
///
/// ```
/// use auto_api_model::{Field, FieldType, Model, Zone};
/// static POST: Model = Model {
///     name: "Post",
///     rust_name: "Post",
///     fields: &[Field { name: "id", rust_name: "id", ty: FieldType::I32, id: true, ..Field::DEFAULT }],
///     ..Model::DEFAULT
/// };
/// let zone = Zone::new("public").add(&POST).build().unwrap();
/// assert_eq!(zone.entities[0].list_name, "posts");
/// ```
#[derive(Debug, Clone)]
// Each is a setting by itself.
#[allow(clippy::struct_excessive_bools)]
pub struct Zone {
    /// Its name, such as `public`.
    pub name: String,
    /// The title of its documents.
    pub title: String,
    /// The version of its documents.
    pub version: String,
    /// The description of its documents; may be empty.
    pub description: String,
    /// Whom its documents name to ask.
    pub contact: Option<Contact>,
    /// The licence that its documents state.
    pub license: Option<License>,
    /// Where the application is reached; where it is not known, none.
    pub servers: Vec<Server>,
    /// Where it is mounted: `/` or a path without a trailing slash.
    pub path: String,
    /// How generated identifiers are spelled.
    pub case: Case,
    /// How 64-bit integers look in JSON.
    pub big_int: BigIntFormat,
    /// What a request may ask for.
    pub limits: Limits,
    /// Whether callers may ask for the GraphQL schema; `None`: in debug builds only.
    pub introspection: Option<bool>,
    /// Whether the explorers are served; `None`: in debug builds only.
    pub explorers: Option<bool>,
    /// Whether callers may subscribe to changes.
    pub subscriptions: bool,
    /// Whether it shows everything, for Rust code.
    pub unrestricted: bool,
    /// Whether it shows the history of models that keep one.
    pub audit: bool,
    /// Whether it has no writes.
    pub read_only: bool,
    /// Whether a change of one row by REST must say which state of it is meant.
    pub require_if_match: bool,
    /// Whether models that name no zone are left out.
    pub only_marked: bool,
    /// Every model, shown or not, in the order given.
    pub entities: Vec<Entity>,
    /// Every enum, value struct and newtype that a field uses.
    pub types: Vec<&'static TypeDef>,
    attached: Vec<(&'static str, beside::Attached)>,
    kept: Kept,
}

/// How 64-bit integers look in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BigIntFormat {
    /// A text of digits, which every client reads exactly.
    #[default]
    String,
    /// A number, which JavaScript rounds past 2^53.
    Number,
}

/// A model in a zone, with its names spelled in the zone's case.
#[derive(Debug, Clone)]
pub struct Entity {
    /// The model.
    pub model: &'static Model,
    /// Whether the zone shows it; hidden ones serve relations `through` them.
    pub visible: bool,
    /// Its name in snake case, for one row: `invoice_line`.
    pub singular: String,
    /// The same for many: `invoice_lines`.
    pub plural: String,
    /// The table.
    pub table: String,
    /// Its columns, in the order of `model.fields`.
    pub members: Vec<Member>,
    /// Its relations, in the order of `model.relations`.
    pub links: Vec<Link>,
    /// Its methods, in source order.
    pub procedures: Vec<Procedure>,
    /// Positions of the primary key's members.
    pub key: Vec<usize>,
    /// Every unique key as positions of members, the primary key first.
    pub unique_keys: Vec<Vec<usize>>,
    /// The root field for one row: `post`.
    pub one_name: String,
    /// The root field for a list, and the REST collection: `posts`.
    pub list_name: String,
    /// The root field for numbered pages: `post_pages`.
    pub pages_name: String,
    /// The root field for a Relay connection: `posts_connection`.
    pub connection_name: String,
    /// The root field for totals: `posts_aggregate`.
    pub aggregate_name: String,
    /// The root field for groups: `posts_group_by`.
    pub group_by_name: String,
}

/// A field in a zone.
#[derive(Debug, Clone)]
pub struct Member {
    /// The field.
    pub field: &'static Field,
    /// Its name on the wire, in the zone's case.
    pub name: String,
    /// Its column.
    pub column: &'static str,
    /// Its type, with names resolved.
    pub kind: Kind,
    /// Its constraints and those of its newtype together.
    pub constraints: crate::Constraints,
    /// Whether the zone's answers have it.
    pub visible: bool,
    /// Whether the zone's inputs have it.
    pub settable: bool,
}

/// A relation in a zone.
#[derive(Debug, Clone)]
pub struct Link {
    /// The relation.
    pub relation: &'static Relation,
    /// Its name on the wire, in the zone's case.
    pub name: String,
    /// Where the target is in [`Zone::entities`].
    pub target: usize,
    /// Whether it leads to many rows.
    pub many: bool,
    /// Whether a row may have none, for relations to one.
    pub nullable: bool,
    /// Whether the zone shows it.
    pub visible: bool,
    /// How rows find each other.
    pub join: Join,
    /// What the database calls the numbers of the rows that it has no index for; nothing before
    /// a database was looked at, and where there is an index.
    pub numbers: Option<&'static str>,
    /// `comments_pages`, for relations to many.
    pub pages_name: String,
    /// `comments_connection`, for relations to many.
    pub connection_name: String,
    /// `comments_aggregate`, for relations to many.
    pub aggregate_name: String,
}

/// How rows find each other: positions of members, of equal number on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Join {
    /// `own` of this row equal `other` of the target's.
    Direct {
        /// Members of this entity.
        own: Vec<usize>,
        /// Members of the target.
        other: Vec<usize>,
    },
    /// A row of a third entity has both.
    Through {
        /// Where the third entity is in [`Zone::entities`].
        entity: usize,
        /// Members of this entity.
        own: Vec<usize>,
        /// Members of the third that equal `own`.
        via: Vec<usize>,
        /// Members of the third that equal `other`.
        to: Vec<usize>,
        /// Members of the target.
        other: Vec<usize>,
    },
}

impl Zone {
    /// Begins a zone.
    // A zone exists only once it is checked; `build` ends the chain.
    #[allow(clippy::new_ret_no_self)]
    pub fn new(name: &str) -> ZoneBuilder {
        ZoneBuilder::new(name)
    }

    /// The entities that the zone shows, in order.
    pub fn visible(&self) -> impl Iterator<Item = &Entity> {
        self.entities.iter().filter(|entity| entity.visible)
    }

    /// The entity of the model of that Rust name.
    pub fn entity_of(&self, rust_name: &str) -> Option<usize> {
        let mut all = self.entities.iter();
        all.position(|entity| entity.model.rust_name == rust_name)
    }

    /// The name of a field, of a model or of a value struct, in the zone's case.
    pub fn spelled(&self, field: &Field) -> String {
        if field.verbatim {
            field.name.to_owned()
        } else {
            self.case.apply(field.name)
        }
    }

    /// The kind of a value struct's field; JSON where its type is not known to the zone.
    pub fn kind(&self, field: &Field) -> Kind {
        let mut constraints = field.constraints;
        let kind = Kind::of(field.ty, &self.types, &mut constraints);
        kind.unwrap_or(Kind::Scalar(crate::Scalar::Json))
    }

    /// The target of a link.
    pub fn target(&self, link: &Link) -> &Entity {
        &self.entities[link.target]
    }
}

impl Entity {
    /// The members that answers may have.
    pub fn readable(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|m| m.visible)
    }

    /// The relations that the zone shows.
    pub fn visible_links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(|link| link.visible)
    }

    /// Where the visible member of that wire name is.
    pub fn member(&self, name: &str) -> Option<usize> {
        let mut all = self.members.iter();
        all.position(|m| m.visible && m.name == name)
    }

    /// Where the visible link of that wire name is.
    pub fn link(&self, name: &str) -> Option<usize> {
        let mut all = self.links.iter();
        all.position(|link| link.visible && link.name == name)
    }

    /// The unique keys whose members are all visible: each is a way to ask for one row.
    pub fn visible_keys(&self) -> impl Iterator<Item = &[usize]> {
        let keys = self.unique_keys.iter().map(Vec::as_slice);
        keys.filter(|key| key.iter().all(|&at| self.members[at].visible))
    }

    /// The member that counts writes, if the model has one.
    pub fn version(&self) -> Option<usize> {
        let mut all = self.members.iter();
        all.position(|m| m.field.auto == Some(crate::Auto::Version))
    }
}

impl Member {
    /// Whether lists may be filtered by it.
    pub fn is_filterable(&self) -> bool {
        self.visible && self.field.filter
    }

    /// Whether lists may be ordered by it.
    pub fn is_sortable(&self) -> bool {
        self.visible && self.field.order && self.kind.is_sortable()
    }
}
