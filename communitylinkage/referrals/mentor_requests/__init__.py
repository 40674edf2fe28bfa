"""The other way round: a service asks for a mentor.

One mentor is asked at a time; she reads language, town and time before she answers, and the rest
only after a yes. The rows hold who is asked in which order, never why, and nothing of the woman.
"""
