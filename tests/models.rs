//! The models of the suites: few, and with everything a model can say.

pub mod blog;
pub mod kinds;
pub mod methods;
pub mod orders;
pub mod stays;
pub mod strict;
