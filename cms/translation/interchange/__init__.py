"""Files that carry texts to translators and back: PO, and XLIFF 1.2."""
