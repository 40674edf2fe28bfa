"""Objects that not everybody of the house opens who may use the route: whose they are, and who not.

The object is the one that `tests.bad_input.own.made_for` makes; the roles are the cast's others.
"""

_NOT_THE_MENTOR = ("mentor",)
_ONLY_THE_MENTOR = ("professional", "coordinator")
_ONLY_OF_THE_GROUP = ("coordinator",)
_ONLY_WHO_TRAINS = ("professional",)
_NOT_THE_LEAD = ("lead",)

PERSONAL = {
    # Her mentor's: what the service does with it has routes of its own.
    "referral_departure": _ONLY_THE_MENTOR,
    "referral_hand_over": _ONLY_THE_MENTOR,
    "referral_messages": _ONLY_THE_MENTOR,
    "referral_wish": _ONLY_THE_MENTOR,
    "referral_withdraw": _ONLY_THE_MENTOR,
    # She is the one who left it behind.
    "referral_take_over": _NOT_THE_MENTOR,
    # A new key is made by who has the old one.
    "people:post_key": _NOT_THE_MENTOR,
    "people:passkey_name": ("professional", "coordinator", "lead", "administrator"),
    "people:passkey_remove": ("professional", "coordinator", "lead", "administrator"),
    # The administrator does only what no coordinator could (decision 5).
    "people:leave": ("administrator",),
    "people:let_in": ("administrator",),
    # The trainer's session, and who keeps the course; the note is between two.
    "attendance": _ONLY_WHO_TRAINS,
    "attendance_sheet": _ONLY_WHO_TRAINS,
    "learning_session": _ONLY_WHO_TRAINS,
    "session_code": _ONLY_WHO_TRAINS,
    "care_note": ("professional", "coordinator", "lead"),
    # The step is another's to do; her coordinator keeps it.
    "community_step": ("mentor", "professional"),
    # A file that waits for a yes is with who brought it.
    "campaign_import_look": _NOT_THE_LEAD,
    "questionnaire_incoming": _NOT_THE_LEAD,
    "directory_plan": ("coordinator",),
    # Answers one by one are read by the team of the collection.
    "collection_code": _NOT_THE_LEAD,
    "collection_files": _NOT_THE_LEAD,
    "collection_read": _NOT_THE_LEAD,
    "collection_texts": _NOT_THE_LEAD,
    # Who is not of the team that leads finds what was let out: nothing was.
    "impact_trace": ("mentor", "professional", "coordinator"),
    # A research cycle belongs to its group alone; the coordinator is not in it.
    **dict.fromkeys(
        (
            "research_again", "research_agreement", "research_ask", "research_code",
            "research_codes", "research_cycle", "research_evidence", "research_file",
            "research_finding", "research_finding_edit", "research_finding_new",
            "research_findings", "research_give", "research_join", "research_leads",
            "research_leave", "research_mark", "research_move", "research_new_key",
            "research_overlaps", "research_picture", "research_picture_seen", "research_piece",
            "research_piece_back", "research_publish", "research_quote", "research_quotes",
            "research_translate",
        ),
        _ONLY_OF_THE_GROUP,
    ),
}  # fmt: skip
