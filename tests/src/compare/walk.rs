//! Values together with their types.

use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::ty::Type;

use super::json::Json;
use super::values::Notation;

/// A function that is called for each value with its type.
pub(super) type Visit<'v> = &'v mut dyn FnMut(&Type, &mut Json);

/// Visits a value and then all below it, in the notation `N`. What is not of its type is passed
/// over.
pub(super) fn walk<N: Notation>(shapes: &Shapes<'_>, ty: &Type, json: &mut Json, visit: Visit<'_>) {
    let ty = ty.unboxed();
    visit(ty, json);
    match (ty, json) {
        (Type::List { element, .. }, Json::Array(items)) => {
            for item in items {
                walk::<N>(shapes, element, item, visit);
            }
        }
        (Type::Map { value, .. }, Json::Object(entries)) => {
            for (_, entry) in entries {
                walk::<N>(shapes, value, entry, visit);
            }
        }
        (Type::Structure(ty), Json::Object(members)) => {
            let fields = shapes.structure(ty).map(|it| it.fields.as_slice());
            for (name, value) in members {
                let mut fields = fields.unwrap_or_default().iter();
                let field = fields.find(|it| N::name(&it.member, &it.wire_name) == name);
                if let Some(field) = field {
                    walk::<N>(shapes, &field.ty, value, visit);
                }
            }
        }
        (Type::Union(ty), Json::Object(members)) => {
            let variants = shapes.union(ty).map(|it| it.variants.as_slice());
            for (name, value) in members {
                let mut variants = variants.unwrap_or_default().iter();
                let variant = variants.find(|it| N::name(&it.member, &it.wire_name) == name);
                if let Some(ty) = variant.and_then(|it| it.ty.as_ref()) {
                    walk::<N>(shapes, ty, value, visit);
                }
            }
        }
        _ => {}
    }
}
