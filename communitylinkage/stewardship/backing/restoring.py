"""Puts a backup back: looks first, then writes."""

import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from pyrage.x25519 import Identity

from communitylinkage.consent.models import Consent
from communitylinkage.people.models import Account, KnownDevice, SignIn
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import ENDED, State
from communitylinkage.stewardship.backing import archive, keeping, postgres, sqlite
from communitylinkage.stewardship.backing.archive import Opened, Piece
from communitylinkage.stewardship.backing.taking import ALIASES, SECRETS, applied
from communitylinkage.stewardship.rules.manifest import (
    Manifest,
    RefusedError,
    Store,
    Why,
    check,
    check_pair,
)
from communitylinkage.vault import actions as vault
from communitylinkage.vault import queries as held
from communitylinkage.vault.models import LockHalf

# Where a recipient must have a half: not after a no, nor after the time of an answer was over.
_WITH_A_RECIPIENT = frozenset(State) - ENDED - {State.DECLINED, State.EXPIRED}


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be put back."""

    content: Opened | None
    locks: Opened | None
    identity: Identity = field(repr=False)

    def each(self) -> list[Opened]:
        """Those that there are, the content first."""
        return [one for one in (self.content, self.locks) if one]


def look(
    *, content: Path | None, locks: Path | None, secret: str, replace: bool, work: Path
) -> Plan:
    """Reads both files whole, and says whether they can be put back here; writes nothing.

    Args:
        secret: the recovery key, as it stands on its sheet.
        replace: what is here may go.
        work: where the plain content may lie.

    Raises:
        RefusedError: with the sentence for people.
    """
    identity = keeping.identity_of(secret)
    plan = Plan(
        archive.open_(path=content, identity=identity, work=work) if content else None,
        archive.open_(path=locks, identity=identity, work=None) if locks else None,
        identity,
    )
    for opened, store in ((plan.content, Store.CONTENT), (plan.locks, Store.LOCKS)):
        if opened:
            _check(opened, store)
    check_pair(*(one.manifest if one else None for one in (plan.content, plan.locks)))
    here = keeping.installation_if_any()
    empty = all(_is_empty(one.manifest.store) for one in plan.each())
    bare = all(map(_is_empty, Store))
    # A server that never took a backup has no number yet: everything is foreign to what it holds.
    if not bare and any(one.manifest.installation != here for one in plan.each()):
        raise RefusedError(Why.FOREIGN)
    if plan.content is None and not empty:
        # No --replace for this: nothing says how old the content here is.
        raise RefusedError(Why.LOCKS_ALONE)
    if not empty and not replace:
        raise RefusedError(Why.NOT_EMPTY)
    if plan.locks and "PEPPER" in os.environ and os.environ["PEPPER"] != _pepper(plan.locks):
        raise RefusedError(Why.OTHER_PEPPER)
    return plan


def _check(opened: Opened, store: Store) -> None:
    alias = ALIASES[store]
    engine = connections[alias].vendor
    known = MigrationExecutor(connections[alias]).loader.disk_migrations or {}
    check(opened.manifest, store=store, engine=engine, known=known)
    if engine == "sqlite":
        sqlite.check(opened.piece(sqlite.NAME))
    else:
        postgres.check(_rows(opened))


def _rows(opened: Opened) -> tuple[Piece, ...]:
    return tuple(piece for piece in opened.pieces if piece.name != SECRETS)


def _is_empty(store: Store) -> bool:
    """Whether nobody has an account here, or no lock half is here; also where no table is."""
    try:
        return not (Account if store == Store.CONTENT else LockHalf).objects.exists()
    except DatabaseError:
        return True


def _pepper(locks: Opened) -> str:
    with locks.piece(SECRETS).open() as file:
        return str(json.load(file)["pepper"])


def put_back(plan: Plan, *, now: datetime) -> None:
    """Writes what `look` found good, brings it to this version, and locks what must be locked.

    Locks and pepper before the content: after a crash between there is no content whose locks are
    missing, and which the next backup would take for all that there is.
    """
    # All tables before any row: a migration of one store may touch the rows of the other.
    for opened, store in ((plan.content, Store.CONTENT), (plan.locks, Store.LOCKS)):
        if opened is None:
            _bring_up(ALIASES[store])
    for opened in plan.each():
        _tables_of(opened.manifest)
    if plan.locks and _pepper(plan.locks) != settings.PEPPER:
        keeping.write_private(Path(settings.VAR) / "pepper", _pepper(plan.locks).encode())
    for opened in reversed(plan.each()):
        _rows_of(opened)
        keeping.become(opened.manifest.installation)
    for opened in plan.each():
        _bring_up(ALIASES[opened.manifest.store])
    # First: nobody reads with a session of the copy what is locked only after it.
    sign_everybody_out()
    lock_again()
    end_again(now=now)
    keeping.keep_recovery_key(plan.identity)


def sign_everybody_out() -> None:
    """Nobody goes on with a session of the copy: it may be of somebody who left since."""
    SignIn.objects.all().delete()
    KnownDevice.objects.all().delete()


def _rows_of(opened: Opened) -> None:
    alias = ALIASES[opened.manifest.store]
    if connections[alias].vendor == "sqlite":
        sqlite.put_back(alias, opened.piece(sqlite.NAME))
    else:
        postgres.put_back(alias, _rows(opened))


def _bring_up(alias: str) -> None:
    """To this version, like an upgrade."""
    executor = MigrationExecutor(connections[alias])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database=alias, interactive=False, verbosity=0)


def _tables_of(manifest: Manifest) -> None:
    """Tables as they were when the backup was made; a file of SQLite brings its own."""
    alias, wanted = ALIASES[manifest.store], set(manifest.migrations)
    if manifest.engine == "sqlite" or set(applied(alias)) == wanted:
        return
    postgres.clear(alias)
    executor = MigrationExecutor(connections[alias])
    graph = executor.loader.graph
    last = [
        node for node in manifest.migrations
        if node in graph.nodes
        and not any(child.key in wanted and child.key[0] == node[0]
                    for child in graph.node_map[node].children)
    ]  # fmt: skip
    executor.migrate(last)


def lock_again() -> None:
    """Destroys once more the halves of what she had taken back, and of what the content knows as
    over: a copy may be a moment older than the wish."""
    for consent in Consent.objects.filter(ending__isnull=False):
        vault.destroy_lock_halves(
            records=list(consent.records.values_list("record", flat=True)),
            holders=list(consent.recipients.values_list("holder", flat=True)),
        )


def end_again(*, now: datetime) -> int:
    """Ends anew what the locks know as over and the content, which is older, does not.

    That is a consent under which no recipient has a half of anything, though one is asked or has
    said yes: nothing can be given out under it any more. Without this the service that had said yes
    would be reminded, and her mentor would read on. The worker ends the rest. Where her own side
    has no half either, the locks are lost, and nothing follows from that.

    Returns:
        How many.
    """
    asked = Referral.objects.filter(state__in=_WITH_A_RECIPIENT).values("consent")
    ended = 0
    for consent in Consent.objects.filter(ending=None, pk__in=asked):
        records = set(consent.records.values_list("record", flat=True))
        there = held.released(records) | held.waiting(records)
        recipients = set(consent.recipients.values_list("holder", flat=True))
        if there and not recipients & {holder for _record, holder in there}:
            Consent.objects.filter(pk=consent.pk).update(ending=now)
            ended += 1
    return ended
