//! The blocking client of the one that waits: the same text without its waiting.
//!
//! This works on text of ours only, in the prelude and in generated modules, where these words
//! stand for nothing else.

use auto_api_model::render::Out;

/// Words, what stands before them, and what is written in their place. Each begins with an `a`,
/// which is looked for: the standard library finds a character faster than a text, where nothing is
/// optimised.
const WORDS: [(&str, &str, &str); 11] = [
    ("", "async def ", "def "),
    ("", "async for ", "for "),
    ("", "async with ", "with "),
    ("", "await ", ""),
    ("__", "aenter__", "enter__"),
    ("__", "aexit__", "exit__"),
    ("", "aclosing", "closing"),
    ("", "aclose", "close"),
    ("", "aiter_bytes", "iter_bytes"),
    ("whose calls ", "are awaited", "wait"),
    (".", "aio.", "sync."),
];

/// A module without its waiting: `AsyncClient` is `Client`, `await` is nothing.
pub(super) fn of(text: &str) -> String {
    let mut out = Out::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in text.match_indices('a') {
        let second = text.as_bytes().get(at + 1);
        if at < done || !matches!(second, Some(b'c' | b'e' | b'i' | b'r' | b's' | b'w')) {
            continue;
        }
        let (before, rest) = text.split_at(at);
        for (front, word, instead) in WORDS {
            if rest.starts_with(word) && before.ends_with(front) {
                out.push_str(&text[done..at]);
                out.push_str(instead);
                done = at + word.len();
                break;
            }
        }
    }
    out.push_str(&text[done..]);
    let text = without_prefix(&out.finish());
    if text
        .match_indices('y')
        .any(|(at, _)| text[at..].starts_with("yield "))
    {
        yields(&text)
    } else {
        text
    }
}

/// A loop that only hands on as `yield from`.
fn yields(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let (indent, loops) = line.split_at(line.len() - line.trim_start().len());
        let of = loops
            .strip_prefix("for ")
            .and_then(|rest| rest.trim_end().strip_suffix(':'));
        let of = of.and_then(|rest| rest.split_once(" in "));
        match of {
            Some((name, all)) if lines.peek().is_some_and(|next| yields_only(next, name)) => {
                lines.next();
                out.extend([indent, "yield from ", all, "\n"]);
            }
            _ => out.push_str(line),
        }
    }
    out
}

fn yields_only(line: &str, name: &str) -> bool {
    line.trim().strip_prefix("yield ") == Some(name)
}

/// `AsyncClient` as `Client`.
fn without_prefix(text: &str) -> String {
    const PREFIX: &str = "Async";
    let mut out = Out::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in text.match_indices('A') {
        let name = text[at..].strip_prefix(PREFIX);
        if name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase())) {
            out.push_str(&text[done..at]);
            done = at + PREFIX.len();
        }
    }
    out.push_str(&text[done..]);
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn nothing_is_awaited() {
        let waiting = "class AsyncClient:\n    async def aclose(self) -> None:\n        await self._transport.aclose()\n";
        let blocking =
            "class Client:\n    def close(self) -> None:\n        self._transport.close()\n";
        assert_eq!(of(waiting), blocking);
        assert_eq!(of("Asynchronous"), "Asynchronous");
        let handed = "  async for a in b():\n    yield a\n";
        assert_eq!(of(handed), "  yield from b()\n");
    }
}
