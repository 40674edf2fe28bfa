import pytest

WORDS = {
    "es": "Ninguna persona ha revisado todavía esta traducción.",
    "ar": "لم يراجع أحد هذه الترجمة بعد.",
}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "ar"])
def test_a_page_in_a_draft_language_says_so(client, language):
    assert WORDS[language] in client.get(f"/{language}/").content.decode()


@pytest.mark.django_db
def test_the_source_language_is_no_draft(client):
    assert "checked this translation" not in client.get("/en/").content.decode()
