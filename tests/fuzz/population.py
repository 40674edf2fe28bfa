"""The file of the population by origin and region."""

from communitylinkage.coverage.rules import population

SPEAKS = {"MA": "ar", "PK": "ur", "FR": "", "CO": "es"}
PLACES = {"Girona": "ES51", "Hatay": "TR63"}
ROWS = "region,origin,women\nGirona,MA,1200\nHatay,PK,300\n"


def seeds():
    """A good file, as Excel and others write it, and one with every fault."""
    return [
        ROWS.encode(),
        ROWS.replace(",", ";").encode("utf-8-sig"),
        ROWS.replace(",", "\t").encode("utf-16"),
        b'women,region,origin,region\n"1","Girona","MA",\n-1,Nowhere,ZZ\n,,\n1,Girona,FR\n',
    ]


def one_input(data):
    """Rows or faults, never both for one line, and what is taken is in bounds."""
    plan = population.read(data, lambda named: PLACES.get(named, ""), SPEAKS)
    assert plan.rows or plan.faults
    assert all(0 <= row.women <= population.MOST_WOMEN for row in plan.rows)
    assert len({(row.region, row.origin) for row in plan.rows}) == len(plan.rows)
