"""What mentors and services do: whoever may act acts, and sometimes somebody who may not."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from communitylinkage.consent.queries import usable_texts
from communitylinkage.referrals.asks.models import Answer
from communitylinkage.referrals.mentor_requests.rules import Act as RequestAct
from communitylinkage.referrals.models import Message
from communitylinkage.referrals.rules import Act
from communitylinkage.support.forms import MOMENT
from tests.random_people import truth
from tests.random_people.street import STAFF, any_number
from tests.random_people.women import DIGITS, Women

CASE = "/en/staff/referrals/{}/"
MADRID = ZoneInfo("Europe/Madrid")
_NEED = {"kind": "health", "place": "Barcelona", "interpreter": "on", "reach": "50",
         "urgency": "24 hours", "language": "ar"}  # fmt: skip
REFERRAL_ACTS = [one.value for one in (
    Act.ACCEPT, Act.DECLINE, Act.CONTACT, Act.BEGIN, Act.CLOSE, Act.PASS_ON, Act.REOPEN,
)]  # fmt: skip
REQUEST_ACTS = [one.value for one in (
    RequestAct.ACCEPT, RequestAct.DECLINE, RequestAct.HAND_BACK, RequestAct.FINISH,
    RequestAct.CANCEL,
)]  # fmt: skip
VISIT_ACTS = ["safe", "call_me", "seen", "home", "take_over", "ask_backup", "yes", "no", "said"]
there_is = {
    kind: precondition(lambda self, kind=kind: any(one == kind for one, _ in self.things))
    for kind in truth.TABLES
}


class Staff(Women):
    """Each with a browser of her own."""

    def who_finds(self, kind, row, at):
        """One of those who may find it; of seven times once anybody at all."""
        if at % 7 == 0:
            return STAFF[at // 7 % len(STAFF)]
        begin = at // 7
        turned = [STAFF[(begin + more) % len(STAFF)] for more in range(len(STAFF))]
        finds = truth.FINDS[kind][1]
        return next((one for one in turned if finds(self.account(one), row)), turned[0])

    # -- referrals

    def four_steps(self):
        text = next(one for one in usable_texts() if one.language == "ar")
        return {
            **_NEED, "first": self.town.listed, "name": self.word(), "warm": "joint_call",
            "channel": "message", "number": self.word(), "when": self.word(),
            "cover_name": self.word(), "agreed_word": self.word(), "note": self.word(),
            "text": str(text.id), "spoken": "ar", "how": "read_aloud", "capacity": "alone",
            "agreed": "said", "not_told": self.word(),
        }  # fmt: skip

    def made(self, answer):
        """The referral that came of four steps: what was typed opens with its content alone."""
        row = self.newest("referral")
        self.sealed(*([row.content] if row else []))
        if row:
            self.has_a_number(self.text(answer), row.consent.participant_id)

    def further(self, who, said, at):
        """Whom the page offers after the first, inside or outside."""
        page = self.text(self.press(who, f"{CASE[:-3]}new/", **{**said, "step": "0"}))
        shown = re.search(r'<select name="second".*?</select>', page, re.DOTALL)
        found = re.findall(r'value="([\w.-]{36,})"', shown[0]) if shown else []
        others = [one for one in found if one != self.town.listed]
        return others[at % len(others)] if others else ""

    @rule(who=st.sampled_from(["mentor", "mentor", "mentor", "colleague", "lead", "coordinator"]),
          receipt=st.booleans(), stand_in=st.booleans(), days=st.sampled_from(["30", "90"]),
          at=any_number)  # fmt: skip
    def a_mentor_makes_a_referral(self, who, receipt, stand_in, days, at):
        said = self.four_steps()
        said["days"] = days
        if at % 2:
            said["second"] = self.further(who, said, at // 2)
        said |= {"receipt": "on", "digits": DIGITS} if receipt else {}
        said |= {"stand_in": "on"} if stand_in else {}
        self.made(self.press(who, f"{CASE[:-3]}new/", step="3", **said))

    @there_is["referral"]
    @rule(at=any_number)
    def somebody_reads_a_referral(self, at):
        """All of it, before a yes as well: what is not released does not open."""
        row = self.one("referral", at)
        if row:
            self.reads_all(self.who_finds("referral", row, at), row)

    def reads_all(self, who, row):
        for part in ("content", "summary", "paper"):
            self.press(who, CASE.format(row.reference) + f"read/{part}/")

    @there_is["referral"]
    @rule(at=any_number, act=st.sampled_from(REFERRAL_ACTS))
    def somebody_answers_a_referral(self, at, act):
        row = self.one("referral", at)
        if row is None:
            return
        said = {"reason": "no_room", "outcome": "provided", "note": "again", "differed": "hours"}
        if act == "reopen":
            said = {"note": self.word()}
        self.press(self.who_finds("referral", row, at), CASE.format(row.reference) + f"act/{act}/",
                   **said)  # fmt: skip
        self.sealed(*Message.objects.filter(referral=row).values_list("record", flat=True))

    @there_is["referral"]
    @rule(at=any_number)
    def the_service_goes_the_next_step(self, at):
        """What a service does most days, so that a town has referrals that went well."""
        row = self.one("referral", at)
        nexts = {"sent": "accept", "seen": "accept", "accepted": "contact",
                 "first_contact": "begin", "service_begun": "close"}  # fmt: skip
        if row and row.state in nexts:
            finds = truth.finds_referral
            who = next((o for o in ("professional", "coordinator", "other_professional")
                        if finds(self.account(o), row)), "mentor")  # fmt: skip
            self.reads_all(who, row)
            self.press(who, CASE.format(row.reference) + f"act/{nexts[row.state]}/",
                       outcome="provided")  # fmt: skip

    @there_is["referral"]
    @rule(at=any_number, send=st.booleans())
    def somebody_writes_to_her(self, at, send):
        row = self.one("referral", at)
        if row is None:
            return
        path, who = CASE.format(row.reference) + "messages/", self.who_finds("referral", row, at)
        if not send:
            self.look(who, path)
            return
        self.press(who, path, text=self.word())
        self.sealed(*Message.objects.filter(referral=row).values_list("record", flat=True))

    @there_is["referral"]
    @rule(at=any_number, what=st.sampled_from(["end", "hand-over", "take-over", "told"]))
    def a_referral_changes_hands_or_ends(self, at, what):
        row = self.one("referral", at)
        if row is None or (what == "end" and at % 3):
            return
        said = {"colleague": str(self.town.colleague.pk), "agreed": "on", "authority": "police"}
        who = self.who_finds("referral", row, at)
        self.press(who if what != "take-over" else "colleague",
                   CASE.format(row.reference) + f"{what}/", **said)  # fmt: skip

    # -- asks

    @there_is["ask"]
    @rule(at=any_number, act=st.sampled_from(["read", "take", "answer", "give_back", "close"]))
    def somebody_on_duty_does_something_with_an_ask(self, at, act):
        row = self.one("ask", at)
        if row is None:
            return
        who, path = self.who_finds("ask", row, at), f"/en/staff/asks/{row.reference}/"
        if act == "read":
            self.press(who, f"{path}read/")
        elif act == "answer":
            self.press(who, f"{path}act/", act="answer", text=self.word())
            self.sealed(*Answer.objects.filter(ask=row).values_list("record", flat=True))
        else:
            self.press(who, f"{path}act/", act=act, outcome="answered")

    @there_is["ask"]
    @rule(at=any_number)
    def a_mentor_makes_a_link_of_an_ask(self, at):
        rows = [row for row in self.rows("ask") if row.state == "taken"]
        row = rows[at % len(rows)] if rows else None
        who = next((one for one in STAFF if row and self.account(one).pk == row.taken_by), None)
        if who is None:
            return
        path = f"/en/staff/asks/{row.reference}/link/"
        page = self.text(self.press(who, path))
        sitting = re.search(r'name="sitting" value="([^"]+)"', page)
        if sitting:
            said = self.four_steps() | {"days": "90"}
            self.made(self.press(who, path, step="3", sitting=sitting[1], **said))

    # -- requests for a mentor

    def a_mentor_is_wanted(self):
        return {
            "language": "bn", "company": "talk", "place": "Barcelona", "reach": "50",
            "urgency": "24 hours", "contact": self.word(), "number": self.word(),
            "where": self.word(), "when": self.word(), "call_her": self.word(),
            "not_told": self.word(), "note": self.word(), "agreed": "on", "send": "1",
        }  # fmt: skip

    def asked_for(self):
        row = self.newest("mentor_request")
        self.sealed(*([row.details] if row else []))

    @rule(who=st.sampled_from(["professional", "coordinator", "mentor"]))
    def a_service_asks_for_a_mentor(self, who):
        self.press(who, "/en/staff/mentor-requests/new/", post=str(self.town.service.post.pk),
                   **self.a_mentor_is_wanted())  # fmt: skip
        self.asked_for()

    @there_is["referral"]
    @rule(at=any_number)
    def somebody_asks_for_a_mentor_for_the_woman_of_a_referral(self, at):
        row = self.one("referral", at)
        if row is None:
            return
        who = self.who_finds("referral", row, at)
        service = self.account(who).membership.organisation
        if at % 5 == 0:
            self.press(who, CASE.format(row.reference) + "somebody/", settle="1")
        self.press(who, CASE.format(row.reference) + "mentor/", post=str(service.post.pk),
                   **self.a_mentor_is_wanted())  # fmt: skip
        self.asked_for()

    @there_is["mentor_request"]
    @rule(at=any_number, act=st.sampled_from(REQUEST_ACTS))
    def somebody_answers_a_request(self, at, act):
        row = self.one("mentor_request", at)
        if row:
            path = f"/en/staff/mentor-requests/{row.reference}/"
            self.press(self.who_finds("mentor_request", row, at), path, act=act)

    @there_is["mentor_request"]
    @rule(at=any_number)
    def a_mentor_says_yes(self, at):
        rows = [row for row in self.rows("mentor_request") if row.state == "asked"]
        row = rows[at % len(rows)] if rows else None
        turn = row.turns.filter(position=row.position).first() if row else None
        who = next((one for one in STAFF if turn and self.account(one).pk == turn.account_id), "")
        if who:
            self.press(who, f"/en/staff/mentor-requests/{row.reference}/", act="accept")
            self.look(who, f"/en/staff/mentor-requests/{row.reference}/")

    # -- visits

    @there_is["support"]
    @rule(at=any_number, hours=st.integers(1, 30), sign=st.sampled_from(["30", "60", "120"]))
    def a_mentor_plans_a_visit(self, at, hours, sign):
        row = self.one("support", at)
        if row is None:
            return
        begins = (self.now + timedelta(hours=hours)).astimezone(MADRID).strftime(MOMENT)
        self.press(
            self.who_finds("support", row, at), f"/en/staff/support/{row.reference}/plan/",
            begins=begins, first_sign=sign, meeting_point=self.word(), contact_rule=self.word(),
            mentor_number=self.word(), note=self.word(),
        )  # fmt: skip
        row.refresh_from_db()
        self.sealed(row.plan, row.number)

    @there_is["support"]
    @rule(at=any_number, act=st.sampled_from(VISIT_ACTS))
    def somebody_does_something_on_a_visit(self, at, act):
        row = self.one("support", at)
        if row:
            who, path = self.who_finds("support", row, at), f"/en/staff/support/{row.reference}/"
            self.press(
                who,
                path,
                act=act,
                following="30",
                helped="yes",
                respected="yes",
                mentor_number=self.word(),
            )
            row.refresh_from_db()
            self.sealed(row.number, row.backup_number)
            self.look(who, f"{path}?read=1")

    @there_is["support"]
    @rule(at=any_number, outcome=st.sampled_from(["reached", "partly", "broken_off"]))
    def a_mentor_reports(self, at, outcome):
        row = self.one("support", at)
        if row is None:
            return
        self.press(
            self.who_finds("support", row, at), f"/en/staff/support/{row.reference}/report/",
            kind="accompaniment", where="court", outcome=outcome, follows="again", minutes="90",
            standing="known", code="amina 47", note=self.word(),
        )  # fmt: skip
        row.refresh_from_db()
        self.sealed(row.debrief)
