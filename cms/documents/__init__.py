"""Documents: how a file to download is given."""
