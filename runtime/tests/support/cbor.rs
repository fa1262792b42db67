//! The structure, written by the CBOR encoder of the official SDK as its generated code does it.

use std::collections::HashMap;

use aws_smithy_cbor::Encoder;

use crate::everything::{Choice, Everything};

/// Writes a member that is set.
fn put<T>(to: &mut Encoder, key: &str, value: &Option<T>, write: impl Fn(&mut Encoder, &T)) {
    if let Some(value) = value {
        to.str(key);
        write(to, value);
    }
}

fn list<T>(write: impl Fn(&mut Encoder, &T)) -> impl Fn(&mut Encoder, &Vec<T>) {
    move |to, items| {
        to.array(items.len());
        items.iter().for_each(|item| write(to, item));
    }
}

fn map<N: AsRef<str>, T>(
    write: impl Fn(&mut Encoder, &T),
) -> impl Fn(&mut Encoder, &HashMap<N, T>) {
    move |to, entries| {
        to.map(entries.len());
        for (key, value) in entries {
            to.str(key.as_ref());
            write(to, value);
        }
    }
}

fn or_null<T>(write: impl Fn(&mut Encoder, &T)) -> impl Fn(&mut Encoder, &Option<T>) {
    move |to, value| match value {
        Some(value) => write(to, value),
        None => {
            to.null();
        }
    }
}

fn string(to: &mut Encoder, text: &impl AsRef<str>) {
    to.str(text.as_ref());
}

/// Writes the structure: all of its members but documents, which the official encoder does not
/// have.
pub(crate) fn theirs(to: &mut Encoder, all: &Everything) {
    to.begin_map();
    put(to, "text", &all.text, string);
    put(to, "flag", &all.flag, |to, it| {
        to.boolean(*it);
    });
    put(to, "byte", &all.byte, |to, it| {
        to.byte(*it);
    });
    put(to, "short", &all.short, |to, it| {
        to.short(*it);
    });
    put(to, "integer", &all.integer, |to, it| {
        to.integer(*it);
    });
    put(to, "long", &all.long, |to, it| {
        to.long(*it);
    });
    put(to, "float", &all.float, |to, it| {
        to.float(*it);
    });
    put(to, "double", &all.double, |to, it| {
        to.double(*it);
    });
    put(to, "blob", &all.blob, |to, it| {
        to.blob(it);
    });
    for (key, time) in [
        ("epoch", &all.epoch),
        ("date", &all.date),
        ("http", &all.http),
    ] {
        put(to, key, time, |to, it| {
            to.timestamp(it);
        });
    }
    collections(to, all);
    to.end();
}

/// Those members that hold others, and those behind them.
fn collections(to: &mut Encoder, all: &Everything) {
    put(to, "whole", &all.whole, |to, it| {
        to.big_integer(it);
    });
    put(to, "decimal", &all.decimal, |to, it| {
        to.big_decimal(it);
    });
    put(to, "list", &all.list, list(string));
    let integer = |to: &mut Encoder, it: &i32| {
        to.integer(*it);
    };
    put(to, "sparse", &all.sparse, list(or_null(integer)));
    put(
        to,
        "map",
        &all.map,
        map(|to, it| {
            to.double(*it);
        }),
    );
    put(to, "holes", &all.holes, map(or_null(string)));
    put(to, "nested", &all.nested, |to, it| theirs(to, it));
    put(to, "many", &all.many, list(theirs));
    put(to, "choice", &all.choice, choice);
    put(to, "color", &all.color, string);
    let flags = list(|to: &mut Encoder, it: &bool| {
        to.boolean(*it);
    });
    put(to, "byColor", &all.by_color, map(flags));
    put(
        to,
        "times",
        &all.times,
        list(|to, it| {
            to.timestamp(it);
        }),
    );
    put(
        to,
        "blobs",
        &all.blobs,
        map(|to, it| {
            to.blob(it);
        }),
    );
    put(to, "\"odd\n", &all.odd, string);
    put(to, "renamed", &all.renamed, |to, it| {
        to.integer(*it);
    });
}

fn choice(to: &mut Encoder, value: &Choice) {
    to.map(1);
    match value {
        Choice::Text(text) => {
            to.str("text").str(text);
        }
        Choice::Number(number) => {
            to.str("number").integer(*number);
        }
        Choice::Deep(deep) => theirs(to.str("deep"), deep),
        Choice::Nothing => {
            to.str("nothing").begin_map().end();
        }
        Choice::Unknown => {}
    }
}
