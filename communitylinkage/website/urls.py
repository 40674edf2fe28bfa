"""All addresses. Each part's own are under the language, so that the address carries it."""

from django.urls import include, path

from communitylinkage.advocacy.urls import ACCESS as ADVOCACY
from communitylinkage.assessment.public_urls import ACCESS as FIGURES
from communitylinkage.assessment.urls import ACCESS as ASSESSMENT
from communitylinkage.campaign.urls import ACCESS as CAMPAIGN
from communitylinkage.certificates.published_urls import ACCESS as PUBLISHED
from communitylinkage.certificates.urls import ACCESS as CERTIFICATES
from communitylinkage.consent.urls import ACCESS as CONSENT
from communitylinkage.coverage.urls import ACCESS as COVERAGE
from communitylinkage.directory.urls import ACCESS as DIRECTORY
from communitylinkage.events.urls import ACCESS as EVENTS
from communitylinkage.guide.urls import ACCESS as GUIDE
from communitylinkage.impact.urls import ACCESS as IMPACT
from communitylinkage.intersections.urls import ACCESS as INTERSECTIONS
from communitylinkage.learning.public_urls import ACCESS as LEARNERS
from communitylinkage.learning.urls import ACCESS as LEARNING
from communitylinkage.mentors.urls import ACCESS as MENTORS
from communitylinkage.network.urls import ACCESS as NETWORK
from communitylinkage.notices.urls import ACCESS as NOTICES
from communitylinkage.overseeing.urls import ACCESS as OVERSEEING
from communitylinkage.people.urls import ACCESS as PEOPLE
from communitylinkage.practices.urls import ACCESS as PRACTICES
from communitylinkage.procedures.urls import ACCESS as PROCEDURES
from communitylinkage.programme_site.urls import ACCESS as PROGRAMME_SITE
from communitylinkage.referrals.asks.urls import ACCESS as ASKS
from communitylinkage.referrals.mentor_requests.urls import ACCESS as MENTOR_REQUESTS
from communitylinkage.referrals.outside.urls import ACCESS as OUTSIDE
from communitylinkage.referrals.receipt.staff_urls import ACCESS as MESSAGES
from communitylinkage.referrals.receipt.urls import ACCESS as RECEIPT
from communitylinkage.referrals.urls import ACCESS as REFERRALS
from communitylinkage.referrals.wishes.hers_urls import ACCESS as WISHES
from communitylinkage.referrals.wishes.urls import ACCESS as WISHED
from communitylinkage.reports.urls import ACCESS as REPORTS
from communitylinkage.research.urls import ACCESS as RESEARCH
from communitylinkage.stewardship.urls import ACCESS as STEWARDSHIP
from communitylinkage.support.hers.urls import ACCESS as HERS
from communitylinkage.support.urls import ACCESS as SUPPORT
from communitylinkage.surveys.analysis.urls import ACCESS as ANALYSIS
from communitylinkage.surveys.answering.urls import ACCESS as ANSWERING
from communitylinkage.surveys.urls import ACCESS as SURVEYS
from communitylinkage.values.access import AccessTable, Who, open_to
from communitylinkage.website import finding, views
from communitylinkage.website.addresses import below_language

urlpatterns = [
    path("", views.root, name="root"),
    path("sitemap.xml", finding.site_map, name="site_map"),
    path("robots.txt", finding.robots, name="robots"),
    path("credentials/", include("communitylinkage.certificates.published_urls")),
    path("go/", include("communitylinkage.campaign.short_urls")),
    *below_language(
        path("", include("communitylinkage.guide.urls")),
        path("", include("communitylinkage.referrals.asks.urls")),
        path("", include("communitylinkage.referrals.outside.urls")),
        path("", include("communitylinkage.surveys.answering.urls")),
        path("", include("communitylinkage.research.urls")),
        path("", include("communitylinkage.certificates.urls")),
        path("", include("communitylinkage.assessment.public_urls")),
        path("", include("communitylinkage.learning.public_urls")),
        path("", include("communitylinkage.practices.urls")),
        path("", include("communitylinkage.intersections.urls")),
        path("", include("communitylinkage.coverage.urls")),
        path("", include("communitylinkage.advocacy.urls")),
        path("", include("communitylinkage.programme_site.urls")),
        path("", include("communitylinkage.notices.urls")),
        path("staff/", include("communitylinkage.overseeing.urls")),
        path("", include("communitylinkage.campaign.urls")),
        path("", include("communitylinkage.events.urls")),
        path("", include("communitylinkage.impact.urls")),
        path("", include("communitylinkage.reports.urls")),
        path("", include("communitylinkage.support.hers.urls")),
        path("", include("communitylinkage.stewardship.urls")),
        path("receipt/", include("communitylinkage.referrals.receipt.urls")),
        path("receipt/", include("communitylinkage.referrals.wishes.hers_urls")),
        path("staff/", include("communitylinkage.people.urls")),
        path("staff/", include("communitylinkage.consent.urls")),
        path("staff/", include("communitylinkage.referrals.urls")),
        path("staff/", include("communitylinkage.referrals.receipt.staff_urls")),
        path("staff/", include("communitylinkage.referrals.wishes.urls")),
        path("staff/", include("communitylinkage.mentors.urls")),
        path("staff/", include("communitylinkage.network.urls")),
        path("staff/", include("communitylinkage.referrals.mentor_requests.urls")),
        path("staff/support/", include("communitylinkage.support.urls")),
        path("staff/questionnaires/", include("communitylinkage.surveys.urls")),
        path("staff/assessments/", include("communitylinkage.assessment.urls")),
        path("staff/questionnaires/", include("communitylinkage.surveys.analysis.urls")),
        path("staff/learning/", include("communitylinkage.learning.urls")),
        path("staff/procedures/", include("communitylinkage.procedures.urls")),
        path("staff/directory/", include("communitylinkage.directory.urls")),
    ),
]

handler400 = "communitylinkage.website.views.not_understood"
handler404 = "communitylinkage.website.views.not_found"
handler500 = "communitylinkage.website.views.went_wrong"

ACCESS: AccessTable = {
    "root": open_to(Who.ANYBODY),
    "site_map": open_to(Who.ANYBODY),
    "robots": open_to(Who.ANYBODY),
    **GUIDE,
    **ASKS,
    **PEOPLE,
    **CONSENT,
    **REFERRALS,
    **OUTSIDE,
    **RECEIPT,
    **MESSAGES,
    **WISHES,
    **WISHED,
    **MENTORS,
    **NETWORK,
    **MENTOR_REQUESTS,
    **SUPPORT,
    **HERS,
    **DIRECTORY,
    **SURVEYS,
    **ASSESSMENT,
    **FIGURES,
    **ANALYSIS,
    **ANSWERING,
    **PROCEDURES,
    **RESEARCH,
    **CERTIFICATES,
    **PUBLISHED,
    **LEARNING,
    **LEARNERS,
    **PRACTICES,
    **INTERSECTIONS,
    **COVERAGE,
    **ADVOCACY,
    **PROGRAMME_SITE,
    **NOTICES,
    **OVERSEEING,
    **CAMPAIGN,
    **EVENTS,
    **IMPACT,
    **REPORTS,
    **STEWARDSHIP,
}
