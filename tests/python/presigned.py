"""Sends presigned requests with the HTTP client of Python, and compares others with those of botocore.

    python presigned.py LINES http://127.0.0.1:PORT

LINES is what `tests/live` prints of them. Prints a JSON object with what the server answers, and what
botocore makes of the same input.
"""

import datetime
import json
import sys
import urllib.request
import xml.etree.ElementTree
from urllib.parse import parse_qsl, urlsplit

import boto3
import botocore.auth
import botocore.session

NOW = datetime.datetime.fromtimestamp(1_764_000_000, datetime.timezone.utc)
OBJECT = b"an object"


def requests():
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file.read().splitlines():
            what, method, url, headers, body = line.split("\t")
            pairs = [header.split("=", 1) for header in headers.split("|") if header]
            yield what, (method, url, dict(pairs), body.encode())


def send(request, body, service=None):
    method, url, headers, own = request
    if service:
        # moto looks for the service in this header alone.
        scope = f"AKIDEXAMPLE/20251124/us-east-1/{service}/aws4_request"
        headers = headers | {"authorization": f"AWS4-HMAC-SHA256 Credential={scope}, Signature=x"}
    sent = urllib.request.Request(url, own or body, headers, method=method)
    with urllib.request.urlopen(sent) as response:
        return response.read()


def parts(url):
    split = urlsplit(url)
    query = sorted(parse_qsl(split.query, keep_blank_values=True))
    return [split.scheme, split.netloc, split.path, query]


def by_botocore(service, operation, parameters):
    client = botocore.session.get_session().create_client(
        service,
        region_name="us-east-1",
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="secret",
    )
    url = client.generate_presigned_url(operation, parameters, 600, "GET")
    return parts(url)


server = {
    "region_name": "us-east-1",
    "endpoint_url": sys.argv[2],
    "aws_access_key_id": "AKIDEXAMPLE",
    "aws_secret_access_key": "secret",
}
s3 = boto3.client("s3", **server)
s3.create_bucket(Bucket="presigned")
boto3.client("dynamodb", **server).create_table(
    TableName="presigned",
    AttributeDefinitions=[{"AttributeName": "key", "AttributeType": "S"}],
    KeySchema=[{"AttributeName": "key", "KeyType": "HASH"}],
    BillingMode="PAY_PER_REQUEST",
)
botocore.auth.get_current_datetime = lambda *_, **__: NOW
made = dict(requests())
send(made["put"], OBJECT)
part = send(made["get"], None)
stored = s3.get_object(Bucket="presigned", Key="a b/\u00e9+=&?.txt")
caller = xml.etree.ElementTree.fromstring(send(made["caller"], None, "sts"))
speech = {
    "Text": "Gr\u00fc\u00df & <b>dich</b>+1",
    "VoiceId": "Vicki",
    "OutputFormat": "mp3",
    "LexiconNames": ["a", "b"],
}
print(json.dumps({
    "get": part.decode(),
    "stored": [stored["Body"].read().decode(), stored["ContentType"], stored["Metadata"]],
    "tables": json.loads(send(made["tables"], None, "dynamodb")),
    "caller": caller.tag.split("}")[-1],
    "sts": [parts(made["sts"][1]), by_botocore("sts", "get_caller_identity", {})],
    "polly": [parts(made["polly"][1]), by_botocore("polly", "synthesize_speech", speech)],
}))
