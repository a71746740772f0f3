"""Which migrations the code of before would not survive, and the check that refuses them."""
