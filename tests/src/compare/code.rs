//! The source that both programs are compiled from: a function for each operation, which builds its
//! input with the public builders and sends it, and one for each type below.
//!
//! The client is the crate `sdk`, whoever generated it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::auth::Scheme;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::{Type, TypeRef};
use hammersmith_codegen::plan::union::Union;

use super::secrets::Secrets;
use super::streams;

/// Writes `main.rs` for these operations; `served` for the program in which a fake plays.
pub(super) fn main(plan: &Plan, operations: &[&Operation], served: bool) -> String {
    let shapes = Shapes::of(plan);
    let mut code = Code {
        shapes: &shapes,
        secrets: Secrets::new(&shapes),
        functions: String::new(),
        table: String::new(),
        wanted: Vec::new(),
        known: BTreeSet::new(),
        served,
    };
    for operation in operations {
        code.operation(operation);
    }
    while let Some(ty) = code.wanted.pop() {
        code.named(&ty);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let token = if plan.service.idempotency_tokens {
        ".idempotency_token_provider(\"00000000-0000-4000-8000-000000000000\")"
    } else {
        ""
    };
    let identity = identity(plan);
    let (module, run, check) = match served {
        true => (
            format!(
                "#[path = {:?}]\nmod served;\n",
                folder.join("compare/served.rs")
            ),
            "served",
            ", served::Check",
        ),
        false => (String::new(), "program", ""),
    };
    format!(
        "#![allow(warnings)]\n\n\
         #[path = {caller:?}]\nmod caller;\n\
         #[path = {program:?}]\nmod program;\n{module}\
         #[path = {situations:?}]\nmod situations;\n\
         #[path = {values:?}]\nmod values;\n\
         #[path = {wire:?}]\nmod wire;\n\n\
         use caller::Caller;\nuse sdk;\nuse serde_json::Value;\nuse values::*;\n\n\
         fn main() {{\n    {run}::run(|config| config{token}{identity}, OPERATIONS);\n}}\n\n\
         const OPERATIONS: &[(&str, program::Play{check})] = &[\n{table}];\n\n{functions}{secrets}",
        caller = folder.join("src/side/caller.rs"),
        program = folder.join("compare/program.rs"),
        situations = folder.join("compare/situations.rs"),
        values = folder.join("compare/values.rs"),
        wire = folder.join("src/wire.rs"),
        table = code.table,
        functions = code.functions,
        secrets = code.secrets.functions,
    )
}

/// The calls that give clients an identity: a bearer token where the service takes one, since all
/// others show that signatures are equal.
fn identity(plan: &Plan) -> &'static str {
    if plan.service.auth.contains(&Scheme::Bearer) {
        ".token_provider(sdk::config::Token::new(\"token\", None))\
         .auth_scheme_preference([\"httpBearerAuth\".into()])"
    } else {
        ".credentials_provider(caller::credentials())"
    }
}

struct Code<'a> {
    shapes: &'a Shapes<'a>,
    secrets: Secrets<'a>,
    functions: String,
    table: String,
    /// The types whose functions are to be written.
    wanted: Vec<TypeRef>,
    /// All types that were ever wanted.
    known: BTreeSet<TypeRef>,
    served: bool,
}

impl Code<'_> {
    fn operation(&mut self, operation: &Operation) {
        let (name, module, symbol) = (&operation.name, &operation.module, &operation.symbol);
        let check = match self.served {
            true => format!(", served::check::<sdk::operation::{module}::{symbol}>"),
            false => String::new(),
        };
        let _ = writeln!(self.table, "    ({name:?}, operation_{module}{check}),");
        let setters = self.setters(&operation.input);
        let builder = &operation.input.builder;
        let mut arms = String::new();
        for fault in &operation.errors {
            let variant = &fault.ty.name;
            let _ = writeln!(
                arms,
                "        sdk::operation::{module}::{symbol}Error::{variant}(error) => Some(error),"
            );
        }
        let secrets = self.secrets.function(&operation.output.ty);
        let secrets = secrets.unwrap_or_else(|| "|_, _| {}".to_owned());
        let stream = streams::taken(&operation.output);
        let _ = write!(
            self.functions,
            "fn operation_{module}(caller: &Caller, value: &Value) -> Made<Value> {{\n    \
             let builder = sdk::operation::{module}::builders::{builder}::default();\n{setters}    \
             let client = caller.client.clone();\n    \
             let shown: program::Shown<sdk::operation::{module}::{symbol}Error> = |error| match error {{\n{arms}        \
             _ => None,\n    }};\n    \
             settled()?;\n    \
             Ok(program::call(caller, Box::pin(async move {{\n        \
             program::outcome(builder.send_with(&client).await, shown, {secrets}, {stream})\n    \
             }})))\n}}\n\n"
        );
    }

    /// The statements that set the members of `builder` to those of `value`.
    fn setters(&mut self, structure: &Structure) -> String {
        let mut setters = String::new();
        for field in &structure.fields {
            let (set, member) = (&field.name.set, &field.member);
            let make = self.make(&field.ty);
            let _ = writeln!(
                setters,
                "    let builder = builder.{set}(member(value, {member:?}, {make}));"
            );
        }
        setters
    }

    /// The function of a structure or union.
    fn named(&mut self, ty: &TypeRef) {
        if let Some(structure) = self.shapes.structure(ty) {
            self.structure(structure);
        } else if let Some(union) = self.shapes.union(ty) {
            self.union(union);
        }
    }

    fn structure(&mut self, structure: &Structure) {
        let (path, name) = (path(&structure.ty), &structure.ty.name);
        let setters = self.setters(structure);
        let _ = write!(
            self.functions,
            "fn make_{name}(value: &Value) -> Made<{path}> {{\n    \
             let builder = {path}::builder();\n{setters}    Build(builder.build()).made()\n}}\n\n"
        );
    }

    fn union(&mut self, union: &Union) {
        let (path, name) = (path(&union.ty), &union.ty.name);
        let mut arms = String::new();
        for variant in &union.variants {
            let (member, variant_name) = (&variant.member, &variant.name);
            let made = match &variant.ty {
                None => format!("Ok({path}::{variant_name})"),
                Some(ty) => format!("({})(value).map({path}::{variant_name})", self.make(ty)),
            };
            let _ = writeln!(arms, "        {member:?} => {made},");
        }
        let _ = write!(
            self.functions,
            "fn make_{name}(value: &Value) -> Made<{path}> {{\n    \
             let (name, value) = only(value)?;\n    match name {{\n{arms}        \
             _ => unknown(name),\n    }}\n}}\n\n"
        );
    }

    /// An expression for the function that makes a value of that type from JSON.
    fn make(&mut self, ty: &Type) -> String {
        match ty {
            Type::String => "string".to_owned(),
            Type::Boolean => "boolean".to_owned(),
            Type::Integer(_) => "integer".to_owned(),
            Type::Float => "float".to_owned(),
            Type::Double => "double".to_owned(),
            Type::Blob => "blob".to_owned(),
            Type::Stream => "stream".to_owned(),
            Type::Events(_) => "events".to_owned(),
            Type::Timestamp(_) => "timestamp".to_owned(),
            Type::Document => "document".to_owned(),
            Type::BigInteger | Type::BigDecimal => "big".to_owned(),
            Type::Enumeration(ty) => format!("enumeration::<{}>", path(ty)),
            Type::Structure(ty) | Type::Union(ty) => {
                if self.known.insert(ty.clone()) {
                    self.wanted.push(ty.clone());
                }
                format!("make_{}", ty.name)
            }
            Type::List { element, sparse } => {
                let item = self.item(element, *sparse);
                format!("|value: &Value| list(value, {item})")
            }
            Type::Map {
                key, value, sparse, ..
            } => {
                let item = self.item(value, *sparse);
                let key = match key {
                    Some(key) => path(key),
                    None => "String".to_owned(),
                };
                format!("|value: &Value| map::<{key}, _>(value, {item})")
            }
            Type::Boxed(inner) => {
                let inner = self.make(inner);
                format!("|value: &Value| ({inner})(value).map(Box::new)")
            }
        }
    }

    fn item(&mut self, ty: &Type, sparse: bool) -> String {
        let make = self.make(ty);
        if sparse {
            format!("|value: &Value| sparse(value, {make})")
        } else {
            make
        }
    }
}

/// The path of a type.
pub(super) fn path(ty: &TypeRef) -> String {
    let mut path = vec!["sdk"];
    path.extend(ty.module.path());
    path.push(&ty.name);
    path.join("::")
}
