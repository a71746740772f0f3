"""The glossary: what a word is called in each language, for translators to agree on."""
