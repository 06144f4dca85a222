"""A server on loopback that speaks as S3 does."""

from __future__ import annotations

import contextlib
import logging
import os

import pytest

BUCKET = "plans"
SECRETS = {
    "AWS_ACCESS_KEY_ID": "anna",
    "AWS_SECRET_ACCESS_KEY": "s3cr3t-key",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@contextlib.contextmanager
def server():
    """The environment in which its bucket is found, and a client of Amazon's own; or a skip."""
    for package in ("s3fs", "moto"):
        pytest.importorskip(package, reason=f"needs {package}")
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    import boto3
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    there = {**SECRETS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}
    try:
        client = boto3.client(
            "s3",
            endpoint_url=there["AWS_ENDPOINT_URL"],
            aws_access_key_id=there["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=there["AWS_SECRET_ACCESS_KEY"],
            region_name=there["AWS_DEFAULT_REGION"],
        )
        client.create_bucket(Bucket=BUCKET)
        yield there, client
        for item in client.list_objects_v2(Bucket=BUCKET)["Contents"]:  # all servers of a process share them
            client.delete_object(Bucket=BUCKET, Key=item["Key"])
        client.delete_bucket(Bucket=BUCKET)
    finally:
        running.stop()


def environment(there):
    """The environment of a process that may use the bucket."""
    return {**os.environ, **there}
