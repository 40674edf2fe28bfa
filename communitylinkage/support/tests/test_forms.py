"""When the clocks change an hour is not there, or is there twice: said in our words."""

from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from communitylinkage.support.forms import MOMENT, Moment


@pytest.mark.parametrize("hour", ["2027-03-28T02:30", "2026-10-25T02:30"])
def test_a_visit_at_an_hour_that_is_no_hour_is_refused_in_plain_words(hour):
    with (
        timezone.override(ZoneInfo("Europe/Madrid")),
        translation.override("es"),
        pytest.raises(ValidationError, match="A esa hora se cambia el reloj"),
    ):
        Moment(input_formats=[MOMENT]).clean(hour)


def test_an_hour_before_is_taken():
    with timezone.override(ZoneInfo("Europe/Madrid")):
        taken = Moment(input_formats=[MOMENT]).clean("2027-03-28T01:30")
    assert taken.isoformat() == "2027-03-28T01:30:00+01:00"
