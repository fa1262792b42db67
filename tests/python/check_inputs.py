"""Checks inputs against the Smithy model itself, and by botocore where that has the service.

    python3 check_inputs.py INPUTS.jsonl

A line of the file is {"model": PATH, "service": NAME, "operation": NAME, "input": {...}}. What is
wrong is printed, one JSON object a line: {"operation", "path", "what", "detail"}.
"""

import json
import sys
from functools import cache

import botocore.session
import regex
from botocore.exceptions import UnknownServiceError
from botocore.validate import ParamValidator

session = botocore.session.get_session()


@cache
def model(path):
    return json.load(open(path, encoding="utf-8"))["shapes"]


@cache
def service_of_botocore(name):
    try:
        return session.get_service_model(name)
    except UnknownServiceError:
        return None


@cache
def compiled(pattern):
    # ECMA 262 writes a character as \\uXXXX, and halves of those beyond the first plane too.
    pattern = regex.sub(r"\\u\{([0-9A-Fa-f]+)\}", lambda m: f"\\U{int(m[1], 16):08x}", pattern)
    pattern = regex.sub(r"\\u[dD][89abAB]..-\\u[dD][89abAB]..", r"\\U00010000-\\U0010ffff", pattern)
    pattern = regex.sub(r"\\u[dD][c-fC-F]..-\\u[dD][c-fC-F]..", "", pattern)
    try:
        return regex.compile(pattern.replace(r"\Z", "$"))
    except regex.error:
        return None


class Check:
    def __init__(self, shapes, report):
        self.shapes, self.report = shapes, report

    def members(self, shape):
        members = {}
        for mixin in shape.get("mixins", []):
            members |= self.members(self.shapes[mixin["target"]])
        return members | shape.get("members", {})

    def value(self, member, value, path):
        target = member["target"]
        shape = self.shapes.get(target) or {"type": target.split("#")[1].lower()}
        traits = shape.get("traits", {}) | member.get("traits", {})
        trait = lambda name: traits.get("smithy.api#" + name)
        kind = shape["type"]
        if kind == "string" and trait("enum"):
            kind = "enum"
        getattr(self, kind, self.simple)(shape, value, path)
        length = trait("length")
        if length and kind in ("string", "list", "set", "map", "blob"):
            size = len(value) if kind != "blob" else len(value) * 3 // 4 - value.count("=")
            if not length.get("min", 0) <= size <= length.get("max", size):
                self.report(path, "length", f"{size} of {length}")
        bounds = trait("range")
        if bounds and not bounds.get("min", value) <= value <= bounds.get("max", value):
            self.report(path, "range", f"{value} of {bounds}")
        pattern = trait("pattern")
        if pattern and kind == "string" and compiled(pattern) and not compiled(pattern).search(value):
            self.report(path, "pattern", f"{value} of {pattern}")
        if trait("uniqueItems") is not None and len({json.dumps(v) for v in value}) != len(value):
            self.report(path, "unique", str(value))

    def structure(self, shape, value, path):
        members = self.members(shape)
        for name, member in members.items():
            if "smithy.api#required" in member.get("traits", {}) and name not in value:
                self.report(path, "required", name)
        for name, held in value.items():
            self.value(members[name], held, f"{path}.{name}")

    def union(self, shape, value, path):
        if len(value) != 1:
            self.report(path, "union", str(list(value)))
        self.structure(shape, value, path)

    def list(self, shape, value, path):
        for at, held in enumerate(value):
            self.value(shape["member"], held, f"{path}[{at}]")

    set = list

    def map(self, shape, value, path):
        for key, held in value.items():
            self.value(shape["key"], key, f"{path}.{key}")
            self.value(shape["value"], held, f"{path}.{key}")

    def enum(self, shape, value, path):
        members = shape.get("members", {})
        known = [m.get("traits", {}).get("smithy.api#enumValue", n) for n, m in members.items()]
        known += [item["value"] for item in shape.get("traits", {}).get("smithy.api#enum", [])]
        if value not in known:
            self.report(path, "enum", value)

    def simple(self, shape, value, path):
        pass


checked = 0
for line in open(sys.argv[1], encoding="utf-8"):
    case = json.loads(line)
    shapes, name = model(case["model"]), case["operation"]

    def report(path, what, detail):
        found = {"operation": f"{case['service']} {name}", "path": path, "what": what, "detail": detail}
        print(json.dumps(found))

    operation = next(s for i, s in shapes.items() if s["type"] == "operation" and i.split("#")[1] == name)
    Check(shapes, report).value(operation["input"], case["input"], "")
    theirs = service_of_botocore(case["service"])
    if theirs and name in theirs.operation_names:
        shape = theirs.operation_model(name).input_shape
        if shape:
            checked += 1
            errors = ParamValidator().validate(case["input"], shape)
            if errors.has_errors():
                report("", "botocore", errors.generate_report())
print(json.dumps({"botocore": checked}))
