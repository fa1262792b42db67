//! Structures with one member.

/// A structure with one member, which is called `member`.
macro_rules! one {
    ($($name:ident: $ty:ty, $traits:literal;)*) => {
        $(
            crate::call::structure! {
                $name, 1, concat!("\"member\": member ", $traits);
                0 member: $ty,
            }
        )*
    };
}

pub(crate) use one;
