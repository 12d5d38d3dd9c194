//! The fixed part: real files, written as they are.

use super::{File, Writer, package};

/// A file of the prelude and its name.
macro_rules! fixed {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../prelude/rust/", $name)))),*]
    };
}

const FILES: [(&str, &str); 22] = fixed![
    "duration.rs",
    "runtime.rs",
    "runtime/answer.rs",
    "runtime/attempt.rs",
    "runtime/auth.rs",
    "runtime/call.rs",
    "runtime/client.rs",
    "runtime/columns.rs",
    "runtime/error.rs",
    "runtime/export.rs",
    "runtime/get.rs",
    "runtime/graphql.rs",
    "runtime/list.rs",
    "runtime/open.rs",
    "runtime/path.rs",
    "runtime/query.rs",
    "runtime/retry.rs",
    "runtime/settings.rs",
    "runtime/text.rs",
    "runtime/text/base64.rs",
    "runtime/timer.rs",
    "runtime/walk.rs",
];

/// All files; that of lengths of time only where there are such.
pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let has_duration = package::Needs::of(writer.zone).duration;
    let each = FILES.iter();
    let each = each.filter(|(name, _)| *name != "duration.rs" || has_duration);
    each.map(|(name, contents)| writer.fixed(name, contents))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::FILES;

    #[test]
    fn every_file_of_the_folder() {
        let there = crate::target::prelude_of("rust");
        assert_eq!(there, FILES.map(|(name, _)| name));
    }
}
