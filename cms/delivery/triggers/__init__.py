"""The triggers by which the database itself writes the journal, whoever makes a change."""
