"""Prints what botocore has against inputs, one JSON list of [kind, path] for each, a line each.

    python validate.py CASES.json

CASES.json is a list of [service, operation, parameters]. An operation that this botocore does not know gives null.
Members that botocore fills in itself are filled in before.
"""

import json
import sys
import uuid

import botocore.session
from botocore.validate import ParamValidator

session = botocore.session.get_session()
models = {}


def problem(reason, name, additional):
    if reason == "missing required field":
        path = f"{name}.{additional['required_name']}"
    elif reason == "unknown field":
        path = f"{name}.{additional['unknown_param']}"
    else:
        path = name
    # Keys of maps are spelt like members.
    return [reason, path.replace(" (key: ", ".").replace(")", "").lstrip(".")]


def problems(service, operation, parameters):
    if service not in models:
        models[service] = session.get_service_model(service)
    if operation not in models[service].operation_names:
        return None
    model = models[service].operation_model(operation)
    for name in model.idempotent_members:
        parameters.setdefault(name, str(uuid.uuid4()))
    report = ParamValidator().validate(parameters, model.input_shape)
    return [problem(*error) for error in report._errors]


with open(sys.argv[1], encoding="utf-8") as file:
    for case in json.load(file):
        print(json.dumps(problems(*case)))
