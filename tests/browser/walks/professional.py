"""A professional in a service, at a desk, short of time."""

TITLE = "A professional answers"


def play(walk):
    """From what needs her today to a closed referral; then she asks for a mentor."""
    walk.say(
        "A social worker of a made-up house in Barcelona. She has ten minutes between two"
        " meetings. At a desk, 1280 pixels wide."
    )
    page = walk.signed_in("professional", (1280, 800))
    walk.step(page, "What needs her today, with the clocks that run out first.")
    answer(walk, page)
    page.goto(f"{walk.address}/en/staff/mentor-requests/new/")
    walk.step(
        page, "The other way round: she asks for a mentor for a woman who is already with her."
    )
    walk.mended(
        "After the no she stood on the list without a word; now it says “Your answer has arrived.”",
        "The page of a no said that the next service is asked, also where there was none.",
        "After the yes the page still said “Answer needed”, with a clock, to the end.",
        "That a reason was missing was said by the browser, in the browser's language; now in ours,"
        " beside the field.",
        "Whether there is room, and that an entry is still right, was not hers to say; a service's"
        " professional says both from her first page.",
        "What she had read already looked like what she had not.",
    )


def answer(walk, page):
    """The coded summary, her yes, the content, the close."""
    page.locator("main ul.list a", has_text="waits for your answer").first.click()
    walk.step(page, "The referral: a bare reference. Nothing about the woman shows yet.")
    page.locator("form[action$='/read/summary/'] button").click()
    walk.step(
        page, "The coded summary, opened with her key; the opening is written in the journal."
    )
    page.click("a[href$='/act/accept/']")
    walk.step(page, "Yes or no. A no asks for a reason from a list, and the next one is asked.")
    page.locator("main form button.button").click()
    page.locator("form[action$='/read/content/'] button").click()
    walk.step(page, "Only now: a name and a safe way to reach her.")
    page.click("a[href$='/act/close/']")
    walk.step(page, "The close: what came of it, and whether the entry was true for her.")
    page.locator("input[name=outcome][value=provided]").check()
    page.locator("main form button.button").click()
    walk.step(page, "Closed. The mentor sees it too, and the loop is closed.")
