"""What facts there are to count, and which codes have an order: a table, read beside the parts.

A part that counts something new adds its line here (`tests/test_known.py` compares the table with
every call that counts). Codes of an organisation, a service or a version are left out on purpose:
they are never published.
"""

KINDS: dict[str, tuple[str, ...]] = {
    "engaged": ("how",),
    "engaged_apart": (),
    "engaged_merged": (),
    "exchange_visit": ("visiting",),
    "exchange_visit_undone": ("visiting",),
    "event_attended": ("stakeholder", "event"),
    "event_attended_undone": ("stakeholder", "event"),
    "practice_adopted_abroad": ("from",),
    "procedure_step": ("how", "waited", "reason"),
    "referral_answer": ("answer", "reason"),
    "referral_closed": ("outcome",),
    "referral_feedback": ("helped", "as_promised", "again"),
    "referral_first_contact": ("waited",),
    "referral_reopened": (),
    "research_piece": (),
    "research_turn": (),
    "search": ("help", "language", "answer", "in_the_way"),
    "service_as_said": ("differs",),
    "signs_noticed": ("sign", "met"),
    "support_action": ("kind", "where", "outcome", "follows"),
    "support_feedback": ("by", "helped", "respected"),
    "trained": ("track",),
    "trained_undone": ("track",),
    "woman_supported": ("kind", "where", "outcome", "follows", "standing"),
}
# Kinds whose facts name who counted, and by which code: for the gate.
COUNTED_BY = {
    "engaged": "organisation", "referral_answer": "service", "service_as_said": "service",
    "support_action": "organisation", "woman_supported": "organisation",
}  # fmt: skip
# What is told of something that may not be over yet: she may say how it went before her referral is
# closed (`referrals.receipt.rules.MAY_TELL`).
TOLD_BEFORE = {"referral_feedback": "referral_closed"}
# Which part counts a kind, for the trace.
OWNERS = {
    "engaged": "network", "engaged_apart": "network", "engaged_merged": "network",
    "exchange_visit": "learning", "exchange_visit_undone": "learning",
    "event_attended": "events", "event_attended_undone": "events",
    "practice_adopted_abroad": "practices", "procedure_step": "referrals",
    "referral_answer": "referrals", "referral_closed": "referrals",
    "referral_feedback": "referrals", "referral_first_contact": "referrals",
    "referral_reopened": "referrals", "research_piece": "research", "research_turn": "research",
    "search": "guide", "service_as_said": "referrals", "signs_noticed": "support",
    "support_action": "support", "support_feedback": "support", "trained": "learning",
    "trained_undone": "learning", "woman_supported": "support",
}  # fmt: skip
SCALES: dict[str, tuple[str, ...]] = {"waited": ("day", "three_days", "week", "longer")}
# The days within which a band lies; the last has no end.
DAYS = {"day": 1, "three_days": 3, "week": 7, "longer": None}
