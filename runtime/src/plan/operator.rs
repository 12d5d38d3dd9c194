//! One operator on one value.

use auto_api_model::operator::{Operand as Takes, RANGES};
use auto_api_model::{Kind, Operator, Scalar};
use sea_query::{Expr, ExprTrait};

use super::Planner;
use super::dialect::Dialect;
use super::native::{Cast, native};
use super::operand::{items, store};
use super::param::{Operand, OperandForm, Param, Range};
use super::sql::{Sql, always, is_not_true};
use crate::ask::Input;
use crate::coerce::{shown, truth};

/// A value of a row under an operator.
#[derive(Debug)]
pub(crate) struct Leaf<'a> {
    pub(crate) column: Expr,
    pub(crate) kind: &'a Kind,
    pub(crate) operator: Operator,
}

impl Planner<'_> {
    /// The predicate of an operator.
    pub(crate) fn operator(&mut self, sql: &mut Sql, leaf: Leaf<'_>, input: &Input) -> Expr {
        let Leaf {
            column,
            kind,
            operator,
        } = leaf;
        if *input == Input::Null {
            self.refuse(format!(
                "`{}` takes no null; use `is_null`",
                operator.name()
            ));
            return always();
        }
        self.check_length(operator, input);
        let dialect = self.dialect;
        let mut value = |planner: &mut Self, form| planner.operand(sql, kind, form, input);
        let ordered = |column: Expr| dialect.ordered(column, kind);
        match operator {
            Operator::Eq => column.eq(value(self, OperandForm::Value)),
            Operator::Ne => dialect.differs(column, value(self, OperandForm::Value)),
            Operator::Gt => ordered(column).gt(value(self, OperandForm::Value)),
            Operator::Gte => ordered(column).gte(value(self, OperandForm::Value)),
            Operator::Lt => ordered(column).lt(value(self, OperandForm::Value)),
            Operator::Lte => ordered(column).lte(value(self, OperandForm::Value)),
            Operator::In => dialect.one_of(column, kind, value(self, OperandForm::Many)),
            Operator::NotIn => {
                let among = dialect.one_of(column, kind, value(self, OperandForm::Many));
                is_not_true(dialect, among)
            }
            Operator::Between => {
                let low = value(self, OperandForm::OfTwo(0));
                let high = value(self, OperandForm::OfTwo(1));
                let column = ordered(column);
                column.clone().gte(low).and(column.lte(high))
            }
            Operator::IsNull => self.is_null(column, input),
            Operator::StartsWith => {
                let from = value(self, OperandForm::Value);
                let end = value(self, OperandForm::PrefixEnd);
                let column = ordered(column);
                column.clone().gte(from).and(column.lt(end))
            }
            Operator::Contains | Operator::EndsWith => {
                dialect.text(operator, column, value(self, OperandForm::Value))
            }
            Operator::Like => dialect.text(operator, column, value(self, dialect.pattern())),
            Operator::Icontains | Operator::IstartsWith | Operator::IendsWith | Operator::Ieq => {
                dialect.text(operator, column, value(self, OperandForm::Folded))
            }
            Operator::Year | Operator::Month | Operator::Day => {
                let part = dialect.date_part(operator, column, kind);
                part.eq(value(self, OperandForm::Whole))
            }
            Operator::Length => dialect
                .length(column, kind)
                .eq(value(self, OperandForm::Whole)),
            Operator::Range => self.range(sql, column, kind, input),
            Operator::ContainsAll | Operator::ContainsAny => {
                dialect.has(operator, column, value(self, OperandForm::Value))
            }
            Operator::HasKey => {
                let key = self.text(sql, OperandForm::Value, input);
                dialect.has_key(column, key)
            }
            Operator::Path => self.path(sql, column, input),
        }
    }

    /// A parameter: fixed if the value is known, else of the slot.
    pub(crate) fn operand(
        &mut self,
        sql: &mut Sql,
        kind: &Kind,
        form: OperandForm,
        input: &Input,
    ) -> Expr {
        if let Input::Slot(slot) = *input {
            let path = self.path.as_slice().into();
            return sql.bind(Param::Slot(Operand {
                slot,
                kind: kind.clone(),
                form,
                longest: self.zone.limits.list_operand as usize,
                path,
            }));
        }
        let param = match self.dialect {
            Dialect::Sqlite => store(kind, form, input).map(Param::Fixed),
            Dialect::Postgres => native(kind, form, input)
                .map(|value| Param::Native(value, Cast::of_form(kind, form))),
        };
        match param {
            Ok(param) => sql.bind(param),
            Err(message) => {
                self.refuse(message);
                Expr::null()
            }
        }
    }

    fn text(&mut self, sql: &mut Sql, form: OperandForm, input: &Input) -> Expr {
        self.operand(sql, &Kind::Scalar(Scalar::String), form, input)
    }

    fn is_null(&mut self, column: Expr, input: &Input) -> Expr {
        match truth(input) {
            Some(true) => column.is_null(),
            Some(false) => column.is_not_null(),
            None => {
                self.refuse(format!(
                    "expected `true` or `false`, found {}",
                    shown(input)
                ));
                always()
            }
        }
    }

    fn range(&mut self, sql: &mut Sql, column: Expr, kind: &Kind, input: &Input) -> Expr {
        let asked = match input {
            Input::Enum(name) | Input::Raw(name) | Input::Text(name) => name.to_uppercase(),
            _ => String::new(),
        };
        let Some(&(name, _)) = RANGES.iter().find(|(name, _)| *name == asked) else {
            let names: Vec<_> = RANGES.iter().map(|(name, _)| *name).collect();
            self.refuse(format!(
                "{} is not one of {}",
                shown(input),
                names.join(", ")
            ));
            return always();
        };
        let edge = |end| {
            Param::Range(Range {
                name,
                end,
                kind: kind.clone(),
            })
        };
        let (start, end) = (sql.bind(edge(false)), sql.bind(edge(true)));
        column.clone().gte(start).and(column.lt(end))
    }

    /// `{path, eq}` on JSON.
    fn path(&mut self, sql: &mut Sql, column: Expr, input: &Input) -> Expr {
        let member = |name: &str| match input {
            Input::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, v)| v),
            _ => None,
        };
        let Some(path) = member("path").filter(|path| **path != Input::Null) else {
            self.refuse("expected an object of `path` and `eq`".to_owned());
            return always();
        };
        let path = self.text(sql, self.dialect.path(), path);
        let value = member("eq").unwrap_or(&Input::Null);
        let json = self.operand(sql, &Kind::Scalar(Scalar::Json), OperandForm::Json, value);
        self.dialect.at_path(column, path, json)
    }

    fn check_length(&mut self, operator: Operator, input: &Input) {
        let limit = self.zone.limits.list_operand as usize;
        if operator.operand() == Takes::Many && items(input).len() > limit {
            self.limit(format!(
                "`{}` takes {limit} values at most",
                operator.name()
            ));
        }
    }
}
