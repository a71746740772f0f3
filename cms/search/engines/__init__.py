"""Search engines beside the database: Elasticsearch and OpenSearch, by Wagtail's own backends.

An engine finds and ranks; the database decides. It is given the same terms that the database's
index is made of, so that both find the same, and it answers with nothing but keys and scores, of
which the database keeps those that may be seen. Where it does not answer, the database's own index
does, which is kept beside it.
"""
