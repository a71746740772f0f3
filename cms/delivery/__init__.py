"""How fresh answers reach readers fast: the journal of changes, and the caches that read it."""
