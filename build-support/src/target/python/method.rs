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
    /// The type of the call's options; that of reads unless said.
    pub(super) options: Option<&'static str>,
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
        if !self.named.is_empty() {
            declared.push("*".to_owned());
        }
        declared.extend(self.named.iter().map(Parameter::declared));
        let options = self.options.unwrap_or("CallOptions");
        declared.push(format!("**options: Unpack[rt.{options}]"));
        text.line("");
        let tail = format!(") -> {}:", self.gives);
        text.exploded(&format!("{define} {name}("), &declared, &tail);
        text.block_of(|text| {
            text.docs(docs);
            if !self.named.is_empty() {
                passed(text, "parameters", &self.named);
            }
            let mut arguments = vec![path.to_owned()];
            if !self.key.is_empty() {
                let key: Vec<String> = self.key.iter().map(Parameter::passed).collect();
                arguments.push(format!("{{{}}}", key.join(", ")));
            }
            arguments.extend(self.positional.iter().map(|p| p.name.clone()));
            arguments.extend((!self.named.is_empty()).then(|| "parameters".to_owned()));
            arguments.push("options".to_owned());
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
