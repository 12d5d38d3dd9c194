//! Conditional compilation, as far as a build script knows it.
//!
//! What cargo tells of the target is in `CARGO_CFG_*` and `CARGO_FEATURE_*`; `cfg!` would tell of
//! the machine that builds. Whether tests or documentation are compiled is told nowhere, so an
//! answer may be that it is not known.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{LitBool, LitStr, Token, parenthesized};

/// Whether something is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Yes,
    No,
    Unknown,
}

/// Names that a build script is not told of.
const UNTOLD: [&str; 8] = [
    "test",
    "doc",
    "doctest",
    "miri",
    "clippy",
    "rustfmt",
    "rust_analyzer",
    "proc_macro",
];

/// What is known of the target.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cfgs {
    names: BTreeSet<String>,
    pairs: BTreeSet<(String, String)>,
}

impl Cfgs {
    /// What cargo tells a build script, and what the build script sets itself: `name` or
    /// `name="value"`.
    pub(crate) fn new(environment: &BTreeMap<String, String>, own: &[String]) -> Self {
        let mut cfgs = Self::default();
        for (variable, value) in environment {
            if let Some(feature) = variable.strip_prefix("CARGO_FEATURE_") {
                cfgs.pair("feature", &feature.to_lowercase());
            } else if let Some(name) = variable.strip_prefix("CARGO_CFG_") {
                let name = name.to_lowercase();
                for value in value.split(',').filter(|value| !value.is_empty()) {
                    cfgs.pair(&name, value);
                }
                cfgs.names.insert(name);
            }
        }
        for own in own {
            match own.split_once('=') {
                Some((name, value)) => cfgs.pair(name.trim(), value.trim().trim_matches('"')),
                None => drop(cfgs.names.insert(own.trim().to_owned())),
            }
        }
        cfgs
    }

    /// Answers the predicate of a `cfg`.
    pub(crate) fn answer(&self, predicate: TokenStream) -> Result<Answer, syn::Error> {
        let parser = |input: ParseStream<'_>| {
            let answer = self.predicate(input)?;
            input.parse::<Option<Token![,]>>()?;
            Ok(answer)
        };
        parser.parse2(predicate)
    }

    /// Reads one predicate and answers it.
    pub(crate) fn predicate(&self, input: ParseStream<'_>) -> syn::Result<Answer> {
        if input.peek(LitBool) {
            return Ok(Answer::of(input.parse::<LitBool>()?.value));
        }
        let name = input.call(Ident::parse_any)?.unraw().to_string();
        if input.peek(syn::token::Paren) {
            return self.combined(&name, input);
        }
        if input.parse::<Option<Token![=]>>()?.is_some() {
            let value = input.parse::<LitStr>()?.value();
            return Ok(Answer::of(self.has(&name, &value)));
        }
        let is_known = self.names.contains(&name.to_lowercase());
        Ok(match is_known {
            false if UNTOLD.contains(&name.as_str()) => Answer::Unknown,
            is_known => Answer::of(is_known),
        })
    }

    fn combined(&self, name: &str, input: ParseStream<'_>) -> syn::Result<Answer> {
        let inside;
        parenthesized!(inside in input);
        if !["all", "any", "not"].contains(&name) {
            // `version(…)`, `accessible(…)`, `target(…)`: unstable, and only rustc can tell.
            inside.parse::<TokenStream>()?;
            return Ok(Answer::Unknown);
        }
        let mut answers = Vec::new();
        while !inside.is_empty() {
            answers.push(self.predicate(&inside)?);
            if inside.parse::<Option<Token![,]>>()?.is_none() {
                break;
            }
        }
        if !inside.is_empty() {
            return Err(inside.error("expected `,`"));
        }
        let answers = answers.into_iter();
        Ok(match name {
            "all" => answers.fold(Answer::Yes, Answer::and),
            "any" => answers
                .map(Answer::not)
                .fold(Answer::Yes, Answer::and)
                .not(),
            _ => answers.fold(Answer::Yes, Answer::and).not(),
        })
    }

    /// Features are known by their exact names, and by names in which `-` became `_`.
    fn has(&self, name: &str, value: &str) -> bool {
        let has = |value: &str| {
            self.pairs
                .contains(&(name.to_lowercase(), value.to_owned()))
        };
        has(value) || (name == "feature" && has(&value.to_lowercase().replace('-', "_")))
    }

    fn pair(&mut self, name: &str, value: &str) {
        self.pairs.insert((name.to_owned(), value.to_owned()));
    }
}

impl Answer {
    fn of(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::No }
    }

    /// Both: one no is enough for a no.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Cfgs};
    use std::collections::BTreeMap;

    fn answer(predicate: &str) -> Answer {
        let environment = [
            ("CARGO_CFG_UNIX", ""),
            ("CARGO_CFG_TARGET_OS", "linux"),
            ("CARGO_CFG_TARGET_FEATURE", "fxsr,sse,sse2"),
            ("CARGO_FEATURE_FULL_TEXT", "1"),
            ("CARGO_FEATURE_SQLITE", "1"),
        ];
        let environment: BTreeMap<_, _> = environment
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let own = ["custom".to_owned(), "db = \"sqlite\"".to_owned()];
        Cfgs::new(&environment, &own)
            .answer(predicate.parse().unwrap())
            .unwrap()
    }

    #[test]
    fn predicates() {
        for yes in [
            "unix",
            "target_os = \"linux\"",
            "target_feature = \"sse\"",
            "feature = \"full-text\"",
            "feature = \"full_text\"",
            "all(unix, not(windows),)",
            "any(windows, feature = \"sqlite\")",
            "any(test, unix)",
            "all()",
            "not(any())",
            "not(all(test, windows))",
            "true",
            "custom",
            "db = \"sqlite\"",
        ] {
            assert_eq!(answer(yes), Answer::Yes, "{yes}");
        }
        for no in [
            "windows",
            "feature = \"postgres\"",
            "all(test, windows)",
            "not(unix)",
            "false",
            "somebody_elses",
        ] {
            assert_eq!(answer(no), Answer::No, "{no}");
        }
        for unknown in ["test", "not(test)", "all(unix, doc)", "any(miri, windows)"] {
            assert_eq!(answer(unknown), Answer::Unknown, "{unknown}");
        }
    }

    #[test]
    fn what_is_no_predicate() {
        let cfgs = Cfgs::default();
        for wrong in ["", "a b", "all(a b)", "a = 1", "\"a\""] {
            assert!(cfgs.answer(wrong.parse().unwrap()).is_err(), "{wrong}");
        }
    }
}
