//! English plurals of type names.

/// Words whose plural follows no rule.
const IRREGULAR: [(&str, &str); 14] = [
    ("person", "people"),
    ("child", "children"),
    ("man", "men"),
    ("woman", "women"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("mouse", "mice"),
    ("goose", "geese"),
    ("ox", "oxen"),
    ("criterion", "criteria"),
    ("analysis", "analyses"),
    ("basis", "bases"),
    ("index", "indexes"),
    ("quiz", "quizzes"),
];

/// Words that end in `f` or `fe` and take `ves`.
const VES: [&str; 12] = [
    "leaf", "half", "knife", "life", "wife", "shelf", "self", "loaf", "thief", "wolf", "calf",
    "elf",
];

/// Words that end in `o` and take `es`.
const OES: [&str; 5] = ["hero", "potato", "tomato", "echo", "veto"];

/// Words that are their own plural, so that a model of that name must say `plural = "…"`.
const UNCOUNTABLE: [&str; 14] = [
    "equipment",
    "information",
    "money",
    "species",
    "series",
    "news",
    "sheep",
    "fish",
    "deer",
    "data",
    "metadata",
    "media",
    "feedback",
    "software",
];

/// The plural of a name in snake case; only its last word changes.
///
/// ```
/// use auto_api_model::names::plural;
/// assert_eq!(plural("invoice_line"), "invoice_lines");
/// assert_eq!(plural("category"), "categories");
/// assert_eq!(plural("sales_person"), "sales_people");
/// assert_eq!(plural("news"), "news"); // its own plural: the derive asks for one
/// ```
pub fn plural(name: &str) -> String {
    let split = name.rfind('_').map_or(0, |at| at + 1);
    let (head, word) = name.split_at(split);
    format!("{head}{}", plural_word(word))
}

fn plural_word(word: &str) -> String {
    if UNCOUNTABLE.contains(&word) {
        return word.to_owned();
    }
    if let Some((_, plural)) = IRREGULAR.iter().find(|(one, _)| *one == word) {
        return (*plural).to_owned();
    }
    if VES.contains(&word) {
        let stem = word.strip_suffix("fe").or_else(|| word.strip_suffix('f'));
        return format!("{}ves", stem.unwrap_or(word));
    }
    let takes_es = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| word.ends_with(end));
    if takes_es || OES.contains(&word) {
        return format!("{word}es");
    }
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) && !stem.is_empty() => {
            format!("{stem}ies")
        }
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn english_rules() {
        for (one, many) in [
            ("post", "posts"),
            ("address", "addresses"),
            ("box", "boxes"),
            ("branch", "branches"),
            ("day", "days"),
            ("city", "cities"),
            ("media_type", "media_types"),
            ("shelf", "shelves"),
            ("hero", "heroes"),
            ("photo", "photos"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
