"""Files in a page: a preview first, then all or nothing; and only one's own."""

import copy
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import demo, interchange, taxonomy
from communitylinkage.directory.entries.models import Upload
from communitylinkage.directory.files import actions, upload
from communitylinkage.directory.hsds import Organization, Service, TaxonomyTerm
from communitylinkage.directory.interchange import TABLES
from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import client_of, make_cast
from communitylinkage.people.tests.once import _django_db_helper, once

__all__ = ["_django_db_helper", "once"]
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("files")]
ONE = "00000000-0000-4000-8000-000000000001"
HEAD = "id,name,description\n"


@pytest.fixture(scope="module")
def as_it_began(once):
    cast = make_cast()
    demo.load(timezone.now())
    cast.organization = Organization.objects.get(name="Luč (made up)")
    cast.service.listed_as = cast.organization.pk
    cast.service.save()
    return cast


@pytest.fixture
def ours(as_it_began, db):
    cast = copy.deepcopy(as_it_began)
    cast.browser = client_of(cast.coordinator)
    cast.keeper = client_of(cast.administrator)
    return cast


def send(browser, content, name="file"):
    if isinstance(content, str):
        content = content.encode()
    there = reverse("directory_files")
    return browser.post(there, {"file": SimpleUploadedFile(name, content)})


def read(preview):
    """What its button sends."""
    page = preview.content.decode()
    return dict(re.findall(r'type="hidden" name="(seen\w*)" value="(\w+)"', page))


def yes(browser, there, **ticked):
    """Looks at the preview and says yes to it."""
    return browser.post(there, read(browser.get(there)) | ticked)


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return out.getvalue()


def test_a_file_is_shown_first_and_written_after_a_yes(ours):
    answer = send(ours.keeper, f"{HEAD}{ONE},=1+1,d\n", "organizations.csv")
    assert answer.status_code == 302
    assert not Organization.objects.filter(pk=ONE).exists()
    page = ours.keeper.get(answer.url).content.decode()
    assert "1 row is added" in page
    assert "=1+1" in page
    assert yes(ours.keeper, answer.url).status_code == 302
    assert Organization.objects.get(pk=ONE).name == "=1+1"
    assert not Upload.objects.exists()
    assert Line.objects.filter(act="directory.imported").count() == 1
    assert ours.keeper.post(answer.url).status_code == 404


def test_what_goes_out_comes_in_again_and_changes_nothing(ours):
    for browser in (ours.keeper, ours.browser):
        for form in ("csv", "json"):
            out = browser.get(reverse("directory_export", kwargs={"form": form}))
            assert "attachment" in out.headers["Content-Disposition"]
            answer = send(browser, out.content)
            assert answer.status_code == 302, answer.content.decode()[:4000]
            page = browser.get(answer.url).content.decode()
            assert "is added" not in page
            assert "are added" not in page
            assert "changed</summary>" not in page
    assert browser.get(reverse("directory_export", kwargs={"form": "pdf"})).status_code == 404


def test_an_organisation_gives_out_its_own_rows_only(ours):
    out = ours.browser.get(reverse("directory_export", kwargs={"form": "json"}))
    assert [one["name"] for one in json.loads(out.content)["contents"]] == ["Luč (made up)"]
    out = ours.browser.get(reverse("directory_export", kwargs={"form": "csv"})).content
    with zipfile.ZipFile(io.BytesIO(out)) as packed:
        services = packed.read("services.csv").decode()
        everything = "".join(packed.read(name).decode() for name in packed.namelist())
    assert "Luč · Koper" in services
    assert "Pravica" not in everything


@pytest.mark.parametrize(
    "table", ["organizations", "services", "phones", "attributes", "taxonomies"]
)
def test_an_organisation_changes_nothing_of_others(ours, table):
    other = Service.objects.get(name="Pravica · Koper")
    mine = Service.objects.get(name="Luč · Koper")
    phone = other.phones.get()
    term = taxonomy.term_id("papers:no")
    text = {
        "organizations": f"{HEAD}{other.organization_id},Mine now,d\n",
        "services": f"id,organization_id,name\n{other.pk},{mine.organization_id},Mine now\n",
        "phones": f"id,service_id,number\n{phone.pk},{mine.pk},1\n",
        "attributes": f"id,link_id,taxonomy_term_id\n{ONE},{other.pk},{term}\n",
        "taxonomies": f"{HEAD}{taxonomy.term_id(taxonomy.NAME)},Mine now,d\n",
    }[table]
    before = interchange.export()
    answer = send(ours.browser, text, f"{table}.csv")
    assert "does not belong to your organisation" in answer.content.decode()
    assert not Upload.objects.exists()
    assert interchange.export() == before


def test_an_organisation_drops_its_own_rows_only_and_only_when_told(ours):
    kept = Service.objects.get(name="Luč · Koper")
    text = f"id,organization_id,name\n{kept.pk},{ours.organization.pk},Kept\n"
    count = Service.objects.count()
    answer = send(ours.browser, text, "services.csv")
    assert yes(ours.browser, answer.url).status_code == 302
    assert Service.objects.count() == count
    answer = send(ours.browser, text, "services.csv")
    assert "3 rows are not in the file" in ours.browser.get(answer.url).content.decode()
    assert yes(ours.browser, answer.url, drop="1").status_code == 302
    assert Service.objects.count() == count - 3
    assert Service.objects.filter(organization=ours.organization).get().name == "Kept"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("services.csv", b"", "empty"),
        ("services.csv", b"  \n ", "empty"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "neither CSV nor JSON"),
        ("text.csv", b"id\x00", "neither CSV nor JSON"),
        ("report.json", b"%PDF-1.7 something", "which table"),
        ("things.csv", b"a,b\n1,2\n", "which table"),
        ("file.json", b"{", "broken"),
        ("file.json", b"[" * 200_000, "broken"),
        ("file.json", b'{"a": 1}', "no record of HSDS"),
        ("services.csv", b"id,colour\n", "no such column"),
        ("services.csv", b'id,name\n"open', "not a CSV file"),
        ("x.zip", b"PK\x03\x04 broken", "ZIP file is broken"),
        ("x.zip", zipped({"readme.txt": "x"}), "no CSV file in the ZIP"),
        ("book.xlsx", zipped({"xl/workbook.xml": "x"}), "office document"),
        ("x.zip", zipped({"a/services.csv": "id\n", "b/services.csv": "id\n"}), "same name"),
        ("x.zip", zipped({f"{n}.csv": "" for n in range(70)}), "too many files"),
        ("x.zip", zipped({"services.csv": "x" * 20_000_001}), "larger than 20"),
        ("x.zip", zipped({"shops.csv": "id\n"}), "no such table"),
        ("large.csv", b"x" * (upload.LARGEST + 1), "larger than 5"),
    ],
)
def test_a_wrong_file_is_told_in_plain_words(ours, name, content, words):
    before = interchange.export()
    answer = send(ours.keeper, content, name)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Upload.objects.exists()
    assert interchange.export() == before


def test_no_file_at_all_is_told(ours):
    answer = ours.keeper.post(reverse("directory_files"))
    assert "Please choose a file" in answer.content.decode()


def test_a_fault_is_named_by_table_row_and_column(ours):
    page = send(ours.keeper, f"{HEAD}nonsense,N,d\n", "organizations.csv").content.decode()
    assert "1 thing cannot be taken" in page
    assert '<bdi dir="ltr">organizations</bdi> · row 2 · column <bdi dir="ltr">id</bdi>' in page


def test_one_csv_file_is_known_by_its_columns(ours):
    text = f"id,organization_id,program_id,name,assured_date\n{ONE},{ours.organization.pk},,New,\n"
    assert send(ours.keeper, text, "export (1).csv").status_code == 302


def test_nothing_is_written_when_the_directory_changed_meanwhile(ours):
    text = f"id,organization_id,name\n{ONE},{ours.organization.pk},New\n"
    answer = send(ours.browser, text, "services.csv")
    ours.service.listed_as = None
    ours.service.save()
    page = ours.browser.post(answer.url).content.decode()
    assert "does not belong to your organisation" in page
    assert not Service.objects.filter(pk=ONE).exists()


@pytest.mark.parametrize("drop", [{}, {"drop": "1"}])
def test_what_a_colleague_published_after_the_preview_is_not_overwritten_unseen(ours, drop):
    kept = Service.objects.get(name="Luč · Koper")
    text = f"id,organization_id,name\n{kept.pk},{ours.organization.pk},From the file\n"
    there = send(ours.browser, text, "services.csv").url
    seen = read(ours.browser.get(there))
    Service.objects.filter(pk=kept.pk).update(name="From a colleague")
    before = interchange.export()
    page = ours.browser.post(there, seen | drop).content.decode()
    assert "The directory has changed since you looked. Nothing was written" in page
    assert "From a colleague" in page
    assert interchange.export() == before
    assert Upload.objects.exists()
    assert yes(ours.browser, there, **drop).status_code == 302
    assert Service.objects.get(pk=kept.pk).name == "From the file"


@pytest.mark.parametrize("what", ["a new entry", "a changed entry"])
def test_what_a_colleague_published_after_the_preview_is_not_dropped_unseen(ours, what):
    kept = Service.objects.get(name="Luč · Koper")
    text = f"id,organization_id,name\n{kept.pk},{ours.organization.pk},Kept\n"
    there = send(ours.browser, text, "services.csv").url
    seen = read(ours.browser.get(there))
    if what == "a new entry":
        Service.objects.create(pk=ONE, organization=ours.organization, name="New", status="active")
    else:
        others = Service.objects.filter(organization=ours.organization).exclude(pk=kept.pk)
        Service.objects.filter(pk=others[0].pk).update(description="Now also at night")
    before = interchange.export()
    page = ours.browser.post(there, seen | {"drop": "1"}).content.decode()
    assert "The directory has changed since you looked. Nothing was written" in page
    assert interchange.export() == before
    # Where nothing is dropped, what the file does not touch may change as it likes.
    assert ours.browser.post(there, seen).status_code == 302


def test_a_file_waits_half_an_hour_and_for_its_owner_only(ours):
    answer = send(ours.keeper, f"{HEAD}{ONE},N,d\n", "organizations.csv")
    for stranger in (ours.browser, client_of(ours.stranger), client_of(ours.mentor)):
        assert stranger.post(answer.url).status_code == 404
    Upload.objects.update(made_at=timezone.now() - timedelta(minutes=31))
    assert ours.keeper.post(answer.url).status_code == 404
    assert actions.sweep(now=timezone.now()) == 1
    assert not Organization.objects.filter(pk=ONE).exists()


@pytest.mark.parametrize("role", ["mentor", "professional", "lead"])
def test_who_keeps_no_entries_finds_no_files(ours, role):
    browser = client_of(getattr(ours, role))
    assert browser.get(reverse("directory_files")).status_code == 404
    assert send(browser, f"{HEAD}{ONE},N,d\n", "organizations.csv").status_code == 404
    assert browser.get(reverse("directory_export", kwargs={"form": "csv"})).status_code == 404


def test_an_exact_place_of_a_secret_service_does_not_even_wait(ours):
    shelter = Service.objects.get(name="Luč · Koper")
    area = shelter.service_areas.get()
    extent = json.dumps({"type": "Point", "coordinates": [13.731239, 45.543217]}).replace('"', '""')
    text = f'id,service_id,extent\n{area.pk},{shelter.pk},"{extent}"\n'
    answer = send(ours.browser, text, "service_areas.csv")
    waiting = str(Upload.objects.values_list("rows", flat=True))
    yes(ours.browser, answer.url)
    for sign in ("13.731239", "45.543217"):
        assert sign not in waiting + str(interchange.export())


def test_terms_of_others_are_taken_by_the_keeper_of_the_site(ours):
    text = f"id,code,name,description,taxonomy\n{ONE},x,x,x,other\n"
    answer = send(ours.keeper, text, "taxonomy_terms.csv")
    yes(ours.keeper, answer.url)
    assert TaxonomyTerm.objects.filter(pk=ONE).exists()


def test_the_preview_says_what_stands_there_now_and_what_would(ours):
    kept = Service.objects.get(name="Luč · Koper")
    text = f"id,organization_id,name\n{kept.pk},{ours.organization.pk},Another name\n"
    page = ours.browser.get(send(ours.browser, text, "services.csv").url).content.decode()
    now, then = ">Luč · Koper</bdi><br>", ">Another name</bdi></dd>"
    assert page.index("now:") < page.index(now) < page.index("then:") < page.index(then)


def test_a_table_can_begin_empty(ours):
    answer = ours.browser.get(reverse("directory_export", kwargs={"form": "empty"}))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert len(packed.namelist()) == len(TABLES)
        rows = packed.read("services.csv").decode().splitlines()
    assert len(rows) == 1
    assert rows[0].startswith("id,")
    page = ours.browser.get(reverse("directory_files")).content.decode()
    assert all(f"{table}.csv" in page for table in TABLES)
