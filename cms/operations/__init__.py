"""Running it: whether it is well, and what is wrong where it is not."""
