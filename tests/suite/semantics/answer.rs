//! The answer to a request, over rows as plain data. Cursors are the engine's own and are checked
//! by walking along them, so here they are only told from null.

use auto_api::Value;
use auto_api::ask::{Function, Shape};
use auto_api::model::{Kind, Scalar};
use serde_json::{Map, Value as Json, json};

use super::digits::{Digits, shortest};
use super::evaluate::{Place, World};
use super::leaf;
use super::request::{Cursor, Form, Read, Request, Select};
use super::wire;

/// What stands for every cursor.
pub(crate) const CURSOR: &str = "(cursor)";

/// The answer to a request, without the object around it.
pub(crate) fn answer(world: World<'_>, request: &Request) -> Json {
    let read = &request.read;
    let among = match &read.form {
        Form::One { key, .. } => world
            .all(read.entity)
            .into_iter()
            .filter(|&row| {
                let mut parts = key.iter();
                parts.all(|(at, value)| world.value((read.entity, row), *at) == value)
            })
            .collect(),
        _ => world.all(read.entity),
    };
    Writer {
        world,
        shape: request.shape,
    }
    .read(read, among)
}

#[derive(Debug, Clone, Copy)]
struct Writer<'w> {
    world: World<'w>,
    shape: Shape,
}

impl Writer<'_> {
    fn read(self, read: &Read, among: Vec<usize>) -> Json {
        let rows = self.world.list(read, among);
        let page = self.world.zone.entities[read.entity].model.page;
        let write = |rows: &[usize], select: &Select| -> Json {
            rows.iter()
                .map(|&row| self.row((read.entity, row), select))
                .collect()
        };
        let size =
            |asked: &Option<i64>| usize::try_from(asked.unwrap_or(page.default.into())).unwrap();
        match &read.form {
            Form::One { select, .. } => rows
                .first()
                .map_or(Json::Null, |&row| self.row((read.entity, row), select)),
            Form::List {
                limit,
                offset,
                select,
            } => {
                let skip = usize::try_from(offset.unwrap_or(0)).unwrap();
                let found: Vec<_> = rows.into_iter().skip(skip).take(size(limit)).collect();
                write(&found, select)
            }
            Form::Pages {
                page,
                per_page,
                count,
                select,
            } => {
                let (number, size) = (size(&Some(page.unwrap_or(1))), size(per_page));
                let from = ((number - 1) * size).min(rows.len());
                let to = (from + size).min(rows.len());
                let mut info = json!({
                    "current_page": number,
                    "per_page": size,
                    "has_next_page": rows.len() > number * size,
                    "has_previous_page": number > 1,
                });
                if *count {
                    info["total_count"] = json!(rows.len());
                    info["page_count"] = json!(rows.len().div_ceil(size));
                }
                json!({"items": write(&rows[from..to], select), "page_info": info})
            }
            Form::Connection {
                size: asked,
                backwards,
                after,
                before,
                count,
                select,
            } => {
                let place = |cursor: &Option<Cursor>| cursor.as_ref().map(|cursor| cursor.row);
                let from = place(after).map_or(0, |row| row + 1);
                let to = place(before).unwrap_or(rows.len()).max(from);
                let all = &rows[from..to];
                let kept = size(asked).min(all.len());
                let more = kept < all.len();
                let found = if *backwards {
                    &all[all.len() - kept..]
                } else {
                    &all[..kept]
                };
                let cursor = if found.is_empty() {
                    Json::Null
                } else {
                    json!(CURSOR)
                };
                let edge = |&row: &usize| json!({"cursor": CURSOR, "node": self.row((read.entity, row), select)});
                let mut json = json!({
                    "edges": found.iter().map(edge).collect::<Json>(),
                    "page_info": {
                        "start_cursor": cursor,
                        "end_cursor": cursor,
                        "has_next_page": if *backwards { before.is_some() } else { more },
                        "has_previous_page": if *backwards { more } else { after.is_some() },
                    },
                });
                if *count {
                    json["total_count"] = json!(rows.len());
                }
                json
            }
            Form::Aggregate(functions) => self.totals(read.entity, &rows, functions),
        }
    }

    fn row(self, row: Place, select: &Select) -> Json {
        let entity = &self.world.zone.entities[row.0];
        let mut object = Map::new();
        for &at in &select.members {
            let value = self.member(row.0, at, self.world.value(row, at));
            object.insert(entity.members[at].name.clone(), value);
        }
        for (at, read) in &select.links {
            let value = self.read(read, self.world.related(row, *at));
            object.insert(entity.links[*at].name.clone(), value);
        }
        Json::Object(object)
    }

    fn member(self, entity: usize, at: usize, value: &Value) -> Json {
        let member = &self.world.zone.entities[entity].members[at];
        let form = wire::Form {
            zone: self.world.zone,
            shape: self.shape,
            scale: member.constraints.scale,
        };
        wire::json(form, &member.kind, value)
    }

    fn totals(self, entity: usize, rows: &[usize], functions: &[(Function, Vec<usize>)]) -> Json {
        let mut object = Map::from_iter([("count".to_owned(), json!(rows.len()))]);
        for (function, members) in functions {
            let each = members.iter().map(|&at| {
                let values = rows.iter().map(|&row| self.world.value((entity, row), at));
                let values: Vec<_> = values.filter(|value| **value != Value::Null).collect();
                let name = self.world.zone.entities[entity].members[at].name.clone();
                (name, self.total(*function, entity, at, &values))
            });
            object.insert(
                format!("{function:?}").to_lowercase(),
                Json::Object(each.collect()),
            );
        }
        Json::Object(object)
    }

    fn total(self, function: Function, entity: usize, at: usize, values: &[&Value]) -> Json {
        let edge = match function {
            Function::Min => values.iter().min_by(|a, b| leaf::compare(a, b)),
            Function::Max => values.iter().max_by(|a, b| leaf::compare(a, b)),
            Function::Sum | Function::Avg => {
                let member = &self.world.zone.entities[entity].members[at];
                return sum(function, &member.kind, member.constraints.scale, values);
            }
        };
        edge.map_or(Json::Null, |value| self.member(entity, at, value))
    }
}

// Averages are 64-bit numbers, as the documents say.
#[allow(clippy::cast_precision_loss)]
fn sum(function: Function, kind: &Kind, scale: Option<u32>, values: &[&Value]) -> Json {
    let average = function == Function::Avg;
    if values.is_empty() {
        return Json::Null;
    }
    match kind {
        Kind::Scalar(Scalar::Decimal) => {
            let each = values.iter().map(|value| match value {
                Value::Decimal(number) => number.to_string(),
                other => panic!("no decimal: {other:?}"),
            });
            let sum = Digits::sum(each);
            if average {
                return json!(wire::decimal(sum.over(values.len()), None));
            }
            json!(wire::decimal(sum.decimal(), scale))
        }
        Kind::Scalar(Scalar::F32 | Scalar::F64) => {
            // By their digits, so that the order of the rows is nothing to the sum.
            let each = values.iter().map(|value| match value {
                Value::Float(number) => shortest(*number),
                Value::Float32(number) => shortest(f64::from(*number)),
                other => panic!("no float: {other:?}"),
            });
            let sum = Digits::sum(each).float();
            json!(if average {
                sum / values.len() as f64
            } else {
                sum
            })
        }
        _ => {
            let number = |value: &&Value| match value {
                Value::Int(number) => i128::from(*number),
                other => panic!("no number: {other:?}"),
            };
            let sum: i128 = values.iter().map(number).sum();
            if average {
                return json!(sum as f64 / values.len() as f64);
            }
            json!(sum.to_string())
        }
    }
}
