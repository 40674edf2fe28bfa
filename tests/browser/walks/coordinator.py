"""A coordinator, the lead partner and the administrator of the site."""

TITLE = "A coordinator keeps the house in order"


def play(walk):
    """Colleagues, posts, entries, files; then what the administrator does."""
    walk.say("A coordinator of an NGO, then the administrator of the site, both at a desk.")
    page = walk.signed_in("coordinator", (1280, 800))
    walk.step(page, "What needs her today.")
    for address, words in (
        ("colleagues/", "Colleagues: who is in, who waits to be let in, who left."),
        ("posts/", "Posts and who is on duty: receivers are posts, never “the organisation”."),
        ("mentors/", "Mentors of her organisations: languages, town, who is paused."),
        ("communities/", "Communities: language, town, origin."),
        ("directory/entries/", "Entries in the directory, with their age."),
        (
            "directory/files/",
            "Files of HSDS in and out, with a preview before anything is written.",
        ),
    ):
        page.goto(f"{walk.address}/en/staff/{address}")
        walk.step(page, words)
    administrator(walk)
    walk.mended(
        "Her first page was one column of fourteen buttons; they now stand in groups.",
        "Days were written month first (“Nov. 24, 2026”); now “24 November 2026”.",
    )


def administrator(walk):
    """Keeps the site, and reads nothing about any woman."""
    page = walk.signed_in("administrator", (1280, 800))
    walk.step(page, "The administrator's first page: nothing about any woman.")
    for address, words in (
        ("site/", "Programmes and organisations."),
        ("directory/help-lines/", "Help lines: confirmed by whom, and when."),
        ("consent-texts/", "What is read before a woman agrees: each text says who reviewed it."),
    ):
        page.goto(f"{walk.address}/en/staff/{address}")
        walk.step(page, words)
