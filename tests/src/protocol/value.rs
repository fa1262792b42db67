//! Values of test cases, as Rust expressions.

use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::{Type, TypeRef, Width};
use serde_json::Value;

/// Writes expressions for the types of a plan.
#[derive(Debug)]
pub(super) struct Values<'a> {
    plan: &'a Plan,
}

impl<'a> Values<'a> {
    /// For the types of `plan`, which are below the module `service`.
    pub(super) fn new(plan: &'a Plan) -> Self {
        Self { plan }
    }

    /// The calls that set the members of a builder.
    pub(super) fn setters(&self, structure: &Structure, members: &Value) -> String {
        let mut calls = String::new();
        for (name, value) in members.as_object().into_iter().flatten() {
            let field = structure.fields.iter().find(|field| field.member == *name);
            let field = field.unwrap_or_else(|| panic!("no {name} in {}", structure.shape_name));
            if !value.is_null() {
                let value = self.value(&field.ty, value);
                calls += &format!(".{}(Some({value}))", field.name.set);
            }
        }
        calls
    }

    /// A structure.
    pub(super) fn structure(&self, structure: &Structure, members: &Value) -> String {
        let setters = self.setters(structure, members);
        let unwrap = match structure.fallible {
            true => ".expect(\"all required members\")",
            false => "",
        };
        format!(
            "{}::builder(){setters}.build(){unwrap}",
            path(&structure.ty)
        )
    }

    fn value(&self, ty: &Type, value: &Value) -> String {
        match ty {
            Type::String => format!("String::from({})", literal(value)),
            Type::Boolean => value.to_string(),
            Type::Integer(width) => {
                let suffix = match width {
                    Width::Byte => "i8",
                    Width::Short => "i16",
                    Width::Integer => "i32",
                    Width::Long => "i64",
                };
                format!("({value}_{suffix})")
            }
            Type::Float => float(value, "f32"),
            Type::Double => float(value, "f64"),
            Type::Blob => format!("::aws_smithy_types::Blob::new({})", literal(value)),
            Type::Timestamp(_) => timestamp(value),
            Type::Document => format!("check::document({:?})", value.to_string()),
            Type::BigInteger | Type::BigDecimal => {
                format!("{:?}.parse().expect(\"a number\")", value.to_string())
            }
            Type::Enumeration(ty) => format!("{}::from({})", path(ty), literal(value)),
            Type::Structure(ty) => {
                let structure = self.plan.structures.iter().find(|it| it.ty == *ty);
                self.structure(structure.expect("a structure of the plan"), value)
            }
            Type::Union(ty) => self.union(ty, value),
            Type::List { element, sparse } => {
                let items = value.as_array().into_iter().flatten();
                let items: Vec<_> = items
                    .map(|item| self.item(element, *sparse, item))
                    .collect();
                format!("vec![{}]", items.join(", "))
            }
            Type::Map {
                key,
                value: held,
                sparse,
            } => {
                let entries = value.as_object().into_iter().flatten();
                let entries: Vec<_> = entries
                    .map(|(name, value)| {
                        let name = match key {
                            Some(key) => format!("{}::from({name:?})", path(key)),
                            None => format!("String::from({name:?})"),
                        };
                        format!("({name}, {})", self.item(held, *sparse, value))
                    })
                    .collect();
                format!(
                    "::std::collections::HashMap::from([{}])",
                    entries.join(", ")
                )
            }
            Type::Boxed(inner) => format!("Box::new({})", self.value(inner, value)),
        }
    }

    /// What a list or map holds.
    fn item(&self, ty: &Type, sparse: bool, value: &Value) -> String {
        match (sparse, value) {
            (true, Value::Null) => "None".to_owned(),
            (true, value) => format!("Some({})", self.value(ty, value)),
            (false, value) => self.value(ty, value),
        }
    }

    fn union(&self, ty: &TypeRef, value: &Value) -> String {
        let union = self
            .plan
            .unions
            .iter()
            .find(|it| it.ty == *ty)
            .expect("a union of the plan");
        let (name, value) = value
            .as_object()
            .and_then(|it| it.iter().next())
            .expect("a member");
        // The wire name is another where the model has a `@jsonName`.
        let variant = union.variants.iter().find(|variant| {
            variant.wire_name == *name || variant.method.replace('_', "") == name.to_lowercase()
        });
        let variant = variant.unwrap_or_else(|| panic!("no {name} in {}", ty.name));
        let path = format!("{}::{}", path(ty), variant.name);
        match &variant.ty {
            None => path,
            Some(held) => format!("{path}({})", self.value(held, value)),
        }
    }
}

fn path(ty: &TypeRef) -> String {
    let mut path = vec!["service"];
    path.extend(ty.home.path());
    path.push(&ty.name);
    path.join("::")
}

fn literal(value: &Value) -> String {
    format!(
        "{:?}",
        value
            .as_str()
            .unwrap_or_else(|| panic!("{value} is no text"))
    )
}

fn float(value: &Value, ty: &str) -> String {
    match value.as_str() {
        Some("NaN") => format!("{ty}::NAN"),
        Some("Infinity") => format!("{ty}::INFINITY"),
        Some("-Infinity") => format!("{ty}::NEG_INFINITY"),
        _ => format!("({value} as {ty})"),
    }
}

/// Seconds since 1970, with thousandths at most.
fn timestamp(value: &Value) -> String {
    let thousandths = (value.as_f64().expect("a time") * 1e3).round() as i64;
    let (seconds, nanoseconds) = (
        thousandths.div_euclid(1_000),
        thousandths.rem_euclid(1_000) * 1_000_000,
    );
    format!("::aws_smithy_types::DateTime::from_secs_and_nanos({seconds}, {nanoseconds})")
}
