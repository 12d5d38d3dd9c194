//! What both databases write in the same way: objects around values, pages, totals, records.

pub(crate) mod csv;
pub(crate) mod groups;
pub(crate) mod page;
pub(crate) mod stored;
pub(crate) mod totals;
pub(crate) mod value;

use crate::ask::{Input, Shape};
use crate::database::PageMeta;
use crate::error::Result;
use crate::plan::node::{ComputedOutput, Encoding, Node};
use crate::plan::write::misplaced;
use crate::plan::{Plan, PlanRoot};
use crate::value::Value;

/// A row of either database.
pub(crate) trait Cells {
    /// Writes a column's value as JSON.
    fn write(&self, out: &mut Vec<u8>, column: usize, encoding: &Encoding) -> Result<()>;

    /// A column's value as the engine has it.
    fn value(&self, column: usize, encoding: &Encoding) -> Result<Value>;
}

/// What a run wrote.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) found: bool,
    pub(crate) page: PageMeta,
}

/// Writes a computed field of a row.
pub(crate) fn computed(
    out: &mut Vec<u8>,
    computed: &ComputedOutput,
    row: &impl Cells,
) -> Result<()> {
    let needs = computed.columns.iter();
    let needs = needs.map(|(column, encoding)| row.value(*column, encoding));
    let needs = needs.collect::<Result<Vec<_>>>()?;
    let value = computed.value(needs)?;
    value::write(out, &computed.encoding, &value)
}

/// Writes the roots of a plan; `read` writes what one of them reads.
pub(crate) fn roots(
    out: &mut Vec<u8>,
    plan: &Plan,
    slots: &[Input],
    mut read: impl FnMut(&mut Vec<u8>, &Node) -> Result<Outcome>,
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let is_object = plan.shape == Shape::Object;
    let mut separator = b'{';
    for root in &plan.roots {
        if is_object {
            out.push(separator);
            separator = b',';
        }
        match root {
            PlanRoot::Fixed(bytes) => out.extend_from_slice(bytes),
            PlanRoot::Write(_) => return Err(misplaced()),
            PlanRoot::Call(node) => {
                let Some(Input::Raw(answer)) = slots.get(node.answer_slot) else {
                    return Err(misplaced());
                };
                if is_object {
                    out.extend_from_slice(&node.key);
                }
                out.extend_from_slice(answer.as_bytes());
                outcome.found = answer != "null";
            }
            PlanRoot::Read(node) => {
                if is_object {
                    out.extend_from_slice(&node.key);
                }
                outcome = read(out, node)?;
            }
        }
    }
    if is_object {
        if separator == b'{' {
            out.push(b'{');
        }
        out.push(b'}');
    }
    Ok(outcome)
}
