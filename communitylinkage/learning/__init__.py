"""Courses for mentors and for professionals, and the chain from one to the other.

`rules/` decides (no framework): who may teach, who moves up, what counts as hours, when a
certificate is earned, how far a test moved. `courses/` keeps the curriculum and its cohorts,
`joining/` who learns and how she comes and goes, `sessions/` meetings and who was there,
`testing/` questions before and after, `chain/` certificates and who was trained by whom, `care/`
the mentors' own rest. Must never know which woman a mentor goes with, nor whose answers are whose.
"""
