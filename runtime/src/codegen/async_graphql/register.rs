//! Types of a schema, filled from data.

use ::async_graphql::OutputType;
use ::async_graphql::registry::{
    CacheControl, Deprecation, MetaEnumValue, MetaField, MetaType, Registry,
};
use auto_api_model::{EnumDef, Kind, Model, Scalar, ValueDef};

use super::shape::{Shapes, Slot};

pub(super) struct Registrar<'r> {
    pub(super) registry: &'r mut Registry,
    pub(super) shapes: &'r Shapes,
}

impl Registrar<'_> {
    pub(super) fn model(&mut self, model: &'static Model) {
        let shapes = self.shapes;
        self.object(model.name, model.rust_name, model.docs, &shapes.fields);
    }

    pub(super) fn kind(&mut self, kind: &Kind) {
        match kind {
            Kind::Scalar(scalar) => self.scalar(*scalar),
            Kind::Enum(def) => self.enumeration(def),
            Kind::Value(def) => self.value(def),
            Kind::List(item) => self.kind(item),
        }
    }

    fn value(&mut self, def: &'static ValueDef) {
        let shapes = self.shapes;
        self.object(
            def.name,
            def.rust_name,
            def.docs,
            shapes.value(def.rust_name),
        );
    }

    fn object(
        &mut self,
        name: &'static str,
        rust_name: &'static str,
        docs: &'static str,
        slots: &[Slot],
    ) {
        if self.is_known(name, rust_name) {
            return;
        }
        let mut object = MetaType::Object {
            name: name.to_owned(),
            description: text(docs),
            fields: ::async_graphql::indexmap::IndexMap::new(),
            cache_control: CacheControl::default(),
            extends: false,
            shareable: false,
            resolvable: true,
            keys: None,
            visible: None,
            inaccessible: false,
            interface_object: false,
            tags: Vec::new(),
            is_subscription: false,
            rust_typename: Some(rust_name),
            directive_invocations: Vec::new(),
            requires_scopes: Vec::new(),
        };
        // The name stands before the fields do, so that a type may contain itself.
        self.registry.types.insert(name.to_owned(), object.clone());
        if let MetaType::Object { fields, .. } = &mut object {
            for slot in slots {
                self.kind(&slot.kind);
                fields.insert(slot.field.name.to_owned(), field(slot));
            }
        }
        self.registry.types.insert(name.to_owned(), object);
    }

    fn enumeration(&mut self, def: &'static EnumDef) {
        if self.is_known(def.name, def.rust_name) {
            return;
        }
        let values = def.variants.iter().map(|variant| {
            let value = MetaEnumValue {
                name: variant.graphql.to_owned(),
                description: text(variant.docs),
                deprecation: deprecation(variant.deprecated),
                visible: None,
                inaccessible: false,
                tags: Vec::new(),
                directive_invocations: Vec::new(),
            };
            (variant.graphql.to_owned(), value)
        });
        let enumeration = MetaType::Enum {
            name: def.name.to_owned(),
            description: text(def.docs),
            enum_values: values.collect(),
            visible: None,
            inaccessible: false,
            tags: Vec::new(),
            rust_typename: Some(def.rust_name),
            directive_invocations: Vec::new(),
            requires_scopes: Vec::new(),
        };
        self.registry.types.insert(def.name.to_owned(), enumeration);
    }

    /// A scalar that async-graphql has under the same name has the same form, and stays.
    fn scalar(&mut self, scalar: Scalar) {
        let Some((docs, specification)) = scalar.graphql_spec() else {
            match scalar {
                Scalar::Bool => bool::create_type_info(self.registry),
                Scalar::F32 | Scalar::F64 => f64::create_type_info(self.registry),
                Scalar::I16 | Scalar::I32 | Scalar::U16 => i32::create_type_info(self.registry),
                _ => String::create_type_info(self.registry),
            };
            return;
        };
        let name = scalar.graphql();
        let make = || MetaType::Scalar {
            name: name.to_owned(),
            description: text(docs),
            is_valid: None,
            visible: None,
            inaccessible: false,
            tags: Vec::new(),
            specified_by_url: specification.map(str::to_owned),
            directive_invocations: Vec::new(),
            requires_scopes: Vec::new(),
        };
        let types = &mut self.registry.types;
        types.entry(name.to_owned()).or_insert_with(make);
    }

    /// Whether the type is there. Another type of its name cannot be told to the caller from here,
    /// so the log has it, and the one that came first stays.
    fn is_known(&self, name: &str, rust_name: &str) -> bool {
        let Some(known) = self.registry.types.get(name) else {
            return false;
        };
        let other = match known {
            MetaType::Object { rust_typename, .. } | MetaType::Enum { rust_typename, .. } => {
                *rust_typename != Some(rust_name)
            }
            _ => true,
        };
        if other {
            tracing::error!("two types have the GraphQL name `{name}`: rename one");
        }
        true
    }
}

fn field(slot: &Slot) -> MetaField {
    let field = slot.field;
    let bang = if field.nullable { "" } else { "!" };
    MetaField {
        name: field.name.to_owned(),
        description: text(field.docs),
        args: ::async_graphql::indexmap::IndexMap::new(),
        ty: slot.kind.graphql() + bang,
        deprecation: deprecation(field.deprecated),
        cache_control: CacheControl::default(),
        external: false,
        requires: None,
        provides: None,
        visible: None,
        shareable: false,
        inaccessible: false,
        tags: Vec::new(),
        override_from: None,
        compute_complexity: None,
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

fn text(docs: &str) -> Option<String> {
    (!docs.is_empty()).then(|| docs.to_owned())
}

fn deprecation(reason: Option<&str>) -> Deprecation {
    match reason {
        None => Deprecation::NoDeprecated,
        Some(reason) => Deprecation::Deprecated {
            reason: text(reason),
        },
    }
}
