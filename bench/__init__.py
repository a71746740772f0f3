"""How fast reading is: ``make bench`` builds a publication, serves it, and measures.

Nothing else imports this. It asks what readers ask, at public addresses, and writes content through
the models.
"""
