"""Webhooks: telling other servers what changed, after the journal, signed, and until they know."""
