"""Who is in the stories, and what they do, in the words of the domain."""

from datetime import timedelta
from uuid import uuid4

from communitylinkage.consent import actions as consents
from communitylinkage.consent.actions import Named
from communitylinkage.directory import actions as directory
from communitylinkage.directory import demo
from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.directory.queries import places_named
from communitylinkage.matching.need import Help, Need
from communitylinkage.organisations.models import Organisation
from communitylinkage.outbox import actions as outbox
from communitylinkage.participants.models import Participant
from communitylinkage.people.posts import key_of_post, new_post
from communitylinkage.people.tests.cast import key_of, member
from communitylinkage.referrals import actions as referrals
from communitylinkage.referrals import making
from communitylinkage.referrals.candidates import Way, candidates
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.outside import actions as outside
from communitylinkage.referrals.outside import queries as links
from communitylinkage.referrals.papers import Content, Paper, Summary, from_bytes
from communitylinkage.referrals.rules import Party, Urgency
from communitylinkage.vault.models import Holder

DAYS = 90
ADDRESS = "desk@example.org"


class Clock:
    """The time of a story. The worker does its rounds whenever time passes."""

    def __init__(self, now):
        self.now = now

    def passes(self, **span):
        self.now += timedelta(**span)
        referrals.sweep(now=self.now)
        outside.tidy(now=self.now)
        outbox.run_due(now=self.now)


class Mentor:
    """She sits with the woman, finds services, and holds the telephone."""

    def __init__(self, clock):
        self.clock = clock
        self.home = Organisation.objects.create(name="Community", side="community", country="ES")
        self.account = member("mentor", "mentor", self.home)

    def finds(self, kind, town):
        place = places_named(town)[0]
        need = Need(kind=kind, languages=("ar",), place=place.point, country=place.country)
        return candidates(need, self.clock.now)[1]

    def sends(self, chosen, kind=Help.MIND):
        recipients = [self._named(one) for one in chosen]
        made = making.begin(
            number=uuid4(),
            participant=Participant.objects.create(),
            organisation=self.home.pk,
            paper=Paper("link", ("need", "name"), ("first", "second"), "", "ar 1", "ar", "ar",
                        "read_aloud", "said"),
            summary=Summary(kind=kind, languages=("ar",), country="ES", area="Barcelona",
                            urgency=Urgency.DAY),
            content=Content(name="Amal", number="+34 600 000 001", agreed_word="almond"),
            kept_by=[Holder.objects.get(pk=self.account.key_holder)],
            recipients=recipients,
            days=DAYS,
            by=self.account.pk,
            now=self.clock.now,
        )  # fmt: skip
        return Story(made.pk)

    def _named(self, one):
        if one.way == Way.OUTSIDE:
            holder = outside.new_link(
                organisation=one.organisation,
                email=one.email,
                by=self.account.pk,
                now=self.clock.now,
            )
            return Named(one.organisation, holder, one.service, outside=True)
        return Named(one.organisation, Holder.objects.get(pk=one.holder), one.service)

    def tells_code(self, story):
        return links.code_for(story.row)

    def withdraws_for_her(self, story):
        consents.withdraw(consent=story.row.consent, by=self.account.pk, now=self.clock.now)


class Inside:
    """A service on the platform, with somebody at its post."""

    def __init__(self, clock, listed):
        self.clock = clock
        self.home = Organisation.objects.create(
            name="Service", side="service", country="ES", listed_as=listed.pk
        )
        self.account = member("professional", "professional", self.home)
        self.post = new_post(
            organisation=self.home, name="On duty", by=self.account.pk, now=clock.now
        )

    def does(self, story, act, **more):
        return referrals.do(
            referral=story.row,
            act=act,
            party=Party.SERVICE,
            by=self.account.pk,
            now=self.clock.now,
            **more,
        )

    def opens(self, record, kind):
        key = key_of_post(
            holder=self.post.key_holder, account=self.account, private_key=key_of(self.account)
        )
        plain = consents.open_record(
            record=record,
            holder=self.post.key_holder,
            private_key=key,
            organisation=self.home.pk,
            by=self.account.pk,
            now=self.clock.now,
        )
        return from_bytes(kind, plain)


class Outside:
    """A service that got a letter."""

    def __init__(self, clock, post):
        # The mentor gets letters too: the link stands in the one to the service.
        post.letters = post.sent_to(ADDRESS)
        self.clock, self.token = clock, post.path().split("/")[3]

    @property
    def door(self):
        return links.door(self.token, self.clock.now)

    def reads(self):
        outside.see(link=self.door.link, now=self.clock.now)
        return outside.open_summary(door=self.door, now=self.clock.now)[1]

    def answers(self, act, **more):
        return outside.answer(link=self.door.link, act=act, now=self.clock.now, **more)

    def types(self, code):
        return outside.open_content(door=self.door, code=code, now=self.clock.now)


class Story:
    """One referral, as it stands."""

    def __init__(self, pk):
        self.pk = pk

    @property
    def row(self):
        return Referral.objects.select_related("consent").get(pk=self.pk)

    @property
    def state(self):
        return self.row.state


def a_town(now):
    """The demo's services round Barcelona; one organisation there has an address for letters."""
    demo.load(now)
    directory.load_places(["ES"], smallest=15000)
    inside = Organization.objects.get(name="Punto Violeta (made up)")
    Service.objects.exclude(organization=inside).update(email=ADDRESS)
    return inside
