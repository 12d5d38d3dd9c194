//! What both databases make of models in the same way: indexes and what references do.

use auto_api_model::{Entity, OnDelete};
use sea_query::{ForeignKeyAction, Index, IndexCreateStatement};

/// What happens to rows that lead to one that is deleted.
pub(crate) fn action(on_delete: OnDelete) -> ForeignKeyAction {
    match on_delete {
        OnDelete::Restrict => ForeignKeyAction::Restrict,
        OnDelete::Cascade => ForeignKeyAction::Cascade,
        OnDelete::SetNull => ForeignKeyAction::SetNull,
    }
}

/// Unique keys, references and declared indexes, each once.
pub(crate) fn indexes(entity: &Entity) -> Vec<IndexCreateStatement> {
    let model = entity.model;
    let mut seen: Vec<Vec<usize>> = vec![
        entity.key.clone(),
        model.with_distribution_key(entity.key.clone()),
    ];
    let mut all = Vec::new();
    let mut add = |mut members: Vec<usize>, unique: bool, name: Option<&str>| {
        if unique && !members.is_empty() {
            members = model.with_distribution_key(members);
        }
        if members.is_empty() || seen.contains(&members) {
            return;
        }
        let columns: Vec<_> = members
            .iter()
            .map(|&at| entity.members[at].column)
            .collect();
        let kind = if unique { "key" } else { "index" };
        let default = format!("{}_{}_{kind}", entity.table, columns.join("_"));
        let mut index = Index::create();
        index
            .if_not_exists()
            .name(name.unwrap_or(&default))
            .table(entity.table.clone());
        if unique {
            index.unique();
        }
        for column in columns {
            index.col(column);
        }
        all.push(index);
        seen.push(members);
    };
    for (at, _) in model
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.unique)
    {
        add(vec![at], true, None);
    }
    for index in model.indexes {
        let members = index
            .fields
            .iter()
            .filter_map(|name| model.position(name))
            .collect();
        add(members, index.unique, index.name);
    }
    for members in model.reference_columns() {
        add(members, false, None);
    }
    for (at, _) in model
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.index)
    {
        add(vec![at], false, None);
    }
    all
}
