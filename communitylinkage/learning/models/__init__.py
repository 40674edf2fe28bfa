"""Courses and cohorts, who learns, sessions and who was there, tests, certificates, notes."""

from communitylinkage.learning.models.awards import Award
from communitylinkage.learning.models.care import Note
from communitylinkage.learning.models.courses import Cohort, Course, Material, Module, Text
from communitylinkage.learning.models.people import Enrolment, Feed, Learner, Letter
from communitylinkage.learning.models.sessions import Attendance, Session, Trainer
from communitylinkage.learning.models.testing import Asked, Test

__all__ = [
    "Asked", "Attendance", "Award", "Cohort", "Course", "Enrolment", "Feed", "Learner", "Letter",
    "Material", "Module", "Note", "Session", "Test", "Text", "Trainer",
]  # fmt: skip
