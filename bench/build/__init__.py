"""Building the benchmark's publication in a database, in bulk, with the search index."""
