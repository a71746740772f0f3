"""Settings, as the environment gives them."""
