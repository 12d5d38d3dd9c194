//! The package's manifest and the compiler's settings.

use std::fmt::Write as _;

use super::spell::literal;
use super::{File, Writer};

/// The entries: the name in the exports map, and the module.
const ENTRIES: [(&str, &str); 6] = [
    (".", "index"),
    ("./facade", "facade"),
    ("./graphql", "graphql"),
    ("./query", "runtime/tanstack"),
    ("./runtime", "runtime/index"),
    ("./zod", "zod"),
];

/// The strictest settings there are, so that users may have them, too.
const TSCONFIG: &str = r#"{
  "compilerOptions": {
    "target": "es2022",
    "module": "nodenext",
    "lib": ["es2022", "dom", "dom.iterable"],
    "types": [],
    "strict": true,
    "exactOptionalPropertyTypes": true,
    "noUncheckedIndexedAccess": true,
    "noPropertyAccessFromIndexSignature": true,
    "noImplicitOverride": true,
    "noImplicitReturns": true,
    "noUnusedLocals": true,
    "noUnusedParameters": true,
    "noFallthroughCasesInSwitch": true,
    "verbatimModuleSyntax": true,
    "isolatedDeclarations": true,
    "erasableSyntaxOnly": true,
    "declaration": true,
    "rootDir": "src",
    "outDir": "dist"
  },
  "include": ["src"]
}
"#;

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let file = |path: &str, contents: String| File {
        path: path.to_owned(),
        contents,
    };
    vec![
        file("package.json", manifest(writer)),
        file("tsconfig.json", TSCONFIG.to_owned()),
    ]
}

fn manifest(writer: &Writer<'_>) -> String {
    let zone = writer.zone;
    let mut exports = String::new();
    for (at, (name, module)) in ENTRIES.iter().enumerate() {
        let end = if at + 1 == ENTRIES.len() { "" } else { "," };
        // `types` comes first: the first condition that holds is taken.
        let _ = writeln!(
            exports,
            "    \"{name}\": {{ \"types\": \"./dist/{module}.d.ts\", \"default\": \"./dist/{module}.js\" }}{end}"
        );
    }
    let description = format!("Client of {}", zone.title);
    format!(
        r#"{{
  "name": {name},
  "version": {version},
  "description": {description},
  "type": "module",
  "sideEffects": false,
  "engines": {{ "node": ">=20.3" }},
  "files": ["dist", "src"],
  "exports": {{
{exports}  }},
  "scripts": {{
    "build": "tsc",
    "prepare": "tsc"
  }},
  "peerDependencies": {{
    "zod": "^4.3.0"
  }},
  "peerDependenciesMeta": {{
    "zod": {{ "optional": true }}
  }},
  "devDependencies": {{
    "typescript": ">=5.9",
    "zod": "^4.3.0"
  }}
}}
"#,
        name = literal(&writer.package.name),
        version = literal(&zone.version),
        description = literal(&description),
    )
}
