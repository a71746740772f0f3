"""A bucket in which a file that is missing is another thing than a bucket that is."""

from typing import Any

from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """django-storages' own, which says also of a bucket that is not there that a file is not."""

    def _open(self, name: str, mode: str = "rb") -> Any:
        """Open a file.

        Raises:
            FileNotFoundError: it is not there, and the bucket is.
            botocore.exceptions.ClientError: there is no bucket, or it refuses.
        """
        try:
            return super()._open(name, mode)
        except FileNotFoundError:
            # The service says why only to who asks for more than a file's headers.
            self.connection.meta.client.list_objects_v2(
                Bucket=self.bucket_name, Prefix=name, MaxKeys=1
            )
            raise
