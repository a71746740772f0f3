"""Readers' comments on posts: written, moderated, and shown."""
