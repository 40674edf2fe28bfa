"""What services and communities are asked, and what comes of it: the needs assessments.

`instruments` holds the ready questionnaires; the rest runs rounds: who is asked, how they are
invited and reminded, how many answered. Must never know who gave an answer: the addresses that
it mails lie here, the answers in `surveys.answering`, and no row leads from one to the other.
"""
