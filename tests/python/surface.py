"""Compares the public items of a crate with those predicted from its model.

    python surface.py TOOLS MODEL.json CRATE.json [DEPENDENCY.json ...]

TOOLS is the folder of predict_surface.py and api_parity.py; items of the dependencies are those
that the crate re-exports. Prints JSON: what is predicted and not there, what is derived from the
model and not predicted, and how many are both.
"""

import json
import sys

tools, model, crate, *dependencies = sys.argv[1:]
sys.path.insert(0, tools)

import api_parity
import predict_surface

predicted = predict_surface.Predictor(predict_surface.Model(model)).run()
surface = api_parity.Surface(
    api_parity.Crate(crate), [api_parity.Crate(path) for path in dependencies]
)
found = {entry.key() for entry in api_parity.reference_entries(surface, [])}
beyond = {key for key in found - predicted if predict_surface.MODEL_PART.match(key[1])}


def lines(keys):
    return sorted(" ".join(str(part) for part in key).strip() for key in keys)


print(json.dumps({
    "missing": lines(predicted - found),
    "beyond": lines(beyond),
    "both": len(predicted & found),
}))
