"""The file of an indicator's definition."""

from communitylinkage.impact.rules.definition import DefinitionError, read
from communitylinkage.impact.rules.writing import file_of
from communitylinkage.impact.tests.known import FILE, KNOWN


def seeds():
    """A good file, and the oddities of TOML."""
    return [
        FILE.encode(),
        FILE.replace("order = 3", "order = 1e400").encode(),
        b'code = "x"\norder = inf\nbaseline = nan\nwords = []\ntargets = 1\nby = {a = 1}\n',
        b"a = 0x7fffffffffffffffffff\nb = 1979-05-27T07:32:00+23:59\n[[words.en]]\n[targets.x]\n",
        b"order = " + b"9" * 5000,
    ]


def one_input(data):
    """A definition that comes back from its own file, or its mistakes with their lines."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return
    try:
        one = read(text, KNOWN)
    except DefinitionError as error:
        assert error.wrong
        assert str(error).encode(errors="strict")
        return
    assert read(file_of(one), KNOWN) == one
