//! One operator on one value.

use auto_api_model::operator::{Operand as Takes, RANGES};
use auto_api_model::{Kind, Operator, Scalar};
use sea_query::{BinOper, Expr, ExprTrait, Func};

use super::Planner;
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
        let mut value = |planner: &mut Self, form| planner.operand(sql, kind, form, input);
        match operator {
            Operator::Eq => column.eq(value(self, OperandForm::Value)),
            Operator::Ne => column.binary(BinOper::IsNot, value(self, OperandForm::Value)),
            Operator::Gt => column.gt(value(self, OperandForm::Value)),
            Operator::Gte => column.gte(value(self, OperandForm::Value)),
            Operator::Lt => column.lt(value(self, OperandForm::Value)),
            Operator::Lte => column.lte(value(self, OperandForm::Value)),
            Operator::In => one_of(column, kind, value(self, OperandForm::Many)),
            Operator::NotIn => is_not_true(one_of(column, kind, value(self, OperandForm::Many))),
            Operator::Between => {
                let low = value(self, OperandForm::OfTwo(0));
                let high = value(self, OperandForm::OfTwo(1));
                column.clone().gte(low).and(column.lte(high))
            }
            Operator::IsNull => self.is_null(column, input),
            Operator::Contains => call("instr", column, value(self, OperandForm::Value)).gt(zero()),
            Operator::StartsWith => {
                let from = value(self, OperandForm::Value);
                let end = value(self, OperandForm::PrefixEnd);
                column.clone().gte(from).and(column.lt(end))
            }
            Operator::EndsWith => call("auto_ends_with", column, value(self, OperandForm::Value)),
            Operator::Like => call("auto_like", column, value(self, OperandForm::Value)),
            Operator::Icontains => call("auto_icontains", column, value(self, OperandForm::Folded)),
            Operator::IstartsWith => call(
                "auto_istarts_with",
                column,
                value(self, OperandForm::Folded),
            ),
            Operator::IendsWith => {
                call("auto_iends_with", column, value(self, OperandForm::Folded))
            }
            Operator::Ieq => call("auto_ieq", column, value(self, OperandForm::Folded)),
            Operator::Year => part("%Y", column).eq(value(self, OperandForm::Whole)),
            Operator::Month => part("%m", column).eq(value(self, OperandForm::Whole)),
            Operator::Day => part("%d", column).eq(value(self, OperandForm::Whole)),
            Operator::Length => json_length(column).eq(value(self, OperandForm::Whole)),
            Operator::Range => self.range(sql, column, kind, input),
            Operator::ContainsAll | Operator::ContainsAny => {
                let name = if operator == Operator::ContainsAll {
                    "auto_has_all"
                } else {
                    "auto_has_any"
                };
                let operand = self.operand(sql, kind, OperandForm::Value, input);
                call(name, column, operand)
            }
            Operator::HasKey => {
                let key = self.text(sql, input);
                call("auto_has_key", column, key)
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
        match store(kind, form, input) {
            Ok(value) => sql.bind(Param::Fixed(value)),
            Err(message) => {
                self.refuse(message);
                Expr::null()
            }
        }
    }

    fn text(&mut self, sql: &mut Sql, input: &Input) -> Expr {
        self.operand(
            sql,
            &Kind::Scalar(Scalar::String),
            OperandForm::Value,
            input,
        )
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
        let path = self.text(sql, path);
        let value = member("eq").unwrap_or(&Input::Null);
        let json = self.operand(sql, &Kind::Scalar(Scalar::Json), OperandForm::Json, value);
        Func::cust("auto_json_eq").args([column, path, json]).into()
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

fn call(name: &'static str, column: Expr, operand: Expr) -> Expr {
    Func::cust(name).args([column, operand]).into()
}

/// Zero, written out.
fn zero() -> Expr {
    Expr::cust("0")
}

/// `column IN (SELECT value FROM json_each(?))`: one text of the statement for any length.
fn one_of(column: Expr, kind: &Kind, list: Expr) -> Expr {
    let each = Func::cust("json_each").arg(list);
    let mut values = sea_query::Query::select();
    let value = match kind.scalar() {
        Some(Scalar::Bytes) => Expr::cust("unhex(value)"),
        Some(Scalar::F32 | Scalar::F64) => Expr::cust("auto_float(value)"),
        _ => Expr::cust("value"),
    };
    values.expr(value).from_function(each, "each");
    column.in_subquery(values)
}

fn part(format: &'static str, column: Expr) -> Expr {
    let text = Func::cust("strftime").args([Expr::cust(format!("'{format}'")), column]);
    Expr::expr(text).cast_as("INTEGER")
}

fn json_length(column: Expr) -> Expr {
    Func::cust("json_array_length").arg(column).into()
}
