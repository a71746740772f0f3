"""Searching in the publication's languages."""
