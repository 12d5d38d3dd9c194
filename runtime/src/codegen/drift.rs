//! The drift proof: what the build script read, what the compiler saw and what is compiled in are
//! the same types, or the crate does not compile.
//!
//! All of it runs in constants. The script hands over `AUTO_API_SCAN`, the crate it read, as
//! `lib:blog` or `bin:blog`, and for each type `AUTO_API_TYPE_<path>`: 16 hexadecimal digits of
//! its fingerprint, and 16 more for each type it names.

use auto_api_model::HasModel;

use crate::methods::HasMethods;
use crate::record::FieldValue;

/// Where a type is compiled.
#[derive(Debug)]
pub struct Compiled {
    /// `AUTO_API_SCAN`
    pub scan: Option<&'static str>,
    /// The path of its module, which begins with the crate's name.
    pub module: &'static str,
    /// `CARGO_BIN_NAME`: only binaries have one.
    pub binary: Option<&'static str>,
    /// `CARGO_TARGET_TMPDIR`: only integration tests and benches have one.
    pub test: Option<&'static str>,
}

/// What the build script knows of a type.
#[derive(Debug)]
pub enum Seen {
    /// The type's crate has no build script of ours, or another target of the package was read.
    NotAsked,
    /// The script did not find it.
    Missing,
    /// The script found it.
    Found(&'static str),
}

/// What the build script knows of a type.
pub const fn seen(compiled: &Compiled, found: Option<&'static str>) -> Seen {
    let Some(scan) = compiled.scan else {
        return Seen::NotAsked;
    };
    let kind = if compiled.binary.is_some() {
        "bin:"
    } else {
        "lib:"
    };
    if compiled.test.is_some() || !is_of(scan.as_bytes(), kind.as_bytes(), compiled.module) {
        return Seen::NotAsked;
    }
    match found {
        Some(found) => Seen::Found(found),
        None => Seen::Missing,
    }
}

/// Fails to compile unless the build script found the type as it is.
///
/// # Panics
///
/// In a constant, which is where it is called.
#[track_caller]
pub const fn found(seen: &Seen, fingerprint: u64, missing: &str, differs: &str) {
    match seen {
        Seen::NotAsked => {}
        Seen::Missing => panic!("{}", missing),
        Seen::Found(text) => {
            let is_same = number(text.as_bytes(), 0) == fingerprint;
            assert!(is_same, "{}", differs);
        }
    }
}

/// Fails to compile unless a type that another names is the one that the build script read.
///
/// # Panics
///
/// In a constant, which is where it is called.
#[track_caller]
pub const fn resolves(seen: &Seen, position: usize, fingerprint: u64, other: &str) {
    if let Seen::Found(text) = seen
        && number(text.as_bytes(), position + 1) != fingerprint
    {
        panic!("{}", other);
    }
}

/// Fails to compile unless the type is the model that the build script read.
///
/// # Panics
///
/// In a constant, which is where it is called.
#[track_caller]
pub const fn is_model<T: HasModel>(fingerprint: u64) {
    assert!(
        T::FINGERPRINT == fingerprint,
        "this model is not what the build script read: touch `build.rs`"
    );
}

/// Fails to compile unless the type is the one that the build script read.
///
/// # Panics
///
/// In a constant, which is where it is called.
#[track_caller]
pub const fn is_type<T: FieldValue>(fingerprint: u64) {
    assert!(
        T::FINGERPRINT == fingerprint,
        "this type is not what the build script read: touch `build.rs`"
    );
}

/// Fails to compile unless the methods of a model are those that the build script read.
///
/// # Panics
///
/// In a constant, which is where it is called.
#[track_caller]
pub const fn has_methods<T: HasMethods>(fingerprint: u64) {
    assert!(
        T::METHODS_FINGERPRINT == fingerprint,
        "the methods of this model are not what the build script read: touch `build.rs`"
    );
}

/// Fails to compile unless the model is called so in Rust.
///
/// # Panics
///
/// In a constant, which is where it is called.
#[track_caller]
pub const fn is_called<T: HasModel>(name: &str) {
    assert!(
        equal(T::MODEL.rust_name, name),
        "this is another name of a model: write the block of methods with its own"
    );
}

/// Fails to compile unless the model has a field of that name.
///
/// # Panics
///
/// In a constant, which is where it is called.
#[track_caller]
pub const fn has_field<T: HasModel>(name: &str) {
    let fields = T::MODEL.fields;
    let mut at = 0;
    while at < fields.len() {
        if equal(fields[at].rust_name, name) {
            return;
        }
        at += 1;
    }
    panic!(
        "the model stores no such field: a computed field takes fields of the model, by their names"
    );
}

/// Whether two texts are the same. `==` cannot run in a constant.
const fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// Whether `scan` is `kind` and the crate of `module`.
const fn is_of(scan: &[u8], kind: &[u8], module: &str) -> bool {
    let module = module.as_bytes();
    let mut at = 0;
    while at < scan.len() {
        let expected = if at < kind.len() {
            kind[at]
        } else if at - kind.len() < module.len() {
            module[at - kind.len()]
        } else {
            return false;
        };
        if scan[at] != expected {
            return false;
        }
        at += 1;
    }
    // The module's path ends there, or goes on with another segment.
    at > kind.len() && (at - kind.len() == module.len() || module[at - kind.len()] == b':')
}

/// The number at a position of a text of numbers; 0 if the text is too short or no such text.
const fn number(text: &[u8], position: usize) -> u64 {
    let start = position * 16;
    if text.len() < start + 16 {
        return 0;
    }
    let (mut number, mut at) = (0, start);
    while at < start + 16 {
        let digit = match text[at] {
            digit @ b'0'..=b'9' => digit - b'0',
            digit @ b'a'..=b'f' => digit - b'a' + 10,
            _ => return 0,
        };
        number = number << 4 | digit as u64;
        at += 1;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::{Compiled, Seen, number, seen};

    #[test]
    fn only_the_crate_that_was_read_is_asked() {
        let compiled = |scan, module, binary: bool, test: bool| Compiled {
            scan,
            module,
            binary: binary.then_some("blog"),
            test: test.then_some("/tmp"),
        };
        let is_asked = |compiled| !matches!(seen(&compiled, None), Seen::NotAsked);
        let lib = Some("lib:blog");
        assert!(is_asked(compiled(lib, "blog", false, false)));
        assert!(is_asked(compiled(lib, "blog::models::post", false, false)));
        assert!(!is_asked(compiled(lib, "blog_tests", false, false)));
        assert!(!is_asked(compiled(lib, "blo", false, false)));
        assert!(!is_asked(compiled(lib, "blog", true, false)), "its binary");
        assert!(!is_asked(compiled(lib, "blog", false, true)), "a test");
        assert!(!is_asked(compiled(None, "blog", false, false)), "no script");
        assert!(is_asked(compiled(Some("bin:blog"), "blog", true, false)));
    }

    #[test]
    fn numbers_are_read_by_position() {
        let text = format!("{:016x}{:016x}", 7, u64::MAX);
        assert_eq!(number(text.as_bytes(), 0), 7);
        assert_eq!(number(text.as_bytes(), 1), u64::MAX);
        assert_eq!(number(text.as_bytes(), 2), 0);
    }
}
