"""Organisations and programmes."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.rules import Side, is_demo


def test_only_the_contract_number_demo_is_the_demo():
    assert is_demo("DEMO")
    assert not is_demo("2026-1-ES01-KA220")


@pytest.mark.django_db
def test_a_programme_cannot_end_before_it_starts():
    lead = Organisation.objects.create(name="A", side=Side.SERVICE, country="ES")
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.create(
            name="P",
            contract_number="X",
            starts=datetime.date(2026, 2, 1),
            ends=datetime.date(2026, 1, 1),
            lead_organisation=lead,
        )


@pytest.mark.django_db
def test_an_organisation_is_on_one_of_two_sides():
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="A", side="other", country="ES")
