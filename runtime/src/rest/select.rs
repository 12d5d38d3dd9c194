//! `fields=id,title,author.name` and `include=author,comments.author`: what is written of a row.
//!
//! Without `fields` that is every field and no relation. A field of a relation includes the
//! relation. Relations to many have the first page of their model's default size.

use std::sync::Arc;

use auto_api_model::suggest::hint;
use auto_api_model::{Entity, MethodKind, Zone};

use super::lower::{Given, Lowering, Route};
use super::query_string::short;
use super::words::{FIELDS, INCLUDE};
use crate::Error;
use crate::ask::{Args, Form, Item, Read};

/// A field of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Member(usize),
    Computed(usize),
}

/// What is asked for of one entity's rows, in the order of the request.
#[derive(Debug, Default)]
struct Want {
    /// What of the row itself; nothing is all of it.
    fields: Vec<Field>,
    /// Positions of links, and what of each.
    links: Vec<(usize, Want)>,
}

impl<'a> Lowering<'a> {
    /// What is written of each row.
    pub(super) fn select(&mut self, given: &Given<'a>, route: Route) -> Vec<Item> {
        let mut want = Want::default();
        let fields = self.items(given, FIELDS);
        if fields.as_ref().is_some_and(Vec::is_empty) {
            self.refuse(Error::validation("`fields` names no field").within(FIELDS));
        }
        for path in fields.unwrap_or_default() {
            let (relation, field) = match path.rsplit_once('.') {
                Some((relation, field)) => (Some(relation), field),
                None => (None, path),
            };
            let found = match (route, relation) {
                (Route::Export, Some(_)) => Err("an export has no relations".to_owned()),
                (_, relation) => self
                    .relation(&mut want, relation)
                    .and_then(|(entity, want)| {
                        let at = field_of(entity, field)?;
                        if !want.fields.contains(&at) {
                            want.fields.push(at);
                        }
                        Ok(())
                    }),
            };
            if let Err(message) = found {
                self.refuse(Error::validation(message).within(FIELDS));
            }
        }
        for path in self.items(given, INCLUDE).unwrap_or_default() {
            if let Err(message) = self.relation(&mut want, Some(path)) {
                self.refuse(Error::validation(message).within(INCLUDE));
            }
        }
        self.written(self.entity, &want)
    }

    /// The entity at the end of a path of relations, and what is wanted of it.
    fn relation<'w>(
        &self,
        mut want: &'w mut Want,
        path: Option<&str>,
    ) -> Result<(&'a Entity, &'w mut Want), String> {
        let mut entity = self.entity();
        let most = usize::try_from(self.zone.limits.depth).unwrap_or(usize::MAX);
        for (depth, step) in path
            .into_iter()
            .flat_map(|path| path.split('.'))
            .enumerate()
        {
            if depth + 2 > most {
                return Err(format!("relations may be {most} levels deep at most"));
            }
            let link = entity.link(step).ok_or_else(|| {
                let known = entity.visible_links().map(|link| link.name.as_str());
                let (step, hint) = (short(step), hint(step, known));
                format!("`{}` has no relation `{step}`{hint}", entity.model.name)
            })?;
            entity = self.zone.target(&entity.links[link]);
            let known = want.links.iter().position(|(at, _)| *at == link);
            let at = known.unwrap_or_else(|| {
                want.links.push((link, Want::default()));
                want.links.len() - 1
            });
            want = &mut want.links[at].1;
        }
        Ok((entity, want))
    }

    fn written(&self, entity: usize, want: &Want) -> Vec<Item> {
        let this = &self.zone.entities[entity];
        let members = match want.fields.as_slice() {
            [] => whole(self.zone, entity),
            some => some.iter().map(|field| item(this, *field)).collect(),
        };
        let links = want.links.iter().map(|(at, want)| {
            let link = &this.links[*at];
            let items = self.written(link.target, want);
            let form = if link.many {
                Form::List(items)
            } else {
                Form::One(items)
            };
            let (key, entity) = (Arc::from(link.name.as_str()), link.target);
            let read = Read {
                key,
                entity,
                form,
                args: Args::default(),
            };
            Item::Link { link: *at, read }
        });
        members.into_iter().chain(links).collect()
    }
}

/// Every field of a row that the zone shows.
pub(super) fn whole(zone: &Zone, entity: usize) -> Vec<Item> {
    let entity = &zone.entities[entity];
    let members = (0..entity.members.len()).filter(|&at| entity.members[at].visible);
    let computed = entity.procedures(MethodKind::Field);
    let computed = computed.map(|(at, _)| Field::Computed(at));
    let all = members.map(Field::Member).chain(computed);
    all.map(|field| item(entity, field)).collect()
}

fn item(entity: &Entity, field: Field) -> Item {
    match field {
        Field::Member(member) => Item::Member {
            key: Arc::from(entity.members[member].name.as_str()),
            member,
            part: None,
        },
        Field::Computed(method) => Item::Computed {
            key: Arc::from(entity.procedures[method].name.as_str()),
            method,
            part: None,
        },
    }
}

fn field_of(entity: &Entity, name: &str) -> Result<Field, String> {
    if let Some(at) = entity.member(name) {
        return Ok(Field::Member(at));
    }
    if let Some(at) = entity.computed(name) {
        return Ok(Field::Computed(at));
    }
    if entity.link(name).is_some() {
        return Err(format!(
            "`{name}` is a relation: name it in `{INCLUDE}`, or one of its fields, as in `{name}.id`"
        ));
    }
    let members = entity.readable().map(|m| m.name.as_str());
    let computed = entity.procedures(MethodKind::Field);
    let hint = hint(
        name,
        members.chain(computed.map(|(_, own)| own.name.as_str())),
    );
    let name = short(name);
    Err(format!(
        "`{}` has no field `{name}`{hint}",
        entity.model.name
    ))
}
