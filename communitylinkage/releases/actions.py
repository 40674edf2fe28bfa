"""Letting a table out: once, in order, judged by all that was let out before."""

from datetime import datetime

from django.db import transaction

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import Policy
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import Table
from communitylinkage.releases.models import Release, Series
from communitylinkage.releases.queries import ledger_of
from communitylinkage.releases.rules import NotForReleaseError, cut_of, says_something


@transaction.atomic
def release(*, table: Table, policy: Policy, now: datetime) -> tuple[Release, bool]:
    """Lets a table out to an audience, and keeps what its readers know from now on.

    A table that was let out before is given as it was then; whether it is new is told besides.
    Whoever calls journals, because no organisation is known here.

    Raises:
        communitylinkage.disclosure.suppress.UnsafeError: with what was said before it is not safe.
        NotForReleaseError: the policy hides nothing.
    """
    if not policy.k:
        raise NotForReleaseError(policy.name)
    Series.objects.get_or_create(name=table.series)
    # Two at once would each be judged without the other.
    series = Series.objects.select_for_update().get(name=table.series)
    cut = cut_of(table)
    kept = series.releases.filter(audience=policy.name, cut=cut).first()
    if kept:
        return kept, False
    published = publish(table, policy, ledger_of(table.series))
    if not says_something(table, published):
        raise UnsafeError("nothing_left")
    row = Release.objects.create(
        series=series, number=series.releases.count() + 1, audience=policy.name, cut=cut,
        cells=published.for_readers(), entry=Ledger((published.entry,)).to_json(), at=now,
    )  # fmt: skip
    return row, True
