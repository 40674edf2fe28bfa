"""What a search leaves behind: one coarse count, and nothing else (DESIGN 3, rules 1 and 3)."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from communitylinkage.facts import actions as facts
from communitylinkage.guide.showing import Found
from communitylinkage.matching.need import Need

KIND = "search"
log = logging.getLogger(__name__)


def count(need: Need, found: Found, now: datetime) -> None:
    """Counts kind of help, language, country, and whether something was found or what was not.

    No town, no papers, no children, no time but the month. A count that fails never costs her the
    answer.
    """
    codes = [
        f"help:{need.kind}",
        *(f"language:{code}" for code in need.languages[:1]),
        f"answer:{'found' if found.cards else 'not_found'}",
        *(f"in_the_way:{condition}" for condition in found.in_the_way),
    ]
    try:
        with transaction.atomic():
            facts.count(kind=KIND, region=need.country, codes=codes, now=now)
    except DatabaseError as fault:
        log.warning("a search was not counted: %s", type(fault).__name__)
