//! Regular expressions of constraints: one dialect for the derive, the build script and the server.

use regex::Regex;

/// A regular expression that a whole text must match, in time that grows with the text alone.
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

impl Pattern {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// What is wrong with it, on one line.
    ///
    /// ```
    /// use auto_api_model::pattern::Pattern;
    /// let slug = Pattern::new("[a-z]+|[0-9]+").unwrap();
    /// assert!(slug.matches("abc") && !slug.matches("abc1") && !slug.matches("abc\n"));
    /// assert_eq!(Pattern::new("a(b").unwrap_err(), "unclosed group");
    /// ```
    pub fn new(source: &str) -> Result<Self, String> {
        // Alone first: `a)(b` is one within the group below only.
        Regex::new(source).map_err(|error| told(&error))?;
        let whole = Regex::new(&format!(r"\A(?:{source})\z")).map_err(|error| told(&error))?;
        Ok(Self(whole))
    }

    /// Whether the whole text is what the expression describes.
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

/// The last line of an error has the cause; those before it draw where it is.
fn told(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it is too big: repeat less".to_owned(),
        error => {
            let text = error.to_string();
            let cause = text.lines().last().unwrap_or_default();
            cause.trim_start_matches("error: ").to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn the_whole_text_is_matched() {
        for (pattern, fits, not) in [
            ("a|ab", "ab", "abc"),
            ("^[a-z]+$", "abc", "abc\n"),
            ("(?i)straße", "STRAßE", "strasse"),
            (r"\d{3}", "٣٣٣", "33"),
            ("(?m)^a$", "a", "a\na"),
        ] {
            let pattern = Pattern::new(pattern).unwrap();
            assert!(pattern.matches(fits), "{fits}");
            assert!(!pattern.matches(not), "{not}");
        }
    }

    #[test]
    fn what_cannot_be_compiled_is_told_on_one_line() {
        for (pattern, cause) in [
            ("[a", "unclosed character class"),
            ("a)(b", "unopened group"),
            (
                "(?=a)b",
                "look-around, including look-ahead and look-behind, is not supported",
            ),
            (r"(a)\1", "backreferences are not supported"),
            (r"(\w{1000}){1000}", "it is too big: repeat less"),
        ] {
            assert_eq!(Pattern::new(pattern).unwrap_err(), cause, "{pattern}");
        }
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        let pattern = Pattern::new("(a|aa|a*)*b").unwrap();
        let began = std::time::Instant::now();
        assert!(!pattern.matches(&"a".repeat(100_000)));
        assert!(began.elapsed().as_secs() < 20);
    }
}
