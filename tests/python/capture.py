"""Prints the requests that boto3 makes of inputs, one JSON document a line.

    python capture.py INPUTS.json

INPUTS.json is a list of keyword arguments of register_job_definition. Nothing is sent.
"""

import json
import sys

import boto3
from botocore.awsrequest import AWSResponse
from botocore.config import Config


class Raw:
    """The body of a response."""

    def stream(self):
        yield b"{}"


client = boto3.client(
    "batch",
    region_name="us-east-1",
    aws_access_key_id="AKIDEXAMPLE",
    aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    aws_session_token="session",
    config=Config(retries={"total_max_attempts": 1}, parameter_validation=True),
)
sent = []


def keep(request, **_):
    headers = {
        name.lower(): value.decode() if isinstance(value, bytes) else str(value)
        for name, value in request.headers.items()
    }
    body = request.body.decode() if isinstance(request.body, bytes) else request.body
    sent.append({"method": request.method, "uri": request.url, "headers": headers, "body": body})
    return AWSResponse(request.url, 200, {}, Raw())


client.meta.events.register("before-send.batch.RegisterJobDefinition", keep)
with open(sys.argv[1], encoding="utf-8") as file:
    for arguments in json.load(file):
        client.register_job_definition(**arguments)
for request in sent:
    print(json.dumps(request))
