"""Compares the public items of a crate with those predicted from its model.

    python surface.py TOOLS MODEL.json OFFICIAL.json CRATE.json [DEPENDENCY.json ...]

TOOLS is the folder of predict_surface.py and api_parity.py; items of the dependencies are those
that the crate re-exports. Prints JSON: what is predicted and not there; what is derived from the
model and neither predicted nor in the official crate; and how many are predicted and there.
"""

import json
import sys

tools, model, official, crate, *dependencies = sys.argv[1:]
sys.path.insert(0, tools)

import api_parity
import predict_surface

predicted = predict_surface.Predictor(predict_surface.Model(model)).run()


def items(crate, dependencies):
    """The public items of a crate, in the form of the prediction."""
    dependencies = [api_parity.Crate(path) for path in dependencies]
    surface = api_parity.Surface(api_parity.Crate(crate), dependencies)
    return {entry.key() for entry in api_parity.reference_entries(surface, [])}


found = items(crate, dependencies)
beyond = found - predicted - items(official, [])
beyond = {key for key in beyond if predict_surface.MODEL_PART.match(key[1])}


def lines(keys):
    return sorted(" ".join(str(part) for part in key).strip() for key in keys)


print(json.dumps({
    "missing": lines(predicted - found),
    "beyond": lines(beyond),
    "both": len(predicted & found),
}))
