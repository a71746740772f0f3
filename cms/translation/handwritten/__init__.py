"""Pages that somebody wrote in several languages by hand, and how they come to the desk."""
