"""The same for the rows that pages share: which of their columns are empty in a language."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Model, Q
from modeltranslation.translator import translator

from cms.languages import LANGUAGES, Language


def kinds() -> dict[str, type[Model]]:
    """Return the models with a column per language, by label (``"blog.category"``)."""
    models = translator.get_registered_models(abstract=False)
    return {model._meta.label_lower: model for model in models}


def fields_of(model: type[Model]) -> list[str]:
    """Return the names of a model's fields with a column per language."""
    return list(translator.get_options_for_model(model).all_fields)


def is_wanted(model: type[Model], name: str) -> bool:
    """Whether a row should have a text in every language, also where it has it in none.

    A model names such fields in ``wanted_texts``.
    """
    return name in getattr(model, "wanted_texts", ())


def lacks(model: type[Model], language: Language) -> Q:
    """Return the condition that a row lacks a text: one that is wanted, or that another has."""
    return reduce(or_, (_lacks(model, name, language) for name in fields_of(model)))


def _lacks(model: type[Model], name: str, language: Language) -> Q:
    if is_wanted(model, name):
        return _is_empty(name, language)
    others = [_is_empty(name, other) for other in LANGUAGES if other != language]
    return _is_empty(name, language) & reduce(or_, (~other for other in others))


def _is_empty(name: str, language: Language) -> Q:
    column = f"{name}_{language.code}"
    return Q(**{column: ""}) | Q(**{f"{column}__isnull": True})


def lacking_fields(row: Any, language: Language) -> list[str]:
    """Return what the texts are called that a row lacks in a language; see :func:`lacks`."""
    return [
        str(row._meta.get_field(name).verbose_name)
        for name in fields_of(type(row))
        if not getattr(row, f"{name}_{language.code}")
        and (
            is_wanted(type(row), name)
            or any(getattr(row, f"{name}_{other.code}") for other in LANGUAGES)
        )
    ]


def tally_rows() -> dict[str, tuple[int, int]]:
    """Count the rows of all kinds, in one query a kind.

    Returns:
        By language code: how many lack nothing, and how many there are.
    """
    whole = dict.fromkeys((language.code for language in LANGUAGES), 0)
    total = 0
    for model in kinds().values():
        counts = model._default_manager.aggregate(
            all=Count("pk"),
            **{language.code: Count("pk", filter=lacks(model, language)) for language in LANGUAGES},
        )
        total += counts["all"]
        for code in whole:
            whole[code] += counts["all"] - counts[code]
    return {code: (number, total) for code, number in whole.items()}
