"""An application of some other publication: it has every kind of field that a page can have.

Nothing in ``cms`` knows it. What the API gives of its pages, and the schema of that, follow from
what stands here.
"""
