//! All writes of one operation: in order, in one transaction; the first that fails takes all back.

use auto_api_model::input::WriteAction;
use auto_api_model::{ErrorCode, Zone};

use super::engine::Engine;
use super::{Condition, Done, Refused, Tx, Verdict, Written, is_callers, payload};
use crate::ask::{Input, Shape};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::plan::call::CallNode;
use crate::plan::write::{PayloadOutput, WriteNode};
use crate::plan::{Plan, PlanRoot};

/// Runs the writes of a plan; the answer comes behind the bytes of `head`. A condition is about the
/// row of the key of each.
pub(crate) async fn operation(
    mut tx: Tx<'_>,
    database: &Database,
    zone: &Zone,
    plan: &Plan,
    (slots, head): (&[Input], &[u8]),
    condition: Option<&Condition>,
) -> Result<Verdict<Written>> {
    let engine = Engine::new(database, zone, slots);
    let mut answers = Vec::with_capacity(plan.roots.len());
    let mut written = Written::default();
    for (at, root) in plan.roots.iter().enumerate() {
        let node = match root {
            PlanRoot::Fixed(_) => {
                answers.push(Vec::new());
                continue;
            }
            PlanRoot::Write(node) => Root::Write(node),
            PlanRoot::Call(node) => Root::Call(node),
            PlanRoot::Read(_) => return Err(Error::internal("a read among writes")),
        };
        match engine.root(&mut tx, node, condition).await {
            Ok((done, rows)) => {
                let mut out = Vec::new();
                engine.answer(&mut out, plan, node.payload(), &done, &rows);
                answers.push(out);
                written.affected = done.affected;
                written.created = done.created;
                written.errors = done.errors;
                written.key = done.keys.into_iter().next().flatten();
            }
            Err(Refused::Fault(error)) => return Err(error),
            Err(Refused::Caller(errors, current)) => {
                let current: Vec<_> = current.map(Some).into_iter().collect();
                let rows = match node {
                    Root::Write(node) => engine.rows(&mut tx, node, &current).await?,
                    Root::Call(_) => Vec::new(),
                };
                let failed = Failed { at, errors, rows };
                return Ok(engine.refuse(plan, failed, head, tx.statements));
            }
        }
    }
    written.statements = tx.statements;
    written.body = assemble(plan, head, &answers);
    Ok(Verdict {
        value: written,
        keep: true,
        noted: tx.noted(),
    })
}

/// The answer of an operation that was run, and whose commit the database refused for what it
/// wrote: a constraint that is looked at no sooner. Other errors come back.
pub(crate) fn uncommitted(
    database: &Database,
    zone: &Zone,
    plan: &Plan,
    (slots, head): (&[Input], &[u8]),
    error: Error,
) -> Result<Written> {
    let is_write = |root: &PlanRoot| matches!(root, PlanRoot::Write(_));
    let Some(at) = plan.roots.iter().position(is_write) else {
        return Err(error);
    };
    if !is_callers(&error) {
        return Err(error);
    }
    let told = match error.code {
        ErrorCode::ForeignKey => "a row refers to one that is not there",
        _ => "the database does not accept these values together",
    };
    let failed = Failed {
        at,
        errors: vec![Error::new(error.code, told)],
        rows: Vec::new(),
    };
    let engine = Engine::new(database, zone, slots);
    Ok(engine.refuse(plan, failed, head, 0).value)
}

/// Runs the one write of a plan within a transaction; an error leaves what it changed so far.
pub(crate) async fn perform(
    tx: &mut Tx<'_>,
    database: &Database,
    zone: &Zone,
    plan: &Plan,
) -> Result<Done, Vec<Error>> {
    let [PlanRoot::Write(node)] = plan.roots.as_slice() else {
        return Err(vec![Error::internal("not a write")]);
    };
    let engine = Engine::new(database, zone, &[]);
    engine
        .perform(tx, node)
        .await
        .map_err(|refused| match refused {
            Refused::Caller(errors, _) => errors,
            Refused::Fault(error) => vec![error],
        })
}

/// The write that failed: which, why, and the rows that its payload has nevertheless.
struct Failed {
    at: usize,
    errors: Vec<Error>,
    rows: Vec<Vec<u8>>,
}

/// A root that changes something.
#[derive(Clone, Copy)]
enum Root<'p> {
    Write(&'p WriteNode),
    Call(&'p CallNode),
}

impl<'p> Root<'p> {
    fn of(root: &'p PlanRoot) -> Option<Self> {
        match root {
            PlanRoot::Write(node) => Some(Self::Write(node)),
            PlanRoot::Call(node) => Some(Self::Call(node)),
            PlanRoot::Fixed(_) | PlanRoot::Read(_) => None,
        }
    }

    fn payload(self) -> &'p [PayloadOutput] {
        match self {
            Self::Write(node) => &node.payload,
            Self::Call(node) => &node.payload,
        }
    }

    fn key(self) -> &'p [u8] {
        match self {
            Self::Write(node) => &node.key,
            Self::Call(node) => &node.key,
        }
    }
}

impl Engine<'_> {
    /// Runs a root; and what it answers of rows.
    async fn root(
        &self,
        tx: &mut Tx<'_>,
        root: Root<'_>,
        condition: Option<&Condition>,
    ) -> Result<(Done, Vec<Vec<u8>>), Refused> {
        match root {
            Root::Write(node) => self.answered(tx, node, condition).await,
            Root::Call(node) => self.called(tx, node).await,
        }
    }

    /// Runs a write, unless it is sent again; and what it answers of rows.
    async fn answered(
        &self,
        tx: &mut Tx<'_>,
        node: &WriteNode,
        condition: Option<&Condition>,
    ) -> Result<(Done, Vec<Vec<u8>>), Refused> {
        let once = self.once(node)?;
        if let Some(once) = &once
            && let Some(mut done) = self.begin(tx, node, once).await?
        {
            let rows = done.before.take().unwrap_or_default();
            return Ok((done, rows));
        }
        if let Some(condition) = condition {
            self.meets(tx, node, condition).await?;
        }
        let mut done = self.perform(tx, node).await?;
        let rows = match done.before.take() {
            Some(before) => before,
            None => self.rows(tx, node, &done.keys).await?,
        };
        if let Some(once) = &once {
            self.remember(tx, once, &done, &rows).await?;
        }
        Ok((done, rows))
    }

    async fn perform(&self, tx: &mut Tx<'_>, node: &WriteNode) -> Result<Done, Refused> {
        let (entity, args) = (node.entity, &node.args);
        match node.action {
            WriteAction::Create => {
                let input = args.input.as_ref().unwrap_or(&Input::Null);
                self.create(tx, entity, input).await
            }
            WriteAction::CreateMany => self.create_many(tx, entity, args).await,
            WriteAction::Update => self.update(tx, entity, args).await,
            WriteAction::UpdateMany => self.update_many(tx, node, args).await,
            WriteAction::Upsert => self.upsert(tx, entity, args).await,
            WriteAction::Delete => self.delete(tx, node, args).await,
            WriteAction::DeleteMany => self.delete_many(tx, node, args).await,
        }
    }

    /// Writes what one write answers: its payload, or its row alone.
    fn answer(
        &self,
        out: &mut Vec<u8>,
        plan: &Plan,
        payload: &[PayloadOutput],
        done: &Done,
        rows: &[Vec<u8>],
    ) {
        match plan.shape {
            Shape::Object => payload::write(out, payload, done, rows, self.zone),
            Shape::Bare => out.extend(rows.iter().flatten()),
        }
    }

    /// The answer of an operation of which nothing stays: every other write was aborted.
    fn refuse(
        &self,
        plan: &Plan,
        failed: Failed,
        head: &[u8],
        statements: u32,
    ) -> Verdict<Written> {
        let mut answers = Vec::with_capacity(plan.roots.len());
        let mut told = Done {
            errors: failed.errors,
            ..Done::default()
        };
        for (at, root) in plan.roots.iter().enumerate() {
            let mut out = Vec::new();
            if let Some(root) = Root::of(root) {
                let payload = root.payload();
                if at == failed.at {
                    self.answer(&mut out, plan, payload, &told, &failed.rows);
                } else {
                    self.answer(&mut out, plan, payload, &aborted(), &[]);
                }
            }
            answers.push(out);
        }
        Verdict {
            value: Written {
                body: assemble(plan, head, &answers),
                errors: std::mem::take(&mut told.errors),
                refused: true,
                statements,
                ..Written::default()
            },
            keep: false,
            noted: Vec::new(),
        }
    }
}

fn aborted() -> Done {
    let message = "another part of the operation failed: nothing was changed";
    Done {
        errors: vec![Error::new(ErrorCode::Aborted, message)],
        ..Done::default()
    }
}

/// The object of the roots, or the one root's value.
fn assemble(plan: &Plan, head: &[u8], answers: &[Vec<u8>]) -> Vec<u8> {
    let length: usize = answers.iter().map(|answer| answer.len() + 64).sum();
    let mut body = Vec::with_capacity(head.len() + length);
    body.extend_from_slice(head);
    if plan.shape == Shape::Bare {
        body.extend(answers.iter().flatten());
        return body;
    }
    let mut separator = b'{';
    for (root, answer) in plan.roots.iter().zip(answers) {
        body.push(separator);
        separator = b',';
        match root {
            PlanRoot::Fixed(bytes) => body.extend_from_slice(bytes),
            root => {
                if let Some(root) = Root::of(root) {
                    body.extend_from_slice(root.key());
                    body.extend_from_slice(answer);
                }
            }
        }
    }
    body.push(b'}');
    body
}
