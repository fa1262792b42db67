//! From types and limits to values.

use serde_json::Value;

use super::Members;
use super::sample::{Sample, TIME};
use crate::plan::Plan;
use crate::plan::enumeration::{Enumeration, Variant};
use crate::plan::field::Field;
use crate::plan::limits::Limits;
use crate::plan::operation::Operation;
use crate::plan::shapes::Shapes;
use crate::plan::structure::Structure;
use crate::plan::ty::{Type, TypeRef};
use crate::plan::union::{Union, UnionVariant};
use crate::text;

/// The most values of a skeleton before members are left out. Only inputs of QuickSight have more.
const MOST: usize = 24_000;

/// The number of them that only required members use, so that what is cut is still valid.
const RESERVED: usize = 6_000;

/// The most characters in the strings of a skeleton before they are placeholders, and its
/// patterns are too.
const CHARACTERS: usize = 1_000_000;

/// The number of characters that a pattern counts for in addition: the cost of making a string of
/// it.
const PATTERN: usize = 1_000;

/// The most variants of an enum that are values of skeletons.
const VARIANTS: usize = 1_000;

/// The input, and true if it lacks members that the model demands.
pub(super) fn input<'p>(
    plan: &'p Plan,
    operation: &'p Operation,
    members: Members,
) -> (Sample<'p>, bool) {
    let mut walk = Walk {
        shapes: Shapes::of(plan),
        members,
        inside: Vec::new(),
        nth: 0,
        left: MOST,
        characters: CHARACTERS,
        is_cut: false,
    };
    let input = &operation.input;
    // An input that cannot be filled is as good as an empty one.
    let sample = walk.structure(input);
    let sample = sample.unwrap_or(Sample::Structure(input, Vec::new()));
    (sample, walk.is_cut)
}

struct Walk<'p> {
    shapes: Shapes<'p>,
    members: Members,
    /// The structures and unions around.
    inside: Vec<&'p TypeRef>,
    /// The number of the value to make, where several have to be different.
    nth: usize,
    /// The values that there is room for.
    left: usize,
    /// The characters that there is room for.
    characters: usize,
    /// True if there was no room for something that the model demands.
    is_cut: bool,
}

impl<'p> Walk<'p> {
    /// A structure; `None` if a member that it needs would hold it again.
    fn structure(&mut self, structure: &'p Structure) -> Option<Sample<'p>> {
        self.within(&structure.ty, |walk| {
            let mut fields = Vec::new();
            for field in &structure.fields {
                let wanted = walk.members == Members::All && walk.left > RESERVED;
                // Events are sent one by one, and are not part of the input as data.
                let is_stream = matches!(field.ty, Type::Events(_));
                if is_stream || (!field.required && !wanted) {
                    continue;
                }
                match walk.field(field) {
                    Some(value) => fields.push((field, value)),
                    None if field.required && walk.left == 0 => walk.is_cut = true,
                    None if field.required => return None,
                    None => {}
                }
            }
            Some(Sample::Structure(structure, fields))
        })
    }

    /// Does something inside a type, unless that is around already.
    fn within<T>(
        &mut self,
        ty: &'p TypeRef,
        work: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if self.inside.contains(&ty) {
            return None;
        }
        self.inside.push(ty);
        let done = work(self);
        self.inside.pop();
        done
    }

    fn field(&mut self, field: &'p Field) -> Option<Sample<'p>> {
        match field.default.as_ref().filter(|_| self.nth == 0) {
            Some(default) => self
                .default(field, default)
                .or_else(|| self.value(&field.ty, &field.limits)),
            None => self.value(&field.ty, &field.limits),
        }
    }

    /// The value the model gives where nobody gives one, if it says something.
    fn default(&mut self, field: &'p Field, default: &Value) -> Option<Sample<'p>> {
        let (min, max) = text::lengths(&field.limits);
        match (field.ty.unboxed(), default) {
            (Type::Boolean, Value::Bool(value)) => Some(Sample::Boolean(*value)),
            (Type::String, Value::String(value)) => {
                let fits = (min..=max).contains(&value.chars().count());
                (fits && !value.is_empty()).then(|| Sample::Text(value.clone()))
            }
            (Type::Integer(width), Value::Number(number)) => {
                let value = number.as_i64()?;
                let (low, high) = width.range();
                let fits = (low..=high).contains(&value) && text::allows(&field.limits, value);
                fits.then_some(Sample::Integer(value))
            }
            (Type::Enumeration(ty), Value::String(value)) => {
                let item = self.shapes.enumeration(ty)?;
                let variant = item.variants.iter().find(|v| v.value == *value)?;
                Some(Sample::Enumeration(item, variant))
            }
            _ => None,
        }
    }

    /// A value of a type; `None` if it would hold again what it is in.
    fn value(&mut self, ty: &'p Type, limits: &'p Limits) -> Option<Sample<'p>> {
        self.left = self.left.checked_sub(1)?;
        let nth = self.nth;
        Some(match ty {
            Type::Boolean => Sample::Boolean(nth.is_multiple_of(2)),
            Type::Integer(width) => Sample::Integer(text::integer(limits, nth, width.range())),
            Type::Float => Sample::Double(text::double(limits, nth), true),
            Type::Double => Sample::Double(text::double(limits, nth), false),
            Type::BigInteger | Type::BigDecimal => {
                Sample::Big(text::integer(limits, nth, (i64::MIN, i64::MAX)))
            }
            Type::String => Sample::Text(self.text(limits)),
            Type::Events(_) => return None,
            Type::Blob => Sample::Blob(self.plain(limits).into_bytes()),
            Type::Stream => Sample::Stream(self.plain(limits).into_bytes()),
            Type::Timestamp(format) => {
                let offset = i64::try_from(nth).unwrap_or_default();
                Sample::Time(TIME + offset, *format)
            }
            Type::Document => Sample::Document,
            Type::Enumeration(ty) => self.enumeration(ty)?,
            Type::Structure(ty) => self.structure(self.shapes.structure(ty)?)?,
            Type::Union(ty) => self.union(self.shapes.union(ty)?)?,
            Type::Boxed(inner) => self.value(inner, limits)?,
            Type::List { element, .. } => self.list(element, limits)?,
            Type::Map { key, value, .. } => self.map(key.as_ref(), value, limits)?,
        })
    }

    fn enumeration(&mut self, ty: &'p TypeRef) -> Option<Sample<'p>> {
        let item: &Enumeration = self.shapes.enumeration(ty)?;
        let current = |variant: &&Variant| variant.deprecated.is_none();
        let current = item.variants.iter().filter(current).take(VARIANTS);
        let all = item.variants.iter().take(VARIANTS);
        let variant = match current.clone().count() {
            0 => all.clone().nth(self.nth % all.count().max(1)),
            count => current.clone().nth(self.nth % count),
        };
        Some(Sample::Enumeration(item, variant?))
    }

    /// The first member of a union that does not hold again what it is in.
    fn union(&mut self, union: &'p Union) -> Option<Sample<'p>> {
        self.within(&union.ty, |walk| {
            let old = |variant: &&UnionVariant| variant.deprecated.is_some();
            let current = union.variants.iter().filter(|variant| !old(variant));
            let mut variants = current.chain(union.variants.iter().filter(old));
            variants.find_map(|variant| {
                let value = match &variant.ty {
                    Some(ty) => Some(Box::new(walk.value(ty, &variant.limits)?)),
                    None => None,
                };
                Some(Sample::Union(union, variant, value))
            })
        })
    }

    fn list(&mut self, element: &'p Type, limits: &'p Limits) -> Option<Sample<'p>> {
        let entries = limits.entries.as_deref().unwrap_or(&NONE);
        let items = self.several(limits, |walk| walk.value(element, entries))?;
        Some(Sample::List(items))
    }

    fn map(
        &mut self,
        key: Option<&'p TypeRef>,
        value: &'p Type,
        limits: &'p Limits,
    ) -> Option<Sample<'p>> {
        let keys = limits.keys.as_deref().unwrap_or(&NONE);
        let entries = limits.entries.as_deref().unwrap_or(&NONE);
        let items = self.several(limits, |walk| {
            let key = match key {
                Some(ty) => walk.enumeration(ty)?,
                None => Sample::Text(walk.text(keys)),
            };
            Some((key, walk.value(value, entries)?))
        })?;
        Some(Sample::Map(items))
    }

    /// As many entries as there have to be, one at least if there may be one, all different.
    fn several<T>(
        &mut self,
        limits: &Limits,
        mut one: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let (min, max) = text::lengths(limits);
        let outer = self.nth;
        let mut items = Vec::new();
        for at in 0..min.max(1).min(max) {
            self.nth = outer + at;
            let made = one(self);
            match made {
                Some(item) => items.push(item),
                None => break,
            }
        }
        self.nth = outer;
        if items.len() < min && self.left > 0 {
            return None;
        }
        self.is_cut |= items.len() < min;
        Some(items)
    }

    /// A string that satisfies the limits, if there is room for it.
    fn text(&mut self, limits: &Limits) -> String {
        if self.characters == 0 {
            return self.plain(limits);
        }
        let text = text::text(limits, self.nth);
        self.pay(&text, limits);
        text
    }

    /// A string of the length that the limits ask for, if there is room for it.
    fn plain(&mut self, limits: &Limits) -> String {
        let (min, max) = text::lengths(limits);
        if self.characters < min {
            self.is_cut = true;
            return text::plain(0, max, self.nth);
        }
        let text = text::plain(min, max, self.nth);
        self.pay(&text, limits);
        text
    }

    fn pay(&mut self, text: &str, limits: &Limits) {
        let made = match limits.pattern {
            Some(_) => PATTERN,
            None => 0,
        };
        self.characters = self.characters.saturating_sub(text.len() + made);
    }
}

/// No limits.
static NONE: Limits = Limits {
    min_length: None,
    max_length: None,
    min: None,
    max: None,
    digits: (None, None),
    pattern: None,
    unique: false,
    named: Vec::new(),
    keys: None,
    entries: None,
};
