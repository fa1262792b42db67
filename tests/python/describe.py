"""Prints the job definitions of a server, as boto3 sees them, as JSON.

    python describe.py http://127.0.0.1:PORT
"""

import json
import sys

import boto3

client = boto3.client(
    "batch",
    region_name="us-east-1",
    endpoint_url=sys.argv[1],
    aws_access_key_id="AKIDEXAMPLE",
    aws_secret_access_key="secret",
)
print(json.dumps(client.describe_job_definitions()["jobDefinitions"], default=str))
