"""Prints an item of DynamoDB, a task definition of ECS and a parameter of SSM, as boto3 reads them
from a server, as JSON.

    python read_back.py http://127.0.0.1:PORT
"""

import json
import sys

import boto3


def client(service):
    return boto3.client(
        service,
        region_name="us-east-1",
        endpoint_url=sys.argv[1],
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="secret",
    )


def plain(value):
    return list(value) if isinstance(value, bytes) else str(value)


key = {"artist": {"S": "Ada"}, "title": {"S": 'Zwölf "Töne"'}}
task = client("ecs").describe_task_definition(taskDefinition="web")["taskDefinition"]
container = task["containerDefinitions"][0]
print(json.dumps({
    "item": client("dynamodb").get_item(TableName="songs", Key=key)["Item"],
    "container": {name: container[name] for name in ("name", "image", "command", "environment")},
    "parameter": client("ssm").get_parameter(Name="/live/colour")["Parameter"]["Value"],
}, default=plain))
