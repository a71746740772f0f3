"""What drivers say of errors, in one sentence."""


def in_short(error: Exception) -> str:
    """Return what went wrong with an engine, without the rest, which may hold a password."""
    first = str(error).strip().partition("\n")[0].rpartition("@")[2]
    return f"It does not answer: {first.rstrip('.') or type(error).__name__}."
