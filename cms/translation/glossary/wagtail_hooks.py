"""Where the glossary stands in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.languages import LANGUAGES
from cms.panels import per_language_panel
from cms.translation.glossary.forms import TermForm
from cms.translation.glossary.models import GlossaryTerm


class NoteColumn(Column):
    """A note, in the direction of whatever language it is in."""

    cell_template_name = "glossary/note_cell.html"


_COLUMNS = [f"term_{language.code}" for language in LANGUAGES]


@register_snippet
class GlossaryViewSet(SnippetViewSet):
    """The glossary in the admin."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 260
    add_to_admin_menu = True
    list_display = [*_COLUMNS, NoteColumn("note", label=_("Note"))]
    ordering = _COLUMNS
    edit_handler = ObjectList(
        [
            per_language_panel(
                "term",
                _("Term"),
                _(
                    "As it is said in each language; leave a language empty until its word is "
                    "agreed on."
                ),
            ),
            FieldPanel(
                "note",
                widget=AdminAutoHeightTextInput(attrs={"dir": "auto"}),
                help_text=_(
                    "When to use the term and when not, in whatever language. Translators see it "
                    "beside the texts that the term stands in."
                ),
            ),
        ],
        base_form_class=TermForm,
    )
