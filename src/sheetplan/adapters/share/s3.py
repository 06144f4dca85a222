"""Buckets of S3 and of what speaks like it. Who we are is known to the environment or to ``~/.aws``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .remote import CONNECTING, RemoteFS


class BucketFS(RemoteFS):
    """A bucket is read only: giving a name takes whatever had it, and nothing keeps two writers apart."""

    def _place(self, path: Path) -> str:
        return "/".join(path.parts[1:])


def file_system(bucket: str) -> RemoteFS:
    """Return a bucket; nobody is asked yet."""
    return BucketFS(_connected, f"s3://{bucket}")


def _connected() -> Any:
    from s3fs import S3FileSystem  # noqa: PLC0415 - an optional extra

    return S3FileSystem(
        skip_instance_cache=True,
        use_listings_cache=False,
        config_kwargs={"connect_timeout": CONNECTING, "retries": {"max_attempts": 2}},
    )
