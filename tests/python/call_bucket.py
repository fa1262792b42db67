"""Calls a fake of S3 with boto3 as programs do, and prints what came of each call, one a line.

    python call_bucket.py URL
"""

import io
import socket
import sys

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

# Not every machine resolves names below `localhost`, as those of buckets.
resolve = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **more: resolve(
    "127.0.0.1" if host.endswith("localhost") else host, *rest, **more
)

BUCKET, KEY = "a-bucket", "folder/a b é+.txt"


def client(style):
    return boto3.client(
        "s3",
        region_name="eu-west-1",
        endpoint_url=sys.argv[1].replace("127.0.0.1", "localhost"),
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": style}),
    )


def missing(call, **arguments):
    try:
        call(Bucket=BUCKET, Key="missing", **arguments)
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return type(error).__name__, error.response["Error"]["Code"], status


def main():
    s3 = client("path")
    print("put", s3.put_object(Bucket=BUCKET, Key=KEY, Body=b"hello")["ETag"])
    got = s3.get_object(Bucket=BUCKET, Key=KEY)
    print("get", got["Body"].read(), got["Metadata"])
    ranged = s3.get_object(Bucket=BUCKET, Key=KEY, Range="bytes=1-2")
    print("range", ranged["Body"].read(), ranged["ContentRange"])
    print("head", s3.head_object(Bucket=BUCKET, Key=KEY)["ContentLength"])
    print("missing", missing(s3.get_object), missing(s3.head_object))
    print("host", client("virtual").head_object(Bucket=BUCKET, Key=KEY)["ContentLength"])

    large = bytes(range(256)) * (11 << 12)
    config = TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20)
    s3.upload_fileobj(io.BytesIO(large), BUCKET, "large", Config=config)
    back = io.BytesIO()
    s3.download_fileobj(BUCKET, "large", back, Config=config)
    print("large", len(large), back.getvalue() == large)
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="given up")["UploadId"]
    s3.abort_multipart_upload(Bucket=BUCKET, Key="given up", UploadId=upload)
    arguments = {"UploadId": upload, "MultipartUpload": {"Parts": []}}
    print("aborted", missing(s3.complete_multipart_upload, **arguments))

    s3.put_object(Bucket=BUCKET, Key="small", Body=b"")
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, PaginationConfig={"PageSize": 2})
    print("list", [[(it["Key"], it["Size"]) for it in page["Contents"]] for page in pages])
    for key in (KEY, "large", "small"):
        s3.delete_object(Bucket=BUCKET, Key=key)
    print("empty", s3.list_objects_v2(Bucket=BUCKET).get("Contents"))


main()
