"""Truth tables of the functions; sources: the ODK XForms specification, Enketo's evaluator."""

import time

import pytest

from communitylinkage.surveys.engine import UnreadableError, patterns
from communitylinkage.surveys.engine.compiling import Expression
from communitylinkage.surveys.engine.runs import Run
from communitylinkage.surveys.engine.shuffling import shuffled
from communitylinkage.surveys.engine.tests.cast import NOW
from communitylinkage.surveys.engine.tree import Node
from communitylinkage.surveys.engine.values import string


@pytest.fixture
def run() -> Run:
    root = Node("data", ref="/data")
    for name, text in {"five": "5", "blank": "", "many": "a b c", "day": "2024-05-01"}.items():
        Node(name, root, text, f"/data/{name}")
    for text in ("1", "2", ""):
        repeat = Node("rep", root, "", "/data/rep")
        repeat.attributes = {"repeat": ""}
        Node("x", repeat, text, "/data/rep/x")
    return Run(root, NOW, seed=1, version="7")


TABLE = r"""
/data/blank < 5 => false
/data/blank > 5 => false
/data/blank = '' => true
/data/nowhere = '' => true
/data/nowhere < 1 => false
/data/blank != 5 => true
if(/data/five > 3, 'big', 'small') => big
coalesce(/data/blank, /data/five) => 5
selected(/data/many, 'b') => true
selected(/data/many, 'd') => false
selected-at(/data/many, 2) => c
selected-at(/data/many, 9) =>
selected-at(/data/many, -1) =>
count-selected(/data/many) => 3
count(/data/rep) => 3
count-non-empty(/data/rep/x) => 2
sum(/data/rep/x) => 3
max(/data/rep/x) => 2
min(/data/rep/x) => 1
min(/data/nowhere) => NaN
indexed-repeat(/data/rep/x, /data/rep, 2) => 2
indexed-repeat(/data/rep/x, /data/rep, 7) =>
position(/data/rep[2]) => 2
/data/rep[position() = 2]/x => 2
/data/rep[x = 2]/x => 2
round(2.5) => 3
round(-2.5) => -3
round(1.005, 2) => 1.01
round(1234, -2) => 1200
int(-2.7) => -2
number('1e3') => 1000
number('') => NaN
number('2024-05-01') => 19844
pow(2, 10) => 1024
pow(-1, 0.5) => NaN
log(0) => NaN
log10(100) => 2
exp10(2) => 100
sqrt(-1) => NaN
abs(-3) => 3
round(sin(pi() div 2), 6) => 1
round(atan2(1, 1) * 4, 4) => 3.1416
5 div 0 => Infinity
5 mod 3 => 2
-5 mod 3 => -2
0.1 + 0.2 > 0.3 => true
string(5) => 5
string(1 = 1) => true
concat('a', /data/rep/x, 1) => a121
join('-', /data/rep/x) => 1-2-
join(', ', 'a', 'b') => a, b
substr('hello', 1, 3) => el
substr('hello', -2) => lo
substring-before('a=b', '=') => a
substring-after('a=b', '=') => b
substring-before('ab', '=') =>
translate('abc', 'ab', 'x') => xc
string-length('مرحبا') => 5
contains('abc', '') => true
starts-with('abc', 'ab') => true
ends-with('abc', 'bc') => true
normalize-space('  a   b ') => a b
regex('12345', '[0-9]{5}') => true
regex('a12345', '[0-9]{5}') => false
regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+') => false
regex('x', concat('(', '')) => false
regex('192.168.1.20', '(\d{1,3}\.){3}\d{1,3}') => true
regex('rica@example.org', '^[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$') => true
regex('Łucja', '\p{L}+') => true
digest('abc', 'MD5', 'hex') => 900150983cd24fb0d6963f7d28e17f72
digest('abc', 'SHA-1') => qZk+NkcGgWq6PiVxeFDCbJzQ2J0=
digest('abc', 'CRC') =>
base64-decode('aGk=') => hi
base64-decode('?') =>
boolean('false') => true
boolean-from-string('1') => true
boolean-from-string('yes') => false
not(0) => true
checklist(1, 2, /data/five, 0) => true
checklist(2, -1, 1, 0, 0) => false
weighted-checklist(3, 5, 1, 2, 1, 2) => true
weighted-checklist(-1, 3, 1, 2, 1, 2) => false
today() => 2024-05-01
today() - /data/day => 0
today() > '2024-04-30' => true
date(19844) => 2024-05-01
date('x') =>
decimal-date-time('1970-01-02T00:00:00.000Z') => 1
decimal-date-time('1970-01-02T02:00:00.000+02:00') => 1
decimal-time('18:00:00.000+02:00') => 0.75
format-date('2024-05-01', '%Y/%m/%d %b %e %n %a %y') => 2024/05/01 May 1 5 Wed 24
format-date-time('2024-05-01T09:05:06.007', '%H:%M:%S.%3 %h') => 09:05:06.007 9
format-date('', '%Y') =>
version() => 7
string-length(uuid()) => 36
string-length(uuid(8)) => 8
random() < 1 => true
'a' = 'b' or true() => true
1 = 1 and /data/blank => true
count(/data/five | /data/day | /data/five) => 2
""".strip().splitlines()


@pytest.mark.parametrize("line", TABLE)
def test_a_function_gives_what_the_standard_says(line: str, run: Run) -> None:
    source, _, wanted = line.partition(" =>")
    value = Expression(source, "/data/blank")(run, run.root.children["blank"][0])
    assert string(value) == wanted.strip()


@pytest.mark.parametrize("source", ["area(.)", "distance(.)", "property('deviceid')"])
def test_location_and_device_are_refused_by_name(source: str) -> None:
    with pytest.raises(UnreadableError) as error:
        Expression(source, "/data/x")
    assert error.value.problems[0].code == "refused_function"


@pytest.mark.parametrize(
    "source", ["", "1 +", "foo(1)", "if(1)", "((((", "a[", "(" * 500 + "1" + ")" * 500, "a$b", "\0"]
)
def test_what_is_no_expression_is_a_problem_and_no_crash(source: str) -> None:
    with pytest.raises(UnreadableError):
        Expression(source, "/data/x")


def test_a_shuffle_is_the_same_for_the_same_seed_and_keeps_every_choice() -> None:
    assert shuffled([*"ABCDEF"], 42) == shuffled([*"ABCDEF"], 42)
    assert sorted(shuffled([*"ABCDEF"], 42)) == [*"ABCDEF"]


@pytest.mark.parametrize(
    ("seed", "order"), [(42, "AFCBDE"), (-42, "EDAFBC"), (1, "BFEACD"), (11111111, "ACDBFE")]
)
def test_a_shuffle_gives_the_order_of_enketo(seed: int, order: str) -> None:
    """The vectors of openrosa-xpath-evaluator's own test of randomize()."""
    assert "".join(shuffled([*"ABCDEF"], seed)) == order


@pytest.mark.parametrize(
    "pattern", ["((a+))+", "(a|aa)+", "(a*)*b", r"^(([a-z])+.)+[A-Z]([a-z])+$"]
)
def test_no_letters_hold_a_pattern_for_long(pattern: str) -> None:
    before = time.process_time()
    assert not patterns.matches("a" * 999 + "!", pattern)
    assert time.process_time() - before < 1


@pytest.mark.parametrize("pattern", ["(?=a)b", "(?!a)b", r"(a)\1", "(", "a{2000}", "a" * 501])
def test_a_pattern_that_can_match_nothing_is_a_problem_of_the_form(pattern: str) -> None:
    with pytest.raises(UnreadableError) as error:
        Expression(f"regex(., '{pattern}')", "/data/x")
    assert error.value.problems[0].code == "bad_pattern"
