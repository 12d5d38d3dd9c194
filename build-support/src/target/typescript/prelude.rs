//! The fixed part: real files, written as they are.

use super::{File, Writer};

/// A file of the prelude and its name.
macro_rules! fixed {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../prelude/typescript/", $name)))),*]
    };
}

const FILES: [(&str, &str); 21] = fixed![
    "attempt.ts",
    "auth.ts",
    "bind.ts",
    "client.ts",
    "document.ts",
    "error.ts",
    "etag.ts",
    "exported.ts",
    "get.ts",
    "graphql.ts",
    "index.ts",
    "lines.ts",
    "list.ts",
    "query.ts",
    "result.ts",
    "retry.ts",
    "rows.ts",
    "schema.ts",
    "selection.ts",
    "tanstack.ts",
    "write.ts",
];

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let each = FILES.iter().map(|(name, contents)| File {
        path: format!("src/runtime/{name}"),
        contents: format!("{}{contents}", writer.header()),
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::FILES;

    #[test]
    fn every_file_of_the_folder() {
        let there = crate::target::prelude_of("typescript");
        assert_eq!(there, FILES.map(|(name, _)| name));
    }
}
