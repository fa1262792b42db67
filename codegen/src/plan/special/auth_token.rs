//! The services whose databases take authentication tokens as passwords.

use crate::model::Shape;

/// A kind of such tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthToken {
    /// Those of Amazon RDS.
    Rds,
    /// Those of Amazon Aurora DSQL.
    Dsql,
}

/// The tokens of a service, if it has any.
pub(crate) fn of(service: &Shape) -> Option<AuthToken> {
    match service.id.as_str() {
        "com.amazonaws.rds#AmazonRDSv19" => Some(AuthToken::Rds),
        "com.amazonaws.dsql#DSQL" => Some(AuthToken::Dsql),
        _ => None,
    }
}
