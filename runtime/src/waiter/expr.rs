//! Expressions of JMESPath as data.

/// An expression of JMESPath, of which the value is found in an output.
///
/// Members have the names of the model. Slices, multi-select hashes, and functions other than
/// `length`, `contains` and `keys` are not supported.
#[derive(Clone, Copy, Debug)]
pub enum Expr {
    /// `@`: the value that the expression starts at.
    Current,
    /// `a.b.c`: members, one in the other.
    Path(&'static [&'static str]),
    /// `left.right`, `left | right`: the second starts at the value of the first.
    Then(&'static Self, &'static Self),
    /// `a[0]`, `[-1]`: an item of the list at hand, from its end if negative.
    Index(i64),
    /// `list[*].each`: the values of the second for each item of the first, without nulls.
    Each(&'static Self, &'static Self),
    /// `a.*`: the values of a map or the members of a structure, as a list.
    Values(&'static Self),
    /// `a[]`: the items of a list, and those of the lists in it, as a list.
    Flatten(&'static Self),
    /// `a[?condition]`: the items of a list for which the condition is true.
    Filter(&'static Self, &'static Self),
    /// `[a, b]`: several values as a list.
    List(&'static [Self]),
    /// A string.
    Text(&'static str),
    /// A number.
    Number(f64),
    /// A boolean.
    Flag(bool),
    /// Null.
    Null,
    /// `a == b`
    Equal(&'static Self, &'static Self),
    /// `a != b`
    NotEqual(&'static Self, &'static Self),
    /// `a < b`
    Less(&'static Self, &'static Self),
    /// `a <= b`
    AtMost(&'static Self, &'static Self),
    /// `a > b`
    Greater(&'static Self, &'static Self),
    /// `a >= b`
    AtLeast(&'static Self, &'static Self),
    /// `a && b`: the first if it is false, empty or null, or else the second.
    And(&'static Self, &'static Self),
    /// `a || b`: the first, unless it is false, empty or null.
    Or(&'static Self, &'static Self),
    /// `!a`: true if it is false, empty or null.
    Not(&'static Self),
    /// `length(a)`: the number of items, entries or characters.
    Length(&'static Self),
    /// `contains(a, b)`: true if the list has that item, or the string that part.
    Contains(&'static Self, &'static Self),
    /// `keys(a)`: the names of the members or entries.
    Keys(&'static Self),
}
