//! The package's manifest, and the mark that it has types.

use super::{File, Writer};

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let file = |path: String, contents: String| File { path, contents };
    vec![
        file("pyproject.toml".to_owned(), manifest(writer)),
        // PEP 561 wants the file; what is in it is for those who look.
        file(
            format!("{}/py.typed", writer.module),
            "# Its presence says that the package has types (PEP 561).\n".to_owned(),
        ),
    ]
}

fn manifest(writer: &Writer<'_>) -> String {
    let zone = writer.zone;
    format!(
        r#"[project]
name = {name}
version = {version}
description = {description}
readme = "README.md"
requires-python = ">=3.10"
dependencies = [
    "httpx2>=2.0",
    "pydantic>=2.7",
    "typing-extensions>=4.12",
]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.build.targets.wheel]
packages = ["{module}"]

[tool.ruff]
line-length = 100
target-version = "py310"

[tool.mypy]
strict = true

[tool.pyright]
typeCheckingMode = "strict"
"#,
        name = toml(&writer.package.name),
        version = toml(&zone.version),
        description = toml(&format!("Client of {}", zone.title)),
        module = writer.module,
    )
}

/// A text as TOML has it: basic strings escape as JSON's do.
fn toml(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
