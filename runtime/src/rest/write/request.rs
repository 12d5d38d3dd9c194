//! The request of a write as an [`Ask`]. Its body, and what its headers say, are slots.

use std::sync::Arc;

use auto_api_model::input::WriteAction;

use super::super::lower::{Given, Lowering, Route};
use super::super::request::Asked;
use super::super::words::{ALL, FIELDS, INCLUDE, ON};
use crate::Error;
use crate::ask::{Ask, Input, Item, PayloadItem, Root, Shape, Write, WriteArgs};

/// The slots of what is not in the query string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) struct Places {
    pub(super) body: usize,
    pub(super) on_error: usize,
    pub(super) expected_version: usize,
    pub(super) idempotency_key: usize,
    /// Whether the answer has rows.
    pub(super) has_rows: bool,
}

impl<'a> Lowering<'a> {
    /// The request of a route that writes.
    pub(in super::super) fn write(&mut self, given: &Given<'a>, route: Route) -> (Ask, Asked) {
        let is_part = given.has(FIELDS) || given.has(INCLUDE);
        let has_rows = match route {
            Route::Delete => false,
            Route::UpdateEach | Route::UpdateMatching | Route::DeleteMatching => is_part,
            _ => true,
        };
        let items = if has_rows {
            self.select(given, route)
        } else {
            Vec::new()
        };
        let on_error = self.words.on_error.as_str();
        let on_error = self.slot(given, on_error).and_then(|input| slot_of(&input));
        let places = Places {
            body: self.new_slot(),
            on_error: on_error.unwrap_or_else(|| self.new_slot()),
            expected_version: self.new_slot(),
            idempotency_key: self.new_slot(),
            has_rows,
        };
        let args = self.write_args(given, route, places);
        let action = action(route);
        let write = Write {
            key: Arc::from(self.entity().list_name.as_str()),
            entity: self.entity,
            action,
            args,
            slots: self.slots(),
            payload: has_rows
                .then(|| payload(action, items))
                .into_iter()
                .collect(),
        };
        let ask = Ask {
            roots: vec![Root::Write(write)],
            shape: Shape::Bare,
        };
        let asked = Asked {
            is_whole: !is_part,
            places,
            ..Asked::default()
        };
        (ask, asked)
    }

    fn write_args(&mut self, given: &Given<'a>, route: Route, places: Places) -> WriteArgs {
        let body = Some(Input::Slot(places.body));
        let mut args = WriteArgs {
            on_error: Some(Input::Slot(places.on_error)),
            expected_version: Some(Input::Slot(places.expected_version)),
            idempotency_key: self.once.then_some(Input::Slot(places.idempotency_key)),
            ..WriteArgs::default()
        };
        match route {
            Route::CreateMany => args.inputs = body,
            Route::UpdateEach => args.items = body,
            Route::UpdateMatching => args.patch = body,
            Route::Create | Route::Update | Route::Upsert | Route::UpsertNew => args.input = body,
            _ => {}
        }
        if matches!(route, Route::Update | Route::Delete | Route::DeleteIf) {
            let key = self.entity().key.iter().copied().enumerate();
            args.key = key
                .map(|(slot, member)| (member, Input::Slot(slot)))
                .collect();
        }
        if matches!(route, Route::UpdateMatching | Route::DeleteMatching) {
            args.filter = self.filter(given);
            args.all = self.slot(given, ALL);
            let at_most = self.words.at_most.as_str();
            args.at_most = self.slot(given, at_most);
        }
        if matches!(route, Route::Upsert | Route::UpsertNew) {
            args.on = self.on(given);
        }
        args
    }

    /// The members of the key that an upsert goes by. It has to be named: `PUT /posts` alone would
    /// replace all posts.
    fn on(&mut self, given: &Given<'a>) -> Option<Input> {
        let entity = self.entity();
        let zone = self.zone;
        let keys = || {
            let names = |key: &[usize]| -> Vec<&str> {
                let all = key.iter().map(|&at| entity.members[at].name.as_str());
                all.collect()
            };
            zone.upsert_keys(entity).map(names)
        };
        let named = self.items(given, ON).unwrap_or_default();
        let is_named = |key: &Vec<&str>| {
            key.len() == named.len() && key.iter().all(|name| named.contains(name))
        };
        if let Some(key) = keys().find(is_named) {
            let names = key.into_iter().map(|name| Input::Text(name.to_owned()));
            return Some(Input::List(names.collect()));
        }
        let known: Vec<String> = keys()
            .map(|key| format!("`{ON}={}`", key.join(",")))
            .collect();
        let known = known.join(" or ");
        let message = format!("say by which unique key the row is found: {known}");
        self.refuse(Error::validation(message).within(ON));
        None
    }
}

/// What a route does.
fn action(route: Route) -> WriteAction {
    match route {
        Route::CreateMany => WriteAction::CreateMany,
        Route::Update => WriteAction::Update,
        // `UpsertNew` is a creation that is told of otherwise.
        Route::Upsert => WriteAction::Upsert,
        Route::UpdateEach | Route::UpdateMatching => WriteAction::UpdateMany,
        Route::Delete | Route::DeleteIf => WriteAction::Delete,
        Route::DeleteMatching => WriteAction::DeleteMany,
        _ => WriteAction::Create,
    }
}

fn payload(action: WriteAction, items: Vec<Item>) -> PayloadItem {
    let key = Arc::from("objects");
    if action.is_many() {
        PayloadItem::Objects { key, items }
    } else {
        PayloadItem::Object { key, items }
    }
}

fn slot_of(input: &Input) -> Option<usize> {
    match input {
        Input::Slot(at) => Some(*at),
        _ => None,
    }
}
