//! The input types of the schema, resolved once: what coercing a value needs, without looking a
//! name of a type up.

use std::collections::HashMap;
use std::sync::Arc;

use apollo_compiler::Schema;
use apollo_compiler::ast::{Type, Value};
use apollo_compiler::schema::{ExtendedType, InputObjectType};
use auto_api_model::Scalar;
use auto_api_model::render::type_name;

/// All input types of a schema.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    objects: Vec<Object>,
    /// Scalars of the user's own.
    scalars: Vec<String>,
    named: HashMap<String, Named>,
}

/// A type as a variable, an argument or a field has it.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    /// Whether null is refused.
    pub(crate) required: bool,
    pub(crate) shape: Shape,
}

/// What a type is, apart from null.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    Named(Named),
    List(Box<Typed>),
}

/// A type with a name.
#[derive(Debug, Clone)]
pub(crate) enum Named {
    Leaf(Leaf),
    Enum(Arc<Enum>),
    /// The position in [`Inputs::objects`].
    Object(usize),
}

/// A scalar, by the values it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// 32 bits.
    Int,
    Float,
    /// `String` and `ID`
    Text,
    Boolean,
    Json,
    /// Written as text or as a number; read by the planner.
    Custom(&'static str),
    /// One of the user's own, which takes what its resolvers take. The position in
    /// [`Inputs::scalars`].
    Own(usize),
}

/// An enum.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
}

/// An input object.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) name: String,
    /// Exactly one field is given.
    pub(crate) one_of: bool,
    /// Its leaves say what is asked for, not what it is compared with: a plan is for one value.
    pub(crate) fixed: bool,
    pub(crate) fields: Vec<Field>,
    by_name: HashMap<String, usize>,
}

/// A field of an input object.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) ty: Typed,
    pub(crate) default: Option<apollo_compiler::Node<Value>>,
}

impl Inputs {
    /// Resolves the input types of a schema.
    pub(crate) fn of(schema: &Schema) -> Self {
        let mut inputs = Self::default();
        let mut objects = Vec::new();
        for (name, ty) in &schema.types {
            let named = match ty {
                ExtendedType::Scalar(_) => Named::Leaf(inputs.leaf(name)),
                ExtendedType::Enum(def) => Named::Enum(Arc::new(Enum {
                    name: name.to_string(),
                    values: def.values.keys().map(ToString::to_string).collect(),
                })),
                ExtendedType::InputObject(def) => {
                    objects.push(def);
                    Named::Object(objects.len() - 1)
                }
                _ => continue,
            };
            inputs.named.insert(name.to_string(), named);
        }
        inputs.objects = objects.iter().map(|def| inputs.object(def)).collect();
        inputs
    }

    fn leaf(&mut self, name: &str) -> Leaf {
        match name {
            "Int" => Leaf::Int,
            "Float" => Leaf::Float,
            "Boolean" => Leaf::Boolean,
            "JSON" => Leaf::Json,
            "String" | "ID" => Leaf::Text,
            other => {
                let mut known = Scalar::ALL.iter().map(|scalar| scalar.graphql());
                known.find(|known| *known == other).map_or_else(
                    || {
                        self.scalars.push(other.to_owned());
                        Leaf::Own(self.scalars.len() - 1)
                    },
                    Leaf::Custom,
                )
            }
        }
    }

    fn object(&self, def: &InputObjectType) -> Object {
        let fields: Vec<Field> = (def.fields.values())
            .filter_map(|field| {
                Some(Field {
                    name: field.name.to_string(),
                    ty: self.typed(&field.ty)?,
                    default: field.default_value.clone(),
                })
            })
            .collect();
        let names = fields.iter().enumerate();
        Object {
            name: def.name.to_string(),
            one_of: def.directives.has("oneOf"),
            fixed: def.name == type_name::JSON_PATH,
            by_name: names.map(|(at, field)| (field.name.clone(), at)).collect(),
            fields,
        }
    }

    /// A type of a validated document or schema; `None` for one that is not an input type.
    pub(crate) fn typed(&self, ty: &Type) -> Option<Typed> {
        let required = ty.is_non_null();
        let shape = match ty {
            Type::Named(name) | Type::NonNullNamed(name) => {
                Shape::Named(self.named.get(name.as_str())?.clone())
            }
            Type::List(item) | Type::NonNullList(item) => Shape::List(Box::new(self.typed(item)?)),
        };
        Some(Typed { required, shape })
    }

    /// The input object at a position.
    pub(crate) fn get(&self, at: usize) -> &Object {
        &self.objects[at]
    }
}

impl Object {
    /// The field of that name, and its position.
    pub(crate) fn field(&self, name: &str) -> Option<(usize, &Field)> {
        let at = *self.by_name.get(name)?;
        Some((at, self.fields.get(at)?))
    }
}

impl Typed {
    /// The type's name as GraphQL writes it.
    pub(crate) fn display(&self, inputs: &Inputs) -> String {
        let bang = if self.required { "!" } else { "" };
        match &self.shape {
            Shape::Named(named) => format!("{}{bang}", named.name(inputs)),
            Shape::List(item) => format!("[{}]{bang}", item.display(inputs)),
        }
    }
}

impl Named {
    fn name<'a>(&'a self, inputs: &'a Inputs) -> &'a str {
        match self {
            Self::Leaf(Leaf::Own(at)) => &inputs.scalars[*at],
            Self::Leaf(leaf) => leaf.name(),
            Self::Enum(def) => &def.name,
            Self::Object(at) => &inputs.get(*at).name,
        }
    }
}

impl Leaf {
    fn name(self) -> &'static str {
        match self {
            Self::Int => "Int",
            Self::Float => "Float",
            Self::Text => "String",
            Self::Boolean => "Boolean",
            Self::Json => "JSON",
            Self::Custom(name) => name,
            Self::Own(_) => "scalar",
        }
    }
}
