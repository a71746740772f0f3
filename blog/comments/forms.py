"""What readers send: checked in one place, from the API and from the built-in form."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from blog.comments import trap
from blog.comments.models import MAX_NAME, MAX_TEXT, Comment, State
from blog.comments.text import is_seen
from cms.editing.bidi import without_bidi_controls


class CommentForm(forms.Form):
    """A comment on a post.

    Args:
        post: the post; public, and open for comments.
    """

    name = forms.CharField(label=_("Name"), max_length=MAX_NAME)
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("It is shown to nobody."), max_length=254
    )
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )
    text = forms.CharField(label=_("Comment"), max_length=MAX_TEXT, widget=forms.Textarea)
    reply_to = forms.IntegerField(required=False, widget=forms.HiddenInput)
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    subject = forms.CharField(required=False)

    def __init__(self, post: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._post = post
        # What is typed runs as it is written, whatever the page speaks.
        typed = {"name": "auto", "email": "ltr", "website": "ltr", "text": "auto"}
        for name, direction in typed.items():
            self.fields[name].widget.attrs["dir"] = direction
        self.fields["website"].validators = [URLValidator(schemes=["http", "https"])]

    def clean_name(self) -> str:
        return self._seen("name")

    def clean_text(self) -> str:
        return self._seen("text").replace("\r\n", "\n")

    def clean_reply_to(self) -> Comment | None:
        key = self.cleaned_data["reply_to"]
        if key is None:
            return None
        approved = Comment.objects.approved().filter(page=self._post)
        # Beyond what a database can compare with, there is none.
        comment = approved.filter(pk=key).first() if 0 < key < 2**63 else None
        if comment is None:
            raise forms.ValidationError(_("The comment that this replies to is not there."))
        return comment

    def clean_token(self) -> str:
        token: str = self.cleaned_data["token"]
        if token and trap.is_expired_or_foreign(token):
            raise forms.ValidationError(_("This form is too old. Please send it once more."))
        return token

    def save(self) -> tuple[Comment, bool]:
        """Keep the comment; one that was sent twice is kept once.

        Returns:
            The comment, and whether moderators have to read it.
        """
        said = {name: self.cleaned_data[name] for name in ("name", "email", "text")}
        twice = Comment.objects.filter(page=self._post, **said).first()
        if twice is not None:
            return twice, False
        comment = Comment.objects.create(
            page=self._post,
            website=self.cleaned_data["website"],
            reply_to=self.cleaned_data["reply_to"],
            state=State.SPAM if self._is_by_a_robot() else State.PENDING,
            **said,
        )
        return comment, comment.state == State.PENDING

    def _seen(self, name: str) -> str:
        """What was written in a field, without what turns it round; something has to be seen."""
        text = without_bidi_controls(self.cleaned_data[name]).strip()
        if not is_seen(text):
            field = self.fields[name]
            raise forms.ValidationError(field.error_messages["required"], code="required")
        return text

    def _is_by_a_robot(self) -> bool:
        token = self.cleaned_data["token"]
        return bool(self.cleaned_data[trap.HONEYPOT] or (token and trap.is_too_fresh(token)))
