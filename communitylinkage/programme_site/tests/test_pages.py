"""A programme's pages: what anybody reads, what a coordinator writes, and strangers."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from communitylinkage.advocacy.tests import cast as advocacy
from communitylinkage.campaign.models import Campaign
from communitylinkage.campaign.tests import cast as campaigns
from communitylinkage.events.tests import cast as events
from communitylinkage.organisations.models import Partnership
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.practices.tests import cast as practices
from communitylinkage.programme_site import actions, composing
from communitylinkage.programme_site.models import Page, Version
from communitylinkage.programme_site.rules.states import Kind
from communitylinkage.programme_site.tests import cast as made
from communitylinkage.programme_site.tests.cast import BODY, TITLE, now

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def page(name, *arguments, client=None, query="", language="en"):
    with translation.override(language):
        address = reverse(name, args=arguments)
    answer = (client or Client()).get(address + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def the_work(programme, kind="about", number=0):
    return reverse("programme_page", args=[programme.pk, kind, number])


def act(programme, name, kind="about", number=0):
    return reverse("programme_act", args=[programme.pk, kind, number, name])


def test_before_anything_is_said_the_page_says_so_and_leads_on():
    told = page("programme")
    assert "has not said anything about itself" in told
    assert reverse("practices") in told


def test_written_looked_at_published_and_gone_back_to_in_the_page(cast):
    programme, client = made.a_programme(cast.service), client_of(cast.coordinator)
    work = the_work(programme)
    client.post(work, {"title": TITLE, "body": BODY})
    assert "has not said anything" in page("programme"), "a draft"
    preview = reverse("programme_preview", args=[programme.pk, "about", 0, 1])
    looked = client.get(preview).content.decode()
    assert "<h2>A heading</h2>" in looked
    assert "as everybody would read it: Draft" in looked
    assert "act-publish" in client.get(work).content.decode()
    client.post(act(programme, "publish"))
    told = page("programme_of", "the-link")
    for words in (TITLE, "<h2>A heading</h2>", "<li>a point</li>", 'href="https://example.org/a"'):
        assert words in told, words
    client.post(work, {"title": "Second words", "body": BODY})
    client.post(act(programme, "publish"))
    assert "Second words" in page("programme")
    client.post(reverse("programme_back", args=[programme.pk, "about", 0, 1]))
    assert TITLE in page("programme")
    client.post(act(programme, "take_down"))
    assert Client().get(reverse("programme_of", args=["the-link"])).status_code == 404


def test_a_text_that_is_missing_in_the_readers_language_is_marked(cast):
    by = cast.coordinator.pk
    programme = made.a_programme(cast.service)
    about = made.published(programme, by)
    made.published(programme, by, kind=Kind.NEWS, title="First news")
    assert "not in your language" not in page("programme_of", "the-link")
    arabic = page("programme_of", "the-link", language="ar")
    assert '<bdi lang="en">English</bdi></p>' in arabic
    assert 'dir="ltr"' in arabic
    made.written(about, by, title="ربط الخدمات", body="كلمات", language="ar")
    actions.publish(page=about, by=by, now=now())
    arabic = page("programme_of", "the-link", language="ar")
    assert "ربط الخدمات" in arabic
    assert '<bdi lang="en">English</bdi></p>' not in arabic
    assert 'First news</span></a><br><span class="quiet">' in arabic
    assert '<bdi lang="en">English</bdi></span>' in arabic, "the line of news is marked"
    overview = page("programme_pages", client=client_of(cast.coordinator))
    assert "Missing in:" in overview


def test_partners_results_and_campaign_have_pages(cast):
    by = cast.coordinator.pk
    programme = made.a_programme(cast.service)
    Partnership.objects.create(programme=programme, organisation=cast.other, role="partner")
    made.published(programme, by)
    partners = page("programme_section", "the-link", "partners")
    assert partners.index("Service") < partners.index(cast.other.name)
    assert "Practices published" in page("programme_section", "the-link", "results")
    campaign = reverse("programme_section", args=["the-link", "campaign"])
    assert Client().get(campaign).status_code == 404
    assert campaign not in page("programme_of", "the-link")
    made.published(programme, by, kind=Kind.CAMPAIGN, title="Ask your neighbour")
    assert "Ask your neighbour" in page("programme_section", "the-link", "campaign")
    for nothing in ("about", "news", "x"):
        found = Client().get(f"/en/programme/the-link/{nothing}/")
        assert (found.status_code == 200) == (nothing == "news")


def test_what_is_next_stands_on_the_page_of_the_programme(cast):
    by = cast.coordinator.pk
    programme = made.a_programme(cast.service)
    made.published(programme, by)
    assert "Nothing is planned just now." in page("programme_of", "the-link")
    begins = made.now() + timedelta(days=9)
    row = events.an_event(cast.service, by, now=made.now(), begins=begins)
    hidden = events.an_event(cast.service, by, now=made.now(), begins=begins, audience="invited")
    text = page("programme_of", "the-link")
    assert reverse("event", args=[row.reference]) in text
    assert hidden.reference not in text
    assert reverse("event", args=[row.reference]) in Client().get("/sitemap.xml").content.decode()


def test_a_page_shows_and_counts_what_its_own_programme_did(cast):
    by = cast.coordinator.pk
    ours = made.a_programme(cast.service)
    theirs = made.a_programme(cast.other, number="p-2", name="The Bridge", begun=5)
    for programme in (ours, theirs):
        made.published(programme, by)
        made.published(programme, by, kind=Kind.RESULTS)
    begins = made.now() + timedelta(days=9)
    event = events.an_event(cast.service, by, now=made.now(), begins=begins)
    practice = practices.published(cast.service, by).practice
    practices.adopted(practice.versions.get(), cast.other, by)
    demand = advocacy.asked(cast.service, by)
    advocacy.promised(demand, by)
    row = campaigns.begun(cast.service, by)
    Campaign.objects.filter(pk=row.pk).update(programme=ours)
    row.refresh_from_db()
    campaigns.approved(row, by)
    made_here = {"event": event, "practice": practice, "demand": demand, "campaign": row}
    shown = [reverse(name, args=[one.reference]) for name, one in made_here.items()]
    assert [one in page("programme_of", "the-link") for one in shown] == [True] * 4
    assert [one in page("programme_of", "the-bridge") for one in shown] == [False] * 4
    counted = [
        [one.number for one in composing.figures(programme, made.now())]
        for programme in (ours, theirs)
    ]
    assert counted == [[1, 1, 1, 0], [0, 0, 0, 0]]


def test_the_emblem_its_sentence_and_the_disclaimer_stand_on_each_page_in_its_language(cast):
    by = cast.coordinator.pk
    programme = made.a_programme(cast.service)
    made.published(programme, by)
    for name, more in (("programme_of", ()), ("programme_section", ("results",)),
                       ("programme_news", ())):  # fmt: skip
        told = page(name, "the-link", *more)
        assert 'fill="#003399"' in told
        assert "Co-funded by the European Union" in told
        assert "do not necessarily reflect those of the European Union or the granting" in told
    client = client_of(cast.coordinator)
    client.post(
        reverse("programme_funding", args=[programme.pk]),
        {"funding": "eu", "authority": "the European Commission"},
    )
    told = page("programme_of", "the-link")
    assert "<strong>Funded by the European Union</strong>" in told
    assert "European Union or the European Commission." in told
    client.post(reverse("programme_funding", args=[programme.pk]), {"funding": "other"})
    told = page("programme_of", "the-link")
    assert "#003399" not in told
    assert "Paid for by: A fund" in told


def test_every_page_has_the_neutral_title_the_exit_and_no_cookie(cast):
    by = cast.coordinator.pk
    programme = made.a_programme(cast.service)
    made.published(programme, by)
    made.published(programme, by, kind=Kind.NEWS)
    for address in ("/en/programme/", "/en/programme/the-link/", "/en/programme/the-link/results/",
                    "/en/programme/the-link/news/", "/en/programme/the-link/news/1/"):  # fmt: skip
        answer = Client().get(address)
        told = answer.content.decode()
        assert "<title>Information</title>" in told, address
        assert 'id="quick-exit"' in told
        assert not answer.cookies


def test_what_is_typed_cannot_become_markup(cast):
    by = cast.coordinator.pk
    programme = made.a_programme(cast.service)
    made.published(
        programme, by, title="<b>x</b>", body="<script>a</script>\n- javascript:alert(1)"
    )
    told = page("programme_of", "the-link")
    assert "&lt;script&gt;" in told
    assert "<b>x</b>" not in told
    assert 'href="javascript' not in told


@pytest.mark.parametrize(("name", "kind"), [("programme_rss", "rss"), ("programme_atom", "feed")])
def test_news_comes_as_a_feed_and_each_piece_keeps_its_name_in_every_language(cast, name, kind):
    by = cast.coordinator.pk
    programme = made.a_programme(cast.service)
    made.published(programme, by)
    made.published(programme, by, kind=Kind.NEWS, title="First & news")
    english, arabic = (page(name, "the-link", language=code) for code in ("en", "ar"))
    assert f"<{kind}" in english
    assert "First &amp; news" in english
    guid = f"{settings.SITE_ADDRESS}/programme/the-link/news/1/"
    assert guid in english
    assert guid in arabic
    assert f"{settings.SITE_ADDRESS}/ar/programme/the-link/news/1/" in arabic
    assert "English. First words." in arabic, "marked"


def test_news_is_written_and_read(cast):
    programme, client = made.a_programme(cast.service), client_of(cast.lead)
    made.published(programme, cast.lead.pk)
    address = reverse("programme_news_new", args=[programme.pk])
    wrong = client.post(address, {"language": "en", "title": "", "body": "Kept words"})
    assert 'id="id_title_error"' in wrong.content.decode()
    assert "Kept words" in wrong.content.decode()
    client.post(address, {"language": "en", "title": "We begin", "body": "Soon."})
    assert Page.objects.get(kind="news").number == 1
    assert "We begin" not in page("programme_news", "the-link")
    client.post(act(programme, "publish", "news", 1))
    assert "We begin" in page("programme_news", "the-link")
    assert "Soon." in page("programme_news_item", "the-link", 1)


def test_who_takes_no_part_finds_no_page_to_write(cast):
    programme = made.a_programme(cast.service)
    made.published(programme, cast.coordinator.pk)
    stranger = client_of(cast.stranger)
    for address in (
        the_work(programme), act(programme, "take_down"),
        reverse("programme_back", args=[programme.pk, "about", 0, 1]),
        reverse("programme_preview", args=[programme.pk, "about", 0, 1]),
        reverse("programme_news_new", args=[programme.pk]),
        reverse("programme_funding", args=[programme.pk]),
    ):  # fmt: skip
        assert stranger.get(address).status_code in {404, 405}, address
        assert stranger.post(address, {"title": "x", "body": "x"}).status_code in {404, 405}
    assert Version.objects.get().state == "published"
    assert client_of(cast.mentor).get(reverse("programme_pages")).status_code == 404


def test_a_page_leads_search_engines_to_the_languages_in_which_it_is_written(cast):
    by = cast.coordinator.pk
    about = made.published(made.a_programme(cast.service), by)
    made.written(about, by, title="Enlace", language="es")
    actions.publish(page=about, by=by, now=now())
    site = settings.SITE_ADDRESS
    told = page("programme_of", "the-link", language="es")
    assert f'rel="canonical" href="{site}/es/programme/the-link/"' in told
    found = set(re.findall(r'hreflang="([\w-]+)" href="([^"]+)"', told.split("</head>")[0]))
    assert found == {
        ("en", f"{site}/en/programme/the-link/"),
        ("es", f"{site}/es/programme/the-link/"),
        ("x-default", f"{site}/programme/the-link/"),
    }
    arabic = page("programme_of", "the-link", language="ar")
    assert f'rel="canonical" href="{site}/en/programme/the-link/"' in arabic
