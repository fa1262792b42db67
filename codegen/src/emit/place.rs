//! The location of a module in the tree.

/// The location of a module in the tree.
pub(crate) struct Place<'a> {
    /// The names of the modules from the root down to it.
    pub(crate) path: &'a [&'a str],
    /// The names of the modules below it.
    pub(crate) children: &'a [&'a str],
}
