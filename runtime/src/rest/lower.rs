//! From parameters to an [`Ask`](crate::ask::Ask): sorts them by what they are about.
//!
//! Sees names and structural values only, so that what comes out serves every request of a shape.
//! The parts are in `filter.rs`, `order.rs`, `select.rs` and `list.rs`.

use auto_api_model::suggest::hint;
use auto_api_model::{Entity, Zone};

use super::filter::Node;
use super::query_string::{Name, parts, short};
use super::shape::{Shape, Take};
use super::words::{
    AFTER, AGGREGATE, ALL, BEFORE, BY, COUNT, DISTINCT, FIELDS, FILTER, FIRST, FORMAT, HAVING,
    INCLUDE, LAST, LIMIT, OFFSET, ON, PAGE, Words,
};
use crate::Error;
use crate::ask::Input;

/// Which route a request came by; decides which parameters there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Route {
    /// `/posts`
    List,
    /// `/posts/{id}`
    One,
    /// `/posts/export`
    Export,
    /// `/posts/group-by`
    Groups,
    /// `POST /posts`
    Create,
    /// `POST /posts/bulk`
    CreateMany,
    /// `PATCH` or `PUT /posts/{id}`
    Update,
    /// `PUT /posts?on=slug`
    Upsert,
    /// The same where there may be no row.
    UpsertNew,
    /// `PATCH /posts` of rows each with its patch.
    UpdateEach,
    /// `PATCH /posts?status=draft`
    UpdateMatching,
    /// `DELETE /posts/{id}`
    Delete,
    /// The same of a row that is looked at before.
    DeleteIf,
    /// `DELETE /posts?status=draft`
    DeleteMatching,
}

/// A lowering on its way, with every mistake so far.
#[derive(Debug)]
pub(super) struct Lowering<'a> {
    pub(super) zone: &'a Zone,
    pub(super) words: &'a Words,
    /// Where the entity is in the zone.
    pub(super) entity: usize,
    shape: &'a Shape<'a>,
    /// Where each parameter's value goes.
    pub(super) takes: Vec<Take>,
    slots: usize,
    /// Whether the request has a key under which it may be sent again.
    pub(super) once: bool,
    pub(super) errors: Vec<Error>,
}

/// The parameters of a request, by what they are about; each by its position.
#[derive(Debug, Default)]
pub(super) struct Given<'a> {
    plain: Vec<(&'a str, usize, bool)>,
    pub(super) filter: Node<'a>,
    /// Conditions on groups, in brackets.
    pub(super) having: Node<'a>,
}

impl Given<'_> {
    /// Whether a parameter is there that is no filter.
    pub(super) fn has(&self, name: &str) -> bool {
        self.plain.iter().any(|(known, ..)| *known == name)
    }
}

impl<'a> Lowering<'a> {
    /// Begins; the first `slots` slots are the caller's.
    pub(super) fn new(
        (zone, words): (&'a Zone, &'a Words),
        entity: usize,
        shape: &'a Shape<'a>,
        slots: usize,
    ) -> Self {
        Self {
            zone,
            words,
            entity,
            shape,
            takes: vec![Take::Nowhere; shape.pairs.len()],
            slots,
            once: false,
            errors: Vec::new(),
        }
    }

    /// Whose rows are asked for.
    pub(super) fn entity(&self) -> &'a Entity {
        &self.zone.entities[self.entity]
    }

    /// The names of the parameters of a route, filters apart.
    fn plain_names(&self, route: Route) -> Vec<&'a str> {
        let (order_by, per_page) = (self.words.order_by.as_str(), self.words.per_page.as_str());
        match route {
            Route::List => vec![
                FILTER, order_by, DISTINCT, PAGE, per_page, FIRST, AFTER, LAST, BEFORE, FIELDS,
                INCLUDE, COUNT,
            ],
            Route::Export => vec![FILTER, order_by, FIELDS, FORMAT],
            Route::Groups => vec![BY, AGGREGATE, FILTER, HAVING, order_by, LIMIT, OFFSET],
            Route::One | Route::Create | Route::Update => vec![FIELDS, INCLUDE],
            Route::Upsert | Route::UpsertNew => vec![ON, FIELDS, INCLUDE],
            Route::CreateMany | Route::UpdateEach => {
                vec![self.words.on_error.as_str(), FIELDS, INCLUDE]
            }
            Route::UpdateMatching | Route::DeleteMatching => {
                vec![FILTER, ALL, self.words.at_most.as_str(), FIELDS, INCLUDE]
            }
            Route::Delete | Route::DeleteIf => Vec::new(),
        }
    }

    /// Sorts the parameters.
    pub(super) fn given(&mut self, route: Route) -> Given<'a> {
        let mut given = Given::default();
        let names = self.plain_names(route);
        // Two levels for each of a filter's, and the operator with its path.
        let most = usize::try_from(self.zone.limits.filter_depth).unwrap_or(usize::MAX);
        let most = most.saturating_mul(2).saturating_add(4);
        let shape = self.shape;
        for (at, pair) in shape.pairs.iter().enumerate() {
            match parts(&pair.name, most) {
                Ok(name) => self.sort(&mut given, &names, at, name),
                Err(error) => self.errors.push(error),
            }
        }
        given
    }

    fn sort(&mut self, given: &mut Given<'a>, names: &[&'a str], at: usize, name: Name<'a>) {
        let Name { head, path, item } = name;
        let is_known = names.contains(&head);
        if head == FILTER && is_known {
            if path.is_empty() && item {
                self.errors.push(Error::filter("`filter[]` names no field"));
            } else if !path.is_empty() {
                given.filter.insert(&path, at, item);
            }
        } else if head == HAVING && is_known {
            if path.is_empty() && item {
                let message = "`having[]` names no total";
                self.errors.push(Error::filter(message));
            } else if !path.is_empty() {
                given.having.insert(&path, at, item);
            }
        } else if is_known && path.is_empty() {
            given.plain.push((head, at, item));
        } else if names.contains(&FILTER)
            && let Some(mut whole) = self.short_form(head)
        {
            whole.extend(path);
            given.filter.insert(&whole, at, item);
        } else {
            self.unknown(head, names);
        }
    }

    /// The path that `status`, `author` or `author.name` stands for, if it begins at a field or
    /// relation.
    fn short_form(&self, head: &'a str) -> Option<Vec<&'a str>> {
        let entity = self.entity();
        let is_name = |name: &str| {
            let member = entity.member(name);
            member.is_some_and(|at| entity.members[at].is_filterable())
                || entity.link(name).is_some()
        };
        if is_name(head) {
            return Some(vec![head]);
        }
        let path: Vec<&str> = head.split('.').collect();
        (path.len() > 1 && is_name(path[0])).then_some(path)
    }

    fn unknown(&mut self, head: &str, names: &[&str]) {
        let entity = self.entity();
        let filters = names.contains(&FILTER);
        let members = entity
            .members
            .iter()
            .filter(|m| m.is_filterable() && filters);
        let links = entity.visible_links().filter(|_| filters);
        let fields = members
            .map(|m| m.name.as_str())
            .chain(links.map(|l| l.name.as_str()));
        let has_limit = names.contains(&LIMIT);
        let other = match head {
            "limit" | "page_size" | "pageSize" | "size" if !has_limit => {
                Some(self.words.per_page.as_str())
            }
            "per_page" | "perPage" | "page_size" | "pageSize" | "size" | "first" => Some(LIMIT),
            "offset" | "skip" if !has_limit => Some(PAGE),
            "page" | "skip" => Some(OFFSET),
            "group_by" | "group" => Some(BY),
            "sort" | "order" => Some(self.words.order_by.as_str()),
            "distinct_on" | "distinctOn" | "unique" => Some(DISTINCT),
            "cursor" => Some(AFTER),
            _ => None,
        };
        let hint = match other.filter(|name| names.contains(name)) {
            Some(name) => format!("; did you mean `{name}`?"),
            None => hint(head, names.iter().copied().chain(fields)),
        };
        let head = short(head);
        self.errors
            .push(Error::validation(format!("unknown parameter `{head}`{hint}")).within(&*head));
    }

    /// The items of a structural parameter such as `fields=id,title`.
    pub(super) fn items(&self, given: &Given<'a>, name: &str) -> Option<Vec<&'a str>> {
        let mut items = Vec::new();
        let mut found = false;
        for &(_, at, item) in given.plain.iter().filter(|(known, ..)| *known == name) {
            found = true;
            let value = self.value(at).unwrap_or_default();
            if item {
                items.push(value);
            } else {
                items.extend(
                    value
                        .split(',')
                        .map(str::trim)
                        .filter(|item| !item.is_empty()),
                );
            }
        }
        found.then_some(items)
    }

    /// The value of a structural parameter that is given once at most.
    pub(super) fn text(&mut self, given: &Given<'a>, name: &str) -> Option<&'a str> {
        let at = self.once(given, name)?;
        self.value(at)
    }

    /// The value at a position, if it is structural.
    pub(super) fn value(&self, at: usize) -> Option<&'a str> {
        let pair = &self.shape.pairs[at];
        let is_structural = self.words.is_structural(&pair.name);
        is_structural.then_some(&*pair.value)
    }

    /// A slot for a parameter that is given once at most.
    pub(super) fn slot(&mut self, given: &Given<'a>, name: &str) -> Option<Input> {
        let at = self.once(given, name)?;
        Some(self.take(at))
    }

    /// A slot for the value at a position.
    pub(super) fn take(&mut self, at: usize) -> Input {
        let slot = self.new_slot();
        self.takes[at] = Take::One(slot);
        Input::Slot(slot)
    }

    /// How many slots there are.
    pub(super) fn slots(&self) -> usize {
        self.slots
    }

    /// A slot that no value goes to yet.
    pub(super) fn new_slot(&mut self) -> usize {
        self.slots += 1;
        self.slots - 1
    }

    fn once(&mut self, given: &Given<'a>, name: &str) -> Option<usize> {
        let mut all = given.plain.iter().filter(|(known, ..)| *known == name);
        let &(_, at, item) = all.next()?;
        if item || all.next().is_some() {
            let message = format!("`{name}` takes one value");
            self.errors.push(Error::validation(message).within(name));
        }
        Some(at)
    }

    /// The filter of the request: brackets, short forms and JSON together.
    pub(super) fn filter(&mut self, given: &Given<'a>) -> Option<Input> {
        let json = self.shape.json.as_ref().map(|json| json.input.clone());
        if given.filter.is_empty() {
            return json;
        }
        let brackets = self.brackets(self.entity, &given.filter);
        Some(both(json, brackets))
    }

    /// The condition on groups of the request: brackets and JSON together.
    pub(super) fn having(&mut self, given: &Given<'a>) -> Option<Input> {
        let json = self.shape.having.as_ref().map(|json| json.input.clone());
        if given.having.is_empty() {
            return json;
        }
        let brackets = self.having_brackets(&given.having);
        Some(both(json, brackets))
    }

    /// Keeps a mistake.
    pub(super) fn refuse(&mut self, error: Error) {
        self.errors.push(error);
    }
}

/// What both conditions say.
fn both(json: Option<Input>, brackets: Input) -> Input {
    match json {
        None => brackets,
        Some(json) => Input::Object(vec![("and".to_owned(), Input::List(vec![json, brackets]))]),
    }
}
