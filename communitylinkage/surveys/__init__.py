"""Questionnaires and their answers: XLSForm in and out, versions, wording, and later answering.

It knows no occasion: no assessment, event, training or referral is named here. What asks with a
questionnaire lies above, keeps the version's id, and gives it to answering.
"""
