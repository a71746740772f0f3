"""Tasks: what is done after a change, at once or by worker processes, and never lost.

``TASKS`` says where they wait: nowhere (``immediate``), in the ``database``, or in Redis.
"""
