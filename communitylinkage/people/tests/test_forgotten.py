"""A forgotten password: what is lost, what is not, and that nobody learns who has an account."""

import datetime
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.outbox import actions as outbox
from communitylinkage.outbox.models import Task
from communitylinkage.people import accounts, keys, passwords, posts, signing_in, totp
from communitylinkage.people.models import Account, PasswordLink, SecondFactor
from communitylinkage.people.rules import NotAllowed
from communitylinkage.people.tests.cast import (  # noqa: F401
    NOW,
    PASSWORD,
    cast,
    client_of,
    key_of,
    member,
)
from communitylinkage.vault import actions as vault
from communitylinkage.vault import keys as vault_keys
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder, KeyGrant

pytestmark = pytest.mark.django_db
NEW = "another long password"


def begin(account, code=""):
    passwords.ask(email=account.email, now=NOW)
    link = PasswordLink.objects.filter(account=account, used_at=None).latest("expires")
    passwords.begin_again(link=link, password=NEW, again=NEW, code=code, now=NOW)
    return Account.objects.get(pk=account.pk)


def test_known_and_unknown_addresses_are_answered_alike(cast, client):  # noqa: F811
    runs = []
    for email in ("mentor@example.org", "nobody@example.org"):
        answers = []
        with patch.object(vault_keys, "argon", wraps=vault_keys.argon) as run:
            for _try in range(4):
                answers.append(client.post(reverse("people:forgotten"), {"email": email}))
        same = [answer.content.decode().replace(email, "") for answer in answers]
        tokens = [page.split("csrfmiddlewaretoken")[0] for page in same]
        runs.append((run.call_count, [a.status_code for a in answers], tokens))
    assert runs[0] == runs[1]
    assert runs[0][0] == 3


def test_the_page_says_beforehand_what_will_be_lost(client):
    page = client.get(reverse("people:forgotten")).content.decode()
    assert "stays closed for ever" in page
    assert "If nobody else has the key of your posts, all that was sent there is lost, too" in page


def page_of_the_link(account):
    passwords.ask(email=account.email, now=timezone.now())
    link = PasswordLink.objects.filter(account=account, used_at=None).latest("expires")
    address = reverse("people:begin_again", args=[keys.link_token(link.pk)])
    return Client().get(address).content.decode()


def test_behind_the_link_it_says_whether_what_came_to_her_posts_is_lost(cast):  # noqa: F811
    alone = "Nobody but you has the key of one of your posts."
    assert alone in page_of_the_link(cast.mentor), "she has no colleague"
    assert alone not in page_of_the_link(cast.professional)
    others = [cast.coordinator.key_holder, cast.lead.key_holder, cast.administrator.key_holder]
    KeyGrant.objects.filter(post=cast.service.post.key_holder, member__in=others).delete()
    assert alone in page_of_the_link(cast.professional), "no colleague has the key"
    assert alone not in page_of_the_link(cast.coordinator)


def test_without_colleagues_what_was_sent_to_her_post_is_lost_as_the_page_said(cast):  # noqa: F811
    from communitylinkage.people import actions

    holder = Holder.objects.get(pk=cast.community.post.key_holder)
    record = vault.seal(plain=b"paper", holders=[holder], released=[holder])
    after = begin(cast.mentor)
    actions.let_in(
        membership=after.memberships.get(),
        by=member("first", "coordinator", cast.community),
        words=keys.four_words(bytes(after.public_key)),
        private_key=None,
        now=NOW,
    )
    private_key = vault_keys.open_account_key(NEW, accounts.key_of(after))
    opened = posts.key_of_post(holder=holder.pk, account=after, private_key=private_key)
    with pytest.raises(Locked):
        vault.open_record(record=record.pk, holder=holder.pk, private_key=opened)


def test_the_link_comes_by_a_neutral_letter_works_once_and_ends(cast, client):  # noqa: F811
    passwords.ask(email=cast.mentor.email, now=NOW)
    assert outbox.run_due(now=NOW) == 1
    letter = mail.outbox[-1]
    assert letter.to == [cast.mentor.email]
    for word in ("password", "violence", "victim", "mentor", "linkage"):
        assert word not in (letter.subject + letter.body).lower()
    token = letter.body.split()[-1].rstrip("/").rsplit("/", 1)[1]
    assert token not in str(list(PasswordLink.objects.values()))
    two_hours = datetime.timedelta(hours=2)
    assert passwords.open_link(token, NOW + two_hours) is None
    link = passwords.open_link(token, NOW)
    passwords.begin_again(link=link, password=NEW, again=NEW, code="", now=NOW)
    assert passwords.open_link(token, NOW) is None
    with pytest.raises(NotAllowed):
        passwords.begin_again(link=link, password=NEW, again=NEW, code="", now=NOW)


def test_a_letter_sent_again_holds_the_same_link(cast):  # noqa: F811
    passwords.ask(email=cast.mentor.email, now=NOW)
    task = Task.objects.get()
    from communitylinkage.people.mail import password_link

    assert password_link(task=task, now=NOW).text == password_link(task=task, now=NOW).text


def test_a_new_key_waits_and_the_old_one_opens_nothing(cast):  # noqa: F811
    holder = Holder.objects.get(pk=cast.professional.key_holder)
    hers = vault.seal(plain=b"hers", holders=[holder], released=[holder])
    old = key_of(cast.professional)
    after = begin(cast.professional)
    with pytest.raises(Locked):
        vault.open_record(record=hers.pk, holder=holder.pk, private_key=old)
    membership = after.memberships.get()
    assert (membership.state, membership.may_open) == ("awaiting", False)
    assert not posts.has_key(cast.service.post, after)
    assert bytes(after.public_key) != bytes(cast.professional.public_key)
    with pytest.raises(NotAllowed):
        signing_in.sign_in(email=after.email, password=PASSWORD, device="", now=NOW)
    assert signing_in.sign_in(email=after.email, password=NEW, device="", now=NOW)[0] == after


def test_a_colleague_lets_the_new_key_in_and_what_the_post_holds_opens_again(cast):  # noqa: F811
    from communitylinkage.people import actions

    holder = Holder.objects.get(pk=cast.service.post.key_holder)
    record = vault.seal(plain=b"paper", holders=[holder], released=[holder])
    after = begin(cast.professional)
    actions.let_in(
        membership=after.memberships.get(),
        by=cast.coordinator,
        words=keys.four_words(bytes(after.public_key)),
        private_key=key_of(cast.coordinator),
        now=NOW,
    )
    private_key = vault_keys.open_account_key(NEW, accounts.key_of(after))
    opened = posts.key_of_post(holder=holder.pk, account=after, private_key=private_key)
    assert vault.open_record(record=record.pk, holder=holder.pk, private_key=opened) == b"paper"


def test_who_reads_her_mail_alone_gets_no_further(cast):  # noqa: F811
    factor = signing_in.second_factor_of(cast.mentor)
    SecondFactor.objects.filter(pk=factor.pk).update(confirmed=True)
    account = Account.objects.get(pk=cast.mentor.pk)
    with pytest.raises(NotAllowed):
        begin(account, code="000000")
    seed = keys.open_seed(bytes(factor.sealed_seed))
    begin(account, code=totp.code_at(seed, totp.step_at(NOW)))


@pytest.mark.parametrize("token", ["forged", "x" * 500, "%00", "‮"])
def test_a_forged_link_is_a_page_that_does_not_exist(client, token):
    assert client.get(reverse("people:begin_again", args=[token])).status_code == 404


def test_the_page_of_the_link_signs_out_everywhere_and_leads_to_sign_in(cast, client):  # noqa: F811
    hers = client_of(cast.mentor)
    passwords.ask(email=cast.mentor.email, now=datetime.datetime.now(datetime.UTC))
    token = keys.link_token(PasswordLink.objects.get().pk)
    address = reverse("people:begin_again", args=[token])
    short = client.post(address, {"password": "short", "again": "short"}).content.decode()
    assert "longer password" in short
    assert 'value="short"' not in short
    answer = client.post(address, {"password": NEW, "again": NEW})
    assert answer.url == reverse("people:sign_in")
    assert hers.get(reverse("people:home")).status_code == 302


def test_the_letter_of_a_made_up_person_waits_as_a_file(cast, settings, tmp_path):  # noqa: F811
    settings.DEMO_LETTERS = tmp_path
    Account.objects.filter(pk=cast.mentor.pk).update(email="mentor@demo.invalid")
    passwords.ask(email="mentor@demo.invalid", now=NOW)
    outbox.run_due(now=NOW)
    assert mail.outbox == []
    assert len(list(tmp_path.iterdir())) == 1
