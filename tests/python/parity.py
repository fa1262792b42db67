"""Compares the public items of a crate with those of the official one, and with the prediction.

    python parity.py TOOLS MODEL.json OFFICIAL.json CRATE.json [DEPENDENCY.json ...]

TOOLS is the folder of predict_surface.py and api_parity.py; items of the dependencies are those
that the crate re-exports. Prints JSON: how many items the official crate has, which of them the
crate lacks, with those that stand in their place, which items only the crate has, how many items
the model predicts, and which of those neither the crate nor the official one has. An item that is
derived from the model, and that this model does not predict, is newer than the model.
"""

import json
import sys
from collections import defaultdict

tools, model, official, crate, *dependencies = sys.argv[1:]
sys.path.insert(0, tools)

import api_parity
import predict_surface


def line(key):
    return " ".join(str(part) for part in key).strip()


def is_modelled(entry):
    if entry.path.startswith("client::Client::"):
        return entry.sig.endswith("FluentBuilder")
    return entry.path == "Error" or predict_surface.MODEL_PART.match(entry.path) is not None


predicted = predict_surface.Predictor(predict_surface.Model(model)).run()
wanted = api_parity.reference_entries(api_parity.Surface(api_parity.Crate(official)), [])
dependencies = [api_parity.Crate(path) for path in dependencies]
loaded = api_parity.Crate(crate)

# All that the crate has, at any path and with the traits of any crate, may stand for an item.
ours = api_parity.Surface(loaded, dependencies, True, True, all_impls=True)
have = {entry.key() for entry in ours.entries}
kinds, signatures = defaultdict(set), defaultdict(set)
for entry in ours.entries:
    kinds[entry.path].add(entry.kind)
    signatures[(entry.kind, entry.path)].add(entry.sig)
missing = [
    entry for entry in wanted
    if entry.key() not in have
    and not (kinds.get(entry.path) and api_parity.namespace_ok(entry, kinds[entry.path]))
]

# What the crate itself would be asked for, were it the official one.
official = {entry.key() for entry in wanted}
own = api_parity.reference_entries(api_parity.Surface(loaded, dependencies), [])
own = [entry for entry in own if entry.key() not in official]
paths = defaultdict(set)
for entry in wanted:
    paths[entry.path].add(entry)
beyond = [
    entry for entry in own
    if not any(api_parity.namespace_ok(it, {entry.kind}) for it in paths.get(entry.path, ()))
]

print(json.dumps({
    "items": len(wanted),
    "missing": [
        {
            "item": line(entry.key()),
            "ours": sorted(signatures[(entry.kind, entry.path)]),
            "newer": is_modelled(entry) and entry.key() not in predicted,
        }
        for entry in missing
    ],
    "beyond": sorted(line(entry.key()) for entry in beyond),
    "predicted": len(predicted),
    "unpredicted": sorted(line(key) for key in predicted - have - official),
}))
