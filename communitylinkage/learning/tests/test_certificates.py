"""An award hands out a certificate that anybody can check: on paper, as a file, years later."""

import io
import json
from base64 import urlsafe_b64decode
from datetime import timedelta

import pikepdf
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.certificates import actions as certificates
from communitylinkage.certificates import queries
from communitylinkage.certificates.models import Certificate, KeyPair
from communitylinkage.certificates.rules import NotGivenError
from communitylinkage.credentials import Standing, Why, read_keys, verify
from communitylinkage.learning import links
from communitylinkage.learning.chain import actions
from communitylinkage.learning.courses import actions as courses
from communitylinkage.learning.joining import actions as people
from communitylinkage.learning.links import Purpose
from communitylinkage.learning.models import Award
from communitylinkage.learning.rules import codes
from communitylinkage.learning.tests.school import DAY, again, school  # noqa: F401
from communitylinkage.outbox import actions as outbox
from communitylinkage.people.tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(school):  # noqa: F811
    """Pages read the clock, so everything happens by the clock."""
    school.now = timezone.now()
    return school.now


def seat_of(award):
    return award.cohort.enrolments.get(learner=award.learner)


def hers(award, what=""):
    token = links.token(seat_of(award).pk, Purpose.SEAT)
    return reverse("my_certificate", args=[token, what]) if what else reverse(
        "my_seat", args=[token])  # fmt: skip


def offline(file, now, name=None, number=1):
    """As somebody checks it who has nothing but the file, the keys and the list."""
    keys = read_keys(json.dumps(queries.key_set()))
    status = certificates.signed_list(number=number, now=now)
    return verify(file, keys, now=now, status=status, name=name)


def rename(row, name, now, by):
    told = {one: getattr(row, one) for one in people.Known.__slots__}
    return people.write(learner=row, organisation=row.organisation_id, account=row.account,
                        known=people.Known(**told | {"name": name}), by=by, now=now)  # fmt: skip


def test_what_is_awarded_is_a_credential_that_stands_offline_for_her_name_only(school, now):  # noqa: F811
    award = school.trained("Inés Vidal")
    found = offline(award.credential.credential, now, "ines vidal")
    assert found.standing == Standing.STANDS
    assert (found.achievement, found.given_by) == ("A course for professionals", "Service")
    assert found.day == award.day.isoformat()
    assert offline(award.credential.credential, now, "Ivo").why == Why.OTHER_NAME
    said = found.payload["credentialSubject"]["achievement"]["criteria"]["narrative"]
    assert said == "Hours attended: 2. Asked for: at least 80 of 100 hours of the course."


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "دورة المرشدات"), ("uk", "A course for mentors")]
)
def test_it_speaks_her_language_where_the_course_and_we_do(school, now, language, title):  # noqa: F811
    course = school.course("mentors")
    courses.keep_text(
        course=course, module=None, language="ar", title="دورة المرشدات", body="", by=school.by,
        now=now,
    )  # fmt: skip
    row = school.seat(
        school.group(course), school.person("Amal", language=language, track="mentors")
    )
    school.held(row.cohort, [row.learner])
    award = actions.award(enrolment=row, day=now.date(), by=school.by, now=now)
    assert offline(award.credential.credential, now, "Amal").achievement == title


def test_both_pages_hand_out_the_paper_and_the_file(school, now):  # noqa: F811
    award = school.trained("Ines")
    keeper = client_of(school.cast.coordinator)
    page = keeper.get(reverse("award", args=[award.pk])).content.decode()
    assert "It is valid" in page
    for browser, address in (
        (keeper, lambda what: reverse("award_out", args=[award.pk, what])),
        (Client(), lambda what: hers(award, what)),
    ):
        paper, file = browser.get(address("paper")), browser.get(address("file"))
        with pikepdf.open(io.BytesIO(paper.content)) as pdf:
            assert len(pdf.pages) == 1
        assert offline(file.content, now, "Ines").standing == Standing.STANDS
        for answer, end in ((paper, "pdf"), (file, "jwt")):
            assert answer["Content-Disposition"] == f'attachment; filename="certificate.{end}"'
            assert "no-store" in answer["Cache-Control"]
        assert browser.get(address("else")).status_code == 404
    her_page = Client().get(hers(award))
    assert "Your certificate" in her_page.content.decode()
    assert not her_page.cookies


def test_before_she_has_one_her_page_says_nothing_of_it_and_hands_nothing_out(school, now):  # noqa: F811
    award = school.trained("Ines")
    other = school.seat(award.cohort, school.person("Ivo"))
    token = links.token(other.pk, Purpose.SEAT)
    assert "Your certificate" not in Client().get(reverse("my_seat", args=[token])).content.decode()
    assert Client().get(reverse("my_certificate", args=[token, "file"])).status_code == 404


def test_her_two_records_lead_to_her_certificate(school, now):  # noqa: F811
    award = school.trained("Ines")
    twin = school.seat(award.cohort, school.person("Ines V."))
    people.merge(kept=twin.learner, gone=award.learner, by=school.by, now=now)
    token = links.token(twin.pk, Purpose.SEAT)
    file = Client().get(reverse("my_certificate", args=[token, "file"])).content
    assert offline(file, now, "Ines").standing == Standing.STANDS


@pytest.mark.parametrize(
    ("why", "reason"), [("mistake", "mistake"), ("conduct", "ended"), ("asked", "asked")]
)
def test_taking_back_the_award_takes_the_certificate_back_for_everybody(school, now, why, reason):  # noqa: F811
    award = school.trained("Ines")
    file = award.credential.credential
    client_of(school.cast.coordinator).post(reverse("award_revoke", args=[award.pk]), {"why": why})
    assert again(award.credential).reason == reason
    assert offline(file, now).standing == Standing.REVOKED
    assert "taken back" in Client().post(reverse("check"), {"text": file}).content.decode()
    assert Client().get(hers(award, "file")).status_code == 404
    assert "It is not valid any more" in Client().get(hers(award)).content.decode()
    keeper = client_of(school.cast.coordinator)
    assert keeper.get(reverse("award_out", args=[award.pk, "paper"])).status_code == 404


def test_a_corrected_name_makes_it_anew_and_takes_the_old_one_back(school, now):  # noqa: F811
    award = school.trained("Ines")
    old = award.credential
    people.write(
        learner=award.learner, organisation=award.learner.organisation_id, account=None,
        known=people.Known("Inês Vidal", "ines@example.org", "", "en", "ES", "professionals", ""),
        by=school.by, now=now,
    )  # fmt: skip
    new = again(award).credential
    assert (new.pk != old.pk, again(old).reason) == (True, "replaced")
    assert offline(new.credential, now, "Ines Vidal").standing == Standing.STANDS
    assert offline(old.credential, now).standing == Standing.REVOKED
    assert offline(new.credential, now).day == award.day.isoformat()
    outbox.run_due(now=now)
    (letter,) = mail.outbox
    assert "made anew" in letter.body
    assert "certificate" not in letter.subject.lower()


def test_an_accent_more_is_the_same_name_and_makes_nothing_anew(school, now):  # noqa: F811
    award = school.trained("Ines")
    rename(award.learner, "INÉS", now, school.by)
    assert again(award).credential_id == award.credential_id


def test_the_paper_is_not_printed_for_an_erased_name_and_a_name_given_back_keeps_it(school, now):  # noqa: F811
    award = school.trained("Ines")
    people.forget(learner=award.learner, by=school.by, now=now)
    keeper = client_of(school.cast.coordinator)
    page = keeper.get(reverse("award", args=[award.pk])).content.decode()
    assert "a name that is not kept here any more" in page
    assert keeper.get(reverse("award_out", args=[award.pk, "paper"])).status_code == 404
    assert keeper.get(reverse("award_out", args=[award.pk, "file"])).status_code == 200
    assert Client().get(hers(award, "paper")).status_code == 404
    rename(again(award.learner), "Ines", now, school.by)
    assert again(award).credential_id == award.credential_id


def test_a_name_without_letters_is_said_beside_the_seat_and_nothing_is_given(school, now):  # noqa: F811
    group = school.group(school.course("mentors"))
    row = school.seat(group, school.person("…", track="mentors"))
    school.held(group, [row.learner], begins=now - DAY)
    address = reverse("enrolment_act", args=[row.pk, "award"])
    page = client_of(school.cast.coordinator).post(address, follow=True).content.decode()
    assert "A certificate needs a name that has letters" in page
    assert not Award.objects.exists()
    assert not Certificate.objects.exists()


def test_a_name_cannot_be_corrected_into_none(school, now):  # noqa: F811
    award = school.trained("Ines")
    browser = client_of(school.cast.coordinator)
    form = {"name": "…", "language": "en", "country": "ES", "track": "professionals"}
    page = browser.post(reverse("learner_edit", args=[award.learner_id]), form).content.decode()
    assert "A certificate needs a name that has letters" in page
    assert 'value="…"' in page
    assert again(award.learner).name == "Ines"
    with pytest.raises(NotGivenError):
        rename(again(award.learner), "…", now, school.by)


def test_where_its_key_was_withdrawn_it_is_made_anew_by_a_button(school, now):  # noqa: F811
    award = school.trained("Ines")
    certificates.withdraw_key(thumbprint=KeyPair.objects.get().pk, now=now)
    browser = client_of(school.cast.coordinator)
    page = browser.get(reverse("award", args=[award.pk])).content.decode()
    assert "cannot be relied on any more" in page
    assert "is not ready yet" in Client().get(hers(award)).content.decode()
    browser.post(reverse("award_anew", args=[award.pk]))
    assert offline(again(award).credential.credential, now, "Ines").standing == Standing.STANDS


def test_an_award_of_before_gets_its_certificate_by_a_button(school, now):  # noqa: F811
    award = school.trained("Ines")
    Award.objects.filter(pk=award.pk).update(credential=None)
    browser = client_of(school.cast.coordinator)
    assert "was made for it yet" in browser.get(
        reverse("award", args=[award.pk])).content.decode()  # fmt: skip
    page = browser.post(reverse("award_anew", args=[award.pk]), follow=True).content.decode()
    assert "made anew" in page
    assert again(award).credential is not None
    actions.revoke(award=award, why=codes.Why.ASKED, day=now.date(), by=school.by, now=now)
    page = browser.post(reverse("award_anew", args=[award.pk]), follow=True).content.decode()
    assert "cannot be done any more" in page


def test_she_is_told_where_her_certificate_is(school, now):  # noqa: F811
    group = school.group(school.course("mentors"))
    row = school.seat(group, school.person("Rosa", email="rosa@example.org", track="mentors"))
    school.held(group, [row.learner], begins=now - DAY)
    outbox.run_due(now=now)
    mail.outbox.clear()
    actions.award(enrolment=row, day=now.date(), by=school.by, now=now)
    outbox.run_due(now=now)
    (letter,) = mail.outbox
    assert links.token(row.pk, Purpose.SEAT) in letter.body


@pytest.mark.parametrize("what", ["paper", "file"])
def test_a_stranger_finds_neither_the_page_nor_the_files(school, now, what):  # noqa: F811
    award = school.trained("Ines")
    stranger = client_of(school.cast.stranger)
    assert stranger.get(reverse("award", args=[award.pk])).status_code == 404
    assert stranger.get(reverse("award_out", args=[award.pk, what])).status_code == 404
    assert stranger.post(reverse("award_anew", args=[award.pk])).status_code == 404


def test_no_name_and_no_address_of_hers_is_in_the_certificate(school, now):  # noqa: F811
    award = school.trained("Ines Vidal")
    body = award.credential.credential.split(".")[1]
    told = urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()
    assert "Ines" not in told
    assert "Vidal" not in told


def test_a_paper_in_arabic_is_written_in_arabic(school, now):  # noqa: F811
    course = school.course("mentors", language="ar", title="دورة المرشدات")
    group = school.group(course, language="ar")
    row = school.seat(group, school.person("أمل", language="ar", track="mentors"))
    school.held(group, [row.learner], begins=now - DAY)
    award = actions.award(enrolment=row, day=now.date(), by=school.by, now=now)
    with translation.override("en"):
        paper = Client().get(hers(award, "paper")).content
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert str(pdf.Root.Lang) == "ar"


def test_an_award_of_yesterday_is_valid_since_yesterday(school, now):  # noqa: F811
    award = school.mentor(days_ago=10)
    assert offline(award.credential.credential, now).day == (now - timedelta(days=9)).date(
        ).isoformat()  # fmt: skip


def test_a_mentor_who_signs_in_finds_her_certificate_among_her_courses(school, now):  # noqa: F811
    award = school.mentor("Rosa", account=school.cast.mentor, days_ago=10)
    page = client_of(school.cast.mentor).get(reverse("my_sessions")).content.decode()
    assert hers(award) in page
    assert "Certificate" in page
    page = client_of(school.cast.professional).get(reverse("my_sessions")).content.decode()
    assert hers(award) not in page
