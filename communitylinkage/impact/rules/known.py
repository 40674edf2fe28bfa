"""What facts there are to count, and which codes have an order: a table, read beside the parts.

A part that counts something new adds its line here (`tests/test_known.py` compares the table with
what the parts count).
"""

KINDS: dict[str, tuple[str, ...]] = {
    "engaged": ("how",),
    "engaged_apart": (),
    "engaged_merged": (),
    "exchange_visit": ("visiting",),
    "exchange_visit_undone": ("visiting",),
    "practice_adopted_abroad": ("from",),
    "procedure_step": ("how", "waited", "reason"),
    "referral_closed": ("outcome",),
    "referral_feedback": ("helped", "as_promised", "again"),
    "referral_first_contact": ("waited",),
    "referral_reopened": (),
    "research_piece": (),
    "research_turn": (),
    "search": ("help", "language", "answer", "in_the_way"),
    "signs_noticed": ("sign", "met"),
    "support_action": ("kind", "where", "outcome", "follows"),
    "support_feedback": ("by", "helped", "respected"),
    "trained": ("track",),
    "trained_undone": ("track",),
}
# Which part counts a kind, for the trace.
OWNERS = {
    "engaged": "network", "engaged_apart": "network", "engaged_merged": "network",
    "exchange_visit": "learning", "exchange_visit_undone": "learning",
    "practice_adopted_abroad": "practices", "procedure_step": "referrals",
    "referral_closed": "referrals", "referral_feedback": "referrals",
    "referral_first_contact": "referrals", "referral_reopened": "referrals",
    "research_piece": "research", "research_turn": "research", "search": "guide",
    "signs_noticed": "support", "support_action": "support", "support_feedback": "support",
    "trained": "learning", "trained_undone": "learning",
}  # fmt: skip
SCALES: dict[str, tuple[str, ...]] = {"waited": ("day", "three_days", "week", "longer")}
# The days within which a band lies; the last has no end.
DAYS = {"day": 1, "three_days": 3, "week": 7, "longer": None}
