//! Types that have no mapping, and what to use instead.

use quote::ToTokens;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

use crate::names::plain;

/// Why a type cannot be that of a field; nothing if it can.
pub(super) fn message(ty: &Type) -> Option<String> {
    let instead = match ty {
        Type::Path(path) if path.qself.is_none() => {
            let is_std_time = path.path.segments.iter().any(|s| s.ident == "time")
                && path
                    .path
                    .segments
                    .iter()
                    .any(|s| s.ident == "std" || s.ident == "core");
            of_path(path.path.segments.last()?, is_std_time)?
        }
        Type::Reference(reference) => match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => "use `String`".to_owned(),
            _ => "a row owns its values".to_owned(),
        },
        Type::Tuple(_) => "use a value struct (`#[api(value)]`)".to_owned(),
        Type::Array(_) | Type::Slice(_) => "use `Vec<_>`".to_owned(),
        _ => ANY.to_owned(),
    };
    Some(format!("unsupported type `{}`: {instead}", spelled(ty)))
}

const ANY: &str = "use a scalar, `Option<_>`, `Vec<_>` or a type that derives `AutoApi`";

fn of_path(last: &PathSegment, is_std_time: bool) -> Option<String> {
    let argument = argument(last);
    let is_bare = matches!(last.arguments, PathArguments::None);
    let instead = match plain(&last.ident).as_str() {
        "i8" => "use `i16`",
        "u8" => "use `i16` or `u16`",
        "u64" | "usize" | "isize" => "use `i64`, which databases have",
        "i128" | "u128" => "use `i64` or `Decimal`",
        "char" | "str" | "PathBuf" | "OsString" => "use `String`",
        "Duration" if is_std_time => "use `chrono::TimeDelta`",
        "SystemTime" | "Instant" | "OffsetDateTime" => "use `chrono::DateTime<Utc>`",
        "Ipv4Addr" | "Ipv6Addr" => "use `IpAddr`",
        "BigDecimal" => "use `rust_decimal::Decimal`",
        "DateTime" if argument.as_deref() == Some("Utc") => return None,
        "DateTime" => "use `DateTime<Utc>`: an API has one clock",
        "Box" | "Rc" | "Arc" | "Cow" | "Cell" | "RefCell" | "Mutex" | "RwLock" => {
            return Some(match argument {
                Some(inner) => format!("use `{inner}` itself"),
                None => ANY.to_owned(),
            });
        }
        "HashMap" | "BTreeMap" | "IndexMap" => {
            "use a value struct (`#[api(value)]`) or `serde_json::Value`"
        }
        "HashSet" | "BTreeSet" | "IndexSet" | "VecDeque" => "use `Vec<_>`",
        _ if is_bare => return None,
        _ => ANY,
    };
    Some(instead.to_owned())
}

/// The last argument of a generic type, by the last segment of its own path if it has one.
fn argument(segment: &PathSegment) -> Option<String> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    match arguments.args.last()? {
        GenericArgument::Type(Type::Path(path)) => {
            let last = path.path.segments.last()?;
            Some(spelled(last))
        }
        other => Some(spelled(other)),
    }
}

/// Tokens as one would write them: without blanks but after commas and words.
pub(crate) fn spelled(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let needs_blank = out.ends_with([',', ';', '+', '='])
            || (out.ends_with(is_word) && word.starts_with(is_word))
            || out.ends_with("->")
            || word.starts_with(['+', '=', '-']);
        if needs_blank {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::spelled;
    use quote::quote;

    #[test]
    fn types_read_as_they_are_written() {
        assert_eq!(
            spelled(&quote!(HashMap<String, Vec<i32>>)),
            "HashMap<String, Vec<i32>>"
        );
        assert_eq!(spelled(&quote!(std::rc::Rc<T>)), "std::rc::Rc<T>");
        assert_eq!(spelled(&quote!(&'static str)), "&'static str");
        assert_eq!(spelled(&quote!([u8; 4])), "[u8; 4]");
        assert_eq!(spelled(&quote!(dyn Send + Sync)), "dyn Send + Sync");
    }
}
