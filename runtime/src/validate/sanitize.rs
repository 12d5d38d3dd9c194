//! Texts that may hold HTML, cleaned before they are checked.

#[cfg(feature = "sanitize")]
use std::sync::LazyLock;

use auto_api_model::Sanitize;

/// Whether texts can be cleaned: the feature is on.
pub(super) const IS_ON: bool = cfg!(feature = "sanitize");

/// The text that is kept.
#[cfg(feature = "sanitize")]
pub(super) fn clean(text: String, how: Sanitize) -> String {
    match how {
        Sanitize::None => text,
        Sanitize::Html => ammonia::clean(&text),
        Sanitize::Text => plain(text),
    }
}

/// Without the feature nothing says that it is cleaned: see [`IS_ON`].
#[cfg(not(feature = "sanitize"))]
pub(super) fn clean(text: String, _: Sanitize) -> String {
    text
}

/// The text without markup, and without what would be markup if it were read as HTML: `&lt;b&gt;`
/// is told as `<b>`, which is markup again, until nothing goes any more.
#[cfg(feature = "sanitize")]
fn plain(text: String) -> String {
    /// Each round undoes one level of escaping. Who escapes more often gets it escaped.
    const ROUNDS: usize = 4;
    static NONE: LazyLock<ammonia::Builder<'static>> = LazyLock::new(ammonia::Builder::empty);
    let mut text = text;
    for _ in 0..ROUNDS {
        let stripped = NONE.clean(&text).to_string();
        let told = unescaped(&stripped);
        if told == text {
            return text;
        }
        text = told;
    }
    NONE.clean(&text).to_string()
}

/// The text of what the cleaner writes, which escapes these and nothing else.
#[cfg(feature = "sanitize")]
fn unescaped(html: &str) -> String {
    let html = html.replace("&lt;", "<").replace("&gt;", ">");
    let html = html.replace("&nbsp;", "\u{a0}").replace("&quot;", "\"");
    html.replace("&amp;", "&")
}

#[cfg(all(test, feature = "sanitize"))]
mod tests {
    use super::clean;
    use auto_api_model::Sanitize::{Html, Text};

    #[test]
    fn harmless_markup_stays_and_the_rest_goes() {
        for (text, kept) in [
            ("a <b>bold</b> word", "a <b>bold</b> word"),
            ("<script>alert(1)</script>hi", "hi"),
            ("<p onclick=\"x()\">hi</p>", "<p>hi</p>"),
            (
                "<a href=\"javascript:x()\">y</a>",
                "<a rel=\"noopener noreferrer\">y</a>",
            ),
            ("Tom & Jerry", "Tom &amp; Jerry"),
        ] {
            assert_eq!(clean(text.to_owned(), Html), kept);
            // What is kept is kept as it is the next time.
            assert_eq!(clean(kept.to_owned(), Html), kept);
        }
    }

    #[test]
    fn of_texts_no_markup_stays_however_often_it_is_escaped() {
        for (text, kept) in [
            ("Tom & Jerry", "Tom & Jerry"),
            ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
            ("a <b>bold</b> word", "a bold word"),
            ("<!-- x -->hi<style>p{}</style>", "hi"),
            ("&lt;script&gt;alert(1)&lt;/script&gt;hi", "hi"),
            ("&amp;lt;b&amp;gt;hi", "hi"),
            ("\u{e4}\u{a0}\"'", "\u{e4}\u{a0}\"'"),
        ] {
            assert_eq!(clean(text.to_owned(), Text), kept, "{text}");
            assert_eq!(clean(kept.to_owned(), Text), kept, "{text}");
        }
        let deep = format!("{}lt;b>", "&".to_owned() + &"amp;".repeat(50));
        assert!(!clean(deep, Text).contains('<'));
    }
}
