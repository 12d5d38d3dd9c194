//! Changes for other processes: told by `NOTIFY`, within the transaction, if anybody listens.
//!
//! `NOTIFY` makes commits wait for each other, so that it is left out where nobody listens: whoever
//! does holds a lock. The question is part of the commit's round trip, but for many changes, which
//! are not worth writing down for nobody.

use crate::events::{Change, wire};

/// Where a schema's changes are told: the channel, and the locks of whoever listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Channel {
    pub(super) name: String,
    /// Shared by those who listen.
    pub(super) listening: i64,
    /// Shared by commits, from the question whether anybody listens on: who begins to listen waits
    /// for them.
    pub(super) commits: i64,
}

impl Channel {
    /// That of a schema. Other databases of the server have channels of their own.
    pub(super) fn of(schema: &str) -> Self {
        // FNV-1a: the same in every process and release.
        let hash = schema
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        Self {
            name: format!("auto_api_{hash:016x}"),
            listening: hash.cast_signed(),
            commits: hash.cast_signed().wrapping_add(1),
        }
    }

    /// Whether nobody listens, as the last row's only value.
    pub(super) fn question(&self) -> String {
        let Self {
            listening, commits, ..
        } = self;
        format!(
            "SELECT pg_advisory_xact_lock_shared({commits});\n\
             SELECT CASE WHEN pg_try_advisory_lock({listening}) \
             THEN pg_advisory_unlock({listening}) ELSE FALSE END"
        )
    }

    /// The end of a transaction that changed something.
    pub(super) fn commit(&self, changes: &[Change]) -> String {
        let Self {
            name,
            listening,
            commits,
        } = self;
        let parts = wire::parts(changes);
        let parts: Vec<String> = parts.iter().map(|part| literal(part)).collect();
        let parts = parts.join(",");
        format!(
            "SELECT pg_advisory_xact_lock_shared({commits});\n\
             SELECT CASE WHEN pg_try_advisory_lock({listening}) \
             THEN pg_advisory_unlock({listening})::text \
             ELSE (SELECT max(pg_notify('{name}', part)::text) FROM unnest(ARRAY[{parts}]) AS part) \
             END;\n\
             COMMIT"
        )
    }

    /// The beginning of listening, in two transactions: whoever commits after the second knows.
    pub(super) fn listen(&self) -> [String; 2] {
        let Self {
            name,
            listening,
            commits,
        } = self;
        [
            format!("SELECT pg_advisory_lock_shared({listening}); LISTEN {name}"),
            format!("SELECT pg_advisory_lock({commits}); SELECT pg_advisory_unlock({commits})"),
        ]
    }
}

/// Changes that are written down before it is known whether anybody listens.
pub(super) const FEW: usize = 64;

/// A text in SQL, whatever the server's `standard_conforming_strings`.
fn literal(text: &str) -> String {
    format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_have_channels_of_their_own() {
        let (one, other) = (Channel::of("public"), Channel::of("shop"));
        assert_ne!(one, other);
        assert_eq!(one, Channel::of("public"));
        assert_ne!(one.listening, one.commits);
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(literal(r"it's \ that"), r"E'it''s \\ that'");
    }
}
