//! What a request asks of a method, whichever protocol it came by.

use std::sync::Arc;

use super::{Input, Item, Part, PayloadItem};

/// A call of a query or a mutation: a root field, or a REST request.
#[derive(Debug, Clone)]
pub struct Call {
    /// The key in the answer.
    pub key: Arc<str>,
    /// Whose method.
    pub entity: usize,
    /// Which: its position in [`Entity::procedures`](auto_api_model::Entity::procedures).
    pub method: usize,
    /// The members of a unique key and their values: which row it is about.
    pub row: Vec<(usize, Input)>,
    /// What is given, in the order of the method's arguments; `None` for one that is absent.
    pub arguments: Vec<Option<Input>>,
    /// How many slots the request brings; what is found while it runs comes behind them.
    pub slots: usize,
    /// What is answered: of a mutation a payload, of a query one `Result`.
    pub payload: Vec<PayloadItem>,
}

/// What is written of a method's answer.
#[derive(Debug, Clone, Default)]
pub struct ResultItem {
    /// Of its rows, if it has some.
    pub items: Vec<Item>,
    /// Of its value struct, if that is not written whole.
    pub part: Option<Arc<[Part]>>,
}
