"""The translators' tools: a thin, safe layer over wagtail-localize."""
