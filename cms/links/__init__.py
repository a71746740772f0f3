"""Links in public pages that lead nowhere: how they are found, and the report of them."""
