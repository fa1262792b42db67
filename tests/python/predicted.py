"""Compares the public items of a crate with those predicted from its model.

    python predicted.py TOOLS MODEL.json CRATE.json [DEPENDENCY.json ...]

TOOLS is the folder of predict_surface.py and api_parity.py; items of the dependencies are those
that the crate re-exports. Prints JSON: how many items are predicted, and which of them the crate
lacks.
"""

import json
import sys

tools, model, crate, *dependencies = sys.argv[1:]
sys.path.insert(0, tools)

import api_parity
import predict_surface

predicted = predict_surface.Predictor(predict_surface.Model(model)).run()
dependencies = [api_parity.Crate(path) for path in dependencies]
surface = api_parity.Surface(api_parity.Crate(crate), dependencies)
found = {entry.key() for entry in api_parity.reference_entries(surface, [])}


def line(key):
    return " ".join(str(part) for part in key).strip()


print(json.dumps({
    "predicted": len(predicted),
    "missing": sorted(line(key) for key in predicted - found),
}))
