//! What a document may ask for, counted on its syntax before anything dear is done with it.
//!
//! A fragment is counted once and its sums are added wherever it is spread, so that a document
//! that expands exponentially costs no more than its own length.

use std::collections::HashMap;

use apollo_compiler::Node;
use apollo_compiler::ast::{Definition, Document, FragmentDefinition, Selection};
use auto_api_model::{ErrorCode, Limits};

use super::failure::Failure;

/// Refuses a document of which an operation exceeds a limit.
pub(crate) fn check(document: &Document, limits: &Limits) -> Result<(), Failure> {
    let mut counter = Counter {
        fragments: HashMap::new(),
        counted: HashMap::new(),
    };
    for definition in &document.definitions {
        if let Definition::FragmentDefinition(fragment) = definition {
            counter.fragments.insert(&fragment.name, fragment);
        }
    }
    for definition in &document.definitions {
        let Definition::OperationDefinition(operation) = definition else {
            continue;
        };
        let mut sums = counter.selections(&operation.selection_set);
        sums.directives = (sums.directives).saturating_add(operation.directives.len());
        let counts = [
            ("fields", sums.fields, limits.fields),
            ("root fields", sums.width, limits.root_fields),
            ("levels", sums.depth, limits.depth),
            ("aliases", sums.aliases, limits.aliases),
            ("directives", sums.directives, limits.directives),
        ];
        for (what, count, limit) in counts {
            if count > limit as usize {
                let message = format!("the operation has more than {limit} {what}");
                let failure = Failure::new(ErrorCode::LimitExceeded, message);
                return Err(failure.at(operation.location(), &document.sources));
            }
        }
    }
    Ok(())
}

/// What a set of selections comes to, fragments expanded.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// Fields on all levels.
    fields: usize,
    /// Fields on the first level.
    width: usize,
    /// Levels of selections.
    depth: usize,
    aliases: usize,
    directives: usize,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.fields = self.fields.saturating_add(other.fields);
        self.width = self.width.saturating_add(other.width);
        self.depth = self.depth.max(other.depth);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
    }
}

struct Counter<'d> {
    fragments: HashMap<&'d str, &'d Node<FragmentDefinition>>,
    /// What each fragment comes to; one that is being counted counts as nothing, so that a cycle,
    /// which validation refuses, ends here.
    counted: HashMap<&'d str, Sums>,
}

impl<'d> Counter<'d> {
    fn selections(&mut self, selections: &'d [Selection]) -> Sums {
        let mut sums = Sums::default();
        for selection in selections {
            let (inner, directives) = match selection {
                Selection::Field(field) => {
                    let mut inner = self.selections(&field.selection_set);
                    // Introspection nests deeply by nature, and has a limit of its own.
                    if matches!(field.name.as_str(), "__schema" | "__type") {
                        inner.depth = 0;
                    }
                    inner.fields = inner.fields.saturating_add(1);
                    inner.width = 1;
                    inner.depth += 1;
                    // A name of its own does not make a field longer.
                    let is_alias = matches!(&field.alias, Some(alias) if *alias != field.name);
                    inner.aliases = inner.aliases.saturating_add(usize::from(is_alias));
                    (inner, &field.directives)
                }
                Selection::InlineFragment(inline) => {
                    (self.selections(&inline.selection_set), &inline.directives)
                }
                Selection::FragmentSpread(spread) => {
                    (self.fragment(&spread.fragment_name), &spread.directives)
                }
            };
            sums.add(inner);
            sums.directives = sums.directives.saturating_add(directives.len());
        }
        sums
    }

    fn fragment(&mut self, name: &'d str) -> Sums {
        if let Some(known) = self.counted.get(name) {
            return *known;
        }
        let Some(fragment) = self.fragments.get(name).copied() else {
            return Sums::default();
        };
        self.counted.insert(name, Sums::default());
        let mut sums = self.selections(&fragment.selection_set);
        sums.directives = sums.directives.saturating_add(fragment.directives.len());
        self.counted.insert(name, sums);
        sums
    }
}
