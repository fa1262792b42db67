"""Prints the headers that botocore adds to requests when it signs them, one JSON object a line; for a
request that it presigns, an object with its URL.

    python sign.py REQUESTS.json

REQUESTS.json is a list of objects with `method`, `uri`, `headers`, `body`, `token` and
`mode`: `plain`, `s3` or `unsigned`, which leaves the body out; with `expires`, it is presigned. An
object with `copy` is the input of an operation that copies from another region: the URL is that in
the request.
"""

import datetime
import hashlib
import json
import sys
from urllib.parse import parse_qsl

import botocore.auth
import botocore.session
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

NOW = datetime.datetime.fromtimestamp(1_764_000_000, datetime.timezone.utc)
botocore.auth.get_current_datetime = lambda *_, **__: NOW

BODY = {}


class Sent(Exception):
    """Ends a call in place of a response."""


class WithBody(botocore.auth.SigV4QueryAuth):
    """Signs a body, which botocore moves into the query."""

    def payload(self, request):
        return hashlib.sha256(BODY["bytes"]).hexdigest()


class Unsigned(botocore.auth.SigV4QueryAuth):
    def payload(self, request):
        return "UNSIGNED-PAYLOAD"


QUERIES = {"plain": WithBody, "s3": botocore.auth.S3SigV4QueryAuth, "unsigned": Unsigned}


def presigned(wanted, credentials):
    BODY["bytes"] = wanted["body"].encode()
    request = AWSRequest(wanted["method"], wanted["uri"], dict(wanted["headers"]))
    kind = QUERIES[wanted["mode"]]
    kind(credentials, "batch", "us-east-1", wanted["expires"]).add_auth(request)
    return {"url": request.url}


def copied(wanted):
    """The URL that an operation puts into its request."""
    client = botocore.session.get_session().create_client(
        wanted["copy"],
        region_name="eu-west-1",
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        aws_session_token=wanted["token"],
    )
    sent = []

    def keep(request, **_):
        sent.append(dict(parse_qsl(request.body)))
        raise Sent

    client.meta.events.register("before-send", keep)
    try:
        getattr(client, wanted["operation"])(**wanted["input"])
    except Sent:
        pass
    return {"form": sent[0]}


with open(sys.argv[1], encoding="utf-8") as file:
    requests = json.load(file)
for wanted in requests:
    if "copy" in wanted:
        print(json.dumps(copied(wanted)))
        continue
    credentials = Credentials(
        "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", wanted["token"]
    )
    if "expires" in wanted:
        print(json.dumps(presigned(wanted, credentials)))
        continue
    request = AWSRequest(
        wanted["method"], wanted["uri"], dict(wanted["headers"]), wanted["body"].encode()
    )
    request.context["payload_signing_enabled"] = wanted["mode"] != "unsigned"
    kind = botocore.auth.S3SigV4Auth if wanted["mode"] == "s3" else botocore.auth.SigV4Auth
    kind(credentials, "batch", "us-east-1").add_auth(request)
    print(json.dumps({name.lower(): value for name, value in request.headers.items()}))
