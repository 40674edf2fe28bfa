"""Advocacy: what is asked of those who decide, what they promised, and what became of it.

Must never know a woman, nor who spoke for a body: a promise is made by a body, and each line about
it has a source that anybody can read. What was published is not changed afterwards.
"""
