"""The matrix: every page in every language, how far it is, and who has it in hand."""
