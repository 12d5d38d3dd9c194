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
pub(crate) fn check(document: &Document, limits: &Limits) -> Result<(), Vec<Failure>> {
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
                return Err(vec![failure.at(operation.location(), &document.sources)]);
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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::time::Instant;

    use super::super::document::Document;
    use super::super::sample::{told, zone};
    use super::super::schema::Schema;
    use auto_api_model::Case;

    fn refused(query: &str) -> String {
        let zone = zone(Case::AsWritten);
        let schema = Schema::of(&zone).unwrap();
        match Document::of(&schema, query, &zone.limits, false) {
            Ok(_) => "accepted".to_owned(),
            Err(failures) => told(&failures),
        }
    }

    #[test]
    fn every_limit_is_named() {
        let many = |count: usize, one: &str| one.repeat(count);
        let deep = |levels: usize| {
            let (open, close) = (many(levels, "author { posts { "), many(levels, "} }"));
            format!("{{ posts {{ {open} id {close} }} }}")
        };
        let numbered = |count: usize, one: fn(usize) -> String| -> String {
            (0..count).map(one).collect::<Vec<_>>().concat()
        };
        let aliases = numbered(31, |n| format!("a{n}: title "));
        let roots = numbered(21, |n| format!("p{n}: posts {{ id }} "));
        for (query, what) in [
            (deep(7), "15 levels"),
            (format!("{{ posts {{ {aliases} }} }}"), "30 aliases"),
            (format!("{{ {roots} }}"), "20 root fields"),
            (
                format!("{{ posts {{ {} }} }}", many(51, "id @skip(if: false) ")),
                "50 directives",
            ),
            (
                format!(
                    "{{ posts {{ ...F ...F }} }} fragment F on Post {{ {} }}",
                    many(2_501, "id ")
                ),
                "5000 fields",
            ),
            (
                format!("{{ posts {{ {} }} }}", many(10_001, "id ")),
                "10000 tokens",
            ),
            (
                format!(
                    "{{ posts(filter: {}) {{ id }} }}",
                    many(400, "{not: ") + &many(400, "}")
                ),
                "200 levels",
            ),
        ] {
            let told = refused(&query);
            assert!(
                told.contains(what) && told.contains("LIMIT_EXCEEDED"),
                "{what}: {told}"
            );
        }
        assert_eq!(refused(&deep(6)), "accepted");
    }

    #[test]
    fn exponential_fragments_cost_milliseconds() {
        let mut query = "{ posts { ...F0 } }".to_owned();
        for n in 0..60 {
            let next = n + 1;
            write!(
                query,
                " fragment F{n} on Post {{ ...F{next} a: author {{ id }} ...F{next} }}"
            )
            .unwrap();
        }
        query += " fragment F60 on Post { id }";
        let start = Instant::now();
        let told = refused(&query);
        assert!(told.contains("LIMIT_EXCEEDED"), "{told}");
        assert!(start.elapsed().as_millis() < 500, "{:?}", start.elapsed());
    }

    #[test]
    fn cycles_and_nonsense_end() {
        let cycle = "{ posts { ...A } } fragment A on Post { ...B } fragment B on Post { ...A }";
        assert!(refused(cycle).contains("cannot reference itself"));
        for nonsense in [
            "",
            "{",
            "{ posts",
            "query",
            "{ posts { ...Nobody } }",
            "\u{0}",
            "{}{}",
        ] {
            let told = refused(nonsense);
            assert!(
                told.contains(r#""code":"VALIDATION""#),
                "{nonsense:?}: {told}"
            );
        }
    }

    #[test]
    fn the_usual_introspection_query_fits() {
        let mut of_type = "name".to_owned();
        for _ in 0..9 {
            of_type = format!("kind name ofType {{ {of_type} }}");
        }
        let query = format!(
            "{{ __schema {{ types {{ ...T }} }} }}
            fragment T on __Type {{ fields {{ args {{ type {{ {of_type} }} }} }} }}"
        );
        assert_eq!(refused(&query), "accepted");
    }
}
