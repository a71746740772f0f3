"""What feed readers read: the newest posts, whole, as RSS, Atom, and JSON Feed."""
