"""A procedure as JSON."""

from communitylinkage.procedures.graph.checking import check
from communitylinkage.procedures.graph.coverage import full
from communitylinkage.procedures.graph.document import NotReadError, read_text, to_text
from communitylinkage.procedures.starting import STARTS


def seeds():
    """Two of ours, and values of other kinds than they should be."""
    return [
        to_text(STARTS["minor"].procedure).encode(),
        to_text(STARTS["emergency"].procedure).encode("utf-16"),
        b'{"format": "communitylinkage.procedure", "version": 1, "parties": [{"code": "a", '
        b'"promises": [{"language": "ar", "hours": [[0, 1e9]]}]}], "working": [[1, 2]], '
        b'"review_months": 1, "steps": [{"code": "b", "clock": {"unit": "hours", "count": 2}, '
        b'"role": "act", "next": [{"to": "b", "when": {"urgency": ["x"], "hours": []}}]}]}',
        b'{"format": "communitylinkage.procedure", "version": true, "working": [["1", "2"]]}',
    ]


def one_input(data):
    """A procedure that comes back from its own text and can be checked, or a reason."""
    try:
        read = read_text(data)
    except NotReadError as error:
        assert error.code
        return
    assert read_text(to_text(read).encode()) == read
    check(read, full(read))
