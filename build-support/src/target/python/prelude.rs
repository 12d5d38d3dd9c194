//! The fixed part: real files, written as they are; those that wait also without.

use std::sync::OnceLock;

use super::{File, Writer, blocking};

/// A file of the prelude and its name.
macro_rules! fixed {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../prelude/python/", $name)))),*]
    };
}

const FILES: [(&str, &str); 27] = fixed![
    "__init__.py",
    "adapt.py",
    "aio/__init__.py",
    "aio/auth.py",
    "aio/caller.py",
    "aio/collection.py",
    "aio/graphql.py",
    "aio/lines.py",
    "aio/pooled.py",
    "aio/wait.py",
    "aio/writes.py",
    "answer.py",
    "cache.py",
    "encode.py",
    "errors.py",
    "graphql_errors.py",
    "json.py",
    "retry.py",
    "rows.py",
    "scalars.py",
    "shape.py",
    "stdlib.py",
    "sync/__init__.py",
    "sync/wait.py",
    "transport.py",
    "unset.py",
    "written.py",
];

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let twins = TWINS.get_or_init(twins).iter();
    let twins = twins.map(|(name, text)| (name.as_str(), text.as_str()));
    FILES
        .into_iter()
        .chain(twins)
        .map(|(name, contents)| writer.fixed(&format!("runtime/{name}"), contents))
        .collect()
}

/// The files that do not wait, made of those that do; every zone has the same.
static TWINS: OnceLock<Vec<(String, String)>> = OnceLock::new();

fn twins() -> Vec<(String, String)> {
    let twins = FILES.iter().filter_map(|(name, contents)| {
        let twin = format!("sync/{}", name.strip_prefix("aio/")?);
        let is_own = FILES.iter().any(|(name, _)| *name == twin);
        (!is_own).then(|| (twin, blocking::of(contents)))
    });
    twins.collect()
}

#[cfg(test)]
mod tests {
    use super::FILES;

    #[test]
    fn every_file_of_the_folder() {
        let there = crate::target::prelude_of("python");
        assert_eq!(there, FILES.map(|(name, _)| name));
    }
}
