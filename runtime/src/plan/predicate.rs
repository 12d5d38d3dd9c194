//! The operators that the two databases spell differently.

use auto_api_model::{Kind, Operator, Scalar};
use sea_query::{Expr, ExprTrait, Func, Query};

use super::dialect::Dialect;
use super::param::OperandForm;

impl Dialect {
    /// `column IN (values of one parameter)`: one text of the statement for any length.
    pub(super) fn one_of(self, column: Expr, kind: &Kind, list: Expr) -> Expr {
        if self == Self::Postgres {
            return Expr::cust_with_exprs("$1 = ANY($2)", [column, list]);
        }
        let each = Func::cust("json_each").arg(list);
        let value = match kind.scalar() {
            Some(Scalar::Bytes) => Expr::cust("unhex(value)"),
            Some(Scalar::F32 | Scalar::F64) => Expr::cust("auto_float(value)"),
            _ => Expr::cust("value"),
        };
        let mut values = Query::select();
        values.expr(value).from_function(each, "each");
        column.in_subquery(values)
    }

    /// A test of text by an operand: as given, or in the one case folding.
    pub(super) fn text(self, operator: Operator, column: Expr, operand: Expr) -> Expr {
        match self {
            Self::Sqlite => match operator {
                Operator::Contains => call("instr", [column, operand]).gt(zero()),
                Operator::EndsWith => call("auto_ends_with", [column, operand]),
                Operator::Icontains => call("auto_icontains", [column, operand]),
                Operator::IstartsWith => call("auto_istarts_with", [column, operand]),
                Operator::IendsWith => call("auto_iends_with", [column, operand]),
                Operator::Ieq => call("auto_ieq", [column, operand]),
                _ => call("auto_like", [column, operand]),
            },
            Self::Postgres => match operator {
                Operator::Contains => call("strpos", [plain(column), operand]).gt(zero()),
                Operator::EndsWith => ends_with(plain(column), operand),
                Operator::Icontains => call("strpos", [folded(column), operand]).gt(zero()),
                Operator::IstartsWith => call("starts_with", [folded(column), operand]),
                Operator::IendsWith => ends_with(folded(column), operand),
                Operator::Ieq => folded(column).eq(operand),
                _ => Expr::cust_with_exprs("$1 LIKE $2", [plain(column), operand]),
            },
        }
    }

    /// The form of a pattern of `like`.
    pub(super) fn pattern(self) -> OperandForm {
        match self {
            Self::Sqlite => OperandForm::Value,
            Self::Postgres => OperandForm::Pattern,
        }
    }

    /// Year, month or day of a date or a time, in UTC.
    pub(super) fn date_part(self, operator: Operator, column: Expr, kind: &Kind) -> Expr {
        let (format, part) = match operator {
            Operator::Year => ("'%Y'", "year"),
            Operator::Month => ("'%m'", "month"),
            _ => ("'%d'", "day"),
        };
        if self == Self::Sqlite {
            let text = call("strftime", [Expr::cust(format), column]);
            return Expr::expr(text).cast_as("INTEGER");
        }
        let local = if kind.scalar() == Some(Scalar::DateTime) {
            Expr::cust_with_expr("$1 AT TIME ZONE 'UTC'", column)
        } else {
            column
        };
        Expr::cust_with_expr(format!("CAST(EXTRACT({part} FROM $1) AS int8)"), local)
    }

    /// How many values a list has.
    pub(super) fn length(self, column: Expr, kind: &Kind) -> Expr {
        let name = match self {
            Self::Sqlite => "json_array_length",
            Self::Postgres if is_array(kind) => "cardinality",
            Self::Postgres => "jsonb_array_length",
        };
        Func::cust(name).arg(column).into()
    }

    /// Whether a list has all, or any, of the values.
    pub(super) fn has(self, operator: Operator, column: Expr, operand: Expr) -> Expr {
        let all = operator == Operator::ContainsAll;
        match self {
            Self::Sqlite if all => call("auto_has_all", [column, operand]),
            Self::Sqlite => call("auto_has_any", [column, operand]),
            Self::Postgres if all => Expr::cust_with_exprs("$1 @> $2", [column, operand]),
            Self::Postgres => Expr::cust_with_exprs("$1 && $2", [column, operand]),
        }
    }

    /// Whether JSON is an object with a key.
    pub(super) fn has_key(self, column: Expr, key: Expr) -> Expr {
        match self {
            Self::Sqlite => call("auto_has_key", [column, key]),
            Self::Postgres => Expr::cust_with_exprs(
                "(jsonb_typeof($1) = 'object' AND jsonb_exists($1, $2))",
                [column, key],
            ),
        }
    }

    /// The form of a path into JSON.
    pub(super) fn path(self) -> OperandForm {
        match self {
            Self::Sqlite => OperandForm::Value,
            Self::Postgres => OperandForm::Steps,
        }
    }

    /// Whether JSON has a value at a path.
    pub(super) fn at_path(self, column: Expr, path: Expr, json: Expr) -> Expr {
        match self {
            Self::Sqlite => call("auto_json_eq", [column, path, json]),
            Self::Postgres => Expr::cust_with_exprs(AT_PATH, [column, path, json]),
        }
    }
}

/// `#>` reads any whole number as a place in an array, `-1` from its end: places are digits only,
/// and what is not one leads into objects alone. Looked at last, where the values are equal.
const AT_PATH: &str = "(COALESCE(($1 #> $2) = $3, FALSE) AND NOT EXISTS (\
SELECT FROM unnest($2) WITH ORDINALITY AS s(step, nth) \
WHERE s.step !~ '^(0|[1-9][0-9]*)$' AND jsonb_typeof($1 #> ($2)[:s.nth - 1]) = 'array'))";

/// Whether PostgreSQL holds a list as an array: of scalars and enums. Other lists are JSON.
pub(crate) fn is_array(kind: &Kind) -> bool {
    let Kind::List(item) = kind else { return false };
    match &**item {
        Kind::Scalar(_) | Kind::Enum(_) => true,
        Kind::Value(_) | Kind::List(_) => false,
    }
}

fn call<const N: usize>(name: &'static str, arguments: [Expr; N]) -> Expr {
    Func::cust(name).args(arguments).into()
}

/// Zero, written out.
fn zero() -> Expr {
    Expr::cust("0")
}

/// Text by code points, whatever the column's collation.
fn plain(column: Expr) -> Expr {
    Expr::cust_with_expr("$1 COLLATE \"C\"", column)
}

/// Text in the one case folding: ICU's lower case of the root locale, in which a final sigma has a
/// form of its own that the folding does not know.
fn folded(column: Expr) -> Expr {
    Expr::cust_with_expr(
        "translate(lower($1 COLLATE \"und-x-icu\"), 'ς', 'σ') COLLATE \"C\"",
        column,
    )
}

fn ends_with(text: Expr, end: Expr) -> Expr {
    Expr::cust_with_exprs("right($1, length($2)) = $2", [text, end])
}
