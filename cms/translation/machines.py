"""Machine translation: wagtail-localize's own services, asked in batches, and again if need be.

What a machine made is marked so, and is a draft until a person has confirmed it (see
:func:`cms.translation.drafts.unfinished_texts`). ``TRANSLATOR_URL`` says which service is asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import requests
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter
from urllib3.util import Retry
from wagtail.models import Locale
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue, extract_ids

#: DeepL takes 50 texts, and 128 KiB, at a time; LibreTranslate what its owner says.
BATCH_TEXTS = 50
BATCH_CHARACTERS = 10_000

#: Waits 0, 1, 2 seconds; longer, as a service may ask, would hold up the translator's browser.
RETRY = Retry(
    total=3,
    backoff_factor=0.5,
    status_forcelist=(429, 500, 502, 503, 504, 529),
    allowed_methods=("POST",),
    respect_retry_after_header=False,
    raise_on_status=False,
)


class TranslatorError(Exception):
    """A service gave no translation; the message says to a translator what happened."""


class Asking:
    """What both services share: batches, retries, and care for what comes back."""

    display_name: str
    options: dict[str, Any]

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """Return the translations by text. One that lost a link or a tag is left out.

        Raises:
            TranslatorError: when the service does not answer, refuses, or answers something else.
        """
        translated: dict[StringValue, StringValue] = {}
        try:
            with requests.Session() as session:
                for scheme in ("http://", "https://"):
                    session.mount(scheme, HTTPAdapter(max_retries=RETRY))
                for batch in batches(strings):
                    request = self.request(source_locale, target_locale, batch)
                    response = session.post(
                        **request, timeout=self.options.get("TIMEOUT", 10), allow_redirects=False
                    )
                    response.raise_for_status()
                    texts = self.texts(response.json())
                    translated.update(zip(batch, map(StringValue, texts), strict=True))
        except requests.HTTPError as error:
            raise TranslatorError(
                _("%(service)s refused (status %(status)d). Nothing was translated.")
                % {"service": self.display_name, "status": response.status_code}
            ) from error
        except (requests.ConnectionError, requests.Timeout) as error:
            raise TranslatorError(
                _("%(service)s cannot be reached. Nothing was translated.")
                % {"service": self.display_name}
            ) from error
        except (requests.RequestException, KeyError, TypeError, ValueError) as error:
            raise TranslatorError(
                _("%(service)s gave an answer that makes no sense. Nothing was translated.")
                % {"service": self.display_name}
            ) from error
        return {text: found for text, found in translated.items() if is_whole(text, found)}

    def request(
        self, source_locale: Locale, target_locale: Locale, texts: Sequence[StringValue]
    ) -> dict[str, Any]:
        """Return what is posted, as keyword arguments of ``requests.post``."""
        raise NotImplementedError

    def texts(self, answer: Any) -> list[str]:
        """Return the translations in a service's answer, in the order of what was asked."""
        raise NotImplementedError


def batches(texts: Iterable[StringValue]) -> Iterator[list[StringValue]]:
    """Divide texts into as many as a service takes at once; a very long one goes alone."""
    batch: list[StringValue] = []
    size = 0
    for text in texts:
        if batch and (len(batch) == BATCH_TEXTS or size + len(text.data) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text.data)
    if batch:
        yield batch


def is_whole(text: StringValue, translation: StringValue) -> bool:
    """Whether a translation is a text with the links of what it translates, and no other tags."""
    try:
        StringValue.from_translated_html(translation.data)
    except ValueError:
        return False
    return bool(translation.data.strip()) and extract_ids(text.data) == extract_ids(
        translation.data
    )


class LibreTranslate(Asking, LibreTranslator):
    """A LibreTranslate server."""

    def request(
        self, source_locale: Locale, target_locale: Locale, texts: Sequence[StringValue]
    ) -> dict[str, Any]:
        return {
            "url": f"{self.get_api_endpoint()}/translate",
            "json": {
                "q": [text.data for text in texts],
                "source": self.language_code(source_locale.language_code),
                "target": self.language_code(target_locale.language_code),
                "api_key": self.options.get("API_KEY", ""),
                "format": "html",
            },
        }

    def texts(self, answer: Any) -> list[str]:
        return list(answer["translatedText"])


class DeepL(Asking, DeepLTranslator):
    """DeepL, at its own address for free or for paid keys."""

    def get_api_endpoint(self) -> str:
        return self.options.get("ENDPOINT") or str(super().get_api_endpoint())

    def request(
        self, source_locale: Locale, target_locale: Locale, texts: Sequence[StringValue]
    ) -> dict[str, Any]:
        return {
            "url": self.get_api_endpoint(),
            "data": self.get_parameters(source_locale, target_locale, texts),
            "headers": self.get_headers(),
        }

    def texts(self, answer: Any) -> list[str]:
        return [translation["text"] for translation in answer["translations"]]
