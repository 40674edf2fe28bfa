"""Addresses of learning, below the staff path."""

from django.urls import path

from communitylinkage.learning.care import views as care
from communitylinkage.learning.chain import views as chain
from communitylinkage.learning.courses import cohort_views as cohorts
from communitylinkage.learning.courses import views as courses
from communitylinkage.learning.joining import views as people
from communitylinkage.learning.sessions import views as sessions
from communitylinkage.learning.testing import views as testing
from communitylinkage.values.access import AccessTable, Who, open_to

_COURSE = "<uuid:number>/"
_MODULE = "modules/<uuid:number>/"
_MATERIAL = "materials/<uuid:number>/"
_COHORT = "groups/<uuid:number>/"
_PERSON = "people/<uuid:number>/"
_AWARD = "certificates/<uuid:number>/"
_SESSION = "sessions/<uuid:number>/"
_NOTE = "notes/<uuid:number>/"
_KEEPING = [
    path("", courses.courses, name="courses"),
    path("new/", courses.course_new, name="course_new"),
    path("people/", people.learners, name="learners"),
    path("people/new/", people.learner_new, name="learner_new"),
    path("gains/", testing.learning_gains, name="learning_gains"),
    path("chain/", chain.learning_chain, name="learning_chain"),
    path("chain.svg", chain.chain_picture, name="chain_picture"),
    path(_COURSE, courses.course, name="course"),
    path(f"{_COURSE}change/", courses.course_edit, name="course_edit"),
    path(f"{_COURSE}words/", courses.course_words, name="course_words"),
    path(f"{_COURSE}module/", courses.module_new, name="module_new"),
    path(f"{_COURSE}group/", cohorts.cohort_new, name="cohort_new"),
    path(_MODULE, courses.module_edit, name="module"),
    path(f"{_MODULE}words/", courses.module_words, name="module_words"),
    path(f"{_MODULE}material/", courses.material_new, name="material_new"),
    path(_MATERIAL, courses.material, name="material"),
    path(f"{_MATERIAL}drop/", courses.material_drop, name="material_drop"),
    path(_COHORT, cohorts.cohort, name="cohort"),
    path(f"{_COHORT}change/", cohorts.cohort_edit, name="cohort_edit"),
    path(f"{_COHORT}add/", cohorts.cohort_add, name="cohort_add"),
    path(f"{_COHORT}session/", sessions.session_new, name="learning_session_new"),
    path(f"{_COHORT}questions/", testing.cohort_questions, name="cohort_questions"),
    path(f"{_COHORT}questions/<slug:wave>/<slug:act>/", testing.cohort_wave, name="cohort_wave"),
    path("seats/<uuid:number>/<slug:act>/", cohorts.enrolment_act, name="enrolment_act"),
    path(_PERSON, people.learner, name="learner"),
    path(f"{_PERSON}change/", people.learner_edit, name="learner_edit"),
    path(f"{_PERSON}merge/", people.learner_merge, name="learner_merge"),
    path(f"{_PERSON}apart/", people.learner_apart, name="learner_apart"),
    path(f"{_PERSON}forget/", people.learner_forget, name="learner_forget"),
    path(_AWARD, chain.award, name="award"),
    path(f"{_AWARD}anew/", chain.award_anew, name="award_anew"),
    path(f"{_AWARD}out/<slug:what>/", chain.award_out, name="award_out"),
    path(f"{_AWARD}revoke/", chain.award_revoke, name="award_revoke"),
    path(f"{_SESSION}change/", sessions.session_edit, name="learning_session_edit"),
]
_TEACHING = [
    path("my-sessions/", sessions.my_sessions, name="my_sessions"),
    path(_SESSION, sessions.session, name="learning_session"),
    path(f"{_SESSION}act/<slug:act>/", sessions.session_act, name="learning_session_act"),
    path(f"{_SESSION}who/", sessions.attendance, name="attendance"),
    path(f"{_SESSION}sheet/", sessions.attendance_sheet, name="attendance_sheet"),
    path(f"{_SESSION}code/", sessions.session_code, name="session_code"),
    path("notes/", care.care_notes, name="care_notes"),
    path(_NOTE, care.care_note, name="care_note"),
    path(f"{_NOTE}erase/", care.care_erase, name="care_erase"),
]
_CARE = [
    path("how-i-am/", care.care, name="care"),
    path("how-i-am/rest/", care.care_rest, name="care_rest"),
    path("how-i-am/write/", care.care_write, name="care_write"),
]
urlpatterns = [*_TEACHING, *_CARE, *_KEEPING]
_TEACHERS = open_to(Who.MENTOR, Who.PROFESSIONAL, Who.COORDINATOR, Who.LEAD)
ACCESS: AccessTable = {
    **{str(one.name): open_to(Who.COORDINATOR, Who.LEAD) for one in _KEEPING},
    **{str(one.name): _TEACHERS for one in _TEACHING},
    **{str(one.name): open_to(Who.MENTOR) for one in _CARE},
}
