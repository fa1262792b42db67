"""Calls a fake of Batch with boto3, and prints what came of each call, one JSON document a line.

    python call_fake.py URL INPUTS.json

INPUTS.json is a list of keyword arguments of register_job_definition.
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

client = boto3.client(
    "batch",
    region_name="us-east-1",
    endpoint_url=sys.argv[1],
    aws_access_key_id="AKIDEXAMPLE",
    aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    config=Config(retries={"total_max_attempts": 1}, parameter_validation=False),
)

with open(sys.argv[2], encoding="utf-8") as file:
    inputs = json.load(file)
for arguments in inputs:
    try:
        output = client.register_job_definition(**arguments)
        metadata = output.pop("ResponseMetadata")
        outcome = {"output": output}
    except ClientError as error:
        metadata = error.response["ResponseMetadata"]
        outcome = {"error": type(error).__name__, **error.response["Error"]}
    outcome["status"] = metadata["HTTPStatusCode"]
    outcome["id"] = metadata["RequestId"]
    print(json.dumps(outcome))
try:
    client.list_jobs(jobQueue="a")
except ClientError as error:
    print(json.dumps({"error": error.response["Error"]["Code"]}))
