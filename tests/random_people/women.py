"""What a woman does, who has no account: on the guide, with her receipt, by a link in a letter."""

import re
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from communitylinkage.consent.models import Recipient
from communitylinkage.referrals.asks.models import Ask, Reply
from communitylinkage.referrals.models import Link, MentorRequest, Message, Referral, Wish
from communitylinkage.referrals.outside.keys import private_key_of
from communitylinkage.referrals.outside.queries import code_for
from communitylinkage.referrals.outside.rules import read_token
from communitylinkage.support.hers.models import KeptPlan
from communitylinkage.support.models import Complaint
from communitylinkage.support.voices.queries import organisations
from communitylinkage.vault.keys import public_key_of
from communitylinkage.vault.models import Holder
from tests.random_people.street import Street, any_number

DIGITS = "8264"
_CODE = re.compile(r"(?:\d{5} ){3}\d{5}")


class Women(Street):
    """Each knows her number and her digits, and nothing else."""

    def has_a_number(self, page, participant):
        found = _CODE.search(page)
        if found:
            self.women.append({"code": found[0], "participant": participant})

    def hers(self, at, path, **said):
        """One of them sends a form with her number."""
        woman = self.women[at % len(self.women)]
        hand = {"code": woman["code"], "digits": DIGITS}
        return self.say(path, self.holders_of_woman(woman), **{**hand, **said})

    def of_hers(self, at, model, **where):
        """A row of hers, or nobody's number."""
        found = model.objects.filter(**{
            next(iter(where)): self.women[at % len(self.women)]["participant"]
        }).order_by("pk").first()  # fmt: skip
        return str(found.pk) if found else str(uuid4())

    @rule(channel=st.sampled_from(["receipt", "call"]), soon=st.sampled_from(["7 days", "now"]),
          at=any_number)  # fmt: skip
    def she_asks_for_a_link(self, channel, soon, at):
        if soon == "now" and at % 4:
            soon = "24 hours"
        posts = [self.town.community.post, self.town.community.second_post]
        said = {
            "kind": "health", "soon": soon, "country": "ES", "area": self.word(), "language": "ar",
            "words": self.word(), "channel": channel, "number": self.word(), "when": self.word(),
            "hours": "morning", "cover_name": self.word(), "agreed_word": self.word(),
        }  # fmt: skip
        page = self.text(self.say("/en/ask/", step="2", **said))
        stamp = re.search(r'name="stamp" value="([^"]+)"', page)
        if not stamp:
            return
        page = self.text(self.say(
            "/en/ask/", step="3", stamp=stamp[1], post=str(posts[at % 2].pk), digits=DIGITS,
            excluded=self.word(), **said,
        ))  # fmt: skip
        row = self.newest("ask", "sent")
        if row:
            self.sealed(row.record)
            self.has_a_number(page, row.participant_id)

    @precondition(lambda self: self.women)
    @rule(at=any_number, page=st.sampled_from([
        "/en/receipt/", "/en/receipt/read/", "/en/receipt/paper/", "/en/ask/mine/",
        "/en/my-plan/kept/", "/en/my-plan/visit/",
    ]))  # fmt: skip
    def she_looks(self, at, page):
        self.hers(at, page)

    @precondition(lambda self: self.women)
    @rule(at=any_number, digits=st.sampled_from(["", "0000"]))
    def somebody_finds_her_paper(self, at, digits):
        """With her number and without her digits nothing of hers is read: no key opens."""
        woman = self.women[at % len(self.women)]
        for page in ("/en/receipt/read/", "/en/ask/mine/", "/en/my-plan/kept/"):
            self.say(page, code=woman["code"], digits=digits)

    @precondition(lambda self: self.women)
    @rule(at=any_number, said=st.sampled_from(["go_on", "no", "question"]))
    def she_replies(self, at, said):
        ask = self.of_hers(at, Ask, participant=0)
        self.hers(at, "/en/ask/mine/", reply=ask, number=str(uuid4()), said=said, text=self.word())
        self.sealed(*Reply.objects.filter(ask=ask).values_list("record", flat=True))

    @precondition(lambda self: self.women)
    @rule(at=any_number)
    def she_takes_her_ask_back(self, at):
        number = self.of_hers(at, Ask, participant=0)
        if at % 2:
            self.hers(at, "/en/ask/mine/", take_back=number)
        else:
            self.hers(at, "/en/receipt/take-back/", number=number, sure="1")

    @precondition(lambda self: self.women)
    @rule(at=any_number)
    def she_writes_a_message(self, at):
        row = self.of_hers(at, Referral, consent__participant=0)
        self.hers(at, "/en/receipt/messages/", referral=row, write="1", number=str(uuid4()),
                  text=self.word())  # fmt: skip
        self.sealed(*Message.objects.filter(referral=row).values_list("record", flat=True))

    @precondition(lambda self: self.women)
    @rule(at=any_number, helped=st.sampled_from(["yes", "partly", "no"]))
    def she_says_how_it_went(self, at, helped):
        row = self.of_hers(at, Referral, consent__participant=0)
        self.hers(at, "/en/receipt/how/", referral=row, tell="1", helped=helped,
                  as_promised="yes", again="yes")  # fmt: skip
        self.hers(at, "/en/my-plan/visit/", tell="1", helped=helped, respected="yes")

    @precondition(lambda self: self.women)
    @rule(at=any_number)
    def she_locks_one_out(self, at):
        number = self.of_hers(at, Recipient, consent__participant=0)
        self.hers(at, "/en/receipt/lock/", number=number, sure="1")

    @precondition(lambda self: self.women)
    @rule(at=any_number, sure=st.integers(0, 5))
    def she_takes_every_yes_back(self, at, sure):
        said = {"sure": "1"} if not sure else {}
        self.hers(at, "/en/receipt/stop/", **said)

    @precondition(lambda self: self.women)
    @rule(at=any_number)
    def she_stops_a_mentor(self, at):
        number = self.of_hers(at, MentorRequest, consent__participant=0)
        self.hers(at, "/en/receipt/stop-mentor/", number=number, sure="1")

    @precondition(lambda self: self.women)
    @rule(at=any_number)
    def she_wants_somebody_at_her_side(self, at):
        row = self.of_hers(at, Referral, consent__participant=0)
        said = {"wish": "1", "kinds": "police", "language": "bn", "not_told": self.word()}
        self.hers(at, "/en/receipt/somebody/", referral=row, number=str(uuid4()), text=self.word(),
                  **said)  # fmt: skip
        wishes = Wish.objects.filter(referral=row)
        self.sealed(*wishes.values_list("record", flat=True))
        if at % 5 == 0 and wishes:
            self.hers(at, "/en/receipt/somebody/take-back/", number=str(wishes[0].pk), sure="1")

    @precondition(lambda self: self.women)
    @rule(at=any_number)
    def she_keeps_or_drops_her_plan(self, at):
        if at % 4 == 0:
            self.hers(at, "/en/my-plan/kept/", delete="1")
            return
        self.hers(at, "/en/my-plan/keep/", place_words=self.word())
        keys = self.holders_of_woman(self.women[at % len(self.women)])
        plans = KeptPlan.objects.filter(holder__in=keys)
        self.sealed(*plans.values_list("record", flat=True))

    @rule(at=any_number)
    def somebody_complains(self, at):
        page = self.text(self.say("/en/say/"))
        stamp = re.search(r'name="stamp" value="([^"]+)"', page)
        about = organisations()
        if stamp and about:
            self.say("/en/say/", stamp=stamp[1], about=str(about[at % len(about)].pk),
                     wrong="other", words=self.word(), reach=self.word())  # fmt: skip
            self.sealed(*Complaint.objects.values_list("record", flat=True))

    @rule(kind=st.sampled_from(["health", "legal", "shelter"]))
    def somebody_searches(self, kind):
        self.say("/en/find/", kind=kind, place="Barcelona", reach="50", language="ar")

    @precondition(lambda self: self.links)
    @rule(at=any_number, act=st.sampled_from(
        ["open", "accept", "code", "contact", "begin", "close", "decline"]))  # fmt: skip
    def somebody_outside_answers_a_letter(self, at, act):
        path = self.links[-1 - at % min(3, len(self.links))]
        key = public_key_of(private_key_of(read_token(path.split("/")[3])))
        holders = set(Holder.objects.filter(public_key=key).values_list("pk", flat=True))
        said = {"reason": "no_room"} if act == "decline" else {}
        said |= {"outcome": "provided"} if act == "close" else {}
        if act == "code":
            said = {"code": self.code_of(holders) or "12345678"}
        self.say(path, holders, act=act, **said)

    def code_of(self, holders):
        """As the mentor tells it by telephone."""
        links = Link.objects.filter(holder__in=holders)
        turns = Recipient.objects.filter(holder__in=[one.holder for one in links])
        row = Referral.objects.filter(consent__in=turns.values("consent")).first()
        return code_for(row) if row else None
