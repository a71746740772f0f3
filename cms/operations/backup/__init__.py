"""An archive of everything: the database and all media, on whatever engines, to be restored on any.

It is a tar file with a gzipped file of JSON lines for each table, each file of the media, and, as
the last one, a manifest. Rows travel as values and not as an engine's own dump, so what was backed
up on SQLite can be restored on PostgreSQL, and what was in a folder in a bucket.
"""
