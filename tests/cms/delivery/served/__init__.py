"""Mosaic as it is served: processes with a database of their own, in which changes can be made."""
