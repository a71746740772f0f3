"""Short lists of words, as the languages' rules keep them."""

_FINALS = str.maketrans("ךםןףץ", "כמנפצ")


def words(text: str) -> frozenset[str]:
    """Return the words of a text, without the final shapes of Hebrew letters."""
    return frozenset(text.translate(_FINALS).split())
