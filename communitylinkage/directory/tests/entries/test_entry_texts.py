"""The texts of an entry in further languages."""

import pytest
from django.urls import reverse

from communitylinkage.directory import interchange
from communitylinkage.directory.entries.models import EntryVersion
from communitylinkage.directory.tests.entries_house import address, sent, written

pytestmark = pytest.mark.django_db


def test_words_in_another_language_are_shown_to_her_who_reads_it(ours):
    number = written(ours)
    page = ours.browser.get(address("entry_texts", number)).content.decode()
    assert "español" in page
    there = address("entry_texts", number) + "?language=ar"
    sent(ours, there, {"description": "نحن نستمع.", "name": ""})
    ours.browser.post(address("entry_publish", number))
    card = reverse("service", kwargs={"number": number})
    arabic = ours.browser.get(card.replace("/en/", "/ar/")).content.decode()
    assert '<bdi lang="ar" dir="rtl">نحن نستمع.</bdi>' in arabic
    assert '<bdi lang="en" dir="ltr">Our house</bdi>' in arabic
    spanish = ours.browser.get(card.replace("/en/", "/es/")).content.decode()
    assert '<bdi lang="en" dir="ltr">We listen.</bdi> <span class="state">' in spanish
    assert '<span class="state">' not in ours.browser.get(card).content.decode()
    # It goes out and comes back with the files of the standard.
    files = interchange.export()
    assert "نحن نستمع." in files["attributes"]
    sent(ours, there, {"description": ""})
    ours.browser.post(address("entry_publish", number))
    assert "نحن نستمع." not in interchange.export()["attributes"]


@pytest.mark.parametrize("language", ["", "xx", "en", "<script>"])
def test_a_language_that_is_none_is_asked_again(ours, language):
    number = written(ours)
    answer = ours.browser.post(
        address("entry_texts", number) + f"?language={language}", {"name": "x"}
    )
    assert answer.status_code == 200
    assert not EntryVersion.objects.filter(published_at=None).exists()
