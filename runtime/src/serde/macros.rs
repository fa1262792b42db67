//! The implementations that every generated type has.

/// A union, or anything else that is written and read by functions of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_shape {
    ($ty:ty, $write:path, $read:path $(,)?) => {
        impl $crate::serde::Shape for $ty {
            #[inline]
            fn write(&self, object: &mut $crate::json::ObjectWriter<'_>) {
                $write(self, object);
            }

            #[inline]
            fn read(
                json: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<::std::option::Option<Self>, $crate::json::Error> {
                $read(json)
            }
        }

        $crate::serde_traits! { $ty }
    };
}

/// A structure and its builder: their types, the functions that write and read the members of each, and
/// the required members, where `build` gives a `Result`.
///
/// Without a function that writes the members of the builder, it is built to be written: that is for builders
/// that hold what they build, no more and no less.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_structure {
    ($ty:ty, $builder:ty, $write:path, $read:path $(,)?) => {
        $crate::serde_structure! { @structure $ty, $write, json, {
            json.members($read)?.map(<$builder>::build)
        } }
        $crate::serde_structure! { @builder $builder, $read, self, object, {
            $write(&::std::clone::Clone::clone(self).build(), object)
        } }
    };
    ($ty:ty, $builder:ty, $write:path, $read:path, $write_builder:path $(,)?) => {
        $crate::serde_structure! { @structure $ty, $write, json, {
            json.members($read)?.map(<$builder>::build)
        } }
        $crate::serde_structure! { @builder $builder, $read, self, object, {
            $write_builder(self, object)
        } }
    };
    (
        $ty:ty, $builder:ty, $write:path, $read:path, $write_builder:path,
        { $($member:literal: $field:ident),* $(,)? } $(,)?
    ) => {
        $crate::serde_structure! { @structure $ty, $write, json, {
            match json.members::<$builder>($read)? {
                ::std::option::Option::Some(builder) => {
                    $(json.required($member, builder.$field.is_some())?;)*
                    ::std::option::Option::Some(json.built(builder.build())?)
                }
                ::std::option::Option::None => ::std::option::Option::None,
            }
        } }
        $crate::serde_structure! { @builder $builder, $read, self, object, {
            $write_builder(self, object)
        } }
    };
    (@structure $ty:ty, $write:path, $json:ident, $value:block) => {
        impl $crate::serde::Shape for $ty {
            #[inline]
            fn write(&self, object: &mut $crate::json::ObjectWriter<'_>) {
                $write(self, object);
            }

            #[inline]
            fn read(
                $json: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<::std::option::Option<Self>, $crate::json::Error> {
                ::std::result::Result::Ok($value)
            }
        }

        $crate::serde_traits! { $ty }
    };
    (@builder $ty:ty, $read:path, $self:ident, $object:ident, $write:block) => {
        impl $crate::serde::Shape for $ty {
            #[inline]
            fn write(&$self, $object: &mut $crate::json::ObjectWriter<'_>) {
                $write
            }

            #[inline]
            fn read(
                json: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<::std::option::Option<Self>, $crate::json::Error> {
                json.members($read)
            }
        }

        $crate::serde_traits! { $ty }
    };
}

/// The traits of `serde` for a shape.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($ty:ty) => {
        impl $crate::serde::Serialize for $ty {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::deserialize(deserializer)
            }
        }
    };
}

/// An enum, which is a text.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_enum {
    ($ty:ty) => {
        impl $crate::serde::Serialize for $ty {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::deserialize_text(deserializer)
            }
        }
    };
}
