"""Prints the input that `aws batch register-job-definition --generate-cli-skeleton` would print.

    python skeleton.py
"""

import json

import botocore.session
from botocore.utils import ArgumentGenerator

model = botocore.session.get_session().get_service_model("batch")
shape = model.operation_model("RegisterJobDefinition").input_shape
print(json.dumps(ArgumentGenerator(use_member_names=True).generate_skeleton(shape), indent=4))
