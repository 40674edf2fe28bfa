"""All slots for slow runs are taken."""

from communitylinkage.vault.keys import Busy
from communitylinkage.website.middleware import wait_when_busy


def test_a_page_that_does_not_say_so_itself_asks_to_wait(rf):
    request = rf.post("/en/receipt/")
    busy = wait_when_busy(lambda request: None).process_exception(request, Busy())
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert b"wait some seconds" in busy.content


def test_other_faults_are_left_alone(rf):
    request = rf.get("/en/")
    assert wait_when_busy(lambda request: None).process_exception(request, ValueError()) is None
