//! Documents that are meant to hurt, with own fields in them: answered or refused, and soon.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use auto_api::graphql::{Outcome, Request};

use super::app::mixed;

#[tokio::test]
async fn nesting_of_every_kind() {
    let service = mixed().await;
    let mut chain = "{ machine { ...F0 } }".to_owned();
    for at in 0..1_000 {
        let next = at + 1;
        write!(chain, " fragment F{at} on Machine {{ ...F{next} }}").unwrap();
    }
    chain += " fragment F1000 on Machine { name }";
    let mut doubled = "{ machine { ...F0 } }".to_owned();
    for at in 0..60 {
        let next = at + 1;
        write!(
            doubled,
            " fragment F{at} on Machine {{ ...F{next} a{at}: name ...F{next} }}"
        )
        .unwrap();
    }
    doubled += " fragment F60 on Machine { name }";
    let inline = |levels: usize| {
        let (open, close) = ("... { ".repeat(levels), "}".repeat(levels));
        format!("{{ machine {{ {open} name {close} }} }}")
    };
    let value = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("{{ opaque(value: {open}1{close}) }}")
    };
    for (query, is_answered) in [
        (chain, false),
        (doubled, false),
        (inline(20), true),
        (inline(150), false),
        (inline(1_000), false),
        (value(150), true),
        (value(1_000), false),
    ] {
        let start = Instant::now();
        let response = service.execute(&Request::new(&query)).await;
        let text = String::from_utf8_lossy(&response.body);
        let shown: String = query.chars().take(60).collect();
        assert_eq!(
            response.outcome == Outcome::Data,
            is_answered,
            "{shown}: {text:.300}"
        );
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "{shown}: {:?}",
            start.elapsed()
        );
    }
}
