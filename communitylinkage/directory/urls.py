"""Addresses of the directory's own pages, below the staff path, and who may use them."""

from django.urls import path

from communitylinkage.directory.entries import views as entries
from communitylinkage.directory.files import views as files
from communitylinkage.directory.lines import views as lines
from communitylinkage.values.access import AccessTable, Who, open_to

urlpatterns = [
    path("entries/", entries.entries, name="entries"),
    path(
        "entries/of/<uuid:organisation>/list/", entries.organisation_list, name="organisation_list"
    ),
    path("entries/of/<uuid:organization>/new/", entries.entry_new, name="entry_new"),
    path("entries/<uuid:number>/", entries.entry, name="entry"),
    path("entries/<uuid:number>/texts/", entries.entry_texts, name="entry_texts"),
    path("entries/<uuid:number>/preview/", entries.entry_preview, name="entry_preview"),
    path("entries/<uuid:number>/publish/", entries.entry_publish, name="entry_publish"),
    path("entries/<uuid:number>/drop/", entries.entry_drop, name="entry_drop"),
    path("entries/<uuid:number>/history/", entries.entry_history, name="entry_history"),
    path("entries/<uuid:number>/history/<int:version>/", entries.entry_again, name="entry_again"),
    path("entries/<uuid:number>/confirm/", entries.entry_confirm, name="entry_confirm"),
    path("entries/<uuid:number>/room/", entries.entry_room, name="entry_room"),
    path("files/", files.directory_files, name="directory_files"),
    path("files/<uuid:number>/", files.directory_plan, name="directory_plan"),
    path("files/out/<str:form>/", files.directory_export, name="directory_export"),
    path("help-lines/", lines.help_lines_kept, name="help_lines_kept"),
    path("help-lines/<int:number>/", lines.help_line_confirm, name="help_line_confirm"),
    path("help-lines/<int:number>/correct/", lines.help_line_correct, name="help_line_correct"),
    path("help-lines/<int:number>/hide/", lines.help_line_hide, name="help_line_hide"),
]
_KEEPER = ("help_lines_kept", "help_line_confirm", "help_line_correct", "help_line_hide")
_CONFIRMED = ("entries", "entry_confirm", "entry_room")
_BOTH = ("directory_files", "directory_plan", "directory_export")
ACCESS: AccessTable = {
    **{one.name or "": open_to(Who.COORDINATOR) for one in urlpatterns},
    **dict.fromkeys(_CONFIRMED, open_to(Who.COORDINATOR, Who.PROFESSIONAL)),
    **dict.fromkeys(_KEEPER, open_to(Who.ADMINISTRATOR)),
    **dict.fromkeys(_BOTH, open_to(Who.COORDINATOR, Who.ADMINISTRATOR)),
}
