"""Prints the headers that botocore adds to requests when it signs them, one JSON object a line.

    python sign.py REQUESTS.json

REQUESTS.json is a list of objects with `method`, `uri`, `headers`, `body`, `token` and
`mode`: `plain`, `s3` or `unsigned`, which leaves the body out.
"""

import datetime
import json
import sys

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

NOW = datetime.datetime.fromtimestamp(1_764_000_000, datetime.timezone.utc)
botocore.auth.get_current_datetime = lambda *_, **__: NOW

with open(sys.argv[1], encoding="utf-8") as file:
    requests = json.load(file)
for wanted in requests:
    credentials = Credentials(
        "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", wanted["token"]
    )
    request = AWSRequest(
        wanted["method"], wanted["uri"], dict(wanted["headers"]), wanted["body"].encode()
    )
    request.context["payload_signing_enabled"] = wanted["mode"] != "unsigned"
    kind = botocore.auth.S3SigV4Auth if wanted["mode"] == "s3" else botocore.auth.SigV4Auth
    kind(credentials, "batch", "us-east-1").add_auth(request)
    print(json.dumps({name.lower(): value for name, value in request.headers.items()}))
