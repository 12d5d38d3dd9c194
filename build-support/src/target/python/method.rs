//! One method of a collection: its head, its docs, and the call of the runtime's.

use super::parameter::Parameter;
use super::text::Text;

/// What a method takes, does and gives.
#[derive(Debug, Default)]
pub(super) struct Method<'d> {
    /// Whether it is awaited.
    pub(super) waits: bool,
    /// The parts of a row's key, which come first.
    pub(super) key: Vec<Parameter>,
    /// What comes behind the key, and may go without its name.
    pub(super) positional: Vec<Parameter>,
    /// What is given by name.
    pub(super) named: Vec<Parameter>,
    /// The type of what it gives.
    pub(super) gives: String,
    /// What it does, besides the operation's summary.
    pub(super) docs: &'d str,
}

impl Method<'_> {
    /// Writes it; `path` is a literal.
    pub(super) fn write(&self, text: &mut Text, name: &str, (path, docs): (&str, &[&str])) {
        let (define, call) = if self.waits {
            ("async def", "await self")
        } else {
            ("def", "self")
        };
        let mut declared = vec!["self".to_owned()];
        let first = self.key.iter().chain(&self.positional);
        declared.extend(first.map(Parameter::required));
        declared.push("*".to_owned());
        declared.extend(self.named.iter().map(Parameter::declared));
        declared.push("**options: Unpack[rt.CallOptions]".to_owned());
        text.line("");
        let tail = format!(") -> {}:", self.gives);
        text.exploded(&format!("{define} {name}("), &declared, &tail);
        text.block_of(|text| {
            text.docs(docs);
            passed(text, "parameters", &self.named);
            let mut arguments = vec![path.to_owned()];
            if !self.key.is_empty() {
                let key: Vec<String> = self.key.iter().map(Parameter::passed).collect();
                arguments.push(format!("{{{}}}", key.join(", ")));
            }
            arguments.extend(self.positional.iter().map(|p| p.name.clone()));
            arguments.extend(["parameters".to_owned(), "options".to_owned()]);
            text.items(&format!("return {call}._{name}("), &arguments, ")");
        });
    }
}

/// `parameters: dict[str, object] = {"page": page}`
pub(super) fn passed(text: &mut Text, name: &str, parameters: &[Parameter]) {
    let each = parameters.iter();
    let each = each.map(Parameter::passed);
    let head = format!("{name}: dict[str, object] = {{");
    text.exploded(&head, &each.collect::<Vec<_>>(), "}");
}
