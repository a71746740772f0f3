"""The languages of readers and editors, and the time of day."""

from cms.environment import engines, values
from cms.environment.reading import read
from cms.languages import DEFAULT_LANGUAGE, in_language
from cms.languages import LANGUAGES as SPOKEN
from cms.settings.server import BASE_DIR

LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [(language.code, language.name) for language in SPOKEN]
LANGUAGES_BIDI = [language.code for language in SPOKEN if language.direction == "rtl"]
LANGUAGE_CODE = DEFAULT_LANGUAGE.code
LOCALE_PATHS = [
    BASE_DIR / "locale",
    # Wagtail's screens in Hebrew: its own catalogues (he_IL) have a quarter of them, and other
    # words for the same things.
    BASE_DIR / "locale" / "wagtail",
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = read("TIME_ZONE", values.time_zone, "a time zone such as Europe/Paris", "UTC")

MODELTRANSLATION_LANGUAGES = tuple(language.code for language in SPOKEN)
MODELTRANSLATION_DEFAULT_LANGUAGE = DEFAULT_LANGUAGE.code
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": (DEFAULT_LANGUAGE.code,)}
MODELTRANSLATION_AUTO_POPULATE = False
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = in_language

WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# A translation in progress must not overwrite what readers see.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
#: The machine that translators may ask; None is no machine.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = read(
    "TRANSLATOR_URL",
    engines.translator,
    "deepl://KEY, libretranslate://HOST, or libretranslate://KEY@HOST",
    None,
)
