//! The implementations that every generated type has.

/// A structure and its builder.
///
/// Takes their types; the function that writes the members of the structure, and that of the builder unless
/// what it builds can stand for it; the required members, if `build` gives a `Result`; and for each
/// member its names and its field.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_structure {
    (
        $ty:ty, $builder:ty, $write:path;
        $($key:literal $(| $other:literal)? => $field:ident),* $(,)?
    ) => {
        $crate::serde_structure! { @data $ty, $builder; $($key $(| $other)? => $field),*; json, {
            json.members::<Self>()?.map(<$builder>::build)
        } }
        $crate::serde_structure! { @traits $ty, $builder, self,
            self, $write;
            &::std::clone::Clone::clone(self).build(), $write
        }
    };
    (
        $ty:ty, $builder:ty, $write:path, $write_builder:path;
        $($key:literal $(| $other:literal)? => $field:ident),* $(,)?
    ) => {
        $crate::serde_structure! { @data $ty, $builder; $($key $(| $other)? => $field),*; json, {
            json.members::<Self>()?.map(<$builder>::build)
        } }
        $crate::serde_structure! { @traits $ty, $builder, self,
            self, $write;
            self, $write_builder
        }
    };
    (
        $ty:ty, $builder:ty, $write:path, $write_builder:path,
        { $($required:literal: $place:ident),* $(,)? };
        $($key:literal $(| $other:literal)? => $field:ident),* $(,)?
    ) => {
        $crate::serde_structure! { @data $ty, $builder; $($key $(| $other)? => $field),*; json, {
            match json.members::<Self>()? {
                ::std::option::Option::Some(builder) => {
                    $(json.required($required, builder.$place.is_some())?;)*
                    ::std::option::Option::Some(json.built(builder.build())?)
                }
                ::std::option::Option::None => ::std::option::Option::None,
            }
        } }
        $crate::serde_structure! { @traits $ty, $builder, self,
            self, $write;
            self, $write_builder
        }
    };
    (
        @data $ty:ty, $builder:ty;
        $($key:literal $(| $other:literal)? => $field:ident),*; $json:ident, $read:block
    ) => {
        impl $crate::serde::Data for $ty {
            type Builder = $builder;

            #[inline]
            #[allow(unused_variables)]
            fn member(
                builder: &mut $builder,
                key: &str,
                json: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::json::Error> {
                match key {
                    $($key $(| $other)? => json.set(&mut builder.$field),)*
                    _ => json.unknown(key, &[$($key),*]),
                }
            }

            #[inline]
            fn read(
                $json: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<::std::option::Option<Self>, $crate::json::Error> {
                ::std::result::Result::Ok($read)
            }
        }
    };
    (
        @traits $ty:ty, $builder:ty, $self:ident,
        $value:expr, $write:path;
        $builder_value:expr, $write_builder:path
    ) => {
        $crate::serde_traits! { $ty, $self, $value, $write, $crate::serde::deserialize }
        $crate::serde_traits! {
            $builder, $self, $builder_value, $write_builder,
            $crate::serde::deserialize_builder::<$ty, D>
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
            fn read(
                json: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<::std::option::Option<Self>, $crate::json::Error> {
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

        $crate::serde_traits! { $ty, self, self, $write, $crate::serde::deserialize }
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
            fn read(
                json: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<::std::option::Option<Self>, $crate::json::Error> {
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
    ($ty:ty, $self:ident, $value:expr, $write:path, $($deserialize:tt)+) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &$self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::serialize($value, $write, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $($deserialize)+(deserializer)
            }
        }
    };
}
