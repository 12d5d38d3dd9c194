//! GraphQL requests: parsed, validated and lowered to an [`Ask`](crate::ask::Ask).
