"""The blocks that a page's body is composed of: a file each, with the template of the same name."""
