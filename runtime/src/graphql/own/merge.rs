//! One schema of two: the zone's, and the user's own.
//!
//! * The root fields of both are those of `Query` and of `Mutation`. Subscriptions have no
//!   transport yet, so that root is left out.
//! * A type of both is a model, a value struct, an enum or a scalar, and the same in both: the
//!   zone's text stays, and the user's resolvers write what the model gives to every caller.
//! * Anything else of one name is an error that names both places.

mod edit;
mod shared;

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use apollo_compiler::Node;
use apollo_compiler::ast::{
    Definition, DirectiveDefinition, DirectiveLocation, Document, FieldDefinition,
    ObjectTypeDefinition, OperationType, SchemaDefinition,
};
use auto_api_model::Zone;

use super::Own;
use crate::{Error, Result};
use edit::Edits;
use shared::Shared;

/// What merging gives.
#[derive(Debug)]
pub(crate) struct Merged {
    /// The text of the one schema.
    pub(crate) sdl: String,
    /// What own resolvers know of the types of both.
    pub(crate) shared: HashMap<String, HashMap<String, String>>,
}

/// Adds a schema of the user's own to a zone's.
///
/// # Errors
///
/// Everything that has one name in both and is not the same.
pub(crate) fn merge(zone: &Zone, generated: &str, own: &Own) -> Result<Merged> {
    let parse = |text: &str, name: &str| {
        Document::parse(text, name).map_err(|failed| Error::internal(failed.errors.to_string()))
    };
    let (zones, owns) = (
        parse(generated, "schema.graphql")?,
        parse(&own.sdl, "own.graphql")?,
    );
    let mut merger = Merger {
        roots: Roots::of(&owns),
        shared: Shared::new(zone, own, &zones),
        edits: Edits::new(generated),
        zones: &zones,
        problems: Vec::new(),
    };
    for definition in &owns.definitions {
        merger.definition(definition);
    }
    let Merger {
        shared,
        edits,
        mut problems,
        ..
    } = merger;
    problems.extend(shared.problems);
    if problems.is_empty() {
        return Ok(Merged {
            sdl: edits.apply(),
            shared: shared.fields,
        });
    }
    let (name, all) = (&zone.name, problems.join("\n- "));
    Err(Error::validation(format!(
        "the schema of your own does not fit the zone `{name}`:\n- {all}"
    )))
}

/// The root types of the user's schema, by their names there.
struct Roots {
    query: String,
    mutation: Option<String>,
    subscription: Option<String>,
}

impl Roots {
    fn of(owns: &Document) -> Self {
        let named = |kind: OperationType| {
            let definitions = owns.definitions.iter();
            let mut schemas = definitions.filter_map(|definition| match definition {
                Definition::SchemaDefinition(schema) => Some(schema),
                _ => None,
            });
            let found = schemas.find_map(|schema| {
                let mut roots = schema.root_operations.iter();
                roots.find(|root| root.0 == kind)
            });
            found.map(|root| root.1.to_string())
        };
        Self {
            query: named(OperationType::Query).unwrap_or_else(|| "Query".to_owned()),
            mutation: named(OperationType::Mutation),
            subscription: named(OperationType::Subscription),
        }
    }
}

struct Merger<'a> {
    roots: Roots,
    shared: Shared<'a>,
    edits: Edits<'a>,
    zones: &'a Document,
    problems: Vec<String>,
}

impl Merger<'_> {
    fn definition(&mut self, definition: &Definition) {
        let name = definition.name().map(ToString::to_string);
        let Some(name) = name else {
            return;
        };
        self.check_fields(&name, definition);
        match definition {
            Definition::ObjectTypeDefinition(object) if name == self.roots.query => {
                self.queries(object);
            }
            Definition::ObjectTypeDefinition(object)
                if self.roots.mutation.as_ref() == Some(&name) =>
            {
                self.mutations(object);
            }
            _ if self.roots.subscription.as_ref() == Some(&name) => {
                tracing::warn!("subscriptions of `{name}` are not served yet");
            }
            Definition::DirectiveDefinition(directive) => self.directive(directive),
            _ if !self.shared.is_known(&name, definition) => self.edits.append(definition),
            _ => {}
        }
    }

    /// A directive of types is kept. One of documents would do nothing to generated fields, so
    /// that there is none.
    fn directive(&mut self, own: &DirectiveDefinition) {
        let known = ["skip", "include", "deprecated", "specifiedBy", "oneOf"];
        let is_known = |definition: &Definition| matches!(definition, Definition::DirectiveDefinition(d) if d.name == own.name);
        if known.contains(&own.name.as_str()) || self.zones.definitions.iter().any(is_known) {
            return;
        }
        let mut of_types = own.clone();
        of_types.locations.retain(|place| !is_executable(*place));
        if of_types.locations.len() < own.locations.len() {
            tracing::warn!("directive `@{}` is not served in documents", own.name);
        }
        if !of_types.locations.is_empty() {
            self.edits.append(&of_types);
        }
    }

    fn queries(&mut self, own: &ObjectTypeDefinition) {
        match object(self.zones, "Query") {
            Some(root) => self.root(root, own),
            None => self.edits.append(own),
        }
    }

    /// Root fields of both are different ones.
    fn root(&mut self, root: &Node<ObjectTypeDefinition>, own: &ObjectTypeDefinition) {
        let generated: HashSet<&str> = root.fields.iter().map(|f| f.name.as_str()).collect();
        for field in &own.fields {
            let (name, ty) = (field.name.as_str(), &own.name);
            if generated.contains(name) {
                self.problems.push(format!(
                    "root field `{name}` is generated by the zone, and is a resolver of `{ty}`: rename one"
                ));
            }
        }
        self.check_root(own);
        self.edits.insert(root.location(), fields(&own.fields));
    }

    fn mutations(&mut self, own: &Node<ObjectTypeDefinition>) {
        if let Some(root) = object(self.zones, "Mutation") {
            return self.root(root, own);
        }
        self.check_root(own);
        let mut renamed = ObjectTypeDefinition::clone(own);
        renamed.name = apollo_compiler::name!("Mutation");
        self.edits.append(&renamed);
        // A schema of ours says its roots.
        if let Some(schema) = schema(self.zones) {
            let line = "  mutation: Mutation\n".to_owned();
            self.edits.insert(schema.location(), line);
        }
    }

    fn check_root(&mut self, own: &ObjectTypeDefinition) {
        if let Some(interface) = own.implements_interfaces.first() {
            self.problems.push(format!(
                "root type `{}` implements `{interface}`: a root type that is merged cannot",
                own.name
            ));
        }
    }

    /// Nothing leads back to the root, whose generated fields own resolvers do not have.
    fn check_fields(&mut self, name: &str, definition: &Definition) {
        let fields = match definition {
            Definition::ObjectTypeDefinition(object) => &object.fields,
            Definition::InterfaceTypeDefinition(interface) => &interface.fields,
            _ => return,
        };
        for field in fields {
            let target = field.ty.inner_named_type();
            let is_root = |root: &String| root == target.as_str();
            if is_root(&self.roots.query) || self.roots.mutation.as_ref().is_some_and(is_root) {
                self.problems.push(format!(
                    "field `{name}.{}` leads back to `{target}`, which has the zone's fields too: leave it out",
                    field.name
                ));
            }
        }
    }
}

fn is_executable(place: DirectiveLocation) -> bool {
    matches!(
        place,
        DirectiveLocation::Query
            | DirectiveLocation::Mutation
            | DirectiveLocation::Subscription
            | DirectiveLocation::Field
            | DirectiveLocation::FragmentDefinition
            | DirectiveLocation::FragmentSpread
            | DirectiveLocation::InlineFragment
            | DirectiveLocation::VariableDefinition
    )
}

fn object<'d>(document: &'d Document, name: &str) -> Option<&'d Node<ObjectTypeDefinition>> {
    let mut all = document.definitions.iter();
    all.find_map(|definition| match definition {
        Definition::ObjectTypeDefinition(object) if object.name == name => Some(object),
        _ => None,
    })
}

fn schema(document: &Document) -> Option<&Node<SchemaDefinition>> {
    let mut all = document.definitions.iter();
    all.find_map(|definition| match definition {
        Definition::SchemaDefinition(schema) => Some(schema),
        _ => None,
    })
}

fn fields(fields: &[Node<FieldDefinition>]) -> String {
    fields.iter().map(|field| indented(&**field)).collect()
}

fn indented(text: &impl Display) -> String {
    let text = text.to_string();
    let lines = text.lines().map(|line| format!("  {line}\n"));
    lines.collect()
}
