"""Answering: a published version open for answers, who may answer, what is kept of it.

It knows no occasion: a round, a test, a registration or a call for feedback opens a collection,
invites, closes, and reads. It must never know a name or an address of who answers. Where a
collection is anonymous, nothing stored leads from an answer to its invitation
(docs/decisions/0014-answers-without-names.md).
"""
