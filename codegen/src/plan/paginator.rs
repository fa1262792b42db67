//! Paginators: operations whose results come in pages.

use crate::model::{Paginated, Shape};
use crate::name::{self, Name};
use crate::plan::context::Context;
use crate::plan::path::{self, Step};
use crate::plan::special;
use crate::plan::structure::Structure;
use crate::plan::ty::Type;

/// The paginator of an operation.
#[derive(Clone, Debug)]
pub struct Paginator {
    /// The name of its type.
    pub name: String,
    /// The field of the input that is the token.
    pub token: Name,
    /// The type of the token.
    pub token_type: Type,
    /// The fields that lead to the next token, from the output.
    pub next_token: Vec<Step>,
    /// The fields that lead to a flag, from the output: only where it is set, a page follows.
    pub truncated: Option<Vec<Step>>,
    /// The size of a page, where a caller can choose it.
    pub page_size: Option<PageSize>,
    /// The items of a page, where the model says what they are.
    pub items: Option<Items>,
}

/// The size of a page.
#[derive(Clone, Debug)]
pub struct PageSize {
    /// The field of the input.
    pub field: Name,
    /// Its type.
    pub ty: Type,
}

/// The items of a page.
#[derive(Clone, Debug)]
pub struct Items {
    /// The name of the type whose streams consist of them.
    pub name: String,
    /// The fields that lead to them, from the output.
    pub steps: Vec<Step>,
    /// Their list or map.
    pub ty: Type,
}

/// Plans the paginator of `operation`, whose names begin with `stem`; `None` if its results do not
/// come in pages.
pub(crate) fn plan<'m>(
    cx: &mut Context<'m>,
    (operation, stem): (&Shape, &str),
    input: &Structure,
    output: Option<&'m Shape>,
) -> Option<Paginator> {
    let own = operation.traits.paginated()?;
    // A stream can be sent once.
    if input.has_stream() {
        return None;
    }
    let service = cx.service().traits.paginated().unwrap_or_default();
    let paginated = Paginated {
        input_token: own.input_token.or(service.input_token),
        output_token: own.output_token.or(service.output_token),
        items: own.items.or(service.items),
        page_size: own.page_size.or(service.page_size),
    };
    let planned = output.map_or_else(
        || Err("has no output".to_owned()),
        |output| of_trait(cx, (operation, stem), input, output, &paginated),
    );
    match planned {
        Ok(paginator) => Some(paginator),
        Err(why) => {
            let id = &operation.id;
            let message = format!("`smithy.api#paginated` of `{id}`: {why}");
            cx.problem(id, message, Some("correct the trait, or leave it out"));
            None
        }
    }
}

fn of_trait<'m>(
    cx: &Context<'m>,
    (operation, stem): (&Shape, &str),
    input: &Structure,
    output: &'m Shape,
    paginated: &Paginated<'_>,
) -> Result<Paginator, String> {
    let name = name::type_name(&format!("{stem}Paginator"));
    let token = field(input, paginated.input_token.unwrap_or_default())?;
    let way = paginated.output_token.unwrap_or_default();
    let (next_token, member) = path::fields(cx, output, way)?;
    let token_type = cx.member_type(member);
    if !matches!(token_type, Type::String | Type::Map { .. }) || token_type != token.1 {
        let id = operation.id.name();
        return Err(format!(
            "the tokens of `{id}` are neither two strings nor two maps of one type"
        ));
    }
    let items = match paginated.items {
        Some(way) => Some(items(cx, output, way, &name)?),
        None => None,
    };
    let page_size = match paginated.page_size {
        Some(name) => Some(page_size(input, name)?),
        None => None,
    };
    let truncated = match special::s3::truncation(&operation.id) {
        Some(way) => Some(path::fields(cx, output, way)?.0),
        None => None,
    };
    Ok(Paginator {
        name,
        token: token.0,
        token_type,
        next_token,
        truncated,
        page_size,
        items,
    })
}

/// A member of the input, which has to be an option: it is unset for the first page.
fn field(input: &Structure, name: &str) -> Result<(Name, Type), String> {
    let mut fields = input.fields.iter();
    let field = fields.find(|field| field.member == name);
    let field = field.ok_or_else(|| format!("the input has no member `{name}`"))?;
    if field.is_optional() {
        Ok((field.name.ident.clone(), field.ty.clone()))
    } else {
        Err(format!("the member `{name}` of the input cannot be unset"))
    }
}

fn page_size(input: &Structure, name: &str) -> Result<PageSize, String> {
    let (field, ty) = field(input, name)?;
    if matches!(ty, Type::Integer(_)) {
        Ok(PageSize { field, ty })
    } else {
        Err(format!("the page size `{name}` is not an integer"))
    }
}

fn items<'m>(cx: &Context<'m>, output: &'m Shape, way: &str, name: &str) -> Result<Items, String> {
    let (steps, member) = path::fields(cx, output, way)?;
    let ty = cx.member_type(member);
    if matches!(ty, Type::List { .. } | Type::Map { .. }) {
        let name = format!("{name}Items");
        Ok(Items { name, steps, ty })
    } else {
        Err(format!("`{way}` leads to neither a list nor a map"))
    }
}
