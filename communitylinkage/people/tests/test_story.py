"""The keys' story through the pages, with real sign-ins: the cookie and the session do it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people import demo, keys, posts, signing_in, totp
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.posts import has_key
from communitylinkage.vault.models import Holder

pytestmark = pytest.mark.django_db
NEW = {"name": "Ana", "password": "a password of hers", "again": "a password of hers"}


def signed_in(email, password):
    client = Client()
    client.post(reverse("people:sign_in"), {"email": email, "password": password})
    factor = signing_in.second_factor_of(Account.objects.get(email=email))
    seed = keys.open_seed(bytes(factor.sealed_seed))
    code = totp.code_at(seed, totp.step_at(timezone.now()))
    client.post(reverse("people:second"), {"code": code})
    assert client.get(reverse("people:home")).status_code == 200
    return client


def test_from_an_invitation_to_the_new_key_after_somebody_left():
    demo.load(timezone.now())
    coordinator = signed_in("coordinator.it@demo.invalid", demo.PASSWORD)
    here = Membership.objects.get(account__email="coordinator.it@demo.invalid").organisation
    said = {"email": "ana@example.org", "role": "professional", "organisation": here.pk}
    link = coordinator.post(reverse("people:colleagues"), said).context["link"]
    Client().post(link.removeprefix("http://testserver"), NEW)
    ana = signed_in("ana@example.org", NEW["password"])
    hers = Membership.objects.get(account__email="ana@example.org")
    words = keys.four_words(bytes(hers.account.public_key))
    assert words in ana.get(reverse("people:home")).content.decode()
    let_in = {"words": words, "heard": "on"}
    coordinator.post(reverse("people:let_in", args=[hers.pk]), let_in)
    post = posts.Post.objects.get(organisation=here)
    assert has_key(post, hers.account)

    before = bytes(Holder.objects.get(pk=post.key_holder).public_key)
    leaver = Membership.objects.get(account__email="professional.it@demo.invalid")
    coordinator.post(reverse("people:leave", args=[leaver.pk]))
    assert bytes(Holder.objects.get(pk=post.key_holder).public_key) != before
    assert not has_key(post, leaver.account)
    assert has_key(post, hers.account)

    # A browser that lost the cookie of her key is told what to do; the leaver is out all the same.
    del coordinator.cookies["key"]
    coordinator.post(reverse("people:leave", args=[hers.pk]))
    post.refresh_from_db()
    assert post.needs_key_since
    address = reverse("people:post_key", args=[post.pk])
    assert address in coordinator.get(reverse("people:home")).content.decode()
    assert b"sign in again" in coordinator.post(address).content


def test_the_four_countries_have_people_of_each_kind():
    demo.load(timezone.now())
    for country in ("ES", "IT", "GR", "SI"):
        found = Membership.objects.filter(organisation__country=country, state="active")
        assert {"mentor", "professional", "coordinator"} <= {m.role for m in found}
    for post in posts.Post.objects.all():
        assert posts.openers(post.organisation_id)
        assert posts.anybody_has_key(post)
