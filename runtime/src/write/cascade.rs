//! Rows that the database deletes or changes along with others, as the models say (`on_delete`):
//! noted before they are, for whoever listens. Nothing is read where nobody does.

use std::collections::HashSet;

use auto_api_model::{Entity, Join, Link, OnDelete};

use super::Key;
use super::delete::of_keys;
use super::engine::Engine;
use super::statement::{delete, encodings, select};
use super::tx::Tx;
use crate::error::Error;
use crate::events::EventKind;
use crate::plan::write::Matching;
use crate::value::{Value, text};

/// Rows of an entity, whole.
struct Doomed<'e> {
    entity: &'e Entity,
    rows: Vec<Vec<Value>>,
}

/// Rows that are looked for by one statement.
const PART: usize = 500;

impl<'e> Engine<'e> {
    /// Deletes rows; their keys. If anybody wants to know, they and those that go along are noted
    /// as they were.
    pub(super) async fn delete_rows(
        &self,
        tx: &mut Tx<'_>,
        entity: &'e Entity,
        matching: Matching,
    ) -> Result<Vec<Key>, Error> {
        let mut doomed = Vec::new();
        if self.concerns(tx, entity, &mut Vec::new()) {
            let rows = whole(tx, entity, matching.clone()).await?;
            doomed = self.doomed(tx, Doomed { entity, rows }).await?;
        }
        let statement = delete(entity, matching, &entity.key);
        let gone = tx.keys(entity, &statement, &[]).await?;
        for (entity, rows, verb) in doomed {
            match verb {
                EventKind::Deleted => tx.note_gone(entity, rows),
                kind => {
                    let key = |row: &Vec<Value>| members(row, &entity.key);
                    tx.note(entity, kind, &rows.iter().map(key).collect::<Vec<_>>());
                }
            }
        }
        Ok(gone)
    }

    /// Whether anybody wants to know of deleted rows of an entity, or of what goes along with them.
    fn concerns(&self, tx: &Tx<'_>, entity: &'e Entity, seen: &mut Vec<&'e str>) -> bool {
        if seen.contains(&entity.table.as_str()) {
            return false;
        }
        seen.push(&entity.table);
        let along: Vec<_> = self.along(entity).collect();
        tx.wants(entity)
            || along
                .into_iter()
                .any(|(below, link)| match link.relation.on_delete() {
                    Some(OnDelete::Cascade) => self.concerns(tx, below, seen),
                    _ => tx.wants(below),
                })
    }

    /// The references to an entity that do not keep its rows from being deleted.
    fn along(&self, entity: &'e Entity) -> impl Iterator<Item = (&'e Entity, &'e Link)> {
        let zone = self.zone;
        let is_it = move |link: &&Link| {
            let along = matches!(
                link.relation.on_delete(),
                Some(OnDelete::Cascade | OnDelete::SetNull)
            );
            along && std::ptr::eq(zone.target(link), entity)
        };
        let all = zone.entities.iter();
        all.flat_map(move |below| {
            below
                .links
                .iter()
                .filter(is_it)
                .map(move |link| (below, link))
        })
    }

    /// These rows and all that go along, and what becomes of them; those below first.
    async fn doomed(
        &self,
        tx: &mut Tx<'_>,
        first: Doomed<'e>,
    ) -> Result<Vec<(&'e Entity, Vec<Vec<Value>>, EventKind)>, Error> {
        let mut all = Vec::new();
        let mut seen = HashSet::new();
        let mut next = vec![first];
        while let Some(Doomed { entity, mut rows }) = next.pop() {
            // Rows may lead to themselves, and to one row by several ways.
            rows.retain(|row| seen.insert((&entity.table, spelled(entity, row))));
            if rows.is_empty() {
                continue;
            }
            for (below, link) in self.along(entity) {
                let Join::Direct { own, other } = &link.join else {
                    continue;
                };
                let mut found = Vec::new();
                for part in rows.chunks(PART) {
                    let keys: Vec<_> = part.iter().map(|row| Some(members(row, other))).collect();
                    let matching = of_keys(tx, below, own, &keys);
                    found.extend(whole(tx, below, matching).await?);
                }
                if link.relation.on_delete() == Some(OnDelete::Cascade) {
                    next.push(Doomed {
                        entity: below,
                        rows: found,
                    });
                } else if tx.wants(below) {
                    all.push((below, found, EventKind::Updated));
                }
            }
            if tx.wants(entity) {
                all.push((entity, rows, EventKind::Deleted));
            }
        }
        all.reverse();
        Ok(all)
    }
}

async fn whole(
    tx: &mut Tx<'_>,
    entity: &Entity,
    matching: Matching,
) -> Result<Vec<Vec<Value>>, Error> {
    let all: Vec<usize> = (0..entity.members.len()).collect();
    let statement = select(entity, matching, &all);
    tx.query(&statement, &[], &encodings(entity, &all)).await
}

fn members(row: &[Value], members: &[usize]) -> Vec<Value> {
    members.iter().map(|&at| row[at].clone()).collect()
}

fn spelled(entity: &Entity, row: &[Value]) -> Vec<String> {
    entity.key.iter().map(|&at| text::of(&row[at])).collect()
}
