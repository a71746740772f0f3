"""Photos: their texts in every language, their renditions, and how a picture is given."""
