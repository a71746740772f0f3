"""What files hold beside the picture: texts are read from it, and what tells of places goes."""
