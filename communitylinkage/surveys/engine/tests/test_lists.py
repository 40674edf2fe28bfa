"""Lists from files: CSV, XML, GeoJSON; and what is wrong with them, all at once."""

import pytest

from communitylinkage.surveys.engine import UnreadableError, read
from communitylinkage.surveys.engine.tests.cast import NOW

FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model>
<instance><data id="d"><town/></data></instance>
<instance id="towns" src="jr://{source}"/>
<bind nodeset="/data/town" type="string"/></model></h:head>
<h:body><select1 ref="/data/town"><label>Town</label>
<itemset nodeset="instance('towns')/root/item"><value ref="{value}"/><label ref="{label}"/>
</itemset>
</select1></h:body></h:html>"""
CSV = FORM.format(source="file-csv/towns.csv", value="name", label="label")
XML = FORM.format(source="file/towns.xml", value="name", label="label")
MAP = FORM.format(source="file/towns.geojson", value="id", label="title")


@pytest.mark.parametrize(
    ("form", "file", "data"),
    [
        (CSV, "towns.csv", "name,label\ng,Girona\nm,Mataró\n"),
        (XML, "towns.xml", "<root><item><name>g</name><label>Girona</label></item><item><name>m"
         "</name><label>Mataró</label></item></root>"),
        (MAP, "towns.geojson", '{"type": "FeatureCollection", "features": ['
         '{"type": "Feature", "id": "g", "properties": {"title": "Girona"},'
         ' "geometry": {"type": "Point", "coordinates": [2.8, 41.9]}},'
         '{"type": "Feature", "properties": {"id": "m", "title": "Mataró"}}]}'),
    ],
    ids=["csv", "xml", "geojson"],
)  # fmt: skip
def test_choices_come_from_each_kind_of_file(form: str, file: str, data: str) -> None:
    made = read(form, {file: data.encode()})
    shown = made.start(now=NOW).show("/data/town")
    assert [(one.value, one.label) for one in shown.choices] == [("g", "Girona"), ("m", "Mataró")]
    assert made.missing_files == ()
    assert made.file_sizes == {file: 2}


@pytest.mark.parametrize(
    ("form", "file", "data", "code"),
    [
        (CSV, "towns.csv", b'name\n"a', "bad_csv"),
        (CSV, "towns.csv", b"name\n\xff", "bad_csv"),
        (XML, "towns.xml", b"<root><item>", "bad_file"),
        (XML, "towns.xml", b'<!DOCTYPE r [<!ENTITY a "b">]><root>&a;</root>', "bad_file"),
        (MAP, "towns.geojson", b"{", "bad_file"),
        (MAP, "towns.geojson", b"[]", "bad_file"),
        (MAP, "towns.geojson", b'{"features": [1]}', "bad_file"),
        (MAP, "towns.geojson", b'{"type": "x"}', "bad_file"),
    ],
)
def test_a_broken_file_is_named(form: str, file: str, data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(form, {file: data})
    assert [(one.code, one.args["file"]) for one in error.value.problems] == [(code, file)]


def test_a_file_that_did_not_come_is_missing_and_its_list_empty() -> None:
    made = read(MAP)
    assert made.missing_files == ("towns.geojson",)
    assert made.start(now=NOW).show("/data/town").choices == ()


def test_everything_that_cannot_be_worked_out_is_said_at_once_with_its_question_and_rule() -> None:
    wrong = CSV.replace(
        'type="string"/>',
        'type="string" relevant="foo()" constraint="regex(., \'(?=a)\')" required="1 +"/>',
    )
    with pytest.raises(UnreadableError) as error:
        read(wrong, {"towns.csv": b'"'})
    found = [(one.code, one.ref, one.args.get("rule")) for one in error.value.problems]
    assert found == [
        ("bad_csv", "", None),
        ("unknown_function", "/data/town", "relevant"),
        ("bad_expression", "/data/town", "required"),
        ("bad_pattern", "/data/town", "constraint"),
    ]
