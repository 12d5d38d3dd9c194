//! From an [`Ask`] to statements and what to write of their rows.
//!
//! A plan is made once for a shape of request and runs any number of times with other slots.
//! Nothing here touches a database.

mod bucket;
pub(crate) mod call;
mod combine;
mod cursor;
pub(crate) mod dialect;
mod distinct;
pub(crate) mod encoding;
pub(crate) mod explain;
mod filter;
#[cfg_attr(not(feature = "subscriptions"), allow(dead_code))]
pub(crate) mod gone;
mod groups;
mod having;
mod join;
pub(crate) mod native;
pub(crate) mod node;
mod number;
mod numbered;
pub(crate) mod operand;
mod operator;
mod order;
mod page;
pub(crate) mod param;
mod predicate;
mod range;
pub(crate) mod relation;
pub(crate) mod search;
mod select;
mod source;
pub(crate) mod sql;
mod totals;
pub(crate) mod write;

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use auto_api_model::Zone;

use crate::ask::{Ask, Root, Shape};
use crate::error::Error;
use crate::json;

use call::CallNode;
pub(crate) use cursor::encode as encode_cursor;
pub use dialect::Dialect;
use node::Node;
#[cfg(feature = "postgres")]
pub(crate) use predicate::is_array;
use write::WriteNode;

/// A request, ready to run any number of times with other slots.
///
/// Its `Display` is the explanation: the tree of reads, each with its statement.
#[derive(Debug)]
pub struct Plan {
    pub(crate) roots: Vec<PlanRoot>,
    pub(crate) shape: Shape,
    /// Statements in the tree.
    pub(crate) statements: usize,
    /// Whether tables without an index are read before.
    pub(crate) has_lookups: bool,
    /// Milliseconds that a run may take.
    pub(crate) statement_ms: u32,
    /// What a run takes, in microseconds; 0 before the first.
    pub(crate) micros: AtomicU64,
    /// Bytes of the largest answer so far.
    pub(crate) bytes: AtomicUsize,
}

impl Plan {
    fn new(planner: &Planner<'_>, roots: Vec<PlanRoot>, shape: Shape) -> Self {
        let mut plan = Self {
            roots,
            shape,
            statements: 0,
            has_lookups: planner.lookups > 0,
            statement_ms: planner.zone.limits.statement_ms,
            micros: AtomicU64::new(0),
            bytes: AtomicUsize::new(0),
        };
        plan.statements = plan.steps().len();
        plan
    }

    /// The node of a plan of one read.
    pub(crate) fn only(&self) -> Option<&Node> {
        match self.roots.as_slice() {
            [PlanRoot::Read(node)] => Some(node),
            _ => None,
        }
    }

    /// Bytes that the buffer of an answer has at the start. Growing step by step would copy a large
    /// answer several times; one large answer must not make each small one of the plan costly.
    pub(crate) fn room(&self) -> usize {
        self.bytes.load(Ordering::Relaxed).min(RESERVED) + SPARE
    }

    /// The queries that are called before it is run: their answers are slots.
    pub(crate) fn calls(&self) -> impl Iterator<Item = &CallNode> {
        self.roots.iter().filter_map(|root| match root {
            PlanRoot::Call(node) if !node.is_mutation => Some(&**node),
            _ => None,
        })
    }

    /// Whether a mutation has nothing to tell, not even its row.
    #[cfg(feature = "rest")]
    pub(crate) fn sends_nothing(&self) -> bool {
        self.roots
            .iter()
            .all(|root| matches!(root, PlanRoot::Call(node) if node.payload.is_empty()))
    }

    /// Whether it changes anything.
    pub(crate) fn is_write(&self) -> bool {
        self.roots.iter().any(|root| match root {
            PlanRoot::Write(_) => true,
            PlanRoot::Call(node) => node.is_mutation,
            PlanRoot::Fixed(_) | PlanRoot::Read(_) => false,
        })
    }

    /// An answer had so many bytes.
    pub(crate) fn wrote(&self, bytes: usize) {
        self.bytes.fetch_max(bytes, Ordering::Relaxed);
    }
}

/// The most that is reserved for an answer.
const RESERVED: usize = 256 * 1024;

/// What whoever asked for the answer may add to it.
const SPARE: usize = 64;

/// A root field.
#[derive(Debug)]
// A plan has a few of them, and they stay where they are.
#[allow(clippy::large_enum_variant)]
pub(crate) enum PlanRoot {
    /// Key and value.
    Fixed(Box<[u8]>),
    Read(Node),
    Write(Box<WriteNode>),
    Call(Box<CallNode>),
}

/// Plans a request.
///
/// # Errors
///
/// Every mistake of the request that does not depend on the values of slots.
pub fn plan(zone: &Zone, ask: &Ask, dialect: Dialect) -> Result<Plan, Vec<Error>> {
    let mut planner = Planner {
        zone,
        dialect,
        shape: ask.shape,
        errors: Vec::new(),
        path: Vec::new(),
        depth: 0,
        operators: 0,
        lists: 0,
        lookups: 0,
        calls: 0,
    };
    let roots: Vec<_> = ask.roots.iter().map(|root| planner.root(root)).collect();
    let plan = Plan::new(&planner, roots, ask.shape);
    for step in &plan.steps() {
        planner.check_values(step.statement);
    }
    if planner.errors.is_empty() {
        Ok(plan)
    } else {
        Err(planner.errors)
    }
}

/// What planning keeps while it walks an ask.
#[derive(Debug)]
pub(crate) struct Planner<'z> {
    zone: &'z Zone,
    dialect: Dialect,
    shape: Shape,
    errors: Vec<Error>,
    /// Where in the input the walk is.
    path: Vec<String>,
    /// Levels of the filter or order around it.
    depth: usize,
    /// Operators so far.
    operators: usize,
    /// Lists around the read: whether its rows have several parents.
    lists: usize,
    /// Relations so far that no index serves.
    lookups: usize,
    /// Calls so far.
    calls: usize,
}

impl Planner<'_> {
    fn root(&mut self, root: &Root) -> PlanRoot {
        match root {
            Root::Fixed { key, json } => {
                let mut bytes = json::key(key).into_vec();
                bytes.extend_from_slice(json.as_bytes());
                PlanRoot::Fixed(bytes.into())
            }
            Root::Read(read) => PlanRoot::Read(self.node(read, read.key.to_string(), None)),
            Root::Write(write) => PlanRoot::Write(Box::new(self.write(write))),
            Root::Call(call) => {
                self.calls += 1;
                let answer = call.slots + self.calls - 1;
                PlanRoot::Call(Box::new(self.call(call, answer)))
            }
        }
    }

    /// Goes one step into the input.
    fn within<T>(&mut self, step: &str, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step.to_owned());
        let result = walk(self);
        self.path.pop();
        result
    }
}
