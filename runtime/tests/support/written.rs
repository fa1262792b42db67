//! The structure, written by the parts of the official SDK as its generated code does it.

use std::collections::HashMap;

use aws_smithy_json::serialize::{JsonObjectWriter, JsonValueWriter};
use hammersmith::primitives::{Blob, DateTime, DateTimeFormat, Document, Number};

use crate::everything::{Choice, Everything};

/// The official writer, and whether it could write all values.
struct Theirs<'w> {
    object: JsonObjectWriter<'w>,
    written: bool,
}

impl Theirs<'_> {
    fn put<T>(&mut self, key: &str, value: &Option<T>, write: impl Fn(JsonValueWriter<'_>, &T)) {
        if let Some(value) = value {
            write(self.object.key(key), value);
        }
    }

    fn number<T: Copy + Into<i64>>(&mut self, key: &str, value: Option<T>) {
        let number = |writer: JsonValueWriter<'_>, value: &T| {
            writer.number(Number::NegInt((*value).into()));
        };
        self.put(key, &value, number);
    }

    fn time(&mut self, key: &str, value: &Option<DateTime>, format: DateTimeFormat) {
        if let Some(value) = value {
            self.written &= self.object.key(key).date_time(value, format).is_ok();
        }
    }

    fn list<T>(
        &mut self,
        key: &str,
        value: &Option<Vec<T>>,
        write: impl Fn(JsonValueWriter<'_>, &T) -> bool,
    ) {
        if let Some(items) = value {
            self.written &= their_list(self.object.key(key), items, write);
        }
    }

    fn map<N: AsRef<str>, T>(
        &mut self,
        key: &str,
        value: &Option<HashMap<N, T>>,
        write: impl Fn(JsonValueWriter<'_>, &T) -> bool,
    ) {
        if let Some(entries) = value {
            let mut object = self.object.key(key).start_object();
            for (key, value) in entries {
                self.written &= write(object.key(key.as_ref()), value);
            }
            object.finish();
        }
    }

    fn structure(&mut self, key: &str, value: Option<&Everything>) {
        if let Some(value) = value {
            self.written &= their_members(value, self.object.key(key).start_object());
        }
    }

    fn choice(&mut self, value: &Option<Choice>) {
        let Some(value) = value else { return };
        let mut object = self.object.key("choice").start_object();
        match value {
            Choice::Text(text) => object.key("text").string(text),
            Choice::Number(number) => {
                object
                    .key("number")
                    .number(Number::NegInt((*number).into()));
            }
            Choice::Deep(deep) => {
                self.written &= their_members(deep, object.key("deep").start_object());
            }
            Choice::Nothing => object.key("nothing").start_object().finish(),
            Choice::Unknown => self.written = false,
        }
        object.finish();
    }
}

fn their_list<T>(
    writer: JsonValueWriter<'_>,
    items: &[T],
    write: impl Fn(JsonValueWriter<'_>, &T) -> bool,
) -> bool {
    let mut array = writer.start_array();
    let written = items
        .iter()
        .fold(true, |written, item| written & write(array.value(), item));
    array.finish();
    written
}

fn string<T: AsRef<str>>(writer: JsonValueWriter<'_>, text: &T) -> bool {
    writer.string(text.as_ref());
    true
}

fn blob(writer: JsonValueWriter<'_>, bytes: &Blob) -> bool {
    writer.string_unchecked(&aws_smithy_types::base64::encode(bytes));
    true
}

fn open(writer: JsonValueWriter<'_>, value: &Document) -> bool {
    writer.document(value);
    true
}

fn boolean(writer: JsonValueWriter<'_>, value: &bool) -> bool {
    writer.boolean(*value);
    true
}

fn double(writer: JsonValueWriter<'_>, value: &f64) -> bool {
    writer.number(Number::Float(*value));
    true
}

fn or_null<T>(
    write: impl Fn(JsonValueWriter<'_>, &T) -> bool,
) -> impl Fn(JsonValueWriter<'_>, &Option<T>) -> bool {
    move |writer, value| match value {
        Some(value) => write(writer, value),
        None => {
            writer.null();
            true
        }
    }
}

/// Writes the members of an object; false if one of them has no form.
pub(crate) fn their_members(all: &Everything, object: JsonObjectWriter<'_>) -> bool {
    let mut to = Theirs {
        object,
        written: true,
    };
    to.put("text", &all.text, |writer, value| writer.string(value));
    to.put("flag", &all.flag, |writer, value| writer.boolean(*value));
    to.number("byte", all.byte);
    to.number("short", all.short);
    to.number("integer", all.integer);
    to.number("long", all.long);
    to.put("float", &all.float, |writer, value| {
        writer.number(Number::Float(f64::from(*value)));
    });
    to.put("double", &all.double, |writer, value| {
        writer.number(Number::Float(*value))
    });
    to.put("blob", &all.blob, |writer, value| {
        blob(writer, value);
    });
    to.time("epoch", &all.epoch, DateTimeFormat::EpochSeconds);
    to.time("date", &all.date, DateTimeFormat::DateTime);
    to.time("http", &all.http, DateTimeFormat::HttpDate);
    to.put("open", &all.open, |writer, value| writer.document(value));
    to.list("list", &all.list, string);
    let integer = |writer: JsonValueWriter<'_>, value: &i32| {
        writer.number(Number::NegInt((*value).into()));
        true
    };
    to.list("sparse", &all.sparse, or_null(integer));
    to.map("map", &all.map, double);
    to.map("holes", &all.holes, or_null(string));
    to.structure("nested", all.nested.as_deref());
    to.list("many", &all.many, |writer, value| {
        their_members(value, writer.start_object())
    });
    to.choice(&all.choice);
    to.put("color", &all.color, |writer, value| {
        writer.string(value.as_ref())
    });
    to.map("byColor", &all.by_color, |writer, items| {
        their_list(writer, items, boolean)
    });
    to.list("times", &all.times, |writer, value| {
        writer.date_time(value, DateTimeFormat::DateTime).is_ok()
    });
    to.list("documents", &all.documents, open);
    to.map("blobs", &all.blobs, blob);
    to.put("\"odd\n", &all.odd, |writer, value| writer.string(value));
    to.number("c\"alled", all.renamed);
    let written = to.written;
    to.object.finish();
    written
}
