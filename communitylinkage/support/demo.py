"""Made-up pilot actions: a hundred women over a year in four countries, and one visit to plan."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.facts import actions as facts
from communitylinkage.organisations.models import Organisation, Post
from communitylinkage.organisations.rules import Side
from communitylinkage.people.models import Account, Membership
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.mentor_requests.papers import Company, Details, Summary
from communitylinkage.referrals.mentor_requests.rules import Act, Party
from communitylinkage.referrals.rules import Urgency
from communitylinkage.support.counting.actions import NEW_WOMAN, count_woman, counted_by
from communitylinkage.support.counting.rules import Standing
from communitylinkage.support.groups.actions import Group, write_down
from communitylinkage.support.groups.rules import Came
from communitylinkage.support.models import Effort
from communitylinkage.support.papers import Expense, Kind, Next, Outcome, Where
from communitylinkage.support.reporting import FACT, Work

WOMEN = 100
# So many of them wanted no code: they may be counted twice.
WITHOUT_CODE = 6
NOBODY = UUID(int=0)
HOW: tuple[tuple[Kind, Where], ...] = (
    (Kind.ACCOMPANIMENT, Where.HOSPITAL),
    (Kind.INTERPRETATION, Where.SERVICE),
    (Kind.ACCOMPANIMENT, Where.RESIDENCE_OFFICE),
    (Kind.INFORMATION, Where.TELEPHONE),
    (Kind.ACCOMPANIMENT, Where.COURT),
    (Kind.GROUP, Where.ELSEWHERE),
    (Kind.SAFETY_PLANNING, Where.SERVICE),
    (Kind.ACCOMPANIMENT, Where.POLICE),
    (Kind.MATERIAL_HELP, Where.ELSEWHERE),
    (Kind.ACCOMPANIMENT, Where.SCHOOL),
    (Kind.ACCOMPANIMENT, Where.SHELTER),
)
CAME = (Outcome.REACHED, Outcome.REACHED, Outcome.PARTLY, Outcome.REACHED, Outcome.TURNED_AWAY)


def load(now: datetime) -> int:
    """Makes the actions once; returns how many women were counted."""
    services = list(Organisation.objects.filter(side=Side.SERVICE).order_by("country", "name"))
    mentors = dict(
        Account.objects.filter(memberships__role="mentor").values_list(
            "memberships__organisation__country", "pk"
        )
    )
    if Effort.objects.exists() or not services or not mentors:
        return 0
    with transaction.atomic():
        for woman in range(WOMEN):
            service = services[woman % len(services)]
            _woman(woman, service, mentors.get(service.country, NOBODY), now)
        _a_group(services, mentors, now)
        facts.flush(now=now)
        _a_visit(now)
    return WOMEN


def _a_group(services: list[Organisation], mentors: dict[str, UUID], now: datetime) -> None:
    """Women who are counted already came together, each with her code; nobody is added."""
    service = services[0]
    known = [n for n in range(WITHOUT_CODE, WOMEN) if n % len(services) == 0 and n % 5 != 3]
    group = Group(
        day=(now - timedelta(days=12)).date(),
        where=Where.ELSEWHERE,
        follows=Next.AGAIN,
        came=Came(4, tuple(f"made up {n}" for n in known[:4])),
        standing=Standing.KNOWN,
        work=Work(120),
    )
    number = UUID(int=2026)
    by = mentors.get(service.country, NOBODY)
    write_down(organisation=service, group=group, number=number, by=by, now=now)


def met(woman: int, now: datetime) -> list[datetime]:
    """When a woman was met, the first time first; who wanted no code once, so that it is known how
    many there are."""
    visits = range(1 if woman < WITHOUT_CODE else 1 + woman % 3)
    return sorted(now - timedelta(days=(woman * 37 + visit * 19) % 365) for visit in visits)


def _woman(woman: int, service: Organisation, mentor: UUID, now: datetime) -> None:
    code = "" if woman < WITHOUT_CODE else f"made up {woman}"
    standing = Standing.POSSIBLE if woman % 5 == 3 else Standing.KNOWN
    for visit, at in enumerate(met(woman, now)):
        count_woman(
            organisation=service, consent=None, code=code, standing=standing, day=at.date(),
            by=NOBODY, now=now,
        )  # fmt: skip
        said = _action(woman + visit, service, mentor, at)
        if code and not visit:
            said += [f"standing:{standing}", counted_by(service)]
            facts.count(kind=NEW_WOMAN, region=service.country, codes=said, now=at)


def _action(number: int, service: Organisation, mentor: UUID, at: datetime) -> list[str]:
    kind, where = HOW[number % len(HOW)]
    follows = tuple(Next)[number % len(Next)]
    codes = [
        f"kind:{kind}", f"where:{where}", f"outcome:{CAME[number % len(CAME)]}",
        f"follows:{follows}",
    ]  # fmt: skip
    whose = [*codes, counted_by(service)]
    facts.count(kind=FACT, region=service.country, codes=whose, now=at)
    paid = number % 3 == 0
    Effort.objects.create(
        organisation_id=service.pk,
        mentor=mentor,
        day=at.date(),
        minutes=30 + number * 17 % 150,
        expense=Expense.TRAVEL if paid else Expense.NONE,
        amount=2 + number % 9 if paid else 0,
        has_paper=paid and number % 2 == 0,
    )
    return codes


def _a_visit(now: datetime) -> None:
    """One request that the demo's mentor said yes to, so that she has a visit to plan."""
    mentor = Account.objects.filter(email="mentor@demo.invalid", key_holder__isnull=False).first()
    seat = Membership.objects.filter(account__email="professional@demo.invalid").first()
    if mentor is None or seat is None or MentorRequest.objects.exists():
        return
    post = Post.objects.filter(organisation=seat.organisation, key_holder__isnull=False).first()
    if post is None:
        return
    row = requests.ask(
        post=post,
        summary=Summary("ar", "Barcelona", "ES", Company.HOSPITAL),
        details=Details(
            "Marta (made up)", "+34 000 000 000", "Hospital, entrance by the garden",
            "at ten o'clock", "Amal", note="She wants to arrive alone.",
        ),
        mentors=[mentor.pk],
        urgency=Urgency.WEEK,
        agreed=True,
        by=seat.account_id,
        now=now,
    )  # fmt: skip
    requests.do(request=row, act=Act.ACCEPT, party=Party.MENTOR, by=mentor.pk, now=now)
