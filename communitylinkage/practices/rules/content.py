"""What a practice is about, under which rights it goes, and what proves it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Topic(StrEnum):
    """Problems that practices answer. The first twelve are what assessments ask for (`need_*`)."""

    INTERPRETERS = "interpreters"
    MEDIATION = "mediation"
    TRAINING = "training"
    PROCEDURES = "procedures"
    STAFF = "staff"
    FUNDING = "funding"
    CHILDCARE = "childcare"
    PREMISES = "premises"
    LEGAL = "legal"
    DIGITAL = "digital"
    INFORMATION = "information"
    SUPPORT_FOR_HELPERS = "support_for_helpers"
    DETECTION = "detection"
    TRUST = "trust"
    ACCOMPANYING = "accompanying"
    TAKING_PART = "taking_part"


ASKED_FOR = tuple(Topic)[:12]


class Rights(StrEnum):
    """Under which terms others may use it: Creative Commons 4.0, or by asking."""

    ZERO = "cc0"
    BY = "cc-by"
    BY_SA = "cc-by-sa"
    BY_NC = "cc-by-nc"
    BY_NC_SA = "cc-by-nc-sa"
    BY_ND = "cc-by-nd"
    ASK = "ask"


def may_adapt(rights: Rights) -> bool:
    """Whether a changed version may be published at all (without "no derivatives")."""
    return rights is not Rights.BY_ND


def rights_of_adapted(rights: Rights) -> tuple[Rights, ...]:
    """Under which terms a changed version may go out, the nearest first.

    Source: Creative Commons, "wiki/License compatibility": share-alike goes on unchanged, and what
    forbids trade cannot be opened for it.
    """
    if not may_adapt(rights):
        return ()
    if rights in {Rights.BY_SA, Rights.BY_NC_SA, Rights.ASK}:
        return (rights,)
    if rights is Rights.BY_NC:
        return (Rights.BY_NC, Rights.BY_NC_SA)
    if rights is Rights.BY:
        return (Rights.BY, Rights.BY_SA, Rights.BY_NC, Rights.BY_NC_SA, Rights.BY_ND)
    return tuple(Rights)


MOST_EVIDENCE = 20
_ADDRESS = re.compile(r"https?://[^\s/@:<>\"']+\.[^\s/@:<>\"']+(/[^\s<>\"']*)?")
_KINDS = ("finding", "round")


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that it works: a web address, or a reference such as `finding:<id>`."""

    to: str
    title: str


class NotAProof(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """A line that is neither; the first argument is the line."""


def proofs(typed: str) -> list[Proof]:
    """One on each line: an address or a reference, then its title.

    Raises:
        NotAProof: a line is neither, has no title, or there are too many.
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_EVIDENCE:
        raise NotAProof(lines[MOST_EVIDENCE])
    found = []
    for line in lines:
        to, _space, title = line.partition(" ")
        if not (_ADDRESS.fullmatch(to) or reference(to)) or not title.strip():
            raise NotAProof(line)
        found.append(Proof(to, title.strip()))
    return found


def reference(to: str) -> tuple[str, UUID] | None:
    """The kind and number of a reference; None for anything else."""
    kind, _colon, number = to.partition(":")
    if kind not in _KINDS:
        return None
    try:
        return kind, UUID(number)
    except ValueError:
        return None


def written(found: Sequence[Proof]) -> str:
    """The lines again, as they are typed."""
    return "\n".join(f"{one.to} {one.title}" for one in found)
