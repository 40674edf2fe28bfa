"""Each promise has a protection that can be taken away to see its test fail (`make broken`)."""

import pytest

from communitylinkage.stewardship.promises import ROOT, promises, removed


def test_every_promise_names_what_makes_its_test_fail():
    assert {one.test for one in promises()} <= {cut.test for cut in removed()}


def test_nothing_is_taken_away_for_a_test_that_promises_nothing():
    assert {cut.test for cut in removed()} <= {one.test for one in promises()}


@pytest.mark.parametrize("cut", removed(), ids=lambda cut: cut.test.rpartition("::")[2])
def test_what_is_taken_away_stands_there_once(cut):
    assert (ROOT / cut.file).read_text().count(cut.old) == 1
    assert cut.old != cut.new
