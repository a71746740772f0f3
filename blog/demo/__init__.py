"""The demo publication: a small magazine in three languages, and how it is loaded."""
