//! The Rust names of shapes, members and operations, and what is wrong with them.

use std::collections::BTreeMap;

use crate::model::{EnumMember, Member, Shape, ShapeId};
use crate::name::{self, Kind, MemberName, Name, NameError, Scope, own};
use crate::plan::context::Context;
use crate::plan::events::is_stream_of_events;
use crate::plan::field::Field;
use crate::plan::ty::{TypeModule, TypeRef};
use crate::plan::union::UnionVariant;

/// The names of an operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationNames {
    /// The unit structure.
    pub(crate) symbol: String,
    /// The module.
    pub(crate) module: String,
    /// The method of the client.
    pub(crate) method: Name,
    /// The start of the names of input and output, before they are cased.
    pub(crate) stem: String,
}

impl Context<'_> {
    /// Gives every type of `types` and `types::error` its name.
    pub(crate) fn name_types(&mut self) {
        let mut types = Scope::default();
        let mut errors = Scope::with(own::ERRORS);
        // The methods that tell errors apart.
        let mut checks = Scope::default();
        for id in self.type_ids() {
            let Some(shape) = self.model().shape(&id) else {
                continue;
            };
            let ty = self.type_ref(shape);
            let second = format!("{}2", ty.name);
            let claimed = match ty.module {
                TypeModule::Errors => {
                    let check = format!("is_{}", name::snake(&ty.name));
                    let claimed = errors.claim(&ty.name, id.as_ref());
                    claimed.and_then(|()| checks.claim(&check, id.as_ref()))
                }
                TypeModule::Types | TypeModule::Operation(_) => types.claim(&ty.name, id.as_ref()),
            };
            self.check(&id, claimed, &second);
            if is_stream_of_events(shape) {
                let name = format!("{}Error", ty.name);
                let claimed = errors.claim(&name, id.as_ref());
                self.check(&id, claimed, &second);
                let module = TypeModule::Errors;
                let error = TypeRef { module, name };
                self.names.stream_errors.insert(id.clone(), error);
            }
            self.names.types.insert(id, ty);
        }
        self.name_modules();
    }

    fn type_ref(&self, shape: &Shape) -> TypeRef {
        let id = &shape.id;
        let modelled = self.renamed(id);
        let (module, name): (TypeModule, fn(&str) -> String) = match shape.traits.error() {
            Some(_) => (TypeModule::Errors, name::error_name),
            None => (TypeModule::Types, name::type_name),
        };
        let given = self.names.given.get(id).cloned();
        TypeRef {
            module,
            name: given.unwrap_or_else(|| name(modelled)),
        }
    }

    /// The name of a shape by the `rename` of the service, or as modelled.
    fn renamed<'a>(&'a self, id: &'a ShapeId) -> &'a str {
        let renamed = self.details().rename.get(id);
        renamed.map_or(id.name(), String::as_str)
    }

    /// Gives every type a private module: one that neither a type nor another module is named like.
    fn name_modules(&mut self) {
        let mut taken: BTreeMap<TypeModule, Vec<String>> = BTreeMap::new();
        let types = self.names.types.values();
        let types: Vec<_> = types.chain(self.names.stream_errors.values()).collect();
        for ty in &types {
            let own = || own::TYPES.map(str::to_owned).to_vec();
            let names = taken.entry(ty.module.clone()).or_insert_with(own);
            names.push(ty.name.clone());
        }
        for ty in types {
            let names = taken.entry(ty.module.clone()).or_default();
            let mut module = name::module(&ty.name);
            while names.contains(&module) {
                module.push('_');
            }
            names.push(module.clone());
            self.names.modules.insert(ty.clone(), module);
        }
    }

    /// The name of the private module of a type. Inputs and outputs have none of their own.
    pub(crate) fn type_module(&self, ty: &TypeRef) -> String {
        let known = self.names.modules.get(ty).cloned();
        known.unwrap_or_else(|| name::module(&ty.name))
    }

    /// The names of a member of a structure of that kind.
    pub(crate) fn member_name(&self, member: &Member, kind: Kind) -> MemberName {
        match self.names.given.get(&member.id) {
            Some(given) => MemberName::given(given, member.name()),
            None => name::member(member.name(), kind),
        }
    }

    /// The variant of a member of an enum.
    pub(crate) fn variant_name(&self, member: &EnumMember) -> String {
        let given = self.names.given.get(&member.id).cloned();
        given.unwrap_or_else(|| name::variant(&member.name))
    }

    /// The variant of a member of a union.
    pub(crate) fn union_variant_name(&self, member: &Member) -> String {
        let given = self.names.given.get(&member.id).cloned();
        given.unwrap_or_else(|| name::union_variant(member.name()))
    }

    /// The names of an operation. Reports those that are taken.
    pub(crate) fn operation_names(&mut self, id: &ShapeId) -> OperationNames {
        let given = self.names.given.get(id).cloned();
        let stem = given.clone().unwrap_or_else(|| id.name().to_owned());
        let names = match given {
            Some(symbol) => OperationNames {
                module: name::module(&symbol),
                method: Name::new(&name::snake(&symbol)),
                symbol,
                stem,
            },
            None => OperationNames {
                symbol: name::operation_symbol(&stem),
                module: name::module(&stem),
                method: name::client_method(&stem),
                stem,
            },
        };
        let second = format!("{}2", name::type_name(&names.stem));
        let symbol = Scope::default().claim(&names.symbol, id.as_ref());
        let module = self.names.operations.claim(&names.module, id.as_ref());
        let method = self.names.methods.claim(names.method.plain(), id.as_ref());
        self.check(id, symbol.and(module).and(method), &second);
        names
    }

    /// Reports members whose Rust names clash, and names that cannot be Rust.
    pub(crate) fn check_members(&mut self, id: &ShapeId, kind: Kind, fields: &[Field]) {
        let mut scope = Scope::with(kind.own());
        for field in fields {
            let claimed = scope.claim_member(&field.name, &format!("{id}${}", field.member));
            let second = format!("{}2", field.name.ident.plain());
            self.check(id, claimed, &second);
        }
    }

    /// Reports variants of an enum whose Rust names clash, and names that cannot be Rust.
    pub(crate) fn check_variants(&mut self, id: &ShapeId, members: &[EnumMember]) {
        let mut scope = Scope::with(own::VARIANTS);
        for member in members {
            let name = self.variant_name(member);
            let claimed = scope.claim(&name, member.id.as_ref());
            self.check(id, claimed, &format!("{name}2"));
        }
    }

    /// The same for a union, whose variants have methods, too.
    pub(crate) fn check_union(&mut self, id: &ShapeId, variants: &[UnionVariant]) {
        let mut scope = Scope::with(own::VARIANTS);
        let mut methods = Scope::with(own::UNION);
        for variant in variants {
            let member = format!("{id}${}", variant.member);
            let claimed = scope
                .claim(&variant.name, &member)
                .and_then(|()| methods.claim(&format!("is_{}", variant.method), &member));
            self.check(id, claimed, &format!("{}2", variant.name));
        }
    }

    /// Reports what is wrong with a name of the shape `id` or of its member; `second` is a name
    /// that is likely to be free.
    pub(crate) fn check(&mut self, id: &ShapeId, claimed: Result<(), NameError>, second: &str) {
        let Err(error) = claimed else {
            return;
        };
        let (which, source) = match &error {
            NameError::Taken { second, .. } => ("rename one of them", second),
            NameError::Own { source, .. } => ("choose another name", source),
            NameError::Unusable { source, .. } => ("rename it", source),
        };
        let help = format!("{which}, e.g. `rename = {{ \"{source}\" = \"{second}\" }}`");
        self.problem(id, error.to_string(), Some(&help));
    }
}
