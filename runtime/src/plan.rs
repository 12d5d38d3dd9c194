//! From an [`Ask`](crate::ask::Ask) to statements and what to write of their rows.

use auto_api_model::Zone;

use crate::Result;
use crate::ask::Ask;
use crate::error::Error;

/// A request, ready to run any number of times with other slots.
#[derive(Debug)]
pub struct Plan {}

/// Plans a request.
///
/// # Errors
///
/// Every mistake of the request that does not depend on the values of slots.
pub fn plan(zone: &Zone, ask: &Ask) -> Result<Plan, Vec<Error>> {
    let _ = (zone, ask);
    Err(vec![Error::internal("not planned yet")])
}
