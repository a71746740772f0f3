"""Queries that are compiled once, asked several in one round trip, and whose rows cost little."""
