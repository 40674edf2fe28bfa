"""`communitylinkage load_demo`: fills an empty database and says what to try first."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from communitylinkage.advocacy import demo as advocacy
from communitylinkage.assessment import demo as assessments
from communitylinkage.campaign import demo as campaign
from communitylinkage.consent import demo as consent_texts
from communitylinkage.coverage import demo as coverage
from communitylinkage.directory import actions, queries
from communitylinkage.directory import demo as services
from communitylinkage.events import demo as events
from communitylinkage.impact import demo as impact
from communitylinkage.intersections import demo as intersections
from communitylinkage.learning import demo as learning
from communitylinkage.mentors import demo as mentors
from communitylinkage.network import demo as communities
from communitylinkage.overseeing import demo as overseeing
from communitylinkage.people import demo
from communitylinkage.people.rules import NotAllowed
from communitylinkage.practices import demo as practices
from communitylinkage.procedures import demo as procedures
from communitylinkage.programme_site import demo as programme_site
from communitylinkage.referrals.following import demo as followed
from communitylinkage.reports import demo as reports
from communitylinkage.research import demo as research
from communitylinkage.stewardship import demo as stewardship
from communitylinkage.support import demo as support
from communitylinkage.surveys import demo as questionnaires

TRY_FIRST = """
CommunityLinkage: http://127.0.0.1:{port}/

Try first:
  - as a woman: "Find help in my language": a lawyer, in Barcelona, Arabic;
  - press "Leave this page now", or Escape three times;
  - switch to Arabic, then to "Easy words, large letters".
  - as a colleague: http://127.0.0.1:{port}/en/staff/ with one of the sign-ins below.
A woman and the public need no sign-in. Letters to made-up people: {letters}
Stop with Ctrl-C.
"""


class Command(BaseCommand):
    """Loads the help lines of the 27 member states."""

    help = "Fills an empty database with the demo programme and says what to try first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`make run` starts the server all the same where a real programme lives."""
        parser.add_argument("--only-where-empty", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads only what is missing, so that a second run starts in seconds."""
        port = os.environ.get("COMMUNITYLINKAGE_PORT", "8000")
        if not queries.help_lines_are_loaded():
            self.stdout.write("Loading the help lines of 27 countries ...")
            actions.load_help_lines()
        if not queries.places_are_loaded():
            self.stdout.write("Loading 79,000 places by their names (about half a minute) ...")
            actions.load_places()
        try:
            people = demo.load(timezone.now())
        except NotAllowed as refused:
            if not options["only_where_empty"]:
                raise CommandError(refused.args[0]) from refused
            self.stdout.write(f"{refused.args[0]}\n\nCommunityLinkage: http://127.0.0.1:{port}/")
            return
        count = services.load(timezone.now())
        services.link()
        consent_texts.load(timezone.localdate())
        self.stdout.write(f"{count} made-up services in four countries.")
        mentors.load(timezone.now())
        communities.load(timezone.now())
        engaged = communities.load_network(timezone.now())
        self.stdout.write(f"{engaged} made-up members engaged in a network grown over a year.")
        questionnaires.load(timezone.now())
        assessments.load(timezone.now())
        procedures.load(timezone.now())
        followed.load(timezone.now())
        research.load(timezone.now())
        certified, trained = learning.load(timezone.now())
        self.stdout.write(
            f"{certified} made-up mentors certified, {trained} professionals trained by them."
        )
        practices.load(timezone.now())
        advocacy.load(timezone.now())
        programme_site.load(timezone.now())
        campaign.load(timezone.now())
        guests = events.load(timezone.now())
        self.stdout.write(f"{guests} made-up guests of five conferences.")
        women = support.load(timezone.now())
        self.stdout.write(f"{women} made-up women supported over a year, counted by tags.")
        tables = intersections.load(timezone.now())
        self.stdout.write(f"{tables} safe tables let out to partners and to everybody.")
        measured = coverage.load(timezone.now())
        self.stdout.write(f"What is within reach of whom is measured in {measured} countries.")
        figures = impact.load(timezone.now())
        self.stdout.write(f"{figures} indicators, frozen once; something was corrected since.")
        owed = reports.load(timezone.now())
        self.stdout.write(f"{owed} deliverables and milestones, and a report that was handed in.")
        cases = stewardship.load(timezone.now())
        self.stdout.write(f"{cases} made-up closed cases near the day on which they are erased.")
        openings = overseeing.load(timezone.now())
        self.stdout.write(f"{openings} made-up openings to look through.")
        self.stdout.write(TRY_FIRST.format(port=port, letters=settings.DEMO_LETTERS))
        self.stdout.write(people)
