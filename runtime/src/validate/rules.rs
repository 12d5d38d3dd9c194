//! The rules of a zone: made once, from its data and the functions beside it.

use std::collections::HashMap;

use auto_api_model::{
    Constraints, Entity, EnumDef, Field, FieldType, Kind, Model, Problem, Sanitize, Scalar,
    TypeDef, ValueDef, Zone,
};

use super::functions::{Functions, RowFunction, ValueFunction};
use super::limits::Limits;
use super::{default, sanitize};
use crate::error::Error;
use crate::value::Value;

/// The rules of a zone.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// By the place of the model's data.
    rows: HashMap<usize, RowRules>,
    pub(super) values: Vec<ValueRules>,
    problems: Vec<Problem>,
}

/// The rules of a model.
#[derive(Debug)]
struct RowRules {
    members: Vec<FieldRule>,
    function: Option<RowFunction>,
    /// Of each method in the zone, its arguments.
    methods: Vec<Vec<FieldRule>>,
    /// What keeps rows of it from being written at all.
    broken: Option<String>,
}

/// The rules of a value struct.
#[derive(Debug)]
pub(super) struct ValueRules {
    pub(super) def: &'static ValueDef,
    pub(super) members: Vec<FieldRule>,
    pub(super) function: Option<ValueFunction>,
}

/// The rules of a field.
#[derive(Debug)]
pub(super) struct FieldRule {
    pub(super) field: &'static Field,
    /// Its name on the wire, in the zone's case.
    pub(super) name: String,
    pub(super) rule: Rule,
    /// What it is if nobody says.
    pub(super) default: Option<Value>,
}

/// What values must be.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) shape: Shape,
    /// The field's own, then those of its newtypes: each holds.
    pub(super) limits: Vec<Limits>,
    pub(super) sanitize: Sanitize,
    /// The field's own, then those of its newtypes.
    pub(super) functions: Vec<ValueFunction>,
}

/// What a value is made of.
#[derive(Debug)]
pub(super) enum Shape {
    Scalar(Scalar),
    Enum(&'static EnumDef),
    /// Where its rules are in [`Rules::values`]: value structs may hold themselves.
    Value(usize),
    List(Box<Rule>),
}

/// The rules of one model's rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'z> {
    pub(super) rules: &'z Rules,
    row: &'z RowRules,
}

/// The rules of an entity of the zone.
pub(crate) fn of<'z>(zone: &'z Zone, entity: &Entity) -> Result<Row<'z>, Error> {
    let rules = all(zone)?;
    let row = rules.rows.get(&place(entity.model));
    let row = row.ok_or_else(|| Error::internal("an entity of another zone"))?;
    match &row.broken {
        None => Ok(Row { rules, row }),
        Some(problem) => Err(Error::internal(problem.clone())),
    }
}

/// Every rule of a zone that cannot be kept: such a zone is not served.
pub(crate) fn check(zone: &Zone) -> Result<(), Error> {
    let problems = &all(zone)?.problems;
    if problems.is_empty() {
        return Ok(());
    }
    let problems: Vec<_> = problems.iter().map(Problem::to_string).collect();
    Err(Error::validation(problems.join("; ")))
}

fn all(zone: &Zone) -> Result<&Rules, Error> {
    let rules = zone.kept(make);
    rules.ok_or_else(|| Error::internal("a zone keeps something else than its rules"))
}

fn place(model: &'static Model) -> usize {
    std::ptr::from_ref(model) as usize
}

impl<'z> Row<'z> {
    /// What a new row has if nobody says.
    pub(crate) fn default(&self, member: usize) -> Option<&'z Value> {
        self.row.members.get(member)?.default.as_ref()
    }

    pub(super) fn member(&self, at: usize) -> Option<&'z FieldRule> {
        self.row.members.get(at)
    }

    /// The rule of a method's argument.
    pub(super) fn argument_rule(&self, method: usize, at: usize) -> Option<&'z FieldRule> {
        self.row.methods.get(method)?.get(at)
    }

    pub(super) fn function(&self) -> Option<RowFunction> {
        self.row.function
    }
}

fn make(zone: &Zone) -> Rules {
    let mut maker = Maker {
        zone,
        rules: Rules::default(),
        known: HashMap::new(),
    };
    let rows: Vec<_> = zone
        .entities
        .iter()
        .map(|entity| maker.row(entity))
        .collect();
    let mut rules = maker.rules;
    default::fill_values(&mut rules);
    for (entity, mut row) in zone.entities.iter().zip(rows) {
        for problem in default::fill(&rules, &mut row.members) {
            rules.problems.push(at(entity.model.rust_name, problem));
        }
        for arguments in &mut row.methods {
            for problem in default::fill(&rules, arguments) {
                rules.problems.push(at(entity.model.rust_name, problem));
            }
        }
        let own = |problem: &&Problem| problem.model == Some(entity.model.rust_name);
        // A value struct may be in any row.
        let of_a_type = |problem: &&Problem| {
            let owner = problem.model.unwrap_or_default();
            zone.entity_of(owner).is_none()
        };
        let mut problems = rules.problems.iter();
        let broken = problems.find(|problem| own(problem) || of_a_type(problem));
        row.broken = broken.map(ToString::to_string);
        rules.rows.insert(place(entity.model), row);
    }
    rules
}

/// A field, and what is wrong with it.
pub(super) type Told = (&'static str, String);

fn at(model: &'static str, (member, message): Told) -> Problem {
    Problem {
        model: Some(model),
        member: Some(member),
        message,
    }
}

/// Makes the rules of a zone.
struct Maker<'z> {
    zone: &'z Zone,
    rules: Rules,
    /// Where the rules of value structs are, by Rust name.
    known: HashMap<&'static str, usize>,
}

impl Maker<'_> {
    fn row(&mut self, entity: &Entity) -> RowRules {
        let model = entity.model;
        let functions = self.functions(model.rust_name);
        if model.validate.is_some() && functions.row.is_none() {
            let message = lacks(model.validate);
            self.rules.problems.push(Problem::at_model(model, message));
        }
        RowRules {
            members: self.fields(model.rust_name, model.fields, &functions),
            function: functions.row,
            methods: self.methods(entity),
            broken: None,
        }
    }

    fn methods(&mut self, entity: &Entity) -> Vec<Vec<FieldRule>> {
        let owner = entity.model.rust_name;
        let all = entity.procedures.iter();
        all.map(|own| self.fields(owner, own.method.arguments, &Functions::NONE))
            .collect()
    }

    fn functions(&self, rust_name: &str) -> Functions {
        let found = self.zone.attached::<Functions>(rust_name);
        found.copied().unwrap_or(Functions::NONE)
    }

    fn fields(
        &mut self,
        owner: &'static str,
        fields: &'static [Field],
        functions: &Functions,
    ) -> Vec<FieldRule> {
        let all = fields.iter().enumerate();
        all.map(|(position, field)| {
            let mut messages = Vec::new();
            let mut rule = self.rule(field.ty, &mut messages);
            limit(&mut rule, field.constraints, &mut messages);
            rule.sanitize = field.sanitize;
            if field.sanitize != Sanitize::None && !sanitize::IS_ON {
                messages.push("`sanitize` needs the feature `sanitize` of `auto-api`".to_owned());
            }
            let function = functions.field(position);
            if field.validate.is_some() && function.is_none() {
                messages.push(lacks(field.validate));
            }
            rule.functions.splice(0..0, function);
            let told = messages
                .into_iter()
                .map(|m| at(owner, (field.rust_name, m)));
            self.rules.problems.extend(told);
            FieldRule {
                field,
                name: self.zone.spelled(field),
                rule,
                default: None,
            }
        })
        .collect()
    }

    /// The rule of a type: that of what it holds, with those of its newtypes.
    fn rule(&mut self, ty: FieldType, messages: &mut Vec<String>) -> Rule {
        let shape = match ty {
            FieldType::List(item) => Shape::List(Box::new(self.rule(*item, messages))),
            FieldType::Named(name) => match self.find(name) {
                Some(TypeDef::Newtype(def)) => {
                    let mut rule = self.rule(def.inner, messages);
                    limit(&mut rule, def.constraints, messages);
                    let function = self.functions(def.rust_name).value;
                    if def.validate.is_some() && function.is_none() {
                        messages.push(lacks(def.validate));
                    }
                    rule.functions.splice(0..0, function);
                    return rule;
                }
                Some(TypeDef::Enum(def)) => Shape::Enum(def),
                Some(TypeDef::Value(def)) => Shape::Value(self.value(def)),
                None => Shape::Scalar(Scalar::Json),
            },
            scalar => Shape::Scalar(Scalar::of(scalar).unwrap_or(Scalar::Json)),
        };
        Rule {
            shape,
            limits: Vec::new(),
            sanitize: Sanitize::None,
            functions: Vec::new(),
        }
    }

    fn find(&self, name: &str) -> Option<&'static TypeDef> {
        let mut all = self.zone.types.iter();
        all.find(|def| def.rust_name() == name).copied()
    }

    fn value(&mut self, def: &'static ValueDef) -> usize {
        if let Some(&at) = self.known.get(def.rust_name) {
            return at;
        }
        let at = self.rules.values.len();
        self.known.insert(def.rust_name, at);
        let functions = self.functions(def.rust_name);
        // Its place is taken before its fields are read: they may have its type.
        self.rules.values.push(ValueRules {
            def,
            members: Vec::new(),
            function: functions.value,
        });
        if def.validate.is_some() && functions.value.is_none() {
            let message = lacks(def.validate);
            self.rules.problems.push(Problem {
                model: Some(def.rust_name),
                member: None,
                message,
            });
        }
        let members = self.fields(def.rust_name, def.fields, &functions);
        self.rules.values[at].members = members;
        at
    }
}

/// Puts limits in front of those that a rule has.
fn limit(rule: &mut Rule, constraints: Constraints, messages: &mut Vec<String>) {
    match Limits::of(constraints) {
        Ok(Some(limits)) => rule.limits.insert(0, limits),
        Ok(None) => {}
        Err(message) => messages.push(message),
    }
}

fn lacks(path: Option<&str>) -> String {
    let path = path.unwrap_or_default();
    format!(
        "the function `{path}` is not there: add the model to the zone by its type, with `model::<…>()`"
    )
}

impl Shape {
    /// The kind that an input is read as.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Self::Scalar(scalar) => Some(Kind::Scalar(*scalar)),
            Self::Enum(def) => Some(Kind::Enum(def)),
            Self::Value(_) | Self::List(_) => None,
        }
    }
}
