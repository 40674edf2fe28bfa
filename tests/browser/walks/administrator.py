"""Who keeps the site, at a desk: organisations, help lines, texts; and reads nothing of women."""

TITLE = "An administrator keeps the site"


def play(walk):
    """From a new organisation to a help line that its operator confirmed."""
    walk.say(
        "She keeps the site for all partners, at a desk, 1280 pixels wide. She can open nothing"
        " that is locked, and no page of hers names a woman."
    )
    page = walk.signed_in("administrator", (1280, 800))
    walk.step(page, "What needs her today: nothing about any woman.")
    organisation(walk, page)
    texts(walk, page)
    help_line(walk, page)
    for address, words in (
        ("directory/files/", "The directory as files, with a preview before anything is written."),
        ("journal/", "The journal's days: one number each, to be kept on paper elsewhere."),
    ):
        page.goto(f"{walk.address}/en/staff/{address}")
        walk.step(page, words)
    page.goto(f"{walk.address}/en/staff/referrals/")
    assert "not here" in page.inner_text("h1")
    walk.say("She types the address of the referrals by hand: for her there is no such page.")
    walk.mended("Nothing was found on this walk.")


def organisation(walk, page):
    """A partner that is new, and its first coordinator."""
    page.goto(f"{walk.address}/en/staff/site/")
    walk.step(page, "Programmes and organisations, and who waits to be let in.")
    page.locator("main a[href$='/site/organisation/']").click()
    walk.step(page, "A new organisation.")
    page.fill("input[name=name]", "Nueva Casa (made up)")
    page.locator("main select[name=side]").select_option(index=1)
    page.locator("main select[name=country]").select_option("ES")
    page.locator("main form button.button").click()
    walk.step(page, "It is kept; nobody belongs to it yet.")
    page.locator("main a[href$='/first/']").click()
    walk.step(page, "Its first coordinator is invited by a letter; who comes after, she invites.")


def texts(walk, page):
    """What is read before a woman agrees."""
    page.goto(f"{walk.address}/en/staff/consent-texts/")
    walk.step(page, "What is read before a woman agrees: each text says who reviewed it.")


def help_line(walk, page):
    """Looked up, called, confirmed."""
    page.goto(f"{walk.address}/en/staff/directory/help-lines/?q=Malta")
    walk.step(page, "Help lines with their source and its date; 112 beside each.")
    page.locator("main a", has_text="The operator confirmed this").first.click()
    walk.step(page, "Before she confirms a line she has called it: the words say what it means.")
