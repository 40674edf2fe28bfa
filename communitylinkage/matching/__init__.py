"""From a need to ranked offers, with reasons and barriers; pure, and never an empty answer.

Must never know a database, a request, or who asks.
"""
