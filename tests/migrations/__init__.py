"""Which migrations may not be made while the code of before still runs, and the check that refuses them."""
