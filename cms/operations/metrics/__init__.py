"""Figures for Prometheus, at ``/metrics``, where ``METRICS_TOKEN`` is set.

Requests and how long they took are django-prometheus's; what the publication waits for is asked of
its engines when somebody scrapes; and the response cache counts what it does.
"""
