"""The pages that the law asks for. They read no cookie and write nothing."""

import csv
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from communitylinkage.notices import impact_assessment, privacy, queries, rules, wording
from communitylinkage.notices.rules import Reader
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.values.register import Kind

COUNTRY = dict(COUNTRIES)


def _shown(request: HttpRequest, page: str, **more: object) -> HttpResponse:
    """A page, with who answers for the site."""
    who = queries.controllers(timezone.localdate())
    lead = who.lead.country if who.lead else ""
    countries = sorted({lead, *(who.programme.countries if who.programme else ())})
    shown = {
        "who": who,
        "lead_country": COUNTRY.get(lead, lead),
        "offices": [wording.OFFICES[code] for code in countries if code in wording.OFFICES],
        "all_offices": wording.ALL_OFFICES,
        **more,
    }
    return render(request, f"notices/{page}.html", shown)


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The way to each of them."""
    return _shown(request, "notices", readers=wording.READERS.items())


@require_safe
def privacy_notice(request: HttpRequest, reader: str) -> HttpResponse:
    """What is known about one kind of person, and what she can ask for."""
    if reader not in set(Reader):
        raise Http404
    kind = Reader(reader)
    parts, words = privacy.NOTICES[kind], wording.READERS[kind]
    return _shown(request, "privacy", parts=parts, reader=words, hers=kind is Reader.WOMAN)


@require_safe
def controllers(request: HttpRequest) -> HttpResponse:
    """What each partner answers for (GDPR, article 26)."""
    who = queries.controllers(timezone.localdate())
    each = [
        (one, COUNTRY.get(one.organisation.country, one.organisation.country),
         wording.duties(one.role, one.organisation.side))
        for one in who.partners
    ]  # fmt: skip
    return _shown(request, "controllers", each=each)


@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    """The record of processing (GDPR, article 30), from the field register."""
    each = [
        (
            wording.PURPOSES[one.activity],
            one.tables,
            [(wording.KINDS[kind], number) for kind, number in one.kinds],
            [wording.TERMS[term] for term in one.terms],
        )
        for one in rules.records(queries.stored())
    ]
    return _shown(request, "processing", each=each)


@require_safe
def processing_file(request: HttpRequest) -> HttpResponse:
    """Every stored field as CSV: table, field, who may read it, how long it is kept."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(["activity", "table", "field", "kind", "kept"])
    for table in queries.stored():
        for entry in table.entries:
            for field in entry.fields:
                activity = rules.ACTIVITIES[table.part]
                rows.writerow([activity, table.name, field, entry.kind, entry.term])
    named = {"Content-Disposition": 'attachment; filename="record-of-processing.csv"'}
    # With a mark of byte order, because spreadsheets guess wrongly without.
    told = "\ufeff" + written.getvalue()
    return HttpResponse(told, content_type="text/csv; charset=utf-8", headers=named)


@require_safe
def impact_of_processing(request: HttpRequest) -> HttpResponse:
    """The impact assessment (GDPR, article 35), as far as the product knows, and what is left."""
    stored = queries.stored()
    entries = [entry for table in stored for entry in table.entries]
    fields = sum(len(entry.fields) for entry in entries)
    sealed = sum(len(entry.fields) for entry in entries if entry.kind is Kind.SEALED)
    return _shown(
        request, "impact", tables=len(stored), fields=fields,
        sealed=sealed, needed=impact_assessment.NEEDED, risks=impact_assessment.RISKS,
        fill_in=impact_assessment.FILL_IN,
    )  # fmt: skip


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (Directive (EU) 2016/2102, Decision (EU) 2018/1523)."""
    return _shown(request, "accessibility")


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Who keeps the site, and how to reach them."""
    return _shown(request, "imprint")
