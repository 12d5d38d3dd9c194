//! Requests that are a little smaller than one: a wrong answer is looked at in its least form.

use super::request::{Filter, Form, Read, Request, Select};

/// Every request that lacks one thing of this one.
pub(crate) fn smaller(request: &Request) -> Vec<Request> {
    let with = |read| Request {
        shape: request.shape,
        read,
    };
    reads(&request.read).into_iter().map(with).collect()
}

fn reads(read: &Read) -> Vec<Read> {
    let mut all = Vec::new();
    // A cursor is bound to its filter and order.
    let bound = matches!(&read.form, Form::Connection { after, before, .. } if after.is_some() || before.is_some());
    if !bound {
        if let Some(filter) = &read.filter {
            all.push(Read {
                filter: None,
                ..read.clone()
            });
            let each = filters(filter).into_iter();
            all.extend(each.map(|filter| Read {
                filter: Some(filter),
                ..read.clone()
            }));
        }
        for at in 0..read.distinct.len() {
            let mut less = read.clone();
            less.distinct.remove(at);
            all.push(less);
        }
        for at in 0..read.order.len() {
            let mut less = read.clone();
            less.order.remove(at);
            all.push(less);
        }
    }
    if let Form::Aggregate(functions) = &read.form {
        for at in 0..functions.len() {
            let mut less = functions.clone();
            less.remove(at);
            all.push(Read {
                form: Form::Aggregate(less),
                ..read.clone()
            });
        }
        return all;
    }
    all.extend(selects(read).into_iter().map(|select| {
        let mut less = read.clone();
        if let Some(place) = less.form.select() {
            *place = select;
        }
        less
    }));
    all
}

fn selects(read: &Read) -> Vec<Select> {
    let mut form = read.form.clone();
    let Some(select) = form.select() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for at in 0..select.links.len() {
        let mut less = select.clone();
        less.links.remove(at);
        all.push(less);
        for read in reads(&select.links[at].1) {
            let mut less = select.clone();
            less.links[at].1 = read;
            all.push(less);
        }
    }
    if select.members.len() > 2 {
        for half in [select.members.len() / 2.., 0..] {
            let mut less = select.clone();
            less.members
                .drain(half.start..(half.start + select.members.len() / 2));
            all.push(less);
        }
    }
    all
}

/// A filter's parts, and the filter without one of them.
fn filters(filter: &Filter) -> Vec<Filter> {
    let several = |all: &[Filter], wrap: fn(Vec<Filter>) -> Filter| {
        let mut less = all.to_vec();
        for at in 0..all.len() {
            let mut others = all.to_vec();
            others.remove(at);
            less.push(wrap(others));
            less.extend(filters(&all[at]).into_iter().map(|inner| {
                let mut others = all.to_vec();
                others[at] = inner;
                wrap(others)
            }));
        }
        less
    };
    let inside = |inner: &Filter, wrap: &dyn Fn(Box<Filter>) -> Filter| {
        filters(inner)
            .into_iter()
            .map(|inner| wrap(Box::new(inner)))
            .collect()
    };
    match filter {
        Filter::Siblings(all) => several(all, Filter::Siblings),
        Filter::And(all) => several(all, Filter::And),
        Filter::Or(all) => several(all, Filter::Or),
        Filter::Not(inner) => {
            let mut all: Vec<_> = inside(inner, &Filter::Not);
            all.push((**inner).clone());
            all
        }
        Filter::One(at, inner) => inside(inner, &|inner| Filter::One(*at, inner)),
        Filter::Many(at, quantifier, inner) => {
            inside(inner, &|inner| Filter::Many(*at, *quantifier, inner))
        }
        Filter::Member(at, tests) if tests.len() > 1 => {
            let each = tests.iter();
            each.map(|test| Filter::Member(*at, vec![test.clone()]))
                .collect()
        }
        Filter::Member(..) | Filter::Count(..) => Vec::new(),
    }
}
