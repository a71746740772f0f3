"""From what a reader types to what is looked for."""

from collections.abc import Iterable
from itertools import islice

from cms.languages import LANGUAGES, Language
from cms.search.expressions import Expression, Sequence, Term, all_of, any_of
from cms.search.languages import rules_of
from cms.search.terms import beginning_terms, exact_term, joined_terms, read, stem_terms
from cms.search.words import Token, Word

#: What is typed after so many words, or so many characters, is not looked for.
MAX_WORDS, MAX_LENGTH = 24, 300


def question(
    text: str,
    languages: Iterable[Language] = LANGUAGES,
    *,
    operator: str = "and",
    unfinished: bool = False,
) -> Expression | None:
    """Return what to look for; None when the text has no word.

    Args:
        text: any text.
        languages: each looks for it by its own rules, in its own texts only.
        operator: "and" or "or": whether all words have to be there, or any.
        unfinished: whether the last word is still being typed.
    """
    return any_of(*(_in_language(text, each, operator, unfinished) for each in languages))


def phrase(text: str, languages: Iterable[Language] = LANGUAGES) -> Expression | None:
    """Return what to look for when these words have to follow each other, in these forms."""
    return any_of(*(_sequence(asked(text, language), language) for language in languages))


def asked(text: str, language: Language) -> list[Token]:
    """Return the words of a question, at most so many."""
    return list(islice(read(text[:MAX_LENGTH], language), MAX_WORDS))


def has_words(text: str) -> bool:
    """Whether there is anything in a text to look for."""
    return any(asked(text, language) for language in LANGUAGES)


def heavy(tokens: list[Token], language: Language) -> list[Token]:
    """Return the words that have to be found: those that are not light, if there are any."""
    light = rules_of(language).light
    return [token for token in tokens if not all(word.text in light for word in token.words)]


def _in_language(
    text: str, language: Language, operator: str, unfinished: bool
) -> Expression | None:
    tokens = asked(text, language)
    if not tokens:
        return None
    ends = len(text) > MAX_LENGTH or text[-1].isspace()
    last = [] if ends or not unfinished else [tokens.pop()]
    needed = heavy(tokens, language)
    if not needed and not last:
        # Light words only, as in “The The”: each alone would be found nearly everywhere.
        return _sequence(tokens, language)
    parts = [_token(token, language) for token in needed]
    parts += [_beginning(token, language) for token in last]
    return (any_of if operator == "or" else all_of)(*parts)


def _token(token: Token, language: Language) -> Expression | None:
    words = all_of(*(_word(word, language) for word in token.words))
    return any_of(words, *map(Term, joined_terms(token, language)))


def _word(word: Word, language: Language) -> Expression | None:
    terms = (exact_term(word.text, language), *stem_terms(word, language))
    return any_of(*map(Term, terms))


def _beginning(token: Token, language: Language) -> Expression | None:
    *before, last = token.words
    beginnings = (Term(term, prefix=True) for term in beginning_terms(last, language))
    finished = _token(Token((last,)), language)
    words = all_of(*(_word(word, language) for word in before), any_of(finished, *beginnings))
    joined = (Term(exact_term(token.joined, language), prefix=True),) if token.joined else ()
    return any_of(words, *map(Term, joined_terms(token, language)), *joined)


def _sequence(tokens: list[Token], language: Language) -> Expression | None:
    terms = [Term(exact_term(word.text, language)) for token in tokens for word in token.words]
    return Sequence(tuple(terms)) if len(terms) > 1 else terms[0] if terms else None
