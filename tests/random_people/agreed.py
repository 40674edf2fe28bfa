"""Procedures: written, proposed, signed, objected to, suspended; and referrals that follow them."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from communitylinkage.procedures.graph.values import Unit
from communitylinkage.procedures.models import Objection, Procedure, Version
from communitylinkage.procedures.starting import STARTS
from communitylinkage.referrals.models import Followed, Message
from tests.bad_input.pages import read
from tests.random_people.staff import CASE, Staff, there_is
from tests.random_people.street import any_number
from tests.random_people.truth import Wrong

PATH = "/en/staff/procedures/"
PARTIES = ("coordinator", "keeper")
ACTS = ("propose", "propose", "enter", "enter", "take_back", "suspend", "resume", "review")
REASONS = ("she_asked", "danger", "nobody")
FEW = 3
there_are_procedures = precondition(lambda self: Procedure.objects.exists())


def as_it_stands(field):
    """What a browser sends of a field that nobody touches."""
    if field.offered:
        return field.chosen or (field.offered[:1] if field.kind == "select" else [])
    return [field.value] if field.value else []


class Agreed(Staff):
    """The coordinators of a service and of a community's organisation, and who keeps nothing."""

    def version(self, at):
        """One version, the newest ones more often."""
        rows = Version.objects.order_by("procedure__made_at", "number")
        return rows[rows.count() - 1 - at % min(rows.count(), FEW)]

    def send(self, who, path, to="", **said):
        """A form of a page, with what stands in it and what she says; nothing where it is not."""
        for form in read(self.look(who, path)).forms:
            if form.method == "post" and to in form.action and "sign-out" not in form.action:
                held = {name: as_it_stands(one) for name, one in form.fields.items()}
                held = {name: values for name, values in held.items() if values}
                return self.press(who, form.action or path, **held | said)
        return None

    @rule(start=st.sampled_from(sorted(STARTS)), who=st.sampled_from(PARTIES))
    def somebody_starts_from_one_of_ours(self, start, who):
        if Procedure.objects.count() >= FEW:
            return
        self.press(who, f"{PATH}new/", start=start)
        row = Version.objects.order_by("made_at").last()
        house = {"service": self.town.service, "community": self.town.community,
                 "line": self.town.service}  # fmt: skip
        named = {f"party_{code}": str(one.pk) for code, one in house.items()}
        self.send(who, f"{PATH}{row.procedure_id}/agreement/", **named)

    @there_are_procedures
    @rule(at=any_number, who=st.sampled_from([*PARTIES, "mentor", "lead", "stranger"]))
    def somebody_changes_a_step_or_mends(self, at, who):
        row = self.version(at)
        steps = row.value.steps
        page = f"{PATH}{row.procedure_id}/"
        if at % 3 == 0 or not steps:
            self.send(who, f"{page}findings/", to="/mend/")
        else:
            step = steps[at % len(steps)]
            said = {"what": "Call her today"} if at % 2 else {"unit": Unit.HOURS, "count": "24"}
            self.send(who, f"{page}steps/{step.code}/", **said)

    @there_are_procedures
    @rule(at=any_number, act=st.sampled_from(ACTS), who=st.sampled_from([*PARTIES, "stranger"]))
    def a_version_is_moved(self, at, act, who):
        row = self.version(at)
        page = f"{PATH}{row.procedure_id}/"
        self.press(who, f"{page}act/{act}/", version=str(row.number))
        if act == "review" and at % 4 == 0:
            self.press(who, f"{page}again/")

    @there_are_procedures
    @rule(at=any_number, who=st.sampled_from([*PARTIES, "lead", "professional", "stranger"]))
    def a_party_signs_or_takes_it_back(self, at, who):
        row = self.version(at)
        what = "unsign" if at % 9 == 0 else "sign"
        self.send(who, f"{PATH}{row.procedure_id}/{row.number}/{what}/")

    @there_are_procedures
    @rule(at=any_number)
    def the_parties_agree(self, at):
        """What they do most days, so that a town has procedures in force."""
        row = self.version(at)
        for question in Objection.objects.filter(version=row, answered_at=None):
            self.press("coordinator", f"{PATH}{row.procedure_id}/answer/{question.pk}/", text="Yes")
        number, page = str(row.number), f"{PATH}{row.procedure_id}/"
        for who in PARTIES:
            self.press(who, f"{page}act/propose/", version=number)
        for who in PARTIES:
            self.send(who, f"{page}{number}/sign/")
        for who in PARTIES:
            self.press(who, f"{page}act/enter/", version=number)

    @rule(at=any_number)
    def what_was_agreed_drives_a_referral(self, at):
        """From ours to a referral that follows it, so that there is something to go wrong."""
        if not Procedure.objects.exists():
            self.somebody_starts_from_one_of_ours("warm-referral", PARTIES[at % 2])
        self.the_parties_agree(0)
        self.a_mentor_makes_a_referral("mentor", receipt=True, stand_in=False, days="30", at=0)

    @there_are_procedures
    @rule(at=any_number, kind=st.sampled_from(["comment", "proposal", "objection"]),
          who=st.sampled_from(["mentor", "professional", *PARTIES, "stranger"]))  # fmt: skip
    def somebody_says_something(self, at, kind, who):
        row = self.version(at)
        page = f"{PATH}{row.procedure_id}/{row.number}/talk/"
        self.press(who, page, kind=kind, step="", text="Too slow for us")

    @there_is["referral"]
    @rule(at=any_number)
    def somebody_goes_the_next_step_that_was_agreed(self, at):
        row = self.followed(at)
        if row:
            who = self.who_finds("referral", row, at | 1)
            self.reads_all(who, row)
            self.send(who, CASE.format(row.reference), to="/step/")

    @there_is["referral"]
    @rule(at=any_number, reason=st.sampled_from(REASONS), far=st.sampled_from(["step", "all"]))
    def somebody_goes_another_way(self, at, reason, far):
        row = self.followed(at)
        if row is None:
            return
        who = self.who_finds("referral", row, at)
        said = {"reason": reason, "far": far, "note": self.word()}
        self.send(who, CASE.format(row.reference) + "another-way/", **said)
        self.sealed(*Message.objects.filter(referral=row).values_list("record", flat=True))

    def followed(self, at):
        """A referral on its way by a procedure; any other where there is none."""
        running = set(Followed.objects.filter(state="running").values_list("referral", flat=True))
        rows = [row for row in self.rows("referral") if row.pk in running]
        return rows[at % len(rows)] if rows else self.one("referral", at)

    @invariant()
    def what_is_in_force_was_signed_by_all_and_drives_what_follows_it(self):
        for row in Version.objects.filter(state__in=["in_force", "signed"]):
            signed = row.signatures.filter(taken_back=None).values_list("organisation", flat=True)
            if set(row.parties.values_list("organisation", flat=True)) - set(signed):
                raise Wrong("in force, and a party has not signed")
            if row.objections.filter(answered_at=None).exists():
                raise Wrong("signed by all, and an objection has no answer")
        bound = Version.objects.filter(state="in_force").values("procedure")
        running = Followed.objects.filter(state="running")
        if running.exclude(version__procedure__in=bound).exists():
            raise Wrong("a referral follows what is not in force")
        if Followed.objects.exclude(state="running").exclude(trail="", due=None).exists():
            raise Wrong("a way is over, and its trail is kept")
