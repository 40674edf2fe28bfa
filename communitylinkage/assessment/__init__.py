"""What services and communities are asked, and what comes of it: the needs assessments.

Today it holds the ready questionnaires (`instruments`). Must never know who gave an answer.
"""
