"""What every page has: base model, addresses, alternates, serving to readers."""
