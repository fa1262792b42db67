//! What inputs are checked against, as a constant of the runtime's types.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::config::Strict;
use crate::emit::at::{At, ident};
use crate::emit::fragment::docs;
use crate::emit::serialize;
use crate::plan::Plan;
use crate::plan::limits::Limits;
use crate::plan::operation::Operation;
use crate::plan::schema::{Kind, Member, Shape, ShapeKind, Value};
use crate::plan::ty::{Type, Width};

/// The module `wire::schema`.
pub(crate) fn items(plan: &Plan) -> TokenStream {
    let shapes = plan.schema.shapes.iter().map(shape);
    let used = match plan.schema.has_members() {
        true => quote!(Member, Schema, Shape, Value),
        false => quote!(Schema, Shape),
    };
    quote! {
        use ::hammersmith::validate::{#used};

        /// What the model asks of inputs: each shape they reach, which others name by its place in this list.
        pub(crate) const SCHEMA: Schema<'static> = Schema::new(&[#(#shapes),*]);
    }
}

fn shape(shape: &Shape) -> TokenStream {
    match &shape.kind {
        ShapeKind::Structure(members) => {
            let members = members.iter().map(member);
            quote!(Shape::Structure(&[#(#members),*]))
        }
        ShapeKind::Union(members) => {
            let members = members.iter().map(member);
            quote!(Shape::Union(&[#(#members),*]))
        }
        ShapeKind::Enum(values) => quote!(Shape::Enum(&[#(#values),*])),
    }
}

fn member(member: &Member) -> TokenStream {
    let (name, rust_name) = (&member.wire_name, &member.rust_name);
    let value = value(&member.value);
    let alias = (member.member != member.wire_name).then(|| {
        let alias = &member.member;
        quote!(.alias(#alias))
    });
    let required = member.required.then(|| quote!(.required()));
    quote!(Member::new(#name, #rust_name, #value) #alias #required)
}

fn value(value: &Value) -> TokenStream {
    let sensitive = value.sensitive.then(|| quote!(.sensitive()));
    let is_float = matches!(
        value.kind,
        Kind::Scalar(Type::Float | Type::Double | Type::BigInteger | Type::BigDecimal)
    );
    let limits = limits(&value.limits, is_float);
    let value = match &value.kind {
        Kind::Scalar(ty) => scalar(ty),
        Kind::Shape(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(Value::shape(#index))
        }
        Kind::List { element, sparse } => {
            let element = self::value(element);
            let sparse = sparse.then(|| quote!(.sparse()));
            quote!(Value::list(&#element) #sparse)
        }
        Kind::Map { key, value, sparse } => {
            let (key, value) = (self::value(key), self::value(value));
            let sparse = sparse.then(|| quote!(.sparse()));
            quote!(Value::map(&#key, &#value) #sparse)
        }
    };
    quote!(#value #limits #sensitive)
}

fn scalar(ty: &Type) -> TokenStream {
    match ty {
        Type::Boolean => quote!(Value::BOOLEAN),
        Type::Integer(Width::Byte) => quote!(Value::BYTE),
        Type::Integer(Width::Short) => quote!(Value::SHORT),
        Type::Integer(Width::Integer) => quote!(Value::INTEGER),
        Type::Integer(Width::Long) => quote!(Value::LONG),
        Type::Float | Type::Double => quote!(Value::FLOAT),
        Type::BigInteger | Type::BigDecimal => quote!(Value::NUMBER),
        Type::Blob => quote!(Value::BLOB),
        Type::Timestamp(format) => {
            let format = serialize::timestamp_format(*format);
            quote!(Value::timestamp(#format))
        }
        Type::Document => quote!(Value::DOCUMENT),
        _ => quote!(Value::STRING),
    }
}

fn limits(limits: &Limits, is_float: bool) -> TokenStream {
    let length = (limits.min_length.is_some() || limits.max_length.is_some()).then(|| {
        let min = Literal::u64_unsuffixed(limits.min_length.unwrap_or_default());
        let max = match limits.max_length {
            Some(max) => {
                let max = Literal::u64_unsuffixed(max);
                quote!(#max)
            }
            None => quote!(u64::MAX),
        };
        quote!(.length(#min, #max))
    });
    let has_range = limits.min.is_some() || limits.max.is_some();
    let range = has_range.then(|| match is_float {
        true => float_range(limits),
        false => range(limits),
    });
    let pattern = limits
        .pattern
        .as_ref()
        .map(|pattern| quote!(.pattern(::hammersmith::pattern!(#pattern))));
    let unique = limits.unique.then(|| quote!(.unique()));
    let named = (!limits.named.is_empty()).then(|| {
        let named = limits.named.iter().map(|&value| integer(value));
        quote!(.named(&[#(#named),*]))
    });
    quote!(#length #range #pattern #unique #named)
}

fn range(limits: &Limits) -> TokenStream {
    let (min, max) = limits.whole();
    let min = min.map_or(quote!(i64::MIN), integer);
    let max = max.map_or(quote!(i64::MAX), integer);
    quote!(.range(#min, #max))
}

fn float_range(limits: &Limits) -> TokenStream {
    let (min, max) = limits.real();
    let min = min.map_or(quote!(f64::NEG_INFINITY), float);
    let max = max.map_or(quote!(f64::INFINITY), float);
    quote!(.float_range(#min, #max))
}

/// A number as source has it: the sign is a token of its own.
fn integer(value: i64) -> TokenStream {
    let literal = Literal::u64_unsuffixed(value.unsigned_abs());
    let sign = (value < 0).then(|| quote!(-));
    quote!(#sign #literal)
}

fn float(value: f64) -> TokenStream {
    let literal = Literal::f64_unsuffixed(value.abs());
    let sign = (value < 0.0).then(|| quote!(-));
    quote!(#sign #literal)
}

/// The methods of an input that check it.
pub(crate) fn methods(at: &At, plan: &Plan, operation: &Operation) -> TokenStream {
    let input = &operation.input;
    let name = ident(&input.ty.name);
    let index = plan
        .schema
        .shapes
        .iter()
        .position(|shape| shape.ty == input.ty);
    let index = Literal::usize_unsuffixed(index.unwrap_or_default());
    let (validate, with) = (
        ident(&operation.validate),
        ident(&format!("{}_with", operation.validate)),
    );
    let schema = at.to(&["wire", "schema"], "SCHEMA");
    let write = serialize::whole(at, operation);
    let options = match plan.strict {
        Strict::Enums => quote!(::hammersmith::validate::Options::new().enums()),
        Strict::Off | Strict::On => quote!(::hammersmith::validate::Options::new()),
    };
    let enums = match plan.strict {
        Strict::Enums => "values of enums",
        Strict::Off | Strict::On => {
            "but for values of enums, which stay open to what the service adds"
        }
    };
    let about = docs(&format!(
        "Checks the input against what the model asks of it: required members, lengths, ranges, patterns, entries\n\
         that have to differ, {enums}.\n\n# Errors\n\nFails with every problem there is, each with its path."
    ));
    let about_with = docs(&format!(
        "Checks the input as [`{0}`](Self::{0}) does, with a choice of what else is refused.\n\n\
         # Errors\n\nFails with every problem there is, each with its path.",
        operation.validate
    ));
    let errors = quote!(::hammersmith::validate::ValidationErrors);
    quote! {
        impl #name {
            #about
            pub fn #validate(&self) -> ::std::result::Result<(), #errors> {
                self.#with(#options)
            }

            #about_with
            pub fn #with(
                &self,
                options: ::hammersmith::validate::Options,
            ) -> ::std::result::Result<(), #errors> {
                ::hammersmith::validate::input(&#schema, #index, options, |object| #write(self, object))
            }
        }
    }
}
