//! The implementations that every generated type has.

/// A structure and its builder.
///
/// Takes their types; the function that writes the members of the structure, and that of the builder unless
/// what it builds can stand for it; the required members, if `build` gives a `Result`; and for each
/// member its names and its field.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_structure {
    ($ty:ty, $builder:ty, $write:path; $($members:tt)*) => {
        $crate::serde_structure! { @data $ty, $builder, structure(<$builder>::build); $($members)* }
        $crate::serde_traits! { $ty, serialize($write), deserialize }
        $crate::serde_traits! {
            $builder, serialize_built(<$builder>::build, $write), deserialize_builder::<$ty, D>
        }
    };
    ($ty:ty, $builder:ty, $write:path, $write_builder:path; $($members:tt)*) => {
        $crate::serde_structure! { @data $ty, $builder, structure(<$builder>::build); $($members)* }
        $crate::serde_traits! { $ty, serialize($write), deserialize }
        $crate::serde_traits! {
            $builder, serialize($write_builder), deserialize_builder::<$ty, D>
        }
    };
    (
        $ty:ty, $builder:ty, $write:path, $write_builder:path,
        { $($required:literal: $place:ident),* $(,)? }; $($members:tt)*
    ) => {
        $crate::serde_structure! {
            @data $ty, $builder,
            try_structure(<$builder>::build, |_builder| [$(($required, _builder.$place.is_some())),*]);
            $($members)*
        }
        $crate::serde_traits! { $ty, serialize($write), deserialize }
        $crate::serde_traits! {
            $builder, serialize($write_builder), deserialize_builder::<$ty, D>
        }
    };
    (
        @data $ty:ty, $builder:ty, $read:ident($($argument:tt)*);
        $($key:literal $(| $other:literal)? => $field:ident),* $(,)?
    ) => {
        impl $crate::serde::Data for $ty {
            type Builder = $builder;

            #[inline]
            fn member(
                _builder: &mut $builder,
                key: &str,
                json: &mut $crate::json::Reader<'_>,
            ) -> $crate::serde::Done {
                match key {
                    $($key $(| $other)? => json.set(&mut _builder.$field),)*
                    _ => json.unknown(key, &[$($key),*]),
                }
            }

            #[inline]
            fn read(json: &mut $crate::json::Reader<'_>) -> $crate::serde::Read<Self> {
                json.$read($($argument)*)
            }
        }
    };
}

/// A union: its type, its name, the function that writes its member, and for each member its names and its
/// variant, with `(_)` if that holds anything.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_union {
    (
        $ty:ty, $name:literal, $write:path;
        $($key:literal $(| $other:literal)? => $variant:ident $(($holds:tt))?),* $(,)?
    ) => {
        impl $crate::serde::Data for $ty {
            type Builder = ();

            #[inline]
            fn read(json: &mut $crate::json::Reader<'_>) -> $crate::serde::Read<Self> {
                json.union($name, |json, key| match key {
                    $($key $(| $other)? => $crate::serde_union! {
                        @variant json, <$ty>::$variant $(, $holds)?
                    },)*
                    _ => {
                        json.unknown(key, &[$($key),*])?;
                        ::std::result::Result::Ok(::std::option::Option::Some(<$ty>::Unknown))
                    }
                })
            }
        }

        $crate::serde_traits! { $ty, serialize($write), deserialize }
    };
    (@variant $json:ident, $variant:expr, $holds:tt) => {
        ::std::result::Result::Ok($crate::serde::Data::read($json)?.map($variant))
    };
    (@variant $json:ident, $variant:expr) => {{
        $json.skip()?;
        ::std::result::Result::Ok(::std::option::Option::Some($variant))
    }};
}

/// An enum, which is a text.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_enum {
    ($ty:ty) => {
        impl $crate::serde::Data for $ty {
            type Builder = ();

            #[inline]
            fn read(json: &mut $crate::json::Reader<'_>) -> $crate::serde::Read<Self> {
                json.enumeration()
            }
        }

        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::deserialize_text(deserializer)
            }
        }
    };
}

/// The traits of `serde` for an object. Being generic, their functions need no `#[inline]`.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($ty:ty, $serialize:ident($($argument:tt)*), $($deserialize:tt)+) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::$serialize(self, serializer, $($argument)*)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::$($deserialize)+(deserializer)
            }
        }
    };
}
