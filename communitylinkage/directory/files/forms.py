"""One file to take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory.files import upload
from communitylinkage.directory.interchange import Plan


class FileForm(forms.Form):
    """A file; its type is told by its content."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("A ZIP of CSV files, one CSV file, or JSON: at most 5 megabytes, in UTF-8."),
    )

    def __init__(self, *args: Any, mine: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mine, self.too_large = mine, too_large
        self.plan = Plan()
        if too_large:
            self.fields["file"].error_messages["required"] = upload.too_large()

    def clean_file(self) -> Any:
        """Plans the file; what it is not is told beside the field."""
        file = self.cleaned_data["file"]
        try:
            self.plan = upload.plan(file.name, file.read(), self.mine)
        except upload.WrongFileError as wrong:
            raise forms.ValidationError(wrong.args[0]) from wrong
        return file
