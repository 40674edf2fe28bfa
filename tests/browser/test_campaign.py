"""A campaign on a phone: written, approved by a second person, printed, counted, explained."""

from datetime import date

import pytest

from communitylinkage.campaign import approving
from communitylinkage.campaign.models import (
    Campaign,
    Channel,
    Figure,
    ShortAddress,
    Version,
    Visits,
)
from communitylinkage.campaign.rules.states import State
from communitylinkage.campaign.tests import cast as made
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from tests.browser.looking import Looking
from tests.browser.pressing import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 360), ("en", 1280)])
def test_from_a_message_to_people_who_were_reached(
    live_server, chromium, open_page, hurdles, cast, language, width  # noqa: F811
):  # fmt: skip
    made.programme_of(cast.service, cast.other)

    here = Looking(live_server, chromium, hurdles, story="campaign", language=language,
                   width=width)  # fmt: skip
    look, go, signed_in = here.look, here.go, here.signed_in

    def send(page):
        press(page.locator("main form button").last)

    ours, second = signed_in(cast.coordinator), signed_in(cast.lead)
    go(ours, "campaigns_ours")
    go(ours, "campaign_new")
    send(ours)
    look("new-wrong", ours)
    ours.fill("#id_name", "Somebody listens")
    ours.fill("#id_first", "2026-03-01")
    ours.fill("#id_last", "2026-06-30")
    send(ours)
    row = Campaign.objects.get()
    for code, words in (("en", made.ENGLISH), ("ar", made.ARABIC)):
        go(ours, "campaign_message", row.reference)
        ours.select_option("#id_language", code)
        ours.fill("#id_headline", words.headline)
        ours.fill("#id_body", words.body)
        ours.fill("#id_call", words.call)
        send(ours)
    go(ours, "campaign_material_new", row.reference)
    ours.fill("#id_name", "Poster of the spring")
    send(ours)
    version = Version.objects.get()
    look("draft", ours)
    press(ours.locator("#act-submit"))
    assert not ours.locator("#act-approve").count()
    go(second, "campaign_material", row.reference, version.material_id)
    press(second.locator("#act-approve"))
    version.refresh_from_db()
    assert version.state == State.APPROVED

    go(ours, "campaign_addresses", row.reference)
    ours.select_option("#id_material", str(version.material_id))
    ours.select_option("#id_country", "ES")
    ours.select_option("#id_language", "ar")
    ours.check("input[name=target][value=other]")
    ours.fill("#id_page", "https://evil.example/")
    send(ours)
    look("address-wrong", ours)
    ours.fill("#id_page", "/en/practices/")
    send(ours)
    address = ShortAddress.objects.get()
    look("address", ours)

    outside = open_page(live_server.url, "small phone")
    outside.set_extra_http_headers({"user-agent": made.PHONE})
    outside.goto(f"{live_server.url}/go/{address.code.lower()}/")
    assert made.ARABIC.headline in outside.inner_text("main")
    look("go", outside)
    assert Visits.objects.get().number == 1
    press(outside.locator("main a.button"))
    assert outside.url == f"{live_server.url}/ar/practices/"
    go(outside, "campaigns")
    go(outside, "campaign", row.reference)
    outside.evaluate("document.querySelector('main details').open = true")
    # Each for one's own printer and for a printer's shop.
    assert outside.locator("main details a").count() == 4
    look("campaign-open", outside)
    assert not outside.context.cookies()
    go(ours, "campaign_address", row.reference, address.code)
    assert ours.locator("svg.bars rect").count() == 1

    go(ours, "campaign_calendar", row.reference)
    ours.fill("#id_day", "2026-03-02")
    ours.fill("#id_what", "First picture")
    send(ours)
    press(ours.locator("form[action$='/out/'] button"))
    look("calendar-out", ours)

    go(ours, "campaign_channel_new", row.reference)
    ours.fill("#id_name", "Social network, Spain")
    ours.select_option("#id_side", "population")
    ours.select_option("#id_how", "reported")
    ours.fill("#id_margin", "10")
    ours.fill("#id_times", "1")
    ours.fill("#id_method", "As the platform exports it.")
    send(ours)
    channel = Channel.objects.get()
    go(ours, "campaign_import", row.reference, channel.pk)
    text = "Date,Reach\n2026-03-01,1200\n2026-03-02,many\n03/04/2026,7\n"
    ours.set_input_files(
        "#id_file", {"name": "r.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    send(ours)
    look("export-wrong", ours)
    assert ours.locator("main table").first.locator("tbody tr").count() == 2
    go(ours, "campaign_import", row.reference, channel.pk)
    good = "Date,Reach\n2026-03-01,1200\n2026-03-02,1800\n"
    ours.set_input_files(
        "#id_file", {"name": "r.csv", "mimeType": "text/csv", "buffer": good.encode()}
    )
    send(ours)
    look("export", ours)
    assert not Figure.objects.exists()
    press(ours.locator("button[name=yes]"))
    assert Figure.objects.count() == 2
    look("channel", ours)
    go(ours, "campaign_figure_new", row.reference, channel.pk)

    by = cast.coordinator.pk
    door = made.reached(row, by, 260, name="Evenings in community centres")
    made.reached(row, by, 40, name="Training days", side="stakeholders")
    go(ours, "campaign_overlap_new", row.reference, channel.pk)
    ours.check(f"input[name=others][value='{door.pk}']")
    ours.fill("#id_most", "100")
    ours.fill("#id_reason", "Of ten people asked at the door, three had seen it there.")
    send(ours)
    look("overlap", ours)
    go(ours, "campaign_reach", row.reference)
    assert ours.locator("svg.bars").count() == 2
    go(ours, "campaign_work", row.reference)
    approving.withdraw(version=version, reason="Misprint.", by=by, now=made.NOW)
    go(ours, "campaign_material", row.reference, version.material_id)
    assert Visits.objects.get().day >= date(2026, 1, 1)
    ours.context.close()
    second.context.close()
