"""The words of the guide that are lists: signs, sources, countries."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory.queries import HelpLineEntry
from communitylinkage.guide.source_words import Said, said
from communitylinkage.matching.answer import Condition
from communitylinkage.matching.need import Help, Papers
from communitylinkage.values.text import folded


@dataclass(frozen=True, slots=True)
class Sign:
    """One form of harm: its anchor in the page, its title, and what it can look like.

    Args:
        easy: the one short sentence of easy mode.
    """

    anchor: str
    title: Promise
    easy: Promise
    examples: tuple[Promise, ...]


# The forms follow the Istanbul Convention, articles 33 to 40, and Directive (EU) 2024/1385 for
# what happens online; papers, money and telephone are how control shows in migrant women's lives.
SIGNS = (
    Sign(
        "body",
        _("Hurting my body"),
        _("He hits me or holds me."),
        (
            _("He hits, pushes, kicks, burns or holds me so that I cannot leave."),
            _("He puts his hands around my neck. This is very dangerous, even if it left no mark."),
            _("He keeps food, sleep, medicine or a doctor from me."),
        ),
    ),
    Sign(
        "fear",
        _("Fear and control"),
        _("I am afraid of him."),
        (
            _("I am afraid of what he will do when he is angry."),
            _("He decides whom I may see, what I wear, and when I leave the house."),
            _("He shouts at me, laughs at me, or says that I am worth nothing."),
            _("He says that he will hurt me, my children, my family or himself."),
        ),
    ),
    Sign(
        "papers",
        _("My papers and my right to stay"),
        _("He keeps my papers."),
        (
            _("He keeps my passport, my residence card or my children's papers."),
            _("He says that I will be sent back, or lose my children, if I speak."),
            _("He says that I have no rights here. This is not true."),
        ),
    ),
    Sign(
        "money",
        _("Money and work"),
        _("He takes my money."),
        (
            _("He takes my money, or I must ask for every coin."),
            _("He forbids me to work or to learn the language."),
            _("I must work without pay, or to pay back a debt that never ends."),
        ),
    ),
    Sign(
        "phone",
        _("My phone and the internet"),
        _("He reads my phone or follows me."),
        (
            _("He reads my messages, knows my passwords, or always knows where I am."),
            _("He sends me message after message, or follows me."),
            _("Someone shows, or says that he will show, pictures of me."),
        ),
    ),
    Sign(
        "touch",
        _("Sex that I do not want"),
        _("I do not want sex, and I must."),
        (
            _("I am forced or pressed to have sex. It is also not allowed in a marriage."),
            _("Someone touches me, or makes me do things that I do not want."),
            _("I am forced or tricked into selling sex."),
        ),
    ),
    Sign(
        "marriage",
        _("Marriage and customs"),
        _("I must marry, or they cut me."),
        (
            _("My family wants me to marry, and I am not free to say no."),
            _("I was cut, or they want to cut my daughter."),
            _("My family hurts or threatens me because of what they call honour."),
        ),
    ),
    Sign(
        "children",
        _("My children"),
        _("My children see it, or he hurts them."),
        (
            _("My children see or hear it. That hurts them too."),
            _("He hurts them, or uses them to make me obey."),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A law that a page relies on: what it is called, and what it says there."""

    address: str
    name: Promise


SIGN_SOURCES = (
    Source(
        "https://rm.coe.int/168008482e",
        _(
            "Council of Europe Convention of 11 May 2011 (Istanbul Convention), "
            "articles 3, 33 to 40"
        ),
    ),
    Source(
        "https://eur-lex.europa.eu/eli/dir/2024/1385/oj",
        _("Directive (EU) 2024/1385, chapter 2: also what is done with pictures and on the phone"),
    ),
    Source(
        "https://eur-lex.europa.eu/eli/dir/2011/36/oj",
        _("Directive 2011/36/EU of 5 April 2011, article 2: forced work and forced sex"),
    ),
)
SOURCES = (
    Source(
        "https://rm.coe.int/168008482e",
        _("Council of Europe Convention of 11 May 2011 (Istanbul Convention), articles 4 and 59"),
    ),
    Source(
        "https://eur-lex.europa.eu/eli/dir/2012/29/oj",
        _("Directive 2012/29/EU of 25 October 2012, articles 1, 7 and 8"),
    ),
    Source(
        "https://eur-lex.europa.eu/eli/dir/2024/1385/oj",
        _("Directive (EU) 2024/1385, in force from 13 June 2024; national deadline 14 June 2027"),
    ),
)

COUNTRIES = {
    "AT": _("Austria"),
    "BE": _("Belgium"),
    "BG": _("Bulgaria"),
    "CY": _("Cyprus"),
    "CZ": _("Czechia"),
    "DE": _("Germany"),
    "DK": _("Denmark"),
    "EE": _("Estonia"),
    "ES": _("Spain"),
    "FI": _("Finland"),
    "FR": _("France"),
    "GR": _("Greece"),
    "HR": _("Croatia"),
    "HU": _("Hungary"),
    "IE": _("Ireland"),
    "IT": _("Italy"),
    "LT": _("Lithuania"),
    "LU": _("Luxembourg"),
    "LV": _("Latvia"),
    "MT": _("Malta"),
    "NL": _("Netherlands"),
    "PL": _("Poland"),
    "PT": _("Portugal"),
    "RO": _("Romania"),
    "SE": _("Sweden"),
    "SI": _("Slovenia"),
    "SK": _("Slovakia"),
}


def country_name(code: str) -> str:
    """A country in the reader's language; the code where it is none of the 27."""
    return str(COUNTRIES.get(code, code))


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name in the reader's language, with its help lines."""

    code: str
    name: str
    lines: tuple[HelpLineEntry, ...]

    @property
    def told(self) -> list[tuple[HelpLineEntry, dict[str, Said]]]:
        """Each line with what its source says, in the reader's language."""
        return [
            (
                line,
                {
                    "hours": said(line.hours),
                    "cost": said(line.cost),
                    "other": said(line.other_channels),
                },
            )
            for line in self.lines
        ]


def by_country(lines: Iterable[HelpLineEntry], also: Iterable[str] = ()) -> list[Country]:
    """Help lines grouped by country, in the order of the countries' names for this reader.

    Args:
        also: countries that are named even where no line of theirs is shown.
    """
    groups = {code: tuple(group) for code, group in groupby(lines, key=lambda line: line.country)}
    every = {*groups, *also}
    countries = [Country(code, country_name(code), groups.get(code, ())) for code in every]
    return sorted(countries, key=lambda country: folded(country.name))


KINDS = [
    (Help.TALK, _("Someone to talk to")),
    (Help.SHELTER, _("A safe place to sleep")),
    (Help.LEGAL, _("A lawyer or advice about my rights")),
    (Help.PAPERS, _("Help with my papers")),
    (Help.HEALTH, _("A doctor")),
    (Help.MIND, _("Help for my feelings, my fear, my sleep")),
    (Help.MONEY, _("Money, food or work")),
    (Help.CHILDREN, _("Help for my children")),
    (Help.POLICE, _("Police who know about this")),
]
PAPERS = [
    (Papers.UNSAID, _("I do not want to say")),
    (Papers.HAVE, _("Yes")),
    (Papers.NONE, _("No, or not yet")),
]
USUAL_REACH = 50
REACHES = [
    (10, _("In my town (10 km)")),
    (USUAL_REACH, _("By bus or train (50 km)")),
    (150, _("Farther (150 km)")),
]
CONDITIONS = {
    Condition.LANGUAGE: _("your language"),
    Condition.REACH: _("the distance"),
    Condition.OPEN: _("open when you need it"),
    Condition.PAPERS: _("without papers"),
    Condition.CHILDREN: _("with children"),
    Condition.STEP_FREE: _("without stairs"),
    Condition.FREE: _("free of charge"),
    Condition.WOMEN_ONLY: _("only women work there"),
    Condition.REMOTE: _("by telephone"),
    Condition.TELLS: _("tells no office that must not know"),
}
