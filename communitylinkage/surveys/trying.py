"""The hook for a test answer: where a version is tried out before it is used.

Answering is a part of its own. When it has the route ``questionnaire_try`` (arguments
``number`` of the questionnaire and ``version``), the questionnaire's page links to it.
"""

from django.urls import NoReverseMatch, reverse

from communitylinkage.surveys.models import Version

ROUTE = "questionnaire_try"


def address(version: Version) -> str:
    """Where to try it; empty while that part is not there."""
    try:
        return reverse(ROUTE, args=[version.questionnaire_id, version.number])
    except NoReverseMatch:
        return ""
