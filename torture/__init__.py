"""Whether Mosaic keeps its word under load, and when its parts are killed: ``make torture``.

It starts servers, a database, and a cache of its own, and touches no others. Nothing else imports
this.
"""
