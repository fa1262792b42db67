"""Writes tests/src/side/input.rs: Rust code that sets every member that the input of
RegisterJobDefinition reaches, derived from the model.

    python3 tests/python/write_input.py MODEL.json | rustfmt --edition 2024 > tests/src/side/input.rs
"""

import json
import re
import sys

OPERATION = "RegisterJobDefinition"
SIMPLE = {"string": "text", "integer": "integer", "long": "long", "boolean": "boolean"}

shapes = json.load(open(sys.argv[1], encoding="utf-8"))["shapes"]
namespace = next(id for id in shapes if id.endswith("#" + OPERATION)).split("#")[0]


def snake(name):
    """Good for the names of this operation; the generator has the whole rule."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name.replace("GiB", "Gib")).lower()


def kind(target):
    id = target.replace("smithy.api#", "")
    return id.lower() if target.startswith("smithy.api#") else shapes[target]["type"]


def local(target):
    return target.split("#")[1]


def constant(target):
    return snake(local(target)).upper()


def enum_values(target):
    return [m["traits"]["smithy.api#enumValue"] for m in shapes[target]["members"].values()]


def value(target):
    type = kind(target)
    if type == "structure":
        return f"source.structure({snake(local(target))})"
    if type == "enum":
        return f"source.choice({constant(target)})"
    if type == "map":
        assert kind(shapes[target]["value"]["target"]) == "string"
        return "source.map()"
    if type == "list":
        item = shapes[target]["member"]["target"]
        make = {
            "structure": lambda: snake(local(item)),
            "enum": lambda: f"|source| source.make_enum({constant(item)})",
            "string": lambda: "Source::make_text",
        }[kind(item)]()
        return f"source.list({make})"
    return f"source.{SIMPLE[type]}()"


def reach(target, seen):
    if target in seen or target not in shapes:
        return
    seen.append(target)
    shape = shapes[target]
    for member in [*shape.get("members", {}).values(), shape.get("member"), shape.get("value")]:
        if member and shape["type"] != "enum":
            reach(member["target"], seen)


def function(name, type, builder, target):
    members = shapes[target]["members"]
    lines = [f".set_{snake(m)}({value(t['target'])})" for m, t in members.items()]
    return f"fn {name}(source: &mut Source) -> {type} {{ {builder} {' '.join(lines)}"


root = shapes[f"{namespace}#{OPERATION}"]["input"]["target"]
reached = []
reach(root, reached)
print("//! Inputs with values from a [`Source`], for every member the model has.")
print("//!")
print("//! Written by `tests/python/write_input.py`.")
print('#![allow(deprecated, reason = "deprecated members go over the wire, too")]')
print(f"use super::sdk::operation::{snake(OPERATION)}::builders::{OPERATION}InputBuilder;")
print("use super::sdk::types;")
print("use crate::source::Source;")
for target in reached:
    if kind(target) == "enum":
        values = ", ".join(json.dumps(v) for v in enum_values(target))
        print(f"const {constant(target)}: &[&str] = &[{values}];")
print(f"/// The input of `{OPERATION}`.")
builder = f"{OPERATION}InputBuilder"
print("pub " + function("input", builder, f"{builder}::default()", root) + " }")
for target in reached[1:]:
    if kind(target) == "structure":
        name = local(target).replace("EFS", "Efs")
        type = f"types::{name}"
        print(function(snake(name), type, f"{type}::builder()", target) + ".build() }")
