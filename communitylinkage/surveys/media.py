"""Files beside questions: what a coordinator brings is checked, written anew, kept, given out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Length

from communitylinkage.surveys import rules
from communitylinkage.surveys.answering import pictures, uploads
from communitylinkage.surveys.answering.uploads import WrongFileError
from communitylinkage.surveys.engine.lists import ITEMSETS
from communitylinkage.surveys.models import Incoming, MediaFile, Version
from communitylinkage.surveys.xlsform.converting import files_wanted
from communitylinkage.surveys.xlsform.evaluable import sources
from communitylinkage.surveys.xlsform.media import Named, missing, named
from communitylinkage.surveys.xlsform.sheets import Sheets

# More than a telephone shows; a page of pictures should not be heavy.
LONGEST_SIDE = 1600


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it is kept: its media type and its content."""

    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that a version names, for a page: where, and whether it is there."""

    name: str
    kind: str
    at: tuple[Named, ...]
    file: MediaFile | None


def taken(name: str, content: bytes, sheets: Sheets) -> Taken:
    """Checks a file against what the workbook names, and takes out what its maker hid in it.

    Raises:
        WrongFileError: unnamed, list (it comes with the workbook), long, empty, large, kind,
            broken, points, unheard.
    """
    wanted = next((one.kind for one in named(sheets) if one.is_file(name)), None)
    if wanted is None:
        raise WrongFileError("list" if name in _lists_of(sheets) else "unnamed")
    if len(name) > rules.LONGEST_NAME:
        raise WrongFileError("long")
    kind = uploads.kind_of(content, wanted)
    if wanted != "image":
        return Taken(kind, uploads.cleaned(content, kind))
    try:
        return Taken(kind, pictures.rewritten(content, kind, LONGEST_SIDE))
    except pictures.BrokenError as error:
        raise WrongFileError(str(error)) from error


def check_room(there: Mapping[str, int], brought: Mapping[str, Taken]) -> None:
    """Raises WrongFileError("many") where the files of one form would be too many or too heavy.

    Args:
        there: names of the files that stand, with their sizes.
    """
    sizes = {**there, **{name: len(one.content) for name, one in brought.items()}}
    if len(sizes) > rules.MOST_MEDIA or sum(sizes.values()) > rules.MEDIA_TOGETHER:
        raise WrongFileError("many")


def sizes(version: Version) -> dict[str, int]:
    """The files of a version with their sizes in bytes."""
    return dict(version.media.annotate(size=Length("content")).values_list("name", "size"))


def listed(version: Version) -> list[Listed]:
    """Every file that a version names, and those that a worked-out name may mean."""
    there = {one.name: one for one in version.media.defer("content")}
    cells: dict[str, list[Named]] = {}
    for one in named(version.sheets):
        files = [name for name in there if one.is_file(name)] or [one.file]
        for name in files:
            cells.setdefault(name, []).append(one)
    return [
        Listed(name, at[0].kind, tuple(at), there.get(name)) for name, at in sorted(cells.items())
    ]


def lacking(version: Version) -> list[str]:
    """The names of the files that a version names and that are not there."""
    there = version.media.values_list("name", flat=True)
    return list(dict.fromkeys(one.file for one in missing(version.sheets, there)))


def lists_lacking(version: Version) -> list[str]:
    """The files of choices, and of what is looked up, that a version names and that are not there.

    They come with a workbook, not here: the form is made of them.
    """
    there = {ITEMSETS, *version.files.values_list("name", flat=True)}
    return [one for one in sources(version.xform) if one not in there]


def _lists_of(sheets: Sheets) -> set[str]:
    return {name for _row, name in files_wanted(sheets)}


def put(rows: Mapping[str, Taken], *, version: Version | None = None,
        incoming: Incoming | None = None) -> None:  # fmt: skip
    """Keeps files with a version or with what waits, in place of those of the same name."""
    owner = {"version": version, "incoming": incoming}
    MediaFile.objects.filter(**owner, name__in=list(rows)).delete()
    MediaFile.objects.bulk_create(
        [MediaFile(**owner, name=n, kind=one.kind, content=one.content) for n, one in rows.items()]
    )


def copied(files: Iterable[MediaFile]) -> dict[str, Taken]:
    """The files of another version, to be kept once more."""
    return {one.name: Taken(one.kind, bytes(one.content)) for one in files}


def of_before(incoming: Incoming) -> QuerySet[MediaFile]:
    """The files of the version before, if what waits is a new one of a questionnaire."""
    last = Version.objects.filter(questionnaire=incoming.questionnaire_id).order_by("-number")
    return MediaFile.objects.filter(version__in=last[:1])


def wait_with(incoming: Incoming, brought: Mapping[str, Taken]) -> None:
    """Keeps what came with a workbook; what it names and did not bring comes from before."""
    wanted = named(incoming.sheets)
    earlier = [one for one in of_before(incoming) if any(w.is_file(one.name) for w in wanted)]
    put({**copied(earlier), **brought}, incoming=incoming)
