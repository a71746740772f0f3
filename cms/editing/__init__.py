"""What the admin does for people who write in three languages and two directions."""
