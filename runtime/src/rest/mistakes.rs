//! All mistakes of a request at once: a run stops at the first value that does not fit, so the
//! request is planned again with its values in place. Only requests that fail pay for this.

use auto_api_model::{ErrorCode, Zone};

use crate::Error;
use crate::ask::{Args, Ask, Input, Root};
use crate::plan::{Dialect, plan};

/// Every mistake that planning finds when it sees the values; `error` if it finds none.
pub(super) fn all(
    zone: &Zone,
    dialect: Dialect,
    (ask, slots): (&Ask, &[Input]),
    error: Error,
) -> Vec<Error> {
    let is_about_values = matches!(
        error.code,
        ErrorCode::Validation
            | ErrorCode::InvalidFilter
            | ErrorCode::InvalidCursor
            | ErrorCode::LimitExceeded
    );
    if !is_about_values {
        return vec![error];
    }
    match plan(zone, &in_place(ask, slots), dialect) {
        Err(errors) if !errors.is_empty() => errors,
        _ => vec![error],
    }
}

/// The request with the values of its slots.
pub(super) fn in_place(ask: &Ask, slots: &[Input]) -> Ask {
    let mut ask = ask.clone();
    for root in &mut ask.roots {
        match root {
            Root::Read(read) => fill(&mut read.args, slots),
            Root::Write(write) => write.args.filter.iter_mut().for_each(|f| value(f, slots)),
            Root::Fixed { .. } | Root::Call(_) => {}
        }
    }
    ask
}

fn fill(args: &mut Args, slots: &[Input]) {
    let key = args.key.iter_mut().map(|(_, input)| input);
    let optional = [
        &mut args.by,
        &mut args.filter,
        &mut args.having,
        &mut args.distinct,
        &mut args.order_by,
        &mut args.limit,
        &mut args.offset,
        &mut args.page,
        &mut args.per_page,
        &mut args.first,
        &mut args.after,
        &mut args.last,
        &mut args.before,
    ];
    for input in key.chain(optional.into_iter().flatten()) {
        value(input, slots);
    }
}

fn value(input: &mut Input, slots: &[Input]) {
    match input {
        Input::Slot(at) => {
            if let Some(known) = slots.get(*at) {
                *input = known.clone();
            }
        }
        Input::List(items) => items.iter_mut().for_each(|item| value(item, slots)),
        Input::Object(members) => members.iter_mut().for_each(|(_, item)| value(item, slots)),
        _ => {}
    }
}
