"""What a finding leads to elsewhere: practices, procedures, needs.

Practices lie above research and needs are worded there, so what may be linked is given by a
function of website (`settings.FINDING_LEADS`); kept is a code such as `practice:ABCD`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from communitylinkage.people.access import Viewer
from communitylinkage.research.models import Finding


@dataclass(frozen=True, slots=True)
class Lead:
    """Something that a finding can lead to; `code`: its kind and its reference."""

    code: str
    kind: str
    words: str
    address: str


def leads(viewer: Viewer | None) -> list[Lead]:
    """All that somebody may see; None: the public."""
    given: Callable[[Viewer | None], list[Lead]] = import_string(settings.FINDING_LEADS)
    return given(viewer)


def leads_of(row: Finding, every: list[Lead]) -> list[Lead]:
    """Those that a finding leads to, of those that somebody may see."""
    return [one for one in every if one.code in row.leads_to]
