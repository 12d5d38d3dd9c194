//! The blocking client of the one that waits: the same text without its waiting.
//!
//! This works on text of ours only, in the prelude and in generated modules, where these words
//! stand for nothing else.

/// What is written in its place.
const PAIRS: [(&str, &str); 11] = [
    ("async def ", "def "),
    ("async for ", "for "),
    ("async with ", "with "),
    ("await ", ""),
    ("__aenter__", "__enter__"),
    ("__aexit__", "__exit__"),
    ("aclosing", "closing"),
    ("aclose", "close"),
    ("aiter_bytes", "iter_bytes"),
    ("whose calls are awaited", "whose calls wait"),
    (".aio.", ".sync."),
];

/// A module without its waiting: `AsyncClient` is `Client`, `await` is nothing.
pub(super) fn of(text: &str) -> String {
    let mut text = text.to_owned();
    for (waiting, blocking) in PAIRS {
        text = text.replace(waiting, blocking);
    }
    yields(&without_prefix(&text))
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
    let mut parts = text.split("Async");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if !part.starts_with(|c: char| c.is_ascii_uppercase()) {
            out.push_str("Async");
        }
        out.push_str(part);
    }
    out
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
