//! Structures: inputs, outputs, errors and everything they hold.

use crate::model::{Member, Shape, ShapeId, ShapeKind};
use crate::name::Kind;
use crate::plan::context::{Context, is_stream};
use crate::plan::default::Literal;
use crate::plan::docs::{Deprecation, Docs};
use crate::plan::field::{self, Field, Of, Presence};
use crate::plan::placement::Placement;
use crate::plan::row::{Row, RowTrait};
use crate::plan::ty::{Type, TypeRef};
use crate::plan::{special, xml};

pub use crate::plan::field::Role;

/// One structure and its builder.
#[derive(Clone, Debug)]
pub struct Structure {
    /// Its name and place.
    pub ty: TypeRef,
    /// The name of its builder.
    pub builder: String,
    /// The name of its private module.
    pub module: String,
    /// Its role: input, output, error or none of these.
    pub role: Role,
    /// The name of the shape, as modelled; for an input or output, that of the operation.
    pub shape_name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// The traits of the structure as a whole document, if it is one that has a name.
    pub root: Option<Row>,
    /// True if it holds the second ID that requests to S3 have.
    pub has_extended_request_id: bool,
    /// Its members, in model order.
    pub fields: Vec<Field>,
    /// True if its members are sent in the order of their names. This applies to inputs, in
    /// protocols that sort members by their location in the message. Crates that are based on
    /// schemas keep the order of the model.
    pub is_sorted: bool,
    /// True if numbers and booleans that equal their default value are written, too.
    pub writes_defaults: bool,
    /// True if `build` returns a `Result`.
    pub fallible: bool,
    /// The name of the method that checks it when it is built, if one does.
    pub strict: Option<String>,
    /// True if all its data is secret.
    pub sensitive: bool,
    /// True if something reachable from an input holds it, so that it must be written.
    pub serialized: bool,
    /// True if something reachable from an output or error holds it, so that it must be read.
    pub parsed: bool,
}

impl Structure {
    /// True if `Debug` has to be written by hand, so that it leaves secrets out.
    pub fn redacts(&self) -> bool {
        self.sensitive || self.fields.iter().any(|field| field.sensitive_directly)
    }

    /// True if an unfinished structure has the type of a finished one: no member has to be set. Its
    /// builder then holds a structure, and repeats neither its fields nor the code for each.
    pub fn is_buildable_in_place(&self) -> bool {
        self.role != Role::Error
            && !self.fields.is_empty()
            && !self.has_stream()
            && self.fields.iter().all(Field::is_optional)
    }

    /// True if a member is a stream, of bytes or events, which can be neither cloned nor compared.
    pub fn has_stream(&self) -> bool {
        self.stream().is_some() || self.events().is_some()
    }

    /// The member that is a stream of events, if one is.
    pub fn events(&self) -> Option<&Field> {
        let mut fields = self.fields.iter();
        fields.find(|field| matches!(field.ty, Type::Events(_)))
    }

    /// The member that is a stream of bytes, if one is.
    pub fn stream(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.ty == Type::Stream)
    }
}

impl Structure {
    /// The value with which a member is not written: a number or boolean that the service takes
    /// it to be anyway. Official clients write such values in inputs, and where the member is
    /// required.
    pub fn omitted<'f>(&self, field: &'f Field) -> Option<&'f Literal> {
        let is_plain = matches!(
            field.ty,
            Type::Integer(_) | Type::Float | Type::Double | Type::Boolean
        );
        match &field.presence {
            Presence::Defaulted(literal)
                if is_plain
                    && !self.writes_defaults
                    && !field.required
                    && !field.added_default
                    && self.role != Role::Input
                    // Nothing equals it.
                    && !literal.is_nan() =>
            {
                Some(literal)
            }
            _ => None,
        }
    }

    /// All members with their places in the model, in the order they are written.
    ///
    /// That is the order of the model, unless they are sorted. Attributes come before the elements.
    pub fn written(&self) -> Vec<(usize, &Field)> {
        let mut fields: Vec<(usize, &Field)> = self.fields.iter().enumerate().collect();
        if self.is_sorted {
            fields.sort_by(|(_, a), (_, b)| a.member.cmp(&b.member));
        }
        fields.sort_by_key(|(_, field)| !field.row.traits.contains(&RowTrait::XmlAttribute));
        fields
    }
}

impl Structure {
    /// The member that is the message of an error, if a string or an enum is.
    pub fn message(&self) -> Option<&Field> {
        let is_text = |field: &&Field| matches!(field.ty, Type::String | Type::Enumeration(_));
        let modelled = |field: &&Field| matches!(field.member.as_str(), "message" | "Message");
        self.fields.iter().filter(modelled).find(is_text)
    }
}

/// Plans the structure `shape`, which has these members, under the name `ty`.
pub(crate) fn plan(
    cx: &mut Context<'_>,
    shape: &Shape,
    members: &[Member],
    ty: TypeRef,
    role: Role,
) -> Structure {
    let input = role == Role::Input || shape.traits.input();
    let kind = match role {
        Role::Input => Kind::Input,
        Role::Error => Kind::Error {
            retryable: shape.traits.retryable().is_some(),
        },
        Role::Output | Role::Plain => Kind::Plain,
    };
    let of = Of {
        input,
        role,
        kind,
        checked: role == Role::Input || cx.is_serialized(&shape.id),
    };
    let mut fields: Vec<Field> = members
        .iter()
        .map(|member| field::plan(cx, member, of))
        .collect();
    if role == Role::Error && !has_message(members) {
        fields.push(field::error_message());
    }
    check_streams(cx, members, &fields, role);
    special::s3::expires(cx, members, &mut fields, role);
    special::copies::source_region(shape, &mut fields, role);
    cx.check_members(&shape.id, kind, &fields);
    let module = cx.type_module(&ty);
    let has_schemas = special::has_schemas(cx.service());
    Structure {
        builder: format!("{}Builder", ty.name),
        module,
        role,
        shape_name: shape.id.name().to_owned(),
        docs: Docs::of(&shape.traits),
        deprecated: Deprecation::of(&shape.traits),
        root: root(cx, shape, role),
        fallible: role == Role::Input || fields.iter().any(Field::is_mandatory),
        strict: None,
        has_extended_request_id: role == Role::Output && special::s3::is_s3(cx.service()),
        is_sorted: role == Role::Input && cx.protocol().binds() && !has_schemas,
        writes_defaults: has_schemas,
        sensitive: cx.rules.is_sensitive(shape),
        serialized: cx.is_serialized(&shape.id),
        parsed: cx.is_parsed(&shape.id),
        fields,
        ty,
    }
}

/// Reports streams that have no form in the protocol: a stream is the body of a message.
fn check_streams(cx: &mut Context<'_>, members: &[Member], fields: &[Field], role: Role) {
    let protocol = cx.protocol();
    let is_message = matches!(role, Role::Input | Role::Output);
    let mut has_stream = false;
    for (member, field) in members.iter().zip(fields) {
        let target = cx.target(member);
        if !is_stream(member, target) {
            continue;
        }
        let (kind, has_form) = match target.kind {
            ShapeKind::Union { .. } => ("events", protocol.has_events()),
            _ => ("bytes", protocol.binds()),
        };
        let is_body = !protocol.binds() || field.placement == Placement::Payload;
        let (what, help) = if !has_form {
            let what = format!("has no form in the protocol `{}`", protocol.id());
            (
                what,
                "leave out the operations that need it: `operations = [...]`",
            )
        } else if !is_message {
            let help = "move it to the input or output of an operation";
            ("cannot be part of another structure".to_owned(), help)
        } else if !is_body {
            let help = "add the trait `smithy.api#httpPayload`";
            ("has to be the whole body of a message".to_owned(), help)
        } else if has_stream {
            (
                "is the second stream of a message".to_owned(),
                "remove one of them",
            )
        } else {
            has_stream = true;
            continue;
        };
        let id = &member.id;
        cx.problem(
            id,
            format!("`{id}`, a stream of {kind}, {what}"),
            Some(help),
        );
    }
}

/// The row of an input or output; other structures are roots as members that are the whole body.
fn root(cx: &Context<'_>, shape: &Shape, role: Role) -> Option<Row> {
    let traits = match role {
        Role::Input | Role::Output => xml::root(cx, shape),
        _ => Vec::new(),
    };
    (!traits.is_empty()).then(|| Row {
        traits,
        ..Row::default()
    })
}

/// Plans the empty structure that stands for an input or output the model leaves out.
pub(crate) fn empty(
    cx: &mut Context<'_>,
    operation: &ShapeId,
    ty: TypeRef,
    role: Role,
) -> Structure {
    let module = cx.type_module(&ty);
    Structure {
        builder: format!("{}Builder", ty.name),
        module,
        role,
        shape_name: operation.name().to_owned(),
        docs: Docs::default(),
        deprecated: None,
        root: None,
        fallible: role == Role::Input,
        strict: None,
        has_extended_request_id: role == Role::Output && special::s3::is_s3(cx.service()),
        is_sorted: false,
        writes_defaults: false,
        sensitive: false,
        serialized: role == Role::Input,
        parsed: role == Role::Output,
        fields: Vec::new(),
        ty,
    }
}

/// The members of a structure, or none if `shape` is something else.
pub(crate) fn members(shape: &Shape) -> &[Member] {
    match &shape.kind {
        ShapeKind::Structure { members } => members,
        _ => &[],
    }
}

pub(crate) fn has_message<'m>(members: impl IntoIterator<Item = &'m Member>) -> bool {
    let mut members = members.into_iter();
    members.any(|member| matches!(member.name(), "message" | "Message"))
}
