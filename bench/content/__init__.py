"""What the benchmark's publication says: the same for the same seed, whatever the database."""
