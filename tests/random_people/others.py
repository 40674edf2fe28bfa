"""Who keeps the house, who has nothing to do here, the clock, the worker; and any form at all."""

from django.test import Client
from django.urls import NoReverseMatch, reverse
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from communitylinkage.people.keys import four_words
from communitylinkage.people.models import Duty
from communitylinkage.people.rules import IDLE
from communitylinkage.support.models import Complaint
from communitylinkage.values.access import Who
from communitylinkage.website.urls import ACCESS
from tests.architecture.routes import ROUTES
from tests.bad_input.pages import read
from tests.random_people import truth
from tests.random_people.agreed import Agreed
from tests.random_people.staff import there_is
from tests.random_people.street import MARK, STAFF, any_number
from tests.random_people.truth import Wrong

# Nobody asked them for anything, ever; the last two keep no woman's case at all.
NEVER = ("outsider_mentor", "outsider", "outsider_keeper", "lead", "administrator")
# These end the example for its people, or take seconds: they are played by the tests of their part.
_NOT_PRESSED = {
    "people:sign_out", "people:change_password", "people:leave", "people:post_end",
    "people:sign_in", "people:second", "people:second_passkey", "people:passkey_make",
}  # fmt: skip
_SLOW = ("impact", "coverage", "intersection", "table", "report", "figure", "gap", "plan")
PRESSED = [
    route for route in ROUTES
    if Who.ANYBODY not in ACCESS[route.name] and Who.LINK not in ACCESS[route.name]
    and Who.RECEIPT not in ACCESS[route.name] and not route.name.startswith(_SLOW)
    and route.full not in _NOT_PRESSED
]  # fmt: skip


class Others(Agreed):
    """The rest of the town."""

    # -- who keeps the house

    @rule(who=st.sampled_from(["coordinator", "keeper"]), at=any_number)
    def the_rota_changes(self, who, at):
        house = self.account(who).membership.organisation
        path = f"/en/staff/posts/{house.post.pk}/"
        duty = Duty.objects.filter(post=house.post).order_by("pk").first()
        if duty and at % 3 == 0:
            self.press(who, f"{path}off-duty/{duty.pk}/")
            return
        whom = {"coordinator": "professional", "keeper": "mentor"}[who]
        self.press(who, path, kind="weekly", account=str(self.account(whom).pk),
                   weekday=str(at % 7), opens_at="08:00", closes_at="20:00")  # fmt: skip

    @rule(whom=st.sampled_from(["newcomer", "professional", "mentor", "outsider"]),
          who=st.sampled_from(["coordinator", "keeper", "administrator"]))  # fmt: skip
    def somebody_is_let_in(self, who, whom):
        member = self.account(whom).membership.pk
        words = four_words(bytes(self.account(whom).public_key))
        self.press(who, f"/en/staff/colleagues/{member}/let-in/", words=words, heard="on")

    @rule(at=any_number)
    def somebody_is_sent_away(self, at):
        who, whom = [("coordinator", "professional"), ("keeper", "colleague"),
                     ("keeper", "mentor"), ("coordinator", "newcomer"),
                     ("stranger", "mentor")][at % 5]  # fmt: skip
        if at % 4 == 0:
            member = self.account(whom).membership.pk
            self.press(who, f"/en/staff/colleagues/{member}/leave/", sure="1")

    @rule(who=st.sampled_from(["coordinator", "keeper", "professional"]))
    def the_post_gets_a_new_key(self, who):
        house = self.account(who).membership.organisation
        self.press(who, f"/en/staff/posts/{house.post.pk}/key/", sure="1")

    @rule(who=st.sampled_from(["coordinator", "stranger", "keeper", "professional"]))
    def a_complaint_is_heard(self, who):
        row = Complaint.objects.order_by("made", "pk").last()
        if row:
            path = f"/en/staff/support/complaints/{row.reference}/"
            self.look(who, path)
            self.press(who, path, close="1")

    # -- who has nothing to do here

    @precondition(lambda self: self.things)
    @rule(at=any_number, who=st.sampled_from(STAFF))
    def somebody_meddles(self, at, who):
        """A page of a thing that may be nobody's of hers: found by those who may, and by nobody."""
        kind, reference = self.things[-1 - at % min(len(self.things), 6)]
        path, finds = truth.FINDS[kind]
        row = truth.TABLES[kind][0].objects.filter(reference=reference).first()
        may = bool(row and finds(self.account(who), row))
        before = kind == "referral" and row and truth.had_before(self.account(who), row)
        answer = self.look(who, path.format(reference))
        self.figures.probes += 1
        if answer.status_code != truth.answered(self.account(who), may):
            raise Wrong(f"{who} gets {answer.status_code} of {kind} {row and row.state}")
        if not may and not before:
            nothing = self.look(who, path.format("XXXX-XXXX"))
            alike = [self.text(one).replace(reference, "XXXX-XXXX") for one in (answer, nothing)]
            if alike[0] != alike[1] or nothing.status_code != answer.status_code:
                raise Wrong(f"{who} can tell that {kind} exists")

    @precondition(lambda self: self.things)
    @rule(at=any_number, who=st.sampled_from(NEVER))
    def one_who_was_never_asked_tries_every_door(self, at, who):
        kind, reference = self.things[-1 - at % min(len(self.things), 6)]
        path = truth.FINDS[kind][0].format(reference)
        for route in ROUTES:
            names = {name for name, _type in route.arguments}
            if names - {"reference", "act", "part"} or "reference" not in names:
                continue
            said = {"reference": reference, "act": "accept", "part": "summary"}
            door = route.address(**{name: said[name] for name in names})
            for ask in (self.look, self.press) if door.startswith(path) else ():
                answer = ask(who, door)
                self.figures.probes += 1
                if answer.status_code not in {404, 405}:
                    raise Wrong(f"{who} gets {answer.status_code} at {door}")
        answer = Client().get(path)
        if answer.status_code != 302 or "sign-in" not in answer["Location"]:
            raise Wrong(f"who is not signed in gets {answer.status_code} of {kind}")

    @there_is["referral"]
    @rule(at=any_number)
    def somebody_comes_upon_an_open_browser(self, at):
        """It was left alone: what is sealed waits for the password."""
        row = self.one("referral", at)
        if row is None:
            return
        who = self.who_finds("referral", row, at | 1)
        client = self.browser(who)
        self.passes(minutes=IDLE.total_seconds() / 60 + 1)
        for part in ("summary", "content"):
            path = f"/en/staff/referrals/{row.reference}/read/{part}/"
            answer = client.post(path)
            if MARK in self.text(answer):
                raise Wrong("an idle browser opens what is sealed")

    # -- the clock and the worker

    @rule(span=st.sampled_from([
        {"minutes": 5}, {"minutes": 45}, {"hours": 3}, {"hours": 26}, {"days": 4}, {"days": 40},
    ]), at=any_number)  # fmt: skip
    def time_passes(self, span, at):
        if span.get("days", 0) < 40 or at % 4 == 0:
            self.passes(**span)

    @rule()
    def the_worker_works(self):
        self.works()

    # -- any page, any form

    @rule(at=any_number, choice=any_number, who=st.sampled_from(STAFF[:9]))
    def somebody_presses_any_form(self, at, choice, who):
        """A page of the product with the first thing that fits, and one of its forms filled in."""
        route = PRESSED[at % len(PRESSED)]
        kinds = {"reference": [reference for _kind, reference in self.things]}
        given = {
            name: kinds[name][choice % len(kinds[name])]
            for name, _type in route.arguments
            if kinds.get(name)
        }
        try:
            path = route.address(**given)
        except NoReverseMatch:
            return
        answer = self.look(who, path)
        forms = [one for one in read(answer).forms if one.method == "post"]
        if forms:
            form = forms[choice % len(forms)]
            to = form.action or path
            if not to.startswith(reverse("people:sign_out")):
                said = {name: values for name, values in form.good.items() if values}
                self.press(who, to.split("#")[0], **said)
