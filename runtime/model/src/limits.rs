//! The limits of a zone. Each has a default that is on; none can be exceeded by a caller.

/// What one request may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Levels of selection sets in a GraphQL document. 15.
    pub depth: u32,
    /// Aliases in a GraphQL document, fragments expanded. 30.
    pub aliases: u32,
    /// Directives in a GraphQL document. 50.
    pub directives: u32,
    /// Root fields of a GraphQL operation. 20.
    pub root_fields: u32,
    /// Tokens of a GraphQL document. 10,000.
    pub tokens: u32,
    /// Fields of a GraphQL operation, fragments expanded. 5,000.
    pub fields: u32,
    /// Bytes of a request's body. 2 MiB.
    pub body_bytes: u32,
    /// Levels of `and`, `or`, `not` and relations in a filter. 10.
    pub filter_depth: u32,
    /// Operators in a filter. 200.
    pub filter_operators: u32,
    /// Values in one list operand. 1,000.
    pub list_operand: u32,
    /// Rows that one bulk write is given. 10,000.
    pub bulk_rows: u32,
    /// Milliseconds a statement may run. 30,000.
    pub statement_ms: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 15,
            aliases: 30,
            directives: 50,
            root_fields: 20,
            tokens: 10_000,
            fields: 5_000,
            body_bytes: 2 * 1024 * 1024,
            filter_depth: 10,
            filter_operators: 200,
            list_operand: 1_000,
            bulk_rows: 10_000,
            statement_ms: 30_000,
        }
    }
}
