//! Texts from templates.

/// A template with each `{}` replaced; the first letter of a sentence is made large.
pub(super) fn filled(template: &str, thing: &str) -> String {
    let text = template.replace("{}", thing);
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

/// Lower-case ASCII words with hyphens between: a part of an address.
pub(super) fn slug(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(plain).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The letter without its accent, for those that the sample data has.
fn plain(letter: char) -> char {
    match letter {
        'á' => 'a',
        'ë' => 'e',
        'ı' => 'i',
        'ß' => 's',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{filled, slug};

    #[test]
    fn templates_begin_with_a_large_letter() {
        assert_eq!(filled("{} and why", "élan"), "Élan and why");
        assert_eq!(slug("What's new, Zoë?"), "what-s-new-zoe");
    }
}
