"""In which state a translation is. The API, the matrix and its panels all ask here."""

from django.db.models import F, Q

_SOURCE_TEXTS = "confirmation__source__live_texts"

#: Of pages: a text of the source changed since the translation was last published or confirmed.
#: A source whose texts nobody has looked at has not changed since that is done.
OUTDATED = Q(**{f"{_SOURCE_TEXTS}__digest__gt": ""}) & ~Q(
    confirmation__digest=F(f"{_SOURCE_TEXTS}__digest")
)

#: Of pages: the source, and when a text of it last changed.
SOURCE_ID = F("confirmation__source_id")
SOURCE_CHANGED_AT = F(f"{_SOURCE_TEXTS}__changed_at")
